"""Find messages that Twilio received and we never stored: it gives up on a webhook after seconds."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError, TimeoutError

from helpline.alerts.alert import CounsellorMessage
from helpline.contacts.inbox import Channel, Inbox
from helpline.infra import clock, looks, twilio_lists
from helpline.infra.database import transaction
from helpline.infra.logs import log
from helpline.infra.settings import settings
from whatsapp.inbound import Form
from whatsapp.media import listed_source
from whatsapp.webhook import take_in

LIST = "messages"
# A message may appear in the list later than its time, and a webhook's retries may still be under way.
OVERLAP = timedelta(minutes=2)
# Before the first look: as far as a message may lie before the last one that was stored.
AT_FIRST = timedelta(minutes=10)
FARTHEST = timedelta(days=7)
# As many SIDs are looked up at once.
BATCH = 500


def reconcile() -> int:
    """Store every listed message that is not in the inbox, oldest first; returns how many were missing.

    The look goes back to where the last one began that reached the end of the list, so that it reaches over
    any time in which this server was down and reads nothing twice. Raises TooLong, twilio_rest's errors, and
    what kept a message from being taken in, once the others are.
    """
    now = clock.now()
    since = _since(now)
    listed = twilio_lists.newest_first(
        "Messages.json", "messages", {"To": f"whatsapp:{settings().whatsapp_number}"}, since
    )
    inbound: list[dict[str, Any]] = []
    too_long: twilio_lists.TooLong | None = None
    try:
        for message in listed:
            if message["direction"] == "inbound":
                inbound.append(message)
    except twilio_lists.TooLong as error:
        # In a flood the newest are taken in all the same; the look goes as far back again next time.
        too_long = error
    missing, failed = 0, None
    for message in reversed(_not_stored(inbound)):
        try:
            missing += take_in(_form(message))
        except (OperationalError, TimeoutError):
            # The database is away: the rest would wait for it one by one.
            raise
        except Exception as error:
            # One that cannot be taken in must not keep back all that came after it.
            log().error("message_not_taken_in", sid=message["sid"], error=error)
            failed = failed or error
    if failed is not None:
        raise failed
    if too_long is not None:
        raise too_long
    with transaction() as session:
        looks.done(session, LIST, now)
    if missing:
        log().warning("reconciled_messages", count=missing)
    return missing


def _since(now: datetime) -> datetime:
    with transaction() as session:
        if (looked := looks.last(session, LIST)) is not None:
            return max(looked - OVERLAP, now - FARTHEST)
        last = session.scalar(select(func.max(Inbox.received_at)).where(Inbox.channel == Channel.WHATSAPP))
    return max(min(last or now, now) - AT_FIRST, now - FARTHEST)


def _not_stored(listed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what is neither in the inbox nor among the counsellors' messages."""
    with transaction() as session:
        stored = {
            sid
            for start in range(0, len(listed), BATCH)
            for column in (Inbox.provider_sid, CounsellorMessage.provider_sid)
            for sid in session.scalars(
                select(column).where(column.in_([one["sid"] for one in listed[start : start + BATCH]]))
            )
        }
    return [message for message in listed if message["sid"] not in stored]


def _form(message: dict[str, Any]) -> Form:
    """Read a listed message. The list has no button's payload: what was tapped is read by its title.

    It has no media either, only their number: where each lies is asked for when it is fetched.
    """
    count = int(message.get("num_media") or 0)
    media = tuple({"url": listed_source(message["sid"], index), "type": ""} for index in range(count))
    return Form(
        sid=message["sid"],
        phone=str(message["from"]).removeprefix("whatsapp:"),
        text=message.get("body") or "",
        payload=None,
        media=media,
        location=None,
    )
