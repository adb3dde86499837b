"""What a conversation must know of a contact's referrals and of sessions to come."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, aliased

from helpline.referrals.model import Referral
from helpline.referrals.sessions import GroupSession, Registration, Seat
from helpline.referrals.states import ENDED, State

# What ended is still told of for so long.
TOLD_FOR = timedelta(days=30)
MOST_SESSIONS = 8


@dataclass(frozen=True, slots=True)
class ReferralView:
    """One referral of the contact's. `news`: it changed and they were not told."""

    id: int
    service: str
    state: State
    sent_to: str | None
    shared: str | None
    news: bool


@dataclass(frozen=True, slots=True)
class SeatView:
    """One session to come. `seat` is the contact's own, None without one; `free` the places left."""

    session_id: int
    title: str
    governorate: str
    starts_at: datetime
    free: int
    seat: Seat | None
    news: bool


@dataclass(frozen=True, slots=True)
class View:
    """A contact's referrals, oldest first, and the sessions to come, soonest first."""

    referrals: tuple[ReferralView, ...] = ()
    sessions: tuple[SeatView, ...] = ()

    @property
    def news(self) -> bool:
        """Whether something changed that they were not told."""
        return any(one.news for one in self.referrals) or any(one.news for one in self.sessions)


_anybody = aliased(Registration)
_taken = (
    select(func.count(_anybody.id))
    .where(_anybody.session_id == GroupSession.id, _anybody.seat == Seat.TAKEN)
    .correlate(GroupSession)
    .scalar_subquery()
)
# Made once: each turn of each conversation asks both.
_OWN = (
    select(Referral)
    .where(
        Referral.contact_id == bindparam("contact"),
        Referral.state.not_in(ENDED) | (Referral.moved_at > bindparam("told_since")),
    )
    .order_by(Referral.id)
)
_TO_COME = (
    select(GroupSession, Registration.seat, Registration.news, (GroupSession.places - _taken).label("free"))
    .outerjoin(
        Registration,
        (Registration.session_id == GroupSession.id) & (Registration.contact_id == bindparam("contact")),
    )
    .where(GroupSession.closed_at.is_(None), GroupSession.starts_at > bindparam("now"))
    .order_by(GroupSession.starts_at)
    .limit(MOST_SESSIONS)
)


def view(session: Session, contact_id: int, now: datetime, zone: tzinfo) -> View:
    """Return what a conversation must know, with times in `zone`."""
    own = session.scalars(_OWN, {"contact": contact_id, "told_since": now - TOLD_FOR})
    to_come = session.execute(_TO_COME, {"contact": contact_id, "now": now})
    return View(
        tuple(
            ReferralView(one.id, one.service, State(one.state), one.sent_to, one.shared, one.news)
            for one in own
        ),
        tuple(_seat(*row, zone) for row in to_come),
    )


def _seat(meeting: GroupSession, seat: str | None, news: bool | None, free: int, zone: tzinfo) -> SeatView:
    return SeatView(
        meeting.id,
        meeting.title,
        meeting.governorate,
        meeting.starts_at.astimezone(zone),
        max(free, 0),
        Seat(seat) if seat and seat != Seat.LEFT else None,
        bool(news),
    )
