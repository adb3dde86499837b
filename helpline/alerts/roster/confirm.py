"""Whoever is on call says at the start of a shift that they are there; silence is told to the supervisor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, DateTime, Identity, Index, String, UniqueConstraint, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from helpline import content
from helpline.alerts.alert import CounsellorWindow
from helpline.alerts.roster import store
from helpline.alerts.roster.model import Counsellor, Post
from helpline.alerts.roster.on_call import Roster, on_call, stretches
from helpline.alerts.tell import reply, tell_counsellor
from helpline.alerts.whatsapp_window import is_open
from helpline.infra import clock
from helpline.infra.database import Base, transaction
from helpline.infra.logs import log
from helpline.infra.settings import settings
from helpline.outbox import Kind, enqueue
from helpline.outbox.reply import Button, Reply
from helpline.text import normalise

# What the button's id begins with.
VERB = "present"


class ShiftConfirmation(Base):
    """One counsellor who was asked at the start of one shift, or who said unasked that they are there."""

    __tablename__ = "shift_confirmations"
    __table_args__ = (
        UniqueConstraint("counsellor", "starts_at", name="one_confirmation_a_shift"),
        Index("shift_confirmations_by_end", "ends_at"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    counsellor: Mapped[str] = mapped_column(String(64))
    starts_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    ends_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    confirmed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    # When the supervisors were told that it was not confirmed.
    told_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


def each_minute() -> None:
    """Ask whose shift has begun, and tell the supervisors who has not answered in time."""
    now = clock.now()
    roster = store.current()
    with transaction() as session:
        ask(session, roster, now)
        tell_supervisors(session, roster, now)


def ask(session: Session, roster: Roster, now: datetime) -> list[str]:
    """Ask everybody whose shift began just now and who can be asked; returns their ids.

    Each is asked once a shift, and not in their quiet hours.
    """
    asked = []
    for post in on_call(roster, roster.overrides, now):
        counsellor = roster.by_id(post.counsellor)
        if now - post.since >= _within() or "whatsapp" not in counsellor.transports:
            continue
        if counsellor.is_quiet(now.astimezone(roster.timezone)):
            continue
        by_template = bool(settings().shift_content_sid) or settings().environment == "development"
        if not by_template and not is_open(session.get(CounsellorWindow, counsellor.id), now):
            log().warning("shift_not_asked", counsellor=counsellor.id)
            continue
        ends_at = _ends(roster, post, now)
        row_id = session.scalar(
            insert(ShiftConfirmation)
            .values(counsellor=counsellor.id, starts_at=post.since, ends_at=ends_at, asked_at=now)
            .on_conflict_do_nothing(constraint="one_confirmation_a_shift")
            .returning(ShiftConfirmation.id)
        )
        if row_id is not None:
            _ask(session, counsellor, row_id, _clock(ends_at, roster), now, by_template=by_template)
            asked.append(counsellor.id)
    return asked


def _ask(
    session: Session, counsellor: Counsellor, row_id: int, end: str, now: datetime, *, by_template: bool
) -> None:
    if not by_template:
        said = reply("alert.shift.started", end=end)
        buttons = tuple(Button(f"{button.id}{row_id}", button.title) for button in said.buttons)
        tell_counsellor(session, counsellor, Reply(said.text, buttons), now)
        return
    enqueue(
        session,
        Kind.WHATSAPP,
        counsellor.phone,
        {"template": "shift", "variables": {"1": end, "2": str(row_id)}, "counsellor": counsellor.id},
        now=now,
        lane=f"counsellor:{counsellor.id}",
    )


def _ends(roster: Roster, post: Post, now: datetime) -> datetime:
    """Return until when somebody stays at a post: an override or a holiday may end it before its hours do."""
    ends_at = now
    for one in stretches(roster, now, post.until):
        if not any(other.counsellor == post.counsellor for other in one.posts):
            break
        ends_at = one.ends_at
    return ends_at


def by_button(session: Session, counsellor: Counsellor, name: str, now: datetime) -> None:
    """Confirm the shift that a tapped button names, if it is the counsellor's own and still runs."""
    row = session.get(ShiftConfirmation, int(name)) if name.isdecimal() else None
    if row is None or row.counsellor != counsellor.id or row.ends_at <= now:
        tell_counsellor(session, counsellor, reply("alert.shift.over"), now)
        return
    _confirm(session, row, counsellor, now)


