"""What came with a message besides words: voice notes, pictures, films, files."""

import enum
import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Integer, String, select
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import Mapped, Session, deferred, mapped_column

from helpline.infra import crypto, jobs
from helpline.infra.crypto import EncryptedBytes, EncryptedText
from helpline.infra.database import Base
from helpline.infra.settings import settings

FETCH_TASK = "whatsapp.fetch_media"
# Where the web process lends a medium out (whatsapp/media.py), and the seconds for which an address opens:
# Twilio fetches it at once, a counsellor's phone may be slow.
LENT_AT = "/whatsapp/media"
LENT_FOR = 3600
_PURPOSE = "media"


class Stage(enum.StrEnum):
    """Where a medium is: still at the provider alone, kept here, or not to be had."""

    WAITING = "waiting"
    KEPT = "kept"
    LOST = "lost"


class Medium(Base):
    """One attachment, kept encrypted: the provider deletes its copy as soon as we have ours.

    `token` is its only name that leaves the server, `source` its address at the provider. `removed_at`
    is when the provider's copy was deleted.
    """

    __tablename__ = "media"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    token: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True), default=uuid.uuid4, unique=True)
    inbox_id: Mapped[int] = mapped_column(ForeignKey("inbox.id"), index=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), index=True)
    source: Mapped[str] = mapped_column(EncryptedText)
    content_type: Mapped[str] = mapped_column(String(100))
    # Megabytes: read only by whoever serves it.
    content: Mapped[bytes | None] = deferred(mapped_column(EncryptedBytes))
    stage: Mapped[str] = mapped_column(String(16), default=Stage.WAITING)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    received_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    removed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))

    @property
    def kind(self) -> str:
        """Return what a person calls it: "audio", "image", "video" or "file"."""
        major = self.content_type.split("/")[0]
        return major if major in ("audio", "image", "video") else "file"


def note(
    session: Session, inbox_id: int, contact_id: int, found: Sequence[dict[str, str]], now: datetime
) -> None:
    """Note a message's media (each a `url` and a `type`) and defer their fetching, in one transaction."""
    for one in found:
        medium = Medium(
            inbox_id=inbox_id,
            contact_id=contact_id,
            source=one["url"],
            content_type=one["type"][:100],
            stage=Stage.WAITING,
            attempts=0,
            received_at=now,
        )
        session.add(medium)
        session.flush()
        defer_fetch(session, medium)


def defer_fetch(session: Session, medium: Medium, at: datetime | None = None) -> None:
    """Defer the job that brings a medium here."""
    jobs.defer(session, FETCH_TASK, priority=jobs.Priority.AMBER, at=at, medium_id=medium.id)


def of_messages(session: Session, inbox_ids: Sequence[int]) -> list[Medium]:
    """Return the media of some messages, in their order."""
    return list(session.scalars(select(Medium).where(Medium.inbox_id.in_(inbox_ids)).order_by(Medium.id)))


def kept_since(session: Session, contact_id: int, since: datetime, most: int) -> list[Medium]:
    """Return the contact's last media that are kept here, oldest first."""
    rows = session.scalars(
        select(Medium)
        .where(Medium.contact_id == contact_id, Medium.received_at > since, Medium.stage == Stage.KEPT)
        .order_by(Medium.id.desc())
        .limit(most)
    ).all()
    return list(reversed(rows))


def address(token: str) -> str:
    """Return an address under which the medium of a token can be fetched for LENT_FOR seconds."""
    return f"{settings().public_url}{LENT_AT}/{crypto.seal(_PURPOSE, token)}"


def lent(session: Session, sealed: str) -> Medium | None:
    """Return the medium that an address's last part names, None when its time is over or it is not ours."""
    token = crypto.unseal(_PURPOSE, sealed, at_most=LENT_FOR)
    return session.scalar(select(Medium).where(Medium.token == uuid.UUID(token))) if token else None
