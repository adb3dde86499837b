"""Twilio's webhooks for WhatsApp: a message came in, a message of ours changed its status."""

import uuid

from flask import Blueprint, Response, request

from helpline.alerts import counsellor_messages, roster
from helpline.alerts.delivery import note_status
from helpline.alerts.failures import resend_held
from helpline.alerts.roster import Counsellor, RosterError
from helpline.conversation.receive import receive
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.infra.logs import log
from helpline.infra.twilio_signature import signed_by_twilio
from whatsapp.inbound import BadRequest, Form, parse, to_inbound

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
    """Move a message of ours forward."""
    status = request.form.get("MessageStatus", "")
    with transaction() as session:
        note_status(
            session,
            token,
            status,
            request.form.get("ErrorCode"),
            clock.now(),
            request.form.get("MessageSid"),
        )
    return Response(status=204)


def take_in(form: Form) -> bool:
    """Store one message, from a webhook or found in Twilio's list; returns whether it was new."""
    now = clock.now()
    counsellor = _counsellor(form.phone)
    with transaction() as session:
        if counsellor is not None:
            if not counsellor_messages.first_seen(session, form.sid, counsellor, now):
                return False
            if counsellor_messages.receive(
                session, counsellor, form.text, form.payload, now, has_media=bool(form.media)
            ):
                return True
        # A counsellor who holds no case writes as anybody: they too may be in need.
        received = receive(session, to_inbound(form), now)
        if received.new:
            resend_held(session, received.contact_id, now)
        return received.new


def _counsellor(phone: str) -> Counsellor | None:
    """Return the counsellor who writes; a roster that cannot be read must not lose a contact's message."""
    try:
        return roster.current().by_phone(phone)
    except (RosterError, OSError) as error:
        log().error("roster_unreadable", error=error)
        return None
