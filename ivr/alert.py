"""The call that alerts a counsellor: nothing is told until a key is pressed."""

import uuid
from datetime import datetime

from flask import Blueprint, Response, request
from sqlalchemy import select
from sqlalchemy.orm import Session
from twilio.twiml.voice_response import VoiceResponse

from helpline import alerts, content
from helpline.alerts import Alert, AlertState, Result, on_failure, roster
from helpline.alerts.alert import CounsellorWindow
from helpline.alerts.whatsapp_window import is_open
from helpline.cases import Case
from helpline.contacts.inbox import Channel
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.infra.logs import log
from helpline.infra.twilio_signature import signed_by_twilio
from helpline.outbox import Outbox
from helpline.outbox.status import update_status
from ivr import call as calls
from ivr import counsellor as counsellor_line
from ivr.call import Call
from ivr.ended import ENDED, counsellor_left, fetch_caller
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
    """Obey the key: 1 acknowledges, 2 passes on, anything else is asked again."""
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
                say(listening, "alert.voice.choices")
            say(twiml, "alert.voice.no_key")
            twiml.hangup()
    return answer(twiml)


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
        update_status(session, token, status, request.form.get("ErrorCode"), now, on_failure)
        if status == "completed":
            _over_without_key(session, token, now)
    return Response(status=204)


def _over_without_key(session: Session, token: uuid.UUID, now: datetime) -> None:
    row = session.scalar(select(Outbox).where(Outbox.token == token))
    alert = session.get(Alert, row.alert_id) if row is not None and row.alert_id else None
    if row is None or alert is None or alert.state != AlertState.SENT:
        return
    log().warning("alert_without_key", alert=alert.id, case=alert.case_id)
    row.error_code = "no key"
    on_failure(session, row, now)
