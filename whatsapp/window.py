"""WhatsApp's 24-hour window, and what is sent when it is closed."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpline.contacts import Contact
from helpline.outbox import Kind, Outbox, Sending, enqueue

WINDOW = timedelta(hours=24)
OUTSIDE_WINDOW = "63016"


def contact_window_open(contact: Contact, now: datetime) -> bool:
    """Say whether free text may be sent to a contact."""
    return contact.last_whatsapp_at is not None and contact.last_whatsapp_at > now - WINDOW


def resend_as_template(session: Session, token: uuid.UUID, now: datetime) -> bool:
    """Send the template that opens the window in place of a message it refused; False if that was one.

    The message itself stays failed: its words are in the case and go out again when the window opens.
    """
    row = session.scalar(select(Outbox).where(Outbox.token == token).with_for_update())
    if row is None or row.contact_id is None or "template" in row.payload or row.state == Sending.FAILED:
        return False
    row.state = Sending.FAILED
    row.error_code = OUTSIDE_WINDOW
    enqueue(
        session,
        Kind.WHATSAPP,
        row.to,
        {"template": "reopen"},
        now=now,
        urgent=row.urgent,
        lane=row.lane.removesuffix(":urgent") if row.lane else None,
        contact_id=row.contact_id,
        case_id=row.case_id,
    )
    return True
