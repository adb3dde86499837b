"""A contact is asked how they are some days after a case: with their consent, at a time that is safe."""

import enum
from datetime import datetime, time

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Index, Integer, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from helpline.infra.database import Base


class Stage(enum.StrEnum):
    """How far a follow-up has come."""

    ASKED = "asked"
    WHEN = "when"
    AGREED = "agreed"
    SENT = "sent"
    DECLINED = "declined"
    CANCELLED = "cancelled"


class SafeTime(enum.StrEnum):
    """The part of the day in which the contact has the phone to themselves."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"

    @property
    def at(self) -> time:
        """The time of day, local, at which they are written to."""
        return {"morning": time(10), "afternoon": time(15), "evening": time(20)}[self.value]


class FollowUp(Base):
    """One agreed (or offered) contact after a case."""

    __tablename__ = "follow_ups"
    __table_args__ = (
        Index("follow_ups_due", "due_at", postgresql_where="stage = 'agreed'"),
        # What was offered is over with the next offer: a late «yes» must not answer an older question.
        Index(
            "one_offer_a_contact",
            "contact_id",
            unique=True,
            postgresql_where="stage IN ('asked', 'when')",
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    days: Mapped[int] = mapped_column(Integer)
    stage: Mapped[str] = mapped_column(String(16), default=Stage.ASKED)
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    due_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    sent_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


def offered(session: Session, contact_id: int, *, for_update: bool = False) -> FollowUp | None:
    """Return the follow-up that the contact is being asked about."""
    query = select(FollowUp).where(
        FollowUp.contact_id == contact_id, FollowUp.stage.in_((Stage.ASKED, Stage.WHEN))
    )
    if for_update:
        query = query.with_for_update().execution_options(populate_existing=True)
    return session.scalar(query)
