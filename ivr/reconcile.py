"""Find calls that reached Twilio while no webhook of ours answered: somebody tried to get through."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from helpline import cases
from helpline.cases import store_assessment
from helpline.contacts import Contact
from helpline.contacts.inbox import Channel
from helpline.infra import clock, looks, twilio_lists
from helpline.infra.database import transaction
from helpline.infra.logs import log
from helpline.infra.settings import settings
from helpline.triage import Assessment, Level
from ivr import call, call_back
from ivr.call import Call
from ivr.heard import number_of

LIST = "calls"
# A call may appear in the list later than its time, and stands in it from its beginning: one that lasted
# longer than this had its steps stored.
OVERLAP = timedelta(minutes=10)
FARTHEST = timedelta(days=7)
OVER = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})


def reconcile() -> int:
    """Open a case for every caller who reached nobody; returns how many. Raises twilio_rest's errors.

    What they wanted is unknown, so a person calls back as soon as for a voice note that nobody has heard.
    A withheld number cannot be called back and is only counted.
    """
    now = clock.now()
    numbers = filter(None, (settings().voice_number, settings().missed_call_number))
    missed = 0
    for number in numbers:
        listed = twilio_lists.newest_first("Calls.json", "calls", {"To": number}, _since(now))
        ended = [each for each in listed if each["direction"] == "inbound" and each["status"] in OVER]
        for one in reversed(ended):
            with transaction() as session:
                missed += _missed(session, one, now)
    with transaction() as session:
        looks.done(session, LIST, now)
    if missed:
        log().warning("reconciled_calls", count=missed)
    return missed


def _since(now: datetime) -> datetime:
    with transaction() as session:
        last = looks.last(session, LIST) or session.scalar(select(func.max(Call.started_at)))
    return max(min(last or now, now) - OVERLAP, now - FARTHEST)


def _missed(session: Session, one: dict[str, Any], now: datetime) -> bool:
    if call.locked(session, one["sid"]) is not None:
        return False
    phone = number_of(str(one.get("from") or ""))
    unheard = call.of(session, one["sid"], phone, now)
    unheard.ended_at = now
    if phone is None:
        log().error("missed_withheld_call", call=unheard.call_sid)
        return True
    unknown = Assessment(Level.AMBER, (), 0.0, ("rule:missed_call",), False)
    case = store_assessment(
        session,
        unheard.contact_id,
        unknown,
        source="failure",
        channel=Channel.VOICE,
        now=now,
        reason="missed_call",
    )
    if case is not None and case.call_back_due_at is None:
        cases.promise_call_back(session, case, now, timedelta(minutes=15))
    contact = session.get_one(Contact, unheard.contact_id)
    call_back.owe(session, contact, now, now, danger=call_back.is_danger(case))
    return True