def by_word(session: Session, counsellor: Counsellor, text: str, now: datetime, *, holds_case: bool) -> bool:
    """Confirm the running shift by the taught word; returns whether it was one.

    To whoever holds a case nothing is said twice: their words are for the contact.
    """
    if normalise(text) not in {normalise(word) for word in content.TAUGHT["present"]}:
        return False
    row = session.scalar(
        select(ShiftConfirmation)
        .where(
            ShiftConfirmation.counsellor == counsellor.id,
            ShiftConfirmation.starts_at <= now,
            ShiftConfirmation.ends_at > now,
        )
        .order_by(ShiftConfirmation.starts_at.desc())
        .limit(1)
    )
    if row is None or (holds_case and row.confirmed_at is not None):
        return False
    _confirm(session, row, counsellor, now)
    return True


def _confirm(session: Session, row: ShiftConfirmation, counsellor: Counsellor, now: datetime) -> None:
    row.confirmed_at = row.confirmed_at or now
    tell_counsellor(session, counsellor, reply("alert.shift.confirmed"), now)


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody at their post now; no `row` where they were not asked and said nothing by themselves."""

    post: Post
    ends_at: datetime
    row: ShiftConfirmation | None

    @property
    def confirmed_at(self) -> datetime | None:
        """When they said that they are there."""
        return self.row.confirmed_at if self.row else None


def presence(session: Session, roster: Roster, now: datetime) -> list[Presence]:
    """Return who is on call now, first before second, and what they have said."""
    rows = session.scalars(
        select(ShiftConfirmation).where(ShiftConfirmation.starts_at <= now, ShiftConfirmation.ends_at > now)
    )
    known = {(row.counsellor, row.starts_at): row for row in rows}
    return [
        Presence(post, _ends(roster, post, now), known.get((post.counsellor, post.since)))
        for post in on_call(roster, roster.overrides, now)
    ]


def by_page(session: Session, here: Presence, now: datetime) -> bool:
    """Confirm the shift of somebody who says so in the console; returns whether it was not confirmed before.

    They need not have been asked, and nothing is said to them on WhatsApp.
    """
    values = {"starts_at": here.post.since, "ends_at": here.ends_at, "asked_at": now, "confirmed_at": now}
    confirmed = session.scalar(
        insert(ShiftConfirmation)
        .values(counsellor=here.post.counsellor, **values)
        .on_conflict_do_update(
            constraint="one_confirmation_a_shift",
            set_={"confirmed_at": now},
            where=ShiftConfirmation.confirmed_at.is_(None),
        )
        .returning(ShiftConfirmation.id)
    )
    return confirmed is not None


def unconfirmed(session: Session, roster: Roster, now: datetime) -> Sequence[ShiftConfirmation]:
    """Return who is on call now, was asked long enough ago and has not answered."""
    on_call_now = [one.id for one in roster.on_call(now)]
    return session.scalars(
        select(ShiftConfirmation)
        .where(
            ShiftConfirmation.confirmed_at.is_(None),
            ShiftConfirmation.asked_at <= now - _within(),
            ShiftConfirmation.ends_at > now,
            ShiftConfirmation.counsellor.in_(on_call_now),
        )
        .order_by(ShiftConfirmation.id)
    ).all()


def tell_supervisors(session: Session, roster: Roster, now: datetime) -> None:
    """Write to the supervisors on WhatsApp who has not confirmed; the watchdog reports it by its own ways."""
    for row in unconfirmed(session, roster, now):
        if row.told_at is not None:
            continue
        row.told_at = now
        name, start = roster.by_id(row.counsellor).name, _clock(row.starts_at, roster)
        for supervisor in roster.supervisors():
            said = reply("alert.shift.unconfirmed", name=name, start=start)
            tell_counsellor(session, supervisor, said, now)


def _within() -> timedelta:
    return clock.scaled(settings().shift_confirmed_within)


def _clock(at: datetime, roster: Roster) -> str:
    return f"{at.astimezone(roster.timezone):%H:%M}"
