"""The call of a test alert: short, so that the line is soon free again, and about nobody's case."""

import uuid

from flask import Blueprint, Response, request
from sqlalchemy import select
from twilio.twiml.voice_response import VoiceResponse

from helpline.alerts.delivery import note_status
from helpline.alerts.drill import outcome
from helpline.alerts.drill.model import VERB
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.infra.twilio_signature import signed_by_twilio
from helpline.outbox import Outbox
from ivr.machine import is_machine
from ivr.patience import patient
from ivr.speak import answer, gather, say

blueprint = Blueprint("test_call", __name__, url_prefix="/ivr/test")

TIMES_SAID = 2


@blueprint.post("/<uuid:token>")
@signed_by_twilio
@patient
def opening(token: uuid.UUID) -> Response:
    """Say that this is a test and ask for one key."""
    return answer(_question(f"/ivr/test/{token}/key", TIMES_SAID))


@blueprint.post("/<uuid:token>/key")
@signed_by_twilio
@patient
def key(token: uuid.UUID) -> Response:
    """Take key 1 as the word of whoever was rung; after another key it is asked for once more."""
    twiml = VoiceResponse()
    if request.form.get("Digits") == "1":
        with transaction() as session:
            if not outcome.by_key(session, str(token), clock.now()):
                return Response("no such test", status=404)
        say(twiml, "alert.test.thanks")
    elif "last" not in request.args:
        return answer(_question(f"/ivr/test/{token}/key?last=1", 1))
    twiml.hangup()
    return answer(twiml)


@blueprint.post("/<uuid:token>/machine")
@signed_by_twilio
@patient
def machine(token: uuid.UUID) -> Response:
    """Take Twilio's word for who has answered; a key that is pressed all the same counts."""
    if is_machine(request.form):
        with transaction() as session:
            outcome.not_arrived(session, str(token), "machine", clock.now())
    return Response(status=204)


@blueprint.post("/placed/<uuid:token>")
@signed_by_twilio
@patient
def placed(token: uuid.UUID) -> Response:
    """Take a call's status, by its outbox row; over without a key reached nobody."""
    status = request.form.get("CallStatus", "")
    now = clock.now()
    with transaction() as session:
        note_status(session, token, status, request.form.get("ErrorCode"), now, request.form.get("CallSid"))
        row = session.scalar(select(Outbox).where(Outbox.token == token))
        if status == "completed" and row is not None and outcome.is_one(row):
            outcome.not_arrived(session, row.payload[VERB], "no key", now)
    return Response(status=204)


def _question(action: str, times: int) -> VoiceResponse:
    twiml = VoiceResponse()
    for _ in range(times):
        with gather(twiml, action, digits=1, timeout=6) as listening:
            say(listening, "alert.test.voice")
    twiml.hangup()
    return twiml
