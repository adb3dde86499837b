"""What the flows of referrals and registrations write, each in the transaction of its message."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from helpline import contacts, referrals
from helpline.referrals import Referral, Registration, Seat, Shared, Way


@dataclass(frozen=True, slots=True)
class Offer:
    """A referral was explained to them."""

    service: str

    def apply(self, session: Session, contact_id: int, now: datetime) -> None:
        """Write it."""
        referrals.offer(session, contact_id, self.service, now)


@dataclass(frozen=True, slots=True)
class Refuse:
    """They do not want what was offered."""

    def apply(self, session: Session, contact_id: int, now: datetime) -> None:
        """Write it."""
        referrals.refuse_offers(session, contact_id, now)


@dataclass(frozen=True, slots=True)
class Consent:
    """They agreed: to which text, what is passed on, and how they are reached."""

    service: str
    text: str
    shared: Shared
    way: Way
    safe_time: str | None
    governorate: str | None
    district: str | None
    need: str | None

    def apply(self, session: Session, contact_id: int, now: datetime) -> None:
        """Write it."""
        row = referrals.offer(session, contact_id, self.service, now)
        referrals.consent(
            session,
            row,
            now,
            text=self.text,
            shared=self.shared,
            way=self.way,
            safe_time=self.safe_time,
            about={"governorate": self.governorate, "district": self.district, "need": self.need},
        )
        contact = session.get_one(contacts.Contact, contact_id)
        contact.safe_time = self.safe_time or contact.safe_time
        contact.governorate = contact.governorate or self.governorate


@dataclass(frozen=True, slots=True)
class Withdraw:
    """They take a referral back."""

    referral_id: int

    def apply(self, session: Session, contact_id: int, now: datetime) -> None:
        """Write it; somebody else's stays as it is."""
        row = session.get(Referral, self.referral_id, with_for_update=True)
        if row is not None and row.contact_id == contact_id:
            referrals.withdraw(session, row, now)


@dataclass(frozen=True, slots=True)
class TakeSeat:
    """They register for a session; `told` is what they were told of a place, which may be gone meanwhile."""

    session_id: int
    told: Seat

    def apply(self, session: Session, contact_id: int, now: datetime) -> None:
        """Write it."""
        seat = referrals.take_seat(session, self.session_id, contact_id, now)
        if seat is not self.told:
            mine = (Registration.session_id == self.session_id) & (Registration.contact_id == contact_id)
            session.execute(update(Registration).where(mine).values(news=True))


@dataclass(frozen=True, slots=True)
class LeaveSeat:
    """They leave a session, and whoever waits moves up."""

    session_id: int

    def apply(self, session: Session, contact_id: int, now: datetime) -> None:
        """Write it."""
        referrals.leave(session, self.session_id, contact_id, now)


@dataclass(frozen=True, slots=True)
class Told:
    """They were told that something changed."""

    def apply(self, session: Session, contact_id: int, now: datetime) -> None:
        """Write it."""
        mine = Referral.contact_id == contact_id
        session.execute(update(Referral).where(mine, Referral.news).values(news=False))
        seats = Registration.contact_id == contact_id
        session.execute(update(Registration).where(seats, Registration.news).values(news=False))
