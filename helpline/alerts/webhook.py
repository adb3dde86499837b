"""Twilio's webhook for alerts that are neither calls nor WhatsApp messages."""

import uuid

from flask import Blueprint, Response, request

from helpline.alerts.delivery import note_status
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.infra.twilio_signature import signed_by_twilio

blueprint = Blueprint("alerts", __name__, url_prefix="/alerts")


@blueprint.post("/sms/<uuid:token>")
@signed_by_twilio
def sms(token: uuid.UUID) -> Response:
    """Move an alert by SMS forward."""
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
