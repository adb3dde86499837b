"""A contact's last answers to each questionnaire: for themselves, and for their case's counsellor."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from helpline.infra.crypto import EncryptedJSON
from helpline.infra.database import Base


class QuestionnaireResult(Base):
    """The last result of one contact and instrument ("phq9", "who5"); the one before is not kept."""

    __tablename__ = "questionnaire_results"

    contact_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("contacts.id"), primary_key=True)
    instrument: Mapped[str] = mapped_column(String(8), primary_key=True)
    # {"answers": by item, null for one that was skipped; "score": null unless all were answered}
    result: Mapped[dict[str, Any]] = mapped_column(EncryptedJSON)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


@dataclass(frozen=True, slots=True)
class Result:
    """What was answered, item by item, and what it comes to; both as in helpline.screening.questionnaire."""

    instrument: str
    answers: tuple[int | None, ...]
    score: int | None
    at: datetime


def keep(
    session: Session,
    contact_id: int,
    instrument: str,
    answers: tuple[int | None, ...],
    score: int | None,
    now: datetime,
) -> None:
    """Store a result in the place of the last one."""
    result = {"answers": list(answers), "score": score}
    session.merge(QuestionnaireResult(contact_id=contact_id, instrument=instrument, result=result, at=now))


def last(session: Session, contact_id: int) -> list[Result]:
    """Return a contact's last result of each instrument, by its name."""
    rows = session.scalars(
        select(QuestionnaireResult)
        .where(QuestionnaireResult.contact_id == contact_id)
        .order_by(QuestionnaireResult.instrument)
    )
    return [Result(row.instrument, tuple(row.result["answers"]), row.result["score"], row.at) for row in rows]
