"""The counsellor's own line after they accepted: finish the case, or have the contact called."""

import uuid
from datetime import datetime

from flask import Blueprint, Response, request
from sqlalchemy import select
from sqlalchemy.orm import Session
from twilio.twiml.voice_response import VoiceResponse

from helpline import alerts, cases
from helpline.alerts import Alert, roster
from helpline.alerts.handover import acts, closing
from helpline.cases import Case, CaseEvent, State
from helpline.contacts import Contact
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.infra.settings import settings
from helpline.infra.twilio_signature import signed_by_twilio
from ivr import calling_back
from ivr.call import Call
from ivr.ended import ENDED
from ivr.patience import patient
from ivr.sender import RING_CONTACT_FOR
from ivr.speak import answer, gather, say

blueprint = Blueprint("counsellor_call", __name__, url_prefix="/ivr/counsellor")

REACHED = ("completed", "answered")
# What the contact's key is called in the case's history.
JOINED = "contact_joined"


@blueprint.post("/<uuid:token>/left")
@signed_by_twilio
@patient
def left(token: uuid.UUID) -> Response:
    """Ask the counsellor, whose caller is gone, what comes next."""
    if request.form.get("CallStatus") in ENDED:
        return answer(VoiceResponse())
    twiml = VoiceResponse()
    with transaction() as session:
        call = session.scalar(
            select(Call).where(Call.counsellor_call == request.form.get("CallSid")).with_for_update()
        )
        if call is not None:
            call.counsellor_call = None
        if (found := _held(session, twiml, token)) is not None:
            offer(session, twiml, found[0], found[1], "alert.voice.caller_left")
    return answer(twiml)


@blueprint.post("/<uuid:token>/key")
@signed_by_twilio
@patient
def key(token: uuid.UUID) -> Response:
    """Obey the key: 1 begins to close the case, 2 calls the contact, anything else is asked again."""
    digit = request.form.get("Digits", "")
    twiml = VoiceResponse()
    with transaction() as session:
        if (found := _held(session, twiml, token)) is None:
            return answer(twiml)
        alert, case = found
        if digit == "1":
            _close(session, twiml, alert, case, "")
        elif digit == "2" and (phone := session.get_one(Contact, case.contact_id).phone) is not None:
            cases.record(session, case, "calling_back", alert.counsellor, clock.now())
            _dial(twiml, token, phone)
        else:
            offer(session, twiml, alert, case, "alert.voice.caller_left")
    return answer(twiml)


@blueprint.post("/<uuid:token>/ring")
@signed_by_twilio
@patient
def ring(token: uuid.UUID) -> Response:
    """Take up the call that a counsellor asked for in the console; its key calls the contact.

    Before the key nothing is told: a voicemail or somebody else may have picked up.
    """
    key = request.form.get("Digits")
    twiml = VoiceResponse()
    if key is None or key[:1] != "1":
        for _ in range(3 if key is None else 1):
            with gather(twiml, f"/ivr/counsellor/{token}/ring", timeout=6) as listening:
                say(listening, "alert.voice.ring")
        say(twiml, "alert.voice.no_key")
        twiml.hangup()
        return answer(twiml)
    with transaction() as session:
        if (found := _held(session, twiml, token)) is None:
            return answer(twiml)
        alert, case = found
        phone = session.get_one(Contact, case.contact_id).phone
        if phone is None:
            offer(session, twiml, alert, case, "alert.voice.withheld")
        else:
            cases.record(session, case, "calling_back", alert.counsellor, clock.now())
            _dial(twiml, token, phone)
    return answer(twiml)


@blueprint.post("/<uuid:token>/close")
@signed_by_twilio
@patient
def close(token: uuid.UUID) -> Response:
    """Take the key that answers a question of closing, and ask the next one."""
    digit, answers = request.form.get("Digits", ""), request.args.get("answers", "")
    twiml = VoiceResponse()
    with transaction() as session:
        if (found := _held(session, twiml, token)) is None:
            return answer(twiml)
        alert, case = found
        asked = acts.questions(session, case)
        try:
            given = closing.extend(asked, answers, int(digit)) if digit.isdecimal() else answers
            closing.read(asked, given)
        except closing.AnswersUnreadable:
            # A key that is no answer; or the case was raised since, and all of it is asked anew.
            given = answers if _readable(asked, answers) else ""
        _close(session, twiml, alert, case, given)
    return answer(twiml)


def _readable(asked: tuple[str, ...], answers: str) -> bool:
    try:
        closing.read(asked, answers)
    except closing.AnswersUnreadable:
        return False
    return True


