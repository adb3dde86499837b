"""A contact: the person who seeks help."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, Boolean, DateTime, Identity, String, select
from sqlalchemy.dialects.postgresql import UUID, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from helpline.infra.crypto import EncryptedText, keyed_hash
from helpline.infra.database import Base


class Contact(Base):
    """A row for each number, or for each call that withheld its number."""

    __tablename__ = "contacts"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    # What other systems see (Rasa's sender, a case's public name): never the phone number.
    public_id: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True), default=uuid.uuid4, unique=True)
    phone_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    phone: Mapped[str | None] = mapped_column(EncryptedText)
    address: Mapped[str] = mapped_column(String(8), default="neutral")
    # They were asked how to be addressed, which is done once.
    address_asked: Mapped[bool] = mapped_column(Boolean, default=False)
    governorate: Mapped[str | None] = mapped_column(String(40))
    # "ar", "ku" or "en" once they have chosen or shown it.
    language: Mapped[str | None] = mapped_column(String(8))
    # They asked to speak with a woman ("f") or a man ("m"): of those on call such a one is alerted first.
    prefers: Mapped[str | None] = mapped_column(String(1))
    # The part of the day ("morning", "afternoon", "evening") in which the phone is theirs alone.
    safe_time: Mapped[str | None] = mapped_column(String(16))
    opted_out: Mapped[bool] = mapped_column(Boolean, default=False)
    # A slow hash of their code word (helpline.contacts.code_word), and when three wrong ones were tried.
    code_word: Mapped[str | None] = mapped_column(String(200))
    code_refused_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    # Their chat shows harmless words since then (docs/decisions/0011).
    disguised_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    # They want to be erased, which waits for the end of their case (helpline.contacts.erase).
    erase_asked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    greeted_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    # WhatsApp's 24-hour window for free text counts from here.
    last_whatsapp_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


def find(session: Session, phone: str) -> Contact | None:
    """Return the contact with this E.164 number, if known."""
    return session.scalar(select(Contact).where(Contact.phone_hash == keyed_hash(phone)))


def find_or_create(session: Session, phone: str | None, now: datetime) -> Contact:
    """Return the contact of a number in E.164; a withheld number (None) is each time a new contact."""
    if phone is None:
        contact = Contact(created_at=now)
        session.add(contact)
        session.flush()
        return contact
    known = find(session, phone)
    if known is not None:
        return known
    # Two first messages can arrive together: the second insert does nothing and reads the first's row.
    session.execute(
        insert(Contact)
        .values(
            public_id=uuid.uuid4(),
            phone_hash=keyed_hash(phone),
            phone=phone,
            address="neutral",
            opted_out=False,
            created_at=now,
        )
        .on_conflict_do_nothing(index_elements=["phone_hash"])
    )
    made = find(session, phone)
    assert made is not None
    return made
