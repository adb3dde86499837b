"""A contact is told that something moved: in the hour that is safe, on the way they chose, naming nothing.

Whoever chose to hear of it only when they write does so then (helpline.conversation.news), and so does
everybody whose 24-hour window is closed: a template would only say that there is something to hide.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpline import cases
from helpline.alerts.roster import Roster
from helpline.alerts.tell import reply, say_to_contact
from helpline.alerts.whatsapp_window import WINDOW
from helpline.cases.follow_up import SafeTime
from helpline.contacts import Contact
from helpline.infra.database import lock_contact, transaction
from helpline.referrals import Referral, Registration, Way


def tell(roster: Roster, now: datetime) -> int:
    """Tell whoever is to be told in this hour; returns how many."""
    part = _part(now.astimezone(roster.timezone).hour)
    if part is None:
        return 0
    with transaction() as session:
        waiting = _waiting(session, part)
    told = 0
    for contact_id in waiting:
        with transaction() as session:
            lock_contact(session, contact_id)
            told += _tell(session, contact_id, part, now)
    return told


def _part(hour: int) -> SafeTime | None:
    return next((part for part in SafeTime if part.at.hour == hour), None)


def _waiting(session: Session, part: SafeTime) -> list[int]:
    of_referrals = select(Referral.contact_id).where(
        Referral.news, Referral.way == Way.WRITE, Referral.safe_time == part
    )
    of_seats = (
        select(Registration.contact_id)
        .join(Contact, Contact.id == Registration.contact_id)
        .where(Registration.news, Contact.safe_time == part)
    )
    return sorted(set(session.scalars(of_referrals)) | set(session.scalars(of_seats)))


def _tell(session: Session, contact_id: int, part: SafeTime, now: datetime) -> bool:
    contact = session.get_one(Contact, contact_id)
    last = contact.last_whatsapp_at
    if contact.opted_out or contact.phone is None or contact.disguised_at is not None:
        return False
    # Somebody with an open case hears a person, and nothing between.
    if last is None or now - last >= WINDOW or cases.find_open(session, contact_id) is not None:
        return False
    moved = session.scalars(
        select(Referral).where(
            Referral.contact_id == contact_id,
            Referral.news,
            Referral.way == Way.WRITE,
            Referral.safe_time == part,
        )
    ).all()
    theirs = Registration.contact_id == contact_id, Registration.news
    seats = session.scalars(select(Registration).where(*theirs)).all() if contact.safe_time == part else []
    if moved:
        say_to_contact(session, contact, None, reply("referral.news", contact), now)
    if seats:
        say_to_contact(session, contact, None, reply("referral.news_seat", contact), now)
    for referral in moved:
        referral.news = False
    for seat in seats:
        seat.news = False
    return bool(moved or seats)
