"""`helpline referral`: what waits for the team, what somebody agreed to, and moving it on."""

import argparse
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from helpline import referrals
from helpline.alerts import roster
from helpline.contacts import Contact
from helpline.content import directory
from helpline.infra import audit, clock
from helpline.infra.database import lock_contact, transaction
from helpline.referrals import (
    ENDED,
    GroupSession,
    NotAllowed,
    Referral,
    ReferralEvent,
    Registration,
    Seat,
    State,
)
from helpline.referrals.states import THEIRS


def main(arguments: list[str]) -> int:
    """Run one command; returns the exit status."""
    asked = _parser().parse_args(arguments)
    with transaction() as session:
        if asked.command == "list":
            return _list(session, everything=asked.all)
        if asked.command == "sessions":
            return _sessions(session)
        if asked.command == "session":
            return _new_session(session, asked)
        row = session.get(Referral, asked.referral)
        if row is None:
            print(f"there is no referral {asked.referral}")
            return 1
        return _show(session, row, asked.by) if asked.command == "show" else _move(session, row, asked)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="helpline referral", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    listed = commands.add_parser("list", help="what is open; --all with what ended")
    listed.add_argument("--all", action="store_true")
    shown = commands.add_parser("show", help="one referral: the agreement and its history")
    shown.add_argument("referral", type=int)
    shown.add_argument("--by", required=True, help="who looks")
    moved = commands.add_parser("move", help="move one on")
    moved.add_argument("referral", type=int)
    moved.add_argument("state", choices=[state.value for state in State if state not in THEIRS])
    moved.add_argument("--by", required=True, help="who moves it")
    moved.add_argument("--to", default="", help="with whom it was shared; the contact can ask for it")
    moved.add_argument("--note", default="", help="for the team")
    commands.add_parser("sessions", help="sessions to come, and their places")
    made = commands.add_parser("session", help="open a session for registration")
    made.add_argument("--title", required=True, help="what contacts read, in Arabic")
    made.add_argument("--service", required=True, choices=sorted(directory.all_services().types))
    made.add_argument("--governorate", required=True, choices=sorted(directory.all_services().places))
    made.add_argument("--at", required=True, type=datetime.fromisoformat, help="2026-12-01T16:00, local")
    made.add_argument("--places", required=True, type=int)
    made.add_argument("--by", required=True, help="who opens it")
    return parser


def _list(session: Session, *, everything: bool) -> int:
    query = select(Referral).order_by(Referral.id)
    if not everything:
        query = query.where(Referral.state.not_in((*ENDED, State.OFFERED)))
    rows = session.scalars(query).all()
    for row in rows:
        place = row.about.get("governorate") or "-"
        print(
            f"{row.id}\t{row.state}\t{row.service}\t{place}\t{_local(row.moved_at)}\treminded {row.reminded}"
        )
    print(f"{len(rows)} referrals")
    return 0


def _show(session: Session, row: Referral, by: str) -> int:
    """Print one with what may be passed on, and no more; that somebody looked is on record."""
    audit.record(session, by, "referral_read", clock.now(), referral=row.id)
    number = session.get_one(Contact, row.contact_id).phone if row.consented_at else None
    may_have_it = row.shared in ("number", "need")
    print(f"referral {row.id}: {row.service}, {row.state} since {_local(row.moved_at)}")
    print(f"consent: {row.consent or 'none'}{f' on {_local(row.consented_at)}' if row.consented_at else ''}")
    print(f"to be shared: {row.shared or 'nothing'}; shared with: {row.sent_to or 'nobody'}")
    print(f"place: {row.about.get('governorate') or '-'} {row.about.get('district') or ''}")
    if row.about.get("need"):
        print(f"in their words: {row.about['need']}")
    print(f"number: {number if number and may_have_it else 'not to be passed on'}")
    print(f"reached by: {row.way or '-'}, {row.safe_time or 'no time'}")
    events = select(ReferralEvent).where(ReferralEvent.referral_id == row.id).order_by(ReferralEvent.id)
    for event in session.scalars(events):
        note = f": {event.note}" if event.note else ""
        print(f"  {_local(event.at)} {event.actor}: {event.before or 'new'} to {event.after}{note}")
    return 0


def _move(session: Session, row: Referral, asked: argparse.Namespace) -> int:
    lock_contact(session, row.contact_id)
    # What the contact has just withdrawn must not be sent.
    session.refresh(row, with_for_update=True)
    try:
        referrals.move(session, row, State(asked.state), asked.by, clock.now(), to=asked.to, note=asked.note)
    except NotAllowed as error:
        print(f"referral {row.id} stays {row.state}: {error}")
        return 2
    print(f"referral {row.id} is {row.state}")
    return 0


def _new_session(session: Session, asked: argparse.Namespace) -> int:
    starts_at = asked.at.replace(tzinfo=roster.current().timezone) if asked.at.tzinfo is None else asked.at
    if starts_at <= clock.now() or asked.places < 1 or not 0 < len(asked.title.strip()) <= 60:
        print("a session is still to come, has places, and a title of at most 60 characters")
        return 2
    row = referrals.open_session(
        session, asked.service, asked.title.strip(), asked.governorate, starts_at, asked.places
    )
    audit.record(session, asked.by, "session_opened", clock.now(), group_session=row.id, places=row.places)
    print(f"session {row.id}: {row.title}, {_local(row.starts_at)}, {row.places} places")
    return 0


def _sessions(session: Session) -> int:
    rows = session.scalars(
        select(GroupSession).where(GroupSession.starts_at > clock.now()).order_by(GroupSession.starts_at)
    ).all()
    for row in rows:
        seats = select(Registration.seat, func.count()).where(Registration.session_id == row.id)
        count = {one[0]: int(one[1]) for one in session.execute(seats.group_by(Registration.seat))}
        taken, waiting = count.get(Seat.TAKEN, 0), count.get(Seat.WAITING, 0)
        places = f"{taken}/{row.places}, {waiting} wait"
        print(f"{row.id}\t{row.title}\t{row.governorate}\t{_local(row.starts_at)}\t{places}")
    print(f"{len(rows)} sessions")
    return 0


def _local(at: datetime | None) -> str:
    return f"{at.astimezone(roster.current().timezone):%Y-%m-%d %H:%M}" if at else "-"
