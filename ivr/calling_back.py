"""The call that calls back: it tells nothing until a key says that it is safe to talk."""

import uuid

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session
from twilio.twiml.voice_response import VoiceResponse

from helpline import cases
from helpline.contacts import Contact
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.infra.twilio_signature import signed_by_twilio
from ivr import call as calls
from ivr import call_back, prompts, waiting
from ivr.call_back import CallBack, Stage
from ivr.ended import ENDED, caller_left
from ivr.patience import patient
from ivr.prompts import Listener
from ivr.speak import answer, gather, speak

blueprint = Blueprint("call_back", __name__, url_prefix="/ivr/call-back")

SAFE, NOT_NOW, NEVER = "1", "2", "3"
TIMES_ASKED = 3


@blueprint.post("/<uuid:token>")
@signed_by_twilio
@patient
def answered(token: uuid.UUID) -> Response:
    """Ask whether it is safe to talk; a voicemail, or somebody else, learns nothing."""
    with transaction() as session:
        row = call_back.by_token(session, token)
        if row is None:
            return Response("no such call-back", status=404)
        return answer(question(_listener(session, row), f"/ivr/call-back/{token}/key"))


@blueprint.post("/<uuid:token>/key")
@signed_by_twilio
@patient
def key(token: uuid.UUID) -> Response:
    """Obey the key: 1 it is safe, 2 not now, 3 never again; anything else is asked again."""
    heard = request.form.get("Digits", "")[:1]
    now = clock.now()
    with transaction() as session:
        row = call_back.by_token(session, token)
        if row is None:
            return Response("no such call-back", status=404)
        to = _listener(session, row)
        if heard == SAFE:
            return Response(_go_on(session, row, request.form["CallSid"]), mimetype="text/xml")
        if heard == NOT_NOW:
            call_back.not_reached(session, row, now, why="not now")
            return answer(prompts.goodbye(to, "ivr.call_back.not_now"))
        if heard == NEVER:
            row.state = Stage.DECLINED
            case = cases.find_open(session, row.contact_id, for_update=True)
            if case is not None:
                cases.record(session, case, "call_back_declined", "contact", now)
            return answer(prompts.goodbye(to, "ivr.call_back.not_now"))
        return answer(question(to, f"/ivr/call-back/{token}/key"))


@blueprint.post("/<uuid:token>/status")
@signed_by_twilio
@patient
def status(token: uuid.UUID) -> Response:
    """Take the end of the call: who was not reached is called again, who was is treated as any caller."""
    ended = request.form.get("CallStatus", "")
    now = clock.now()
    if ended not in ENDED:
        return Response(status=204)
    with transaction() as session:
        caller_left(session, request.form.get("CallSid", ""), now)
    with transaction() as session:
        row = call_back.by_token(session, token)
        if row is not None:
            call_back.not_reached(session, row, now, why=ended)
    return Response(status=204)


def question(to: Listener, action: str, times: int = TIMES_ASKED) -> VoiceResponse:
    """Return the question and its keys, asked `times`; whoever presses none is left in peace."""
    twiml = VoiceResponse()
    for _ in range(times):
        with gather(twiml, action, timeout=5) as listening:
            speak(listening, prompts.words(to, "ivr.call_back.ask"))
    twiml.hangup()
    return twiml


def listener(contact: Contact) -> Listener:
    """Return what the words to a contact who is called depend on."""
    return Listener(contact.address, contact.governorate, True, contact.language)


def _listener(session: Session, row: CallBack) -> Listener:
    return listener(session.get_one(Contact, row.contact_id))


def _go_on(session: Session, row: CallBack, sid: str) -> str:
    """Name the helpline and go on: to whoever is waited for, or to the menu."""
    now = clock.now()
    call = calls.placed(session, sid, row.contact_id, now)
    if (before := calls.answered(session, call, 0)) is not None:
        return before
    row.state = Stage.REACHED
    to = prompts.listener_of(session.get_one(Contact, row.contact_id), call)
    case = cases.find_open(session, row.contact_id, for_update=True)
    if case is None:
        twiml = prompts.menu(to, 1, "ivr.call_back.here")
    else:
        waiting.begin(session, call, case, now)
        line = "ivr.danger.calling" if call_back.is_danger(case) else "ivr.person.calling"
        said = [prompts.words(to, text_id) for text_id in ("ivr.call_back.here", line)]
        twiml = prompts.to_waiting(to, 1, said)
    calls.keep(session, call, 0, str(twiml), now)
    return str(twiml)
