"""After danger a counsellor is asked how they are, and a supervisor calls whoever wants to talk.

One question for all that was closed since the last answer: nobody is asked five times after a bad night. That
they would rather not is nobody's business, so that only a yes is shown to anybody else.
"""

import enum
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, ColumnElement, DateTime, Identity, String, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from helpline.cases import Case, State
from helpline.infra.database import Base
from helpline.triage import Level

# Whoever says «later» is asked again in their next shift; what is older than a week is not brought up.
LATER = timedelta(hours=12)
ASKED_FOR = timedelta(days=7)


class Answer(enum.StrEnum):
    """What a counsellor says."""

    YES = "yes"
    LATER = "later"
    NO = "no"


class Debrief(Base):
    """One answer of one counsellor; after a yes, who called them and when. Names no case."""

    __tablename__ = "debriefs"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    counsellor: Mapped[str] = mapped_column(String(64), index=True)
    answer: Mapped[str] = mapped_column(String(8))
    answered_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    called_by: Mapped[str | None] = mapped_column(String(64))
    called_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


def is_due(session: Session, counsellor: str, now: datetime) -> bool:
    """Say whether a counsellor is to be asked: they closed a RED case and have not answered since."""
    mine = Debrief.counsellor == counsellor
    last = session.scalar(select(Debrief).where(mine).order_by(Debrief.id.desc()).limit(1))
    if last is not None and last.answer == Answer.LATER and now < last.answered_at + LATER:
        return False
    answered = session.scalar(
        select(func.max(Debrief.answered_at)).where(mine, Debrief.answer != Answer.LATER)
    )
    since = max(now - ASKED_FOR, answered) if answered is not None else now - ASKED_FOR
    closed = select(Case.id).where(
        Case.state == State.RESOLVED,
        Case.peak == int(Level.RED),
        Case.acknowledged_by == counsellor,
        Case.resolved_at > since,
    )
    return session.scalar(closed.limit(1)) is not None


def answer(session: Session, counsellor: str, said: Answer, now: datetime) -> None:
    """Keep what a counsellor says."""
    session.add(Debrief(counsellor=counsellor, answer=said, answered_at=now))


def waits(session: Session, counsellor: str) -> bool:
    """Say whether a counsellor said yes and nobody has called them since."""
    asked = select(Debrief.id).where(_to_be_called(), Debrief.counsellor == counsellor)
    return session.scalar(asked.limit(1)) is not None


def to_be_called(session: Session) -> Sequence[Debrief]:
    """Return who said yes and was not called yet, the oldest first."""
    return session.scalars(select(Debrief).where(_to_be_called()).order_by(Debrief.id)).all()


def called(session: Session, debrief_id: int, by: str, now: datetime) -> bool:
    """Note that a counsellor was called; False where nobody is to be."""
    done = session.execute(
        update(Debrief)
        .where(Debrief.id == debrief_id, _to_be_called())
        .values(called_by=by, called_at=now)
        .returning(Debrief.id)
    )
    return done.first() is not None


def _to_be_called() -> ColumnElement[bool]:
    return (Debrief.answer == Answer.YES) & Debrief.called_at.is_(None)
