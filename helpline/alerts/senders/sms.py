"""Send an alert by SMS; retries are the outbox's business."""

from datetime import timedelta
from email.utils import parsedate_to_datetime

from sqlalchemy import select

from helpline.infra import twilio_rest
from helpline.infra.database import transaction
from helpline.infra.settings import settings
from helpline.outbox import Outbox
from helpline.outbox.twilio import attempt

# How far Twilio's clock and ours may differ when an ambiguous attempt is looked up.
CLOCKS_DIFFER = timedelta(seconds=30)


class SmsSender:
    """The outbox's sender for kind "sms"."""

    def send(self, row: Outbox) -> str:
        """Make the REST call; see the outbox's Sender."""
        return attempt(lambda: _create(row))

    def find_sent(self, row: Outbox) -> str | None:
        """Look for what an attempt without an answer may have sent; see the outbox's Sender."""
        return attempt(lambda: _find(row)) or None


def _sender() -> dict[str, str]:
    if settings().messaging_service_sid:
        return {"MessagingServiceSid": settings().messaging_service_sid}
    return {"From": settings().sms_number}


def _create(row: Outbox) -> str:
    sent = twilio_rest.post(
        twilio_rest.account_url("Messages.json"),
        form={
            **_sender(),
            "To": row.to,
            "Body": row.payload["text"],
            "StatusCallback": f"{settings().public_url}/alerts/sms/{row.token}",
        },
    )
    return str(sent["sid"])


def _find(row: Outbox) -> str:
    """Return the SID of the message that this row may have sent: to its number, new, and no other row's."""
    listed = twilio_rest.get(twilio_rest.account_url("Messages.json"), {"To": row.to, "PageSize": 20})
    since = row.created_at - CLOCKS_DIFFER
    sids = [
        str(message["sid"])
        for message in listed["messages"]
        if message.get("body") == row.payload["text"]
        and parsedate_to_datetime(message["date_created"]) > since
    ]
    with transaction() as session:
        # Two alerts of one level say the same.
        others = set(session.scalars(select(Outbox.provider_sid).where(Outbox.provider_sid.in_(sids))))
    return next((sid for sid in sids if sid not in others), "")
