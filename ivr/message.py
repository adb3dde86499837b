"""A message that a caller left for the team: stored like a voice note, and heard by a person."""

from flask import Blueprint, Response, request

from helpline import cases
from helpline.contacts.inbox import Channel, Content, Handling, Inbox
from helpline.conversation.not_text import UNREAD
from helpline.conversation.receive import Inbound, receive
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.infra.logs import log
from helpline.infra.twilio_signature import signed_by_twilio
from ivr import call as calls
from ivr.patience import patient

blueprint = Blueprint("voice_message", __name__, url_prefix="/ivr")


@blueprint.post("/message")
@signed_by_twilio
@patient
def recorded() -> Response:
    """Take a recording that is ready: it is fetched, kept encrypted, and deleted at the provider.

    It begins only after the key that consents, so whatever comes here was meant for the team, also where the
    caller hung up in the middle. Twilio may tell it twice.
    """
    form = request.form
    if form.get("RecordingStatus") != "completed":
        log().warning("recording_without_sound", call=form.get("CallSid"), state=form.get("RecordingStatus"))
        return Response(status=204)
    now = clock.now()
    with transaction() as session:
        call = calls.locked(session, form.get("CallSid", ""))
        if call is None:
            log().error("recording_of_no_call", call=form.get("CallSid"))
            return Response("no such call", status=404)
        inbound = Inbound(
            sid=form["RecordingSid"],
            channel=Channel.VOICE,
            phone=None,
            content=Content.MEDIA,
            # WhatsApp, where a counsellor hears it, takes no WAV.
            media=[{"url": f"{form['RecordingUrl']}.mp3", "type": "audio/mpeg"}],
            call_sid=call.call_sid,
            contact_id=call.contact_id,
        )
        received = receive(session, inbound, now, defer=False)
        if received.new:
            row = session.get_one(Inbox, received.inbox_id)
            row.state, row.handled_at = Handling.HANDLED, now
            case = cases.store_assessment(
                session,
                call.contact_id,
                UNREAD,
                source="media",
                channel=Channel.VOICE,
                now=now,
                reason="media",
            )
            if case is not None:
                cases.record(session, case, "message_left", "contact", now)
    return Response(status=204)
