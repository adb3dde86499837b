"""Signatures and notes as rows that are only ever added."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import BigInteger, DateTime, Identity, Index, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from helpline.content.digest import LENGTH
from helpline.infra.database import Base

SIGNED = "signed"
CHANGE = "change"
LONGEST_NOTE = 1000


class Review(Base):
    """What one person said of a text in one wording; `note` is what should change, empty if signed."""

    __tablename__ = "content_reviews"
    __table_args__ = (Index("content_reviews_by_text", "text_id", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    text_id: Mapped[str] = mapped_column(String(128))
    version: Mapped[str] = mapped_column(String(16))
    digest: Mapped[str] = mapped_column(String(LENGTH))
    verdict: Mapped[str] = mapped_column(String(8))
    note: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))

    def says_the_same(self, other: Review) -> bool:
        """Say whether another is by the same person and says the same of the same words."""
        return all(
            getattr(self, name) == getattr(other, name) for name in ("digest", "verdict", "note", "author")
        )


def of_text(session: Session, text_id: str) -> Sequence[Review]:
    """Return everything said of a text, newest first."""
    return session.scalars(select(Review).where(Review.text_id == text_id).order_by(Review.id.desc())).all()


def notes(session: Session) -> dict[tuple[str, str], str]:
    """Return the last note on each wording, by text and digest."""
    rows = session.execute(
        select(Review.text_id, Review.digest, Review.note).where(Review.verdict == CHANGE).order_by(Review.id)
    )
    return {(text_id, digest): note for text_id, digest, note in rows}


def verdicts(session: Session) -> dict[str, dict[str, str]]:
    """Return the last verdict on each wording: by text, then by digest in the order in which they came."""
    found: dict[str, dict[str, str]] = {}
    rows = session.execute(select(Review.text_id, Review.digest, Review.verdict).order_by(Review.id))
    for text_id, digest, verdict in rows:
        found.setdefault(text_id, {})[digest] = verdict
    return found
