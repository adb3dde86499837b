"""A call under way: where it stands, and each step's answer, so that a repeated webhook repeats it."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from helpline.infra.crypto import EncryptedText
from helpline.infra.database import Base


class Call(Base):
    """A contact's call."""

    __tablename__ = "calls"

    call_sid: Mapped[str] = mapped_column(String(64), primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), index=True)
    silences: Mapped[int] = mapped_column(Integer, default=0)
    waits: Mapped[int] = mapped_column(Integer, default=0)
    started_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class CallStep(Base):
    """What was answered to one step of a call; Twilio may ask for the same step again."""

    __tablename__ = "call_steps"
    __table_args__ = (UniqueConstraint("call_sid", "step", name="one_answer_a_step"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    call_sid: Mapped[str] = mapped_column(ForeignKey("calls.call_sid"))
    step: Mapped[int] = mapped_column(Integer)
    twiml: Mapped[str] = mapped_column(EncryptedText)
    answered_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
