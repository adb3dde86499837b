"""Groups and sessions with places, and the waiting list, which moves up when somebody leaves."""

import enum
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    String,
    UniqueConstraint,
    func,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from helpline.infra.database import Base


class Seat(enum.StrEnum):
    """Whether somebody has a place."""

    TAKEN = "taken"
    WAITING = "waiting"
    LEFT = "left"


class GroupSession(Base):
    """One meeting of a group, course or workshop. Its title is what contacts read."""

    __tablename__ = "group_sessions"
    __table_args__ = (Index("group_sessions_to_come", "starts_at", postgresql_where="closed_at IS NULL"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    service: Mapped[str] = mapped_column(String(48))
    title: Mapped[str] = mapped_column(String(60))
    governorate: Mapped[str] = mapped_column(String(40))
    starts_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    places: Mapped[int] = mapped_column(Integer)
    closed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class Registration(Base):
    """One contact in one session, in the order in which they came."""

    __tablename__ = "registrations"
    __table_args__ = (UniqueConstraint("session_id", "contact_id", name="one_registration_a_session"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("group_sessions.id"))
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), index=True)
    seat: Mapped[str] = mapped_column(String(8))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    # They have moved up and were not told.
    news: Mapped[bool] = mapped_column(default=False)


def open_session(
    session: Session, service: str, title: str, governorate: str, starts_at: datetime, places: int
) -> GroupSession:
    """Make a session that people can register for."""
    row = GroupSession(
        service=service, title=title, governorate=governorate, starts_at=starts_at, places=places
    )
    session.add(row)
    session.flush()
    return row


def take_seat(session: Session, session_id: int, contact_id: int, now: datetime) -> Seat | None:
    """Register a contact: a place while there are any, else the end of the waiting list.

    Whoever is registered stays where they are. None where the session is over or closed.
    """
    meeting = _lock(session, session_id)
    if meeting is None or meeting.closed_at is not None or meeting.starts_at <= now:
        return None
    row = _of(session, session_id, contact_id)
    if row is not None and row.seat != Seat.LEFT:
        return Seat(row.seat)
    seat = Seat.TAKEN if _taken(session, session_id) < meeting.places else Seat.WAITING
    if row is None:
        row = Registration(session_id=session_id, contact_id=contact_id, seat=seat, at=now, news=False)
        session.add(row)
    # Whoever comes back stands at the end again.
    row.seat, row.at, row.news = seat, now, False
    session.flush()
    return seat


def leave(session: Session, session_id: int, contact_id: int, now: datetime) -> list[Registration]:
    """Take a contact out of a session; returns the registrations that move up."""
    meeting = _lock(session, session_id)
    row = _of(session, session_id, contact_id)
    if meeting is None or row is None or row.seat == Seat.LEFT:
        return []
    row.seat, row.news = Seat.LEFT, False
    session.flush()
    return _move_up(session, meeting) if meeting.starts_at > now else []


def leave_all(session: Session, contact_id: int, now: datetime) -> None:
    """Take a contact out of every session to come, so that nobody waits for a place that is nobody's."""
    seats = select(Registration.session_id).where(
        Registration.contact_id == contact_id, Registration.seat != Seat.LEFT
    )
    for session_id in session.scalars(seats.order_by(Registration.session_id)).all():
        leave(session, session_id, contact_id, now)


def _move_up(session: Session, meeting: GroupSession) -> list[Registration]:
    """Give the free places to whoever has waited longest."""
    free = meeting.places - _taken(session, meeting.id)
    waiting = session.scalars(
        select(Registration)
        .where(Registration.session_id == meeting.id, Registration.seat == Seat.WAITING)
        .order_by(Registration.at, Registration.id)
        .limit(max(free, 0))
    ).all()
    for row in waiting:
        row.seat, row.news = Seat.TAKEN, True
    session.flush()
    return list(waiting)


def _lock(session: Session, session_id: int) -> GroupSession | None:
    # The last place must not be given twice: whoever registers or leaves takes the session's row first.
    return session.get(GroupSession, session_id, with_for_update=True)


def _of(session: Session, session_id: int, contact_id: int) -> Registration | None:
    return session.scalar(
        select(Registration)
        .where(Registration.session_id == session_id, Registration.contact_id == contact_id)
        .execution_options(populate_existing=True)
    )


def _taken(session: Session, session_id: int) -> int:
    count = select(func.count()).where(Registration.session_id == session_id, Registration.seat == Seat.TAKEN)
    return session.scalar(count) or 0
