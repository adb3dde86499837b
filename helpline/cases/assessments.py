"""Every assessment is kept, whoever made it."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, Float, ForeignKey, Identity, Integer, String, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from helpline.cases.case import Case
from helpline.cases.transitions import open_or_raise
from helpline.infra.database import Base, lock_contact
from helpline.triage import Assessment, Level, evidence

# Beside the reason of a screening whose question about now was not answered: it counts as yes, as a guess.
NOT_ANSWERED = "rule:asq:not_answered"


class StoredAssessment(Base):
    """What triage, Rasa or a screening concluded about one message."""

    __tablename__ = "assessments"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    source: Mapped[str] = mapped_column(String(16))
    level: Mapped[int] = mapped_column(Integer)
    routes: Mapped[list[str]] = mapped_column(JSONB)
    score: Mapped[float] = mapped_column(Float)
    reasons: Mapped[list[str]] = mapped_column(JSONB)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


def store_assessment(
    session: Session,
    contact_id: int,
    assessment: Assessment,
    *,
    source: str,
    channel: str,
    now: datetime,
    opens: Level = Level.AMBER,
    reason: str = "risk",
) -> Case | None:
    """Store an assessment and, in the same transaction, open or raise the contact's case.

    `opens` is the lowest level that opens a case. Returns the case it opened or raised, or None.
    """
    case: Case | None = None
    if assessment.level >= opens:
        lock_contact(session, contact_id)
        case = open_or_raise(session, contact_id, assessment, channel=channel, now=now, reason=reason)
    session.add(
        StoredAssessment(
            contact_id=contact_id,
            case_id=case.id if case else None,
            source=source,
            level=int(assessment.level),
            routes=list(assessment.routes),
            score=assessment.score,
            # Reasons name rules and n-grams; n-grams are pieces of the contact's words, kept out of here.
            reasons=[reason for reason in assessment.reasons if reason.startswith("rule:")],
            at=now,
        )
    )
    return case


def said_plainly(session: Session, case: Case) -> bool:
    """Say whether a RED case rests on a rule or a clear answer, and not on letters or silence alone."""
    grounds = session.scalars(
        select(StoredAssessment.reasons).where(
            StoredAssessment.contact_id == case.contact_id,
            StoredAssessment.case_id == case.id,
            StoredAssessment.level == int(Level.RED),
        )
    )
    return any(reasons and NOT_ANSWERED not in reasons for reasons in grounds)


def is_of_another(session: Session, case: Case) -> bool:
    """Say whether a case is about somebody of whom the contact writes, and no wish of their own was heard.

    Letters alone are as often about the other («she is fifteen»).
    """
    if "third_party" not in case.routes:
        return False
    heard = session.scalars(
        select(StoredAssessment.reasons).where(
            StoredAssessment.contact_id == case.contact_id, StoredAssessment.case_id == case.id
        )
    )
    return not any(evidence.own_wish(reasons) for reasons in heard)


def risk_heard(session: Session, contact_id: int, since: datetime, before: datetime) -> bool:
    """Say whether anything of a contact between two times was taken for AMBER or RED, by whomever."""
    heard = select(StoredAssessment.id).where(
        StoredAssessment.contact_id == contact_id,
        StoredAssessment.level >= int(Level.AMBER),
        StoredAssessment.at >= since,
        StoredAssessment.at < before,
    )
    return session.scalar(heard.limit(1)) is not None
