"""A contact's safety plan: their own words, step by step, kept encrypted and replaced when it is done anew.

The steps follow Stanley and Brown (2012), in our own words, with what matters to them at the end.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, ForeignKey
from sqlalchemy.orm import Mapped, Session, mapped_column

from helpline.infra.crypto import EncryptedJSON
from helpline.infra.database import Base

STEPS = ("signs", "alone", "places", "people", "professionals", "surroundings", "reason")


class SafetyPlan(Base):
    """The plan that is done, and beside it one that is being written: `{"at": step, "answers": {…}}`."""

    __tablename__ = "safety_plans"

    contact_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("contacts.id"), primary_key=True)
    answers: Mapped[dict[str, str] | None] = mapped_column(EncryptedJSON)
    made_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    draft: Mapped[dict[str, Any] | None] = mapped_column(EncryptedJSON)
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


def of(session: Session, contact_id: int) -> SafetyPlan | None:
    """Return a contact's plan, done or begun."""
    return session.get(SafetyPlan, contact_id)


def keep_draft(session: Session, contact_id: int, at: int, answers: Mapping[str, str], now: datetime) -> None:
    """Keep how far a plan has come, so that it can go on later; `at` is the step that is asked next."""
    _row(session, contact_id, now).draft = {"at": at, "answers": dict(answers)}


def finish(session: Session, contact_id: int, answers: Mapping[str, str], now: datetime) -> None:
    """Keep a finished plan in the place of the one before."""
    row = _row(session, contact_id, now)
    row.answers, row.made_at, row.draft = dict(answers), now, None


def _row(session: Session, contact_id: int, now: datetime) -> SafetyPlan:
    row = session.get(SafetyPlan, contact_id)
    if row is None:
        row = SafetyPlan(contact_id=contact_id)
        session.add(row)
    row.changed_at = now
    return row
