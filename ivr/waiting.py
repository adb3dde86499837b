"""A caller waits for a person: what is true is said again and again, until somebody is on the line.

RED and «I want a person» wait in the same loop; a level differs only in its words, in what is offered when
nobody answers, and in that a case in danger goes on alerting whatever the caller chooses.
"""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session
from twilio.twiml.voice_response import VoiceResponse

from helpline import cases
from helpline.cases import Case, CaseEvent, State, Timer
from helpline.contacts import Contact
from helpline.contacts.inbox import Channel
from helpline.infra import clock
from helpline.triage import Level
from ivr import call as calls
from ivr import call_back, holder, keypad, prompts
from ivr.call import Call
from ivr.prompts import NOBODY_KEYS, Listener

# Rounds of about 20 seconds: three minutes, by when the third person has been called (config/escalation.yml).
ROUNDS_BEFORE_NOBODY = 9
CALL_BACK_WITHIN = timedelta(minutes=15)
# How often somebody who is not in danger and presses nothing hears the offer before it is taken as accepted.
OFFERS = 2
# A policy that rings at once, because somebody is on the line (config/escalation.yml).
ON_LINE = "on_line"


def begin(session: Session, call: Call, case: Case, now: datetime) -> None:
    """Tie a case to the call that waits for it, and see that somebody is rung now."""
    if case.state == State.HANDED_BACK:
        cases.reopen(session, case, now, level=case.risk, why=ON_LINE)
    if case.waiting_call == call.call_sid:
        return
    case.waiting_call = call.call_sid
    case.channel = Channel.VOICE
    cases.record(session, case, "caller_waiting", "contact", now)
    if case.state != State.OPEN:
        return
    if case.level < Level.RED:
        # Its own policy writes first and rings much later: too slow for somebody on the line.
        case.reason = ON_LINE
        case.policy = None
        case.step = 0
        cases.arm(session, case, Timer.ALERT, now)
    elif case.raised_at < call.started_at:
        # Open since before this call, its next alert may be minutes away.
        cases.arm(session, case, Timer.ALERT, now)


def respond(
    session: Session,
    call: Call,
    number: int,
    to: Listener,
    step: int,
    now: datetime,
    *,
    left: bool = False,
    line: str | None = None,
) -> VoiceResponse:
    """Return one round of waiting; `number` counts them, `step` is the next step's number.

    `line` is the id of a text that answers what was just said, in the place of the round's own.
    """
    case = cases.find_open(session, call.contact_id, for_update=True)
    if case is None:
        return prompts.goodbye(to, "ivr.goodbye")
    begin(session, call, case, now)
    red = case.level == Level.RED
    if case.state == State.ACKNOWLEDGED and call.counsellor_call is not None:
        assert case.acknowledged_by is not None
        if not spoken_with(session, call, case):
            cases.first_word(session, case, case.acknowledged_by, now, by="voice")
        return prompts.joined(to, step, case.id)
    if left:
        return prompts.to_waiting(to, step, [prompts.words(to, "ivr.danger.counsellor_left")])
    if case.state == State.ACKNOWLEDGED and holder.ring(session, call, case, now):
        return prompts.waiting(to, step, number, "ivr.danger.accepted", breathe=red)
    if number >= ROUNDS_BEFORE_NOBODY:
        call.waits += 1
        return prompts.nobody(to, step, red)
    ahead = calls.waiting_longer(session, case)
    line = line or (f"ivr.danger.waiting.{1 + number % 3}" if red else f"ivr.person.waiting.{1 + number % 2}")
    return prompts.waiting(to, step, number, line, breathe=red, ahead=ahead)


def answer_to_nobody(
    session: Session, call: Call, key: str, to: Listener, step: int, now: datetime
) -> VoiceResponse:
    """Do what the caller chose when nobody had answered; nothing chosen means staying."""
    case = cases.find_open(session, call.contact_id, for_update=True)
    if case is None or case.state == State.ACKNOWLEDGED:
        return respond(session, call, 0, to, step, now)
    red = case.level == Level.RED
    if key == keypad.AGAIN:
        return prompts.nobody(to, step, red)
    if key == NOBODY_KEYS["message"]:
        return prompts.consent(to, step)
    if key == keypad.BACK and not red:
        # They stay tied to the case: whoever accepts it fetches them from wherever they are by then.
        return prompts.menu(to, step)
    chosen = key == NOBODY_KEYS["callback"] or (not red and key == "" and call.waits >= OFFERS)
    if not chosen:
        return respond(session, call, 0, to, step, now)
    if to.reachable:
        return _call_back(session, case, to, now)
    if red or (chosen and key):
        return respond(session, call, 0, to, step, now)
    case.waiting_call = None
    cases.record(session, case, "caller_left_waiting", "contact", now)
    return prompts.goodbye(to, "ivr.person.withheld_end")


def message_left(
    session: Session, call: Call, seconds: int, to: Listener, step: int, now: datetime
) -> VoiceResponse:
    """Go on with a caller who has left a message, or thought better of it; the recording comes by itself."""
    case = cases.find_open(session, call.contact_id, for_update=True)
    if case is None or case.state == State.ACKNOWLEDGED or not seconds:
        return respond(session, call, 0, to, step, now)
    return prompts.to_waiting(to, step, [prompts.words(to, "ivr.message.kept")])


def _call_back(session: Session, case: Case, to: Listener, now: datetime) -> VoiceResponse:
    """Record the promise; the case stays open with its alert timer, which nothing here touches."""
    cases.promise_call_back(session, case, now, CALL_BACK_WITHIN)
    case.waiting_call = None
    red = case.level == Level.RED
    if red:
        # If nobody has accepted by then, they hear at least how it stands, from a voice that stays.
        contact = session.get_one(Contact, case.contact_id)
        call_back.owe(
            session, contact, now, now + clock.scaled(CALL_BACK_WITHIN.total_seconds()), danger=True
        )
    return prompts.goodbye(to, "ivr.callback.recorded" if red else "ivr.person.callback")


def counsellor_left(session: Session, call: Call, to: Listener, step: int, now: datetime) -> VoiceResponse:
    """Go on with a caller whose counsellor's line ended: in danger the case escalates again at once."""
    call.counsellor_call = None
    case = cases.find_open(session, call.contact_id, for_update=True)
    if case is None:
        return prompts.goodbye(to, "ivr.goodbye")
    if case.level < Level.RED:
        case.waiting_call = None
        said = [prompts.words(to, "ivr.after_talk")]
        return prompts.one_prompt(to, prompts.path(step, "after_talk"), said)
    give_back(session, case, now)
    return prompts.to_waiting(to, step, [prompts.words(to, "ivr.danger.counsellor_left")], after_pause=2)


def spoken_with(session: Session, call: Call, case: Case) -> bool:
    """Say whether the counsellor who holds a case has been brought together with this call."""
    since = max(call.started_at, case.acknowledged_at or call.started_at)
    spoke = select(CaseEvent.id).where(
        CaseEvent.case_id == case.id,
        CaseEvent.kind == "counsellor_spoke",
        CaseEvent.actor == case.acknowledged_by,
        CaseEvent.at >= since,
        CaseEvent.detail["by"].as_string() == "voice",
    )
    return session.scalar(spoke.limit(1)) is not None


def give_back(session: Session, case: Case, now: datetime) -> None:
    """Take a case in danger from the counsellor who is no longer on the caller's line."""
    if case.state == State.ACKNOWLEDGED and case.level == Level.RED:
        cases.expire_acknowledgement(session, case, now, why="counsellor left the call")
