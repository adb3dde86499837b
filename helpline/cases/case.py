"""A case and its history."""

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Index, Integer, String, func, or_, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from helpline.infra import live
from helpline.infra.crypto import EncryptedJSON, EncryptedText
from helpline.infra.database import Base
from helpline.triage import Level


class State(enum.StrEnum):
    """Where a case stands; it is RED's `open` that keeps alerting."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    # Its counsellor keeps the case; the assistant talks with the contact until something new comes up.
    HANDED_BACK = "handed_back"
    RESOLVED = "resolved"


class Timer(enum.StrEnum):
    """What happens to a case when its timer is due."""

    ALERT = "alert"
    ACKNOWLEDGEMENT_EXPIRES = "acknowledgement_expires"
    UNANSWERED = "unanswered"
    REVIEW = "review"


# The condition of the partial indexes, word for word.
UNRESOLVED = f"state <> '{State.RESOLVED}'"
RESOLVED = f"state = '{State.RESOLVED}'"
ACKNOWLEDGED = "kind = 'acknowledged'"


class Case(Base):
    """An urgent episode of one contact.

    The timer's truth is in this row: a job only wakes it, and the watchdog wakes it again when the
    job is lost. `timer_version` changes with every arming, so a late job of an older timer does nothing.
    """

    __tablename__ = "cases"
    __table_args__ = (
        Index("one_open_case_a_contact", "contact_id", unique=True, postgresql_where=UNRESOLVED),
        Index("cases_by_timer", "timer_due_at", postgresql_where=UNRESOLVED),
        Index("cases_by_end", "resolved_at", postgresql_where=RESOLVED),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"))
    level: Mapped[int] = mapped_column(Integer)
    # The highest level it ever had: only a counsellor lowers a case, and what is owed at its end stays.
    peak: Mapped[int] = mapped_column(Integer)
    routes: Mapped[list[str]] = mapped_column(JSONB, default=list)
    # Whom it is about: "self", "other" (reported by the contact), or "both".
    about: Mapped[str] = mapped_column(String(8), default="self")
    channel: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16), default=State.OPEN)
    # A past attempt shortens the time in which a person is in touch: 1 hour instead of 4.
    past_attempt: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(String(40), default="risk")
    opened_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    raised_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    acknowledged_by: Mapped[str | None] = mapped_column(String(64))
    acknowledged_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    first_word_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    last_word_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    # Whom the contact knows already: asked first, if on call, when the case needs somebody again.
    known_to: Mapped[str | None] = mapped_column(String(64))
    screened_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    # The screening's answers, by question: "yes" or "no", as they count.
    screening: Mapped[dict[str, str] | None] = mapped_column(EncryptedJSON)
    resolved_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    # What its counsellor said became of it (`helpline.cases.outcome`).
    outcome: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    # CallSid of the caller who waits on the line for this case.
    waiting_call: Mapped[str | None] = mapped_column(String(64))
    call_back_due_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    # The policy as it was when the case was opened or raised: a later edit never changes a case under way.
    policy: Mapped[list[dict[str, Any]] | None] = mapped_column(JSONB)
    step: Mapped[int] = mapped_column(Integer, default=0)
    timer: Mapped[str | None] = mapped_column(String(32))
    timer_due_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    timer_version: Mapped[int] = mapped_column(Integer, default=0)

    @property
    def risk(self) -> Level:
        """The level as triage's type."""
        return Level(self.level)


class CaseEvent(Base):
    """One line of a case's history; only ever added."""

    __tablename__ = "case_events"
    # Who took how much lately is asked with every step of an escalation.
    __table_args__ = (Index("case_events_acknowledged", "at", postgresql_where=ACKNOWLEDGED),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    actor: Mapped[str] = mapped_column(String(64))
    detail: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class CaseNote(Base):
    """What a counsellor wrote down for whoever has the case after them; the contact never sees it."""

    __tablename__ = "case_notes"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    author: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(EncryptedText)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


def find_open(session: Session, contact_id: int, *, for_update: bool = False) -> Case | None:
    """Return the contact's one unresolved case."""
    query = select(Case).where(Case.contact_id == contact_id, Case.state != State.RESOLVED)
    if for_update:
        query = query.with_for_update().execution_options(populate_existing=True)
    return session.scalar(query)


def notes(session: Session, case: Case) -> list[CaseNote]:
    """Return a case's notes, oldest first."""
    return list(session.scalars(select(CaseNote).where(CaseNote.case_id == case.id).order_by(CaseNote.id)))


def person_since(session: Session, contact_id: int, at: datetime) -> bool:
    """Say whether a counsellor has spoken with a contact, or closed a case of theirs, since a time."""
    later = select(Case.id).where(
        Case.contact_id == contact_id, or_(Case.last_word_at > at, Case.resolved_at > at)
    )
    return session.scalar(later.limit(1)) is not None


def judged_at(session: Session, contact_id: int) -> datetime | None:
    """Return when a counsellor last closed a case of the contact, or handed one back to the assistant."""
    return session.scalar(
        select(func.max(CaseEvent.at))
        .join(Case, Case.id == CaseEvent.case_id)
        .where(Case.contact_id == contact_id, CaseEvent.kind.in_(("resolved", "handed_back")))
    )


def happened(session: Session, case: Case, kind: str) -> bool:
    """Say whether the case's history has a line of this kind."""
    known = select(CaseEvent.id).where(CaseEvent.case_id == case.id, CaseEvent.kind == kind).limit(1)
    return session.scalar(known) is not None


def record(session: Session, case: Case, kind: str, actor: str, now: datetime, **detail: Any) -> None:
    """Add a line to the case's history, and tell whoever watches; `detail` holds no text of the contact."""
    session.add(CaseEvent(case_id=case.id, kind=kind, actor=actor, detail=detail, at=now))
    live.publish(session, kind, case.id)
