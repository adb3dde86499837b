"""Twilio's webhooks for WhatsApp: a message came in, a message of ours changed its status."""

import uuid

from flask import Blueprint, Response, request

from helpline.alerts import counsellor_messages, on_failure, roster
from helpline.conversation.receive import receive
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.infra.logs import log
from helpline.infra.twilio_signature import signed_by_twilio
from helpline.outbox.status import update_status
from whatsapp.inbound import BadRequest, Form, parse, to_inbound
from whatsapp.window import OUTSIDE_WINDOW, resend_as_template

blueprint = Blueprint("whatsapp", __name__, url_prefix="/whatsapp")

EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response/>'


@blueprint.post("/inbound")
@signed_by_twilio
def inbound() -> Response:
    """Store a message and everything that must follow from it; answer with nothing to say."""
    try:
        form = parse(request.form)
    except BadRequest as error:
        log().warning("webhook_unreadable", path=request.path, error=error)
        return Response("not a message", status=400)
    take_in(form)
    return Response(EMPTY, mimetype="text/xml")


@blueprint.post("/status/<uuid:token>")
@signed_by_twilio
def status(token: uuid.UUID) -> Response:
    """Move a message of ours forward; one refused by the closed window goes out again as a template."""
    code = request.form.get("ErrorCode")
    now = clock.now()
    with transaction() as session:
        if code == OUTSIDE_WINDOW and resend_as_template(session, token, now):
            return Response(status=204)
        update_status(session, token, request.form.get("MessageStatus", ""), code, now, on_failure)
    return Response(status=204)


def take_in(form: Form) -> bool:
    """Store one message, from a webhook or found in Twilio's list; returns whether it was new."""
    now = clock.now()
    counsellor = roster.current().by_phone(form.phone)
    with transaction() as session:
        if counsellor is not None:
            if not counsellor_messages.first_seen(session, form.sid, counsellor, now):
                return False
            if counsellor_messages.receive(session, counsellor, form.text, form.payload, now):
                return True
        # A counsellor who holds no case writes as anybody: they too may be in need.
        return receive(session, to_inbound(form), now).new
