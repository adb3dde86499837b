"""The call that alerts a counsellor: nothing is told until a key is pressed."""

import uuid
from datetime import datetime

from flask import Blueprint, Response, request
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session
from twilio.twiml.voice_response import VoiceResponse

from helpline import alerts, content
from helpline.alerts import Alert, AlertState, Result, on_failure, roster
from helpline.alerts.alert import CounsellorWindow
from helpline.alerts.delivery import note_status
from helpline.alerts.whatsapp_window import is_open
from helpline.cases import Case
from helpline.contacts import Contact
from helpline.contacts.inbox import Channel
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.infra.logs import log
from helpline.infra.twilio_signature import signed_by_twilio
from helpline.outbox import Kind, Outbox
from ivr import call as calls
from ivr import counsellor as counsellor_line
from ivr.call import Call
from ivr.ended import ENDED, counsellor_left, fetch_caller
from ivr.machine import is_machine
from ivr.patience import patient
from ivr.speak import answer, conference_name, gather, say

blueprint = Blueprint("alert_call", __name__, url_prefix="/ivr")

TIMES_SAID = 3


@blueprint.post("/alert/<uuid:token>")
@signed_by_twilio
@patient
def opening(token: uuid.UUID) -> Response:
    """Say only the helpline's name and «press 1»: a voicemail or a family member learns nothing."""
    twiml = VoiceResponse()
    for _ in range(TIMES_SAID):
        with gather(twiml, f"/ivr/alert/{token}/key", digits=1, timeout=6) as listening:
            say(listening, "alert.voice.opening")
    say(twiml, "alert.voice.no_key")
    twiml.hangup()
    return answer(twiml)


@blueprint.post("/alert/<uuid:token>/key")
@signed_by_twilio
@patient
def key(token: uuid.UUID) -> Response:
    """Obey the key: 1 acknowledges, 2 passes on, 3 says all again, anything else is asked again."""
    digit = request.form.get("Digits", "")
    now = clock.now()
    twiml = VoiceResponse()
    with transaction() as session:
        alert = session.scalar(select(Alert).where(Alert.token == token))
        if alert is None:
            return Response("no such alert", status=404)
        if digit == "1":
            # The call is locked before its case, as everywhere (ivr/call.py).
            waiting = session.scalar(select(Case.waiting_call).where(Case.id == alert.case_id))
            caller = calls.locked(session, waiting) if waiting is not None else None
            _acknowledge(session, twiml, alert, caller, now)
        elif digit == "2":
            alerts.pass_on(session, alert, now, via="key")
            say(twiml, "alert.voice.passed")
            twiml.hangup()
        else:
            with gather(twiml, f"/ivr/alert/{token}/key", digits=1, timeout=6) as listening:
                if digit == "3":
                    say(listening, "alert.voice.opening")
                say(listening, "alert.voice.choices")
            say(twiml, "alert.voice.no_key")
            twiml.hangup()
    return answer(twiml)


@blueprint.post("/alert/<uuid:token>/machine")
@signed_by_twilio
@patient
def machine(token: uuid.UUID) -> Response:
    """Take Twilio's word for who has answered: a machine is an alert that reached nobody.

    The call itself goes on: Twilio may be wrong, and a key that is still pressed counts as ever.
    """
    if is_machine(request.form):
        with transaction() as session:
            _reached_nobody(session, Alert.token == token, "machine", clock.now())
    return Response(status=204)


def _acknowledge(
    session: Session, twiml: VoiceResponse, alert: Alert, caller: Call | None, now: datetime
) -> None:
    result, case = alerts.acknowledge(session, alert, now, via="key")
    if result in (Result.TAKEN, Result.OVER):
        say(twiml, "alert.voice.taken" if result is Result.TAKEN else "alert.voice.over")
        twiml.hangup()
        return
    if result is Result.MINE_ALREADY:
        # Accepted elsewhere before; this call brings them to the caller, and their key ends its alert too.
        alert.state, alert.outcome, alert.ended_at = AlertState.ACKNOWLEDGED, "key", now
    minutes = int((now - case.raised_at).total_seconds() // 60)
    if session.get_one(Contact, case.contact_id).disguised_at is not None:
        say(twiml, "alert.voice.disguised")
    say(
        twiml,
        "alert.voice.details",
        level_words=content.text(f"alert.level.{case.risk.name.lower()}"),
        channel_words=content.text(f"alert.channel.{case.channel}"),
        minutes=minutes,
    )
    if caller is not None and caller.ended_at is None and case.waiting_call == caller.call_sid:
        _join(session, twiml, alert, case, caller, result, now)
        return
    counsellor = roster.current().by_id(alert.counsellor)
    if is_open(session.get(CounsellorWindow, counsellor.id), now):
        alerts.tell_accepted(session, counsellor, case, now)
    if case.channel == Channel.VOICE:
        counsellor_line.offer(session, twiml, alert, case, "alert.voice.call_now")
        return
    say(twiml, "alert.voice.accepted")
    twiml.hangup()


def _join(
    session: Session,
    twiml: VoiceResponse,
    alert: Alert,
    case: Case,
    caller: Call,
    result: Result,
    now: datetime,
) -> None:
    caller.counsellor_call = request.form["CallSid"]
    if result is Result.MINE_ALREADY:
        # An acknowledgement fetches the caller by itself; this one was given before.
        fetch_caller(session, caller, case, now)
    say(twiml, "alert.voice.connecting")
    say(twiml, "alert.voice.caller_first")
    dial = twiml.dial(action=f"/ivr/counsellor/{alert.token}/left", method="POST")
    dial.conference(
        conference_name(case.id),
        start_conference_on_enter=True,
        # Whoever leaves, the other's call goes on with its own next step instead of an empty room.
        end_conference_on_exit=True,
        beep=False,
    )


@blueprint.post("/placed/<uuid:token>")
@signed_by_twilio
@patient
def placed(token: uuid.UUID) -> Response:
    """Take a call's status: over without a key pressed is an alert that reached nobody."""
    status = request.form.get("CallStatus", "")
    now = clock.now()
    if status in ENDED:
        with transaction() as session:
            counsellor_left(session, request.form.get("CallSid", ""), now)
    with transaction() as session:
        note_status(session, token, status, request.form.get("ErrorCode"), now, request.form.get("CallSid"))
        if status == "completed":
            _reached_nobody(session, Outbox.token == token, "no key", now)
    return Response(status=204)


def _reached_nobody(session: Session, which: ColumnElement[bool], why: str, now: datetime) -> None:
    """End an alert by phone that nobody has answered with a key, so that its case goes on."""
    found = session.execute(
        select(Outbox, Alert)
        .join(Alert, Alert.id == Outbox.alert_id)
        .where(which, Outbox.kind == Kind.CALL)
        .order_by(Outbox.id.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        return
    # Read anew under the case's lock: a key that is pressed at this moment wins.
    session.get_one(Case, found.Alert.case_id, with_for_update=True)
    session.refresh(found.Alert)
    if found.Alert.state != AlertState.SENT:
        return
    log().warning("alert_reached_nobody", alert=found.Alert.id, case=found.Alert.case_id, why=why)
    found.Outbox.error_code = why
    on_failure(session, found.Outbox, now)
