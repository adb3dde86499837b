"""The approved template that invites a contact to write again, sent by a counsellor's own act."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpline import cases
from helpline.alerts.whatsapp_window import WINDOW
from helpline.cases import Case
from helpline.contacts import Contact
from helpline.outbox import Kind, Outbox, enqueue
from helpline.triage import Level

TEMPLATE = "reopen"


def invite(session: Session, case: Case, by: str, now: datetime) -> bool:
    """Send the invitation; returns False where one was sent within a day, or there is no number."""
    contact = session.get_one(Contact, case.contact_id)
    if contact.phone is None or invited_at(session, contact.id, now) is not None:
        return False
    enqueue(
        session,
        Kind.WHATSAPP,
        contact.phone,
        {"template": TEMPLATE},
        now=now,
        urgent=case.level == Level.RED,
        contact_id=contact.id,
        case_id=case.id,
    )
    cases.record(session, case, "invited", by, now)
    return True


def invited_at(session: Session, contact_id: int, now: datetime) -> datetime | None:
    """Return when a contact was invited within the last day, None if they were not."""
    lately = session.scalars(
        select(Outbox)
        .where(
            Outbox.contact_id == contact_id,
            Outbox.kind == Kind.WHATSAPP,
            Outbox.created_at > now - WINDOW,
        )
        .order_by(Outbox.id.desc())
    )
    return next((one.created_at for one in lately if one.payload.get("template") == TEMPLATE), None)
