"""Tell a contact or a counsellor something on WhatsApp."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from helpline import content
from helpline.alerts import disguised as disguises
from helpline.alerts.roster import Counsellor
from helpline.cases import Case
from helpline.contacts import Contact
from helpline.outbox import Kind, enqueue, queued
from helpline.outbox.reply import Button, Reply
from helpline.triage import Level


def reply(text_id: str, contact: Contact | None = None, **values: Any) -> Reply:
    """Return a content text as a reply; the emergency number is filled in for the contact's region.

    A contact whose chat is disguised reads harmless words instead.
    """
    disguised = contact is not None and contact.disguised_at is not None
    text_id = disguises.instead(text_id) if disguised else text_id
    address = contact.address if contact else "neutral"
    values.setdefault("emergency", content.emergency_number(contact.governorate if contact else None))
    text_id = content.in_language(text_id, (contact.language if contact else None) or "ar")
    text = content.text(text_id, address=address, **values)
    return Reply(text, tuple(Button(button.id, button.title) for button in content.buttons(text_id)))


def tell_contact(session: Session, case: Case, text_id: str, now: datetime, **values: Any) -> bool:
    """Write to a contact who is on WhatsApp; a caller hears the true state in the call instead.

    A case may begin with a call and go on in writing: who has written since it was opened is told there.
    Returns whether anything is written.
    """
    contact = session.get_one(Contact, case.contact_id)
    wrote = contact.last_whatsapp_at is not None and contact.last_whatsapp_at >= case.opened_at
    if contact.phone is None or not (case.channel == "whatsapp" or wrote):
        return False
    said = reply(text_id, contact, **values)
    say_to_contact(
        session, contact, case, said, now, tells_state=content.all_texts()[text_id].state is not None
    )
    return True


def say_to_contact(
    session: Session,
    contact: Contact,
    case: Case | None,
    said: Reply,
    now: datetime,
    *,
    by: str | None = None,
    tells_state: bool = False,
    more: Mapping[str, Any] | None = None,
) -> None:
    """Put a reply for the contact in the outbox, urgent if their case is RED.

    `by` is a counsellor's id, `more` what the row carries besides. What `tells_state` is taken back when the
    case changes its state before it is sent.
    """
    assert contact.phone is not None
    enqueue(
        session,
        Kind.WHATSAPP,
        contact.phone,
        said.to_json() | ({"from": by} if by else {}) | dict(more or {}),
        now=now,
        urgent=case is not None and case.level == Level.RED,
        lane=f"contact:{contact.id}",
        contact_id=contact.id,
        case_id=case.id if case is not None else None,
        tells_state=tells_state,
    )


def tell_counsellor(
    session: Session,
    counsellor: Counsellor,
    said: Reply,
    now: datetime,
    case_id: int | None = None,
    *,
    once: bool = False,
) -> None:
    """Put a reply for a counsellor in the outbox, in order.

    `once` leaves it out where the same words about the case wait to be sent to them already.
    """
    lane = f"counsellor:{counsellor.id}"
    if once and any(row.payload.get("text") == said.text for row in queued(session, lane, case_id)):
        return
    enqueue(
        session,
        Kind.WHATSAPP,
        counsellor.phone,
        said.to_json() | {"counsellor": counsellor.id},
        now=now,
        urgent=True,
        lane=lane,
        case_id=case_id,
    )
