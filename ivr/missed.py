"""The number for missed calls: a call to it costs nothing, because it is refused and called back."""

from collections.abc import Mapping
from datetime import datetime

from twilio.twiml.voice_response import VoiceResponse

from helpline import cases
from helpline.contacts import Contact
from helpline.infra.database import transaction
from helpline.infra.settings import settings
from ivr import call as calls
from ivr import call_back
from ivr.heard import Heard

WITHHELD = "/ivr/incoming?withheld=1"


def rings(form: Mapping[str, str], query: Mapping[str, str]) -> bool:
    """Say whether a call came in on the number for missed calls and is to be refused."""
    number = settings().missed_call_number
    return bool(number) and form.get("To") == number and "withheld" not in query


def refuse(heard: Heard, now: datetime) -> str:
    """Refuse a call before it is answered, and owe its caller one, once for a webhook that comes twice.

    A withheld number cannot be called back: there the line is taken as if it had been the other one's, so
    that nobody is refused who has no other way.
    """
    twiml = VoiceResponse()
    if heard.phone is None:
        twiml.redirect(WITHHELD, method="POST")
        return str(twiml)
    twiml.reject(reason="busy")
    with transaction() as session:
        call = calls.of(session, heard.call_sid, heard.phone, now)
        if call.ended_at is None:
            call.ended_at = now
            contact = session.get_one(Contact, call.contact_id)
            danger = call_back.is_danger(cases.find_open(session, contact.id))
            call_back.owe(session, contact, now, now, danger=danger)
    return str(twiml)