def _close(session: Session, twiml: VoiceResponse, alert: Alert, case: Case, answers: str) -> None:
    """Ask what closing leaves open, by keys, or close the case. Who hangs up keeps it."""
    asked = acts.questions(session, case)
    name = closing.next_question(asked, answers)
    if name is None:
        counsellor = roster.current().by_id(alert.counsellor)
        alerts.resolve(session, case, counsellor, closing.result(asked, answers), clock.now())
        say(twiml, "alert.voice.resolved")
        twiml.hangup()
        return
    for _ in range(2):
        action = f"/ivr/counsellor/{alert.token}/close?answers={answers}"
        with gather(twiml, action, timeout=8) as listening:
            say(listening, f"closing.{name}", case=case.id)
            for number, text_id in enumerate(closing.options(name), 1):
                say(listening, text_id)
                say(listening, "ivr.choices", n=number)
    twiml.hangup()


@blueprint.post("/<uuid:token>/called")
@signed_by_twilio
@patient
def called(token: uuid.UUID) -> Response:
    """Note whether the contact was reached, and ask what comes next."""
    answered = request.form.get("DialCallStatus") in REACHED
    now = clock.now()
    twiml = VoiceResponse()
    with transaction() as session:
        if (found := _held(session, twiml, token)) is None:
            return answer(twiml)
        alert, case = found
        # A voicemail answers too: only the contact's own key says that they were there.
        reached = answered and _joined(session, case)
        _note(session, case, alert.counsellor, reached, now)
        offer(
            session, twiml, alert, case, "alert.voice.caller_left" if reached else "alert.voice.not_reached"
        )
    return answer(twiml)


@blueprint.post("/<uuid:token>/safe")
@signed_by_twilio
@patient
def safe(token: uuid.UUID) -> Response:
    """Ask the contact whether it is safe to talk, before the counsellor is connected with them."""
    key = request.form.get("Digits")
    with transaction() as session:
        alert = session.scalar(select(Alert).where(Alert.token == token))
        if alert is None:
            return Response("no such alert", status=404)
        case = session.get_one(Case, alert.case_id)
        if key is not None and key[:1] == calling_back.SAFE:
            cases.record(session, case, JOINED, "contact", clock.now())
            # Nothing more to say: the two are connected.
            return answer(VoiceResponse())
        to = calling_back.listener(session.get_one(Contact, case.contact_id))
    return answer(calling_back.question(to, f"/ivr/counsellor/{token}/safe", times=2 if key is None else 1))


def _joined(session: Session, case: Case) -> bool:
    """Say whether the contact pressed the key since they were called last."""
    last = session.scalar(
        select(CaseEvent.kind)
        .where(CaseEvent.case_id == case.id, CaseEvent.kind.in_((JOINED, "calling_back")))
        .order_by(CaseEvent.id.desc())
        .limit(1)
    )
    return last == JOINED


def offer(session: Session, twiml: VoiceResponse, alert: Alert, case: Case, text_id: str) -> None:
    """Say a text whose keys are 1 for finished and 2 for calling the contact; then the line ends."""
    if session.get_one(Contact, case.contact_id).phone is None:
        text_id = "alert.voice.withheld"
    for _ in range(2):
        with gather(twiml, f"/ivr/counsellor/{alert.token}/key", timeout=8) as listening:
            say(listening, text_id)
    twiml.hangup()


def _held(session: Session, twiml: VoiceResponse, token: uuid.UUID) -> tuple[Alert, Case] | None:
    """Return the alert and its case while its counsellor holds it; else say so and end the call."""
    alert = session.scalar(select(Alert).where(Alert.token == token))
    case = session.get(Case, alert.case_id, with_for_update=True) if alert is not None else None
    if alert is not None and case is not None:
        if case.state == State.ACKNOWLEDGED and case.acknowledged_by == alert.counsellor:
            return alert, case
        say(twiml, "alert.voice.over" if case.state == State.RESOLVED else "alert.voice.taken")
    twiml.hangup()
    return None


def _note(session: Session, case: Case, counsellor: str, reached: bool, now: datetime) -> None:
    if not reached:
        cases.record(session, case, "call_back_missed", counsellor, now)
        return
    case.call_back_due_at = None
    cases.first_word(session, case, counsellor, now, by="call_back")


def _dial(twiml: VoiceResponse, token: uuid.UUID, phone: str) -> None:
    say(twiml, "alert.voice.calling_contact")
    # The contact sees the helpline's number, never the counsellor's, and the counsellor never sees theirs.
    dial = twiml.dial(
        action=f"/ivr/counsellor/{token}/called",
        method="POST",
        caller_id=settings().call_back_number or settings().voice_number,
        timeout=RING_CONTACT_FOR,
    )
    # Somebody else may answer a shared phone: nothing is told until the key that says it is safe.
    dial.number(phone, url=f"/ivr/counsellor/{token}/safe", method="POST")
