"""A call under way: where it stands, and each step's answer, so that a repeated webhook repeats it."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    DateTime,
    ForeignKey,
    Identity,
    Integer,
    String,
    UniqueConstraint,
    and_,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from helpline import contacts
from helpline.cases import Case, State
from helpline.infra.crypto import EncryptedText
from helpline.infra.database import Base


class Call(Base):
    """A contact's call.

    Whoever changes a call and a case in one transaction locks the call first, then the case.
    """

    __tablename__ = "calls"

    call_sid: Mapped[str] = mapped_column(String(64), primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), index=True)
    # Silent or wrong answers in a row, and how often the caller was told that nobody has answered.
    silences: Mapped[int] = mapped_column(Integer, default=0)
    waits: Mapped[int] = mapped_column(Integer, default=0)
    # False for a call that the helpline placed (ivr/call_back.py).
    inbound: Mapped[bool] = mapped_column(Boolean, default=True)
    # The caller cannot speak, or the line swallows it: only keys are listened to from then on.
    by_keys: Mapped[bool] = mapped_column(Boolean, default=False)
    # CallSid of the counsellor's leg while it is in the caller's room: an accepted case alone does not
    # mean that anybody is on the line.
    counsellor_call: Mapped[str | None] = mapped_column(String(64), index=True)
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


def of(session: Session, sid: str, phone: str | None, now: datetime) -> Call:
    """Return a call, made with its contact if new, locked until the transaction ends.

    A withheld number (None) makes a contact of its own for each call.
    """
    known = locked(session, sid)
    if known is not None:
        return known
    # A webhook that comes twice at once must not make two contacts of one withheld number.
    session.execute(text("SELECT pg_advisory_xact_lock(2, hashtext(:sid))"), {"sid": sid})
    known = locked(session, sid)
    if known is not None:
        return known
    return _add(session, sid, contacts.find_or_create(session, phone, now).id, now, inbound=True)


def placed(session: Session, sid: str, contact_id: int, now: datetime) -> Call:
    """Return a call that the helpline placed to a contact, made if new, locked until the transaction ends."""
    return locked(session, sid) or _add(session, sid, contact_id, now, inbound=False)


def _add(session: Session, sid: str, contact_id: int, now: datetime, *, inbound: bool) -> Call:
    call = Call(
        call_sid=sid,
        contact_id=contact_id,
        silences=0,
        waits=0,
        inbound=inbound,
        by_keys=False,
        started_at=now,
    )
    session.add(call)
    session.flush()
    return call


def locked(session: Session, sid: str) -> Call | None:
    """Return a known call, locked until the transaction ends."""
    return session.get(Call, sid, with_for_update=True, populate_existing=True)


def answered(session: Session, call: Call, step: int) -> str | None:
    """Return what was answered to a step before, None for a new one."""
    return session.scalar(
        select(CallStep.twiml).where(CallStep.call_sid == call.call_sid, CallStep.step == step)
    )


def keep(session: Session, call: Call, step: int, twiml: str, now: datetime) -> None:
    """Store a step's answer in the transaction of its effects."""
    session.add(CallStep(call_sid=call.call_sid, step=step, twiml=twiml, answered_at=now))
    session.flush()


def waiting_longer(session: Session, case: Case) -> int:
    """Return how many callers in as much danger or more have waited for a person longer than this one's."""
    earlier = select(func.count()).where(
        Case.waiting_call.is_not(None),
        Case.state == State.OPEN,
        Case.id != case.id,
        or_(
            Case.level > case.level,
            and_(Case.level == case.level, Case.raised_at < case.raised_at),
        ),
    )
    return session.scalar(earlier) or 0


def next_step(session: Session, call: Call) -> int:
    """Return the first step number that a locked call has not used yet."""
    last = session.scalar(select(func.max(CallStep.step)).where(CallStep.call_sid == call.call_sid))
    return 0 if last is None else last + 1
