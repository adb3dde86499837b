"""What a contact said, stored as it came."""

import enum
from datetime import datetime, timedelta

from sqlalchemy import (
    BigInteger,
    DateTime,
    Float,
    ForeignKey,
    Identity,
    Index,
    Integer,
    String,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from helpline.infra.crypto import EncryptedJSON, EncryptedText
from helpline.infra.database import Base
from helpline.triage import Assessment, Level

RECENT_MESSAGES = 5
RECENT_WITHIN = timedelta(hours=24)


class Channel(enum.StrEnum):
    """Where a contact is."""

    WHATSAPP = "whatsapp"
    VOICE = "voice"


class Content(enum.StrEnum):
    """What a message consists of."""

    TEXT = "text"
    BUTTON = "button"
    MEDIA = "media"
    LOCATION = "location"
    STICKER = "sticker"
    EMPTY = "empty"
    SPEECH = "speech"
    DIGITS = "digits"
    SILENCE = "silence"
    # An answer that was tapped in a questionnaire: how often, in our words.
    ANSWER = "answer"


class Handling(enum.StrEnum):
    """What became of a message."""

    PENDING = "pending"
    HANDLED = "handled"
    FAILED = "failed"


class Inbox(Base):
    """A stored message; never deleted by handling it."""

    __tablename__ = "inbox"
    __table_args__ = (
        Index("inbox_pending", "contact_id", "id", postgresql_where="state = 'pending'"),
        Index("inbox_recent", "contact_id", "received_at"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    provider_sid: Mapped[str] = mapped_column(String(80), unique=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"))
    channel: Mapped[str] = mapped_column(String(16))
    content: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(EncryptedText)
    payload: Mapped[str | None] = mapped_column(EncryptedText)
    # Where the contact says they are: latitude, longitude, and what WhatsApp calls the place.
    location: Mapped[dict[str, str] | None] = mapped_column(EncryptedJSON)
    call_sid: Mapped[str | None] = mapped_column(String(64))
    level: Mapped[int] = mapped_column(Integer)
    routes: Mapped[list[str]] = mapped_column(JSONB)
    score: Mapped[float] = mapped_column(Float)
    # Names of rules alone: an n-gram is a piece of what the contact wrote.
    reasons: Mapped[list[str]] = mapped_column(JSONB)
    ask_acuity: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(16), default=Handling.PENDING)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    received_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    handled_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))

    @property
    def assessment(self) -> Assessment:
        """Triage's result for this message."""
        return Assessment(
            Level(self.level), tuple(self.routes), self.score, tuple(self.reasons), self.ask_acuity
        )


def recent_texts(
    session: Session,
    contact_id: int,
    now: datetime,
    before_id: int | None = None,
    since: datetime | None = None,
) -> list[str]:
    """Return the contact's last texts, oldest first, for triage in context; what was only tapped is left out.

    What was said before `since` is left out: a person has heard it and judged how it stood.
    """
    earliest = now - RECENT_WITHIN
    query = select(Inbox.text).where(
        Inbox.contact_id == contact_id,
        Inbox.received_at > (max(earliest, since) if since is not None else earliest),
        Inbox.content.not_in((Content.DIGITS, Content.BUTTON, Content.ANSWER)),
    )
    if before_id is not None:
        query = query.where(Inbox.id < before_id)
    rows = session.scalars(query.order_by(Inbox.id.desc()).limit(RECENT_MESSAGES)).all()
    return [text for text in reversed(rows) if text]


def last_messages(session: Session, contact_id: int, now: datetime) -> list[Inbox]:
    """Return the contact's last messages, oldest first, for whoever takes over.

    Keys pressed, and answers tapped in a questionnaire, are left out.
    """
    rows = session.scalars(
        select(Inbox)
        .where(
            Inbox.contact_id == contact_id,
            Inbox.received_at > now - RECENT_WITHIN,
            Inbox.content.not_in((Content.DIGITS, Content.SILENCE, Content.ANSWER)),
        )
        .order_by(Inbox.id.desc())
        .limit(RECENT_MESSAGES)
    ).all()
    return list(reversed(rows))


def forget_handled(session: Session, contact_id: int, handled_at: datetime) -> None:
    """Empty the contact's messages that are being handled at this moment: they held a secret of theirs."""
    session.execute(
        update(Inbox)
        .where(Inbox.contact_id == contact_id, Inbox.handled_at == handled_at)
        .values(text="", payload=None)
    )


def pending(session: Session, contact_id: int, channel: Channel) -> list[Inbox]:
    """Return a contact's messages that wait to be handled, oldest first."""
    return list(
        session.scalars(
            select(Inbox)
            .where(Inbox.contact_id == contact_id, Inbox.channel == channel, Inbox.state == Handling.PENDING)
            .order_by(Inbox.id)
        )
    )
