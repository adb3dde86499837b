"""What was agreed about somebody who is often in touch: never a block, which would hide danger."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Date, DateTime, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from helpline.infra.crypto import EncryptedText
from helpline.infra.database import Base


class ContactPlan(Base):
    """How counsellors speak with one contact, and for how long a day. Danger is outside of it."""

    __tablename__ = "contact_plans"

    contact_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("contacts.id"), primary_key=True)
    text: Mapped[str] = mapped_column(EncryptedText)
    # Minutes a day with a counsellor for what is not danger; None without a limit.
    minutes_a_day: Mapped[int | None] = mapped_column(Integer)
    # The last day on which it holds; a plan without an end would outlive its reason.
    until: Mapped[date] = mapped_column(Date)
    author: Mapped[str] = mapped_column(String(64))
    set_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


def of(session: Session, contact_id: int, today: date) -> ContactPlan | None:
    """Return the plan that holds for a contact today."""
    plan = session.get(ContactPlan, contact_id)
    return plan if plan is not None and plan.until >= today else None
