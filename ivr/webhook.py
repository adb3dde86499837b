"""Twilio's webhooks for the phone: a call comes in, a step of it is answered, it is over."""

from flask import Blueprint, Response, request
from twilio.twiml.voice_response import VoiceResponse

from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.infra.logs import log
from helpline.infra.twilio_signature import signed_by_twilio
from ivr import alert, calling_back, counsellor, drill, message, missed, steps
from ivr.ended import ENDED, caller_left
from ivr.heard import BadRequest, Heard, parse
from ivr.patience import patient
from ivr.places import At
from ivr.speak import answer, say

blueprint = Blueprint("ivr", __name__)
blueprint.register_blueprint(alert.blueprint)
blueprint.register_blueprint(counsellor.blueprint)
blueprint.register_blueprint(drill.blueprint)
blueprint.register_blueprint(message.blueprint)
blueprint.register_blueprint(calling_back.blueprint)
caller = Blueprint("caller", __name__, url_prefix="/ivr")


@caller.errorhandler(BadRequest)
def unreadable(error: BadRequest) -> Response:
    """Answer a webhook that is not a call's."""
    log().warning("webhook_unreadable", path=request.path, error=error)
    return Response("not a call", status=400)


@caller.post("/incoming")
@signed_by_twilio
@patient
def incoming() -> Response:
    """Take a call and say the first words; on the number for missed calls, refuse it and call back."""
    if missed.rings(request.form, request.args):
        return _twiml(missed.refuse(parse(request.form), clock.now()))
    return _twiml(steps.first(parse(request.form), clock.now()))


@caller.post(f"/step/<int:number>/<any({', '.join(steps.KEYS)}):place>")
@signed_by_twilio
@patient
def step(number: int, place: str) -> Response:
    """Answer one step."""
    heard = parse(request.form)
    if heard.status in ENDED:
        # A Dial's action is asked for even when the caller has gone; the status callback takes that.
        return answer(VoiceResponse())
    number_of_round = request.args.get("round", 0, type=int)
    at = At(heard, number, place, clock.now(), number_of_round, again="again" in request.args)
    return _twiml(steps.answer(at))


@caller.post("/wait")
@signed_by_twilio
@patient
def wait() -> Response:
    """Take a caller whom we fetched: somebody is there for them, or has gone."""
    heard: Heard = parse(request.form)
    return _twiml(steps.redirected(heard, clock.now(), left="left" in request.args))


@caller.post("/room")
@signed_by_twilio
def room() -> Response:
    """Say something while the room is not open yet, instead of music."""
    twiml = VoiceResponse()
    say(twiml, "ivr.room")
    twiml.pause(length=6)
    return answer(twiml)


@caller.post("/status")
@signed_by_twilio
@patient
def status() -> Response:
    """Take the end of a call."""
    heard = parse(request.form)
    if heard.status in ENDED:
        with transaction() as session:
            caller_left(session, heard.call_sid, clock.now())
    return Response(status=204)


def _twiml(document: str) -> Response:
    return Response(document, mimetype="text/xml")


blueprint.register_blueprint(caller)
