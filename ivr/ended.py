"""A leg is over: nobody who was in danger is forgotten, and nobody is left alone in a room."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpline import cases
from helpline.alerts import Alert
from helpline.cases import Case, State
from helpline.contacts import Contact
from helpline.contacts.inbox import Channel
from helpline.conversation import step as conversation
from helpline.infra import clock
from helpline.outbox import Kind, enqueue
from helpline.triage import Assessment, Level
from ivr import call as calls
from ivr import call_back
from ivr.call import Call
from ivr.sender import WAIT
from ivr.waiting import CALL_BACK_WITHIN, give_back, spoken_with

ENDED = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
# Somebody who wrote this lately reads there what becomes of their case; others are called back.
WRITES_ON_WHATSAPP = timedelta(hours=24)


def caller_left(session: Session, sid: str, now: datetime) -> None:
    """Take the end of a caller's call, once.

    A screening's question that was hung up on is unanswered: the one about now counts as yes, and a yes
    before it counts (protocol, A5). A case in danger stays open with its timer, and is to be called back.
    """
    call = calls.locked(session, sid)
    if call is None or call.ended_at is not None:
        return
    call.ended_at = now
    _unanswered(session, call, now)
    case = cases.find_open(session, call.contact_id, for_update=True)
    if case is None:
        return
    waited = case.waiting_call == sid
    promised = case.call_back_due_at is not None and case.call_back_due_at > now
    if waited or (case.level == Level.RED and not promised):
        _hung_up(session, call, case, now)
    if call.counsellor_call is not None:
        # The room closes behind a caller who was in it; a counsellor whose caller had not come yet would
        # wait in it for ever.
        _fetch_counsellor(session, call.counsellor_call, case, now)


def _unanswered(session: Session, call: Call, now: datetime) -> None:
    asked = conversation.asked(session, call.call_sid)
    if asked.question == "asq.5":
        ready = conversation.take_silence(session, call.contact_id, call.call_sid, now)
        conversation.finish(session, ready, conversation.silence(ready), now)
    elif asked.question is not None and asked.positive:
        told = Assessment(Level.AMBER, (), 1.0, ("rule:asq:unfinished",), False)
        cases.store_assessment(
            session, call.contact_id, told, source="screening", channel=Channel.VOICE, now=now
        )


def _hung_up(session: Session, call: Call, case: Case, now: datetime) -> None:
    met = spoken_with(session, call, case)
    case.waiting_call = None
    cases.record(session, case, "caller_hung_up", "contact", now, with_counsellor=met)
    contact = session.get_one(Contact, call.contact_id)
    if contact.last_whatsapp_at is not None and contact.last_whatsapp_at > now - WRITES_ON_WHATSAPP:
        case.channel = Channel.WHATSAPP
    if case.level == Level.RED and not met and contact.phone is not None:
        cases.promise_call_back(session, case, now, CALL_BACK_WITHIN)
        # Whoever holds the case is asked to call at once; and who has just hung up on a call-back is left
        # in peace for a while.
        soon = case.state == State.OPEN and call.inbound
        due = now if soon else now + clock.scaled(call_back.ATTEMPTS_AFTER[1])
        call_back.owe(session, contact, now, due, danger=True)


def _fetch_counsellor(session: Session, leg: str, case: Case, now: datetime) -> None:
    alert = session.scalar(
        select(Alert)
        .where(
            Alert.case_id == case.id,
            Alert.counsellor == case.acknowledged_by,
            Alert.transport == "voice",
        )
        .order_by(Alert.id.desc())
        .limit(1)
    )
    if alert is not None:
        _fetch(session, leg, f"/ivr/counsellor/{alert.token}/left", case, now)


def counsellor_left(session: Session, leg: str, now: datetime) -> None:
    """Take the end of a counsellor's leg, for the caller who may not have met them in the room yet."""
    call = session.scalar(
        select(Call)
        .where(Call.counsellor_call == leg)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if call is None:
        return
    call.counsellor_call = None
    case = cases.find_open(session, call.contact_id, for_update=True)
    if call.ended_at is not None or case is None:
        return
    if case.level < Level.RED and spoken_with(session, call, case):
        # They spoke and it is over; the room's end leads the caller on.
        return
    give_back(session, case, now)
    _fetch(session, call.call_sid, f"{WAIT}?left=1", case, now)


def _fetch(session: Session, sid: str, path: str, case: Case, now: datetime) -> None:
    enqueue(session, Kind.CALL_UPDATE, sid, {"path": path}, now=now, urgent=True, case_id=case.id)


def fetch_caller(session: Session, call: Call, case: Case, now: datetime) -> None:
    """Bring a waiting caller to the counsellor who has just come into their room."""
    _fetch(session, call.call_sid, WAIT, case, now)
