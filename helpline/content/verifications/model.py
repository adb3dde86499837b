"""Verifications and notes as rows that are only ever added."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, Date, DateTime, Identity, Index, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from helpline.content.digest import LENGTH
from helpline.infra.database import Base

LONGEST_NOTE = 500


class Verification(Base):
    """What one person found of an entry as it then was; `verified_on` None: a note alone, nobody answered."""

    __tablename__ = "service_verifications"
    __table_args__ = (Index("service_verifications_by_entry", "entry", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    entry: Mapped[str] = mapped_column(String(128))
    digest: Mapped[str] = mapped_column(String(LENGTH))
    verified_on: Mapped[date | None] = mapped_column(Date)
    note: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


def all_of(session: Session) -> dict[str, list[Verification]]:
    """Return everything found, by entry, newest first."""
    found: dict[str, list[Verification]] = {}
    for one in session.scalars(select(Verification).order_by(Verification.id.desc())):
        found.setdefault(one.entry, []).append(one)
    return found


def last_day(found: list[Verification], digest: str) -> date | None:
    """Return the latest day on which an entry was verified as it is, None for never."""
    return max((one.verified_on for one in found if one.digest == digest and one.verified_on), default=None)
