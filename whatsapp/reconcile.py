"""Find messages that Twilio received and we never stored: it gives up on a webhook after seconds."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from helpline.contacts.inbox import Channel, Inbox
from helpline.infra import clock, twilio_lists
from helpline.infra.database import transaction
from helpline.infra.logs import log
from helpline.infra.settings import settings
from whatsapp.inbound import Form
from whatsapp.media import listed_source
from whatsapp.webhook import take_in

OVERLAP = timedelta(minutes=10)
FARTHEST = timedelta(days=7)


def reconcile() -> int:
    """Store every listed message that is not in the inbox, oldest first; returns how many were missing.

    The look goes back to ten minutes before the last message that we did store, so that it reaches over
    any time in which this server was down. Raises twilio_rest's errors.
    """
    now = clock.now()
    since = _since(now)
    listed = twilio_lists.newest_first(
        "Messages.json", "messages", {"To": f"whatsapp:{settings().whatsapp_number}"}, since
    )
    missing = 0
    for message in reversed(list(_inbound(listed))):
        if take_in(_form(message)):
            missing += 1
    if missing:
        log().warning("reconciled_messages", count=missing)
    return missing


def _since(now: datetime) -> datetime:
    with transaction() as session:
        last = session.scalar(select(func.max(Inbox.received_at)).where(Inbox.channel == Channel.WHATSAPP))
    return max(min(last or now, now) - OVERLAP, now - FARTHEST)


def _inbound(listed: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    return (message for message in listed if message["direction"] == "inbound")


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
