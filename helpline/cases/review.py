"""A review of a closed case: five questions from clinical practice, answered by who did not have it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import DateTime, ForeignKey, String, select
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from helpline.infra.crypto import EncryptedText
from helpline.infra.database import Base

# What supervision of crisis lines looks at (988 Lifeline's standards for imminent risk: ask directly, engage
# warmly, agree on safety, record what was done, follow up with consent).
QUESTIONS = ("asked_directly", "met_warmly", "plan_or_next_step", "outcome_fits", "follow_up_agreed")
ANSWERS = ("yes", "no", "na")
LONGEST_NOTE = 2000


class CaseReview(Base):
    """What one reviewer said of one case, once. The note is about how it was handled, and encrypted."""

    __tablename__ = "case_reviews"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True, autoincrement=False)
    reviewer: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    answers: Mapped[dict[str, Any]] = mapped_column(JSONB)
    note: Mapped[str | None] = mapped_column(EncryptedText)


def keep(
    session: Session, case_id: int, reviewer: str, answers: Mapping[str, str], note: str, now: datetime
) -> bool:
    """Keep a review; returns False where somebody was first.

    Raises ValueError unless each question has one of the answers and the note is no longer than LONGEST_NOTE.
    """
    if set(answers) != set(QUESTIONS) or not set(answers.values()) <= set(ANSWERS):
        raise ValueError("every question has one of the answers")
    if len(note) > LONGEST_NOTE:
        raise ValueError("the note is too long")
    kept = session.scalar(
        insert(CaseReview)
        .values(case_id=case_id, reviewer=reviewer, at=now, answers=dict(answers), note=note or None)
        .on_conflict_do_nothing(index_elements=["case_id"])
        .returning(CaseReview.case_id)
    )
    return kept is not None


def of_cases(session: Session, case_ids: Collection[int]) -> dict[int, CaseReview]:
    """Return the reviews of some cases, by case."""
    rows = session.scalars(select(CaseReview).where(CaseReview.case_id.in_(case_ids)))
    return {one.case_id: one for one in rows}
