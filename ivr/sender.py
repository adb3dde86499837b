"""Place a call or redirect one under way; retries are the outbox's business."""

from datetime import timedelta
from email.utils import parsedate_to_datetime

from sqlalchemy import select

from helpline.alerts.drill.model import VERB
from helpline.infra import twilio_rest
from helpline.infra.database import transaction
from helpline.infra.settings import settings
from helpline.outbox import Outbox
from helpline.outbox.twilio import attempt

# Seconds a phone rings. Shorter than the 90 s after which the next counsellor is rung.
RING_FOR = 40
# Shorter than a voicemail's pick-up: a shared phone's voicemail must not be spoken to.
RING_CONTACT_FOR = 25
WAIT = "/ivr/wait"
CLOCKS_DIFFER = timedelta(seconds=30)


class CallSender:
    """The outbox's sender for kind "call": ring a counsellor, or call a contact back."""

    def send(self, row: Outbox) -> str:
        """Place the call; see the outbox's Sender."""
        return attempt(lambda: _place(row))

    def find_sent(self, row: Outbox) -> str | None:
        """Look for a call that an attempt without an answer may have placed; see the outbox's Sender."""
        return attempt(lambda: _find(row)) or None


class CallUpdateSender:
    """The outbox's sender for kind "call_update": bring a call under way to its next step at once.

    The payload's `path` says where to; without one it is the caller who waits.
    """

    def send(self, row: Outbox) -> str:
        """Redirect the call; see the outbox's Sender. A call that is over is refused by Twilio."""
        url = f"{settings().public_url}{row.payload.get('path', WAIT)}"
        return attempt(
            lambda: str(
                twilio_rest.post(
                    twilio_rest.account_url(f"Calls/{row.to}.json"), form={"Url": url, "Method": "POST"}
                )["sid"]
            )
        )

    def find_sent(self, row: Outbox) -> str | None:
        """Return None: redirecting twice does no harm."""
        return None


def _place(row: Outbox) -> str:
    base = settings().public_url
    more: dict[str, str] = {}
    if "call_back" in row.payload:
        answered = f"{base}/ivr/call-back/{row.payload['call_back']}"
        ended = f"{answered}/status"
    elif "ring" in row.payload:
        # Whoever tapped «ring» waits beside the phone: no machine is looked for.
        answered = f"{base}/ivr/counsellor/{row.payload['ring']}/ring"
        ended = f"{base}/ivr/placed/{row.token}"
    else:
        if VERB in row.payload:
            answered, ended = f"{base}/ivr/test/{row.payload[VERB]}", f"{base}/ivr/test/placed/{row.token}"
        else:
            answered, ended = f"{base}/ivr/alert/{row.payload['alert']}", f"{base}/ivr/placed/{row.token}"
        # Told beside the call and not before its first word: a person hears it at once.
        more = {
            "MachineDetection": "Enable",
            "AsyncAmd": "true",
            "AsyncAmdStatusCallback": f"{answered}/machine",
            "AsyncAmdStatusCallbackMethod": "POST",
        }
    placed = twilio_rest.post(
        twilio_rest.account_url("Calls.json"),
        form={
            "To": row.to,
            "From": _from(row),
            "Url": answered,
            "Method": "POST",
            "StatusCallback": ended,
            "StatusCallbackEvent": ["answered", "completed"],
            "Timeout": RING_CONTACT_FOR if "call_back" in row.payload else RING_FOR,
            **more,
        },
    )
    return str(placed["sid"])


def _from(row: Outbox) -> str:
    """Return the number that the called phone shows: to a contact the neutral one, if there is one."""
    if "call_back" in row.payload:
        return settings().call_back_number or settings().voice_number
    return settings().voice_number


def _find(row: Outbox) -> str:
    """Return the SID of the call that this row may have placed: to its number, new, and no other row's."""
    listed = twilio_rest.get(
        twilio_rest.account_url("Calls.json"), {"To": row.to, "From": _from(row), "PageSize": 20}
    )
    since = row.created_at - CLOCKS_DIFFER
    sids = [
        str(call["sid"]) for call in listed["calls"] if parsedate_to_datetime(call["date_created"]) > since
    ]
    with transaction() as session:
        # Two contacts in danger ring the same counsellor within seconds: the other's call is not this one.
        others = set(session.scalars(select(Outbox.provider_sid).where(Outbox.provider_sid.in_(sids))))
    return next((sid for sid in sids if sid not in others), "")
