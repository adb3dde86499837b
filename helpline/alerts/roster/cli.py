"""`helpline roster`: who is on call, what is wrong with that, overrides, a calendar, confirmed shifts."""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from helpline.alerts.roster import overrides, store
from helpline.alerts.roster.calendar import calendar
from helpline.alerts.roster.checks import Problem, check
from helpline.alerts.roster.confirm import ShiftConfirmation
from helpline.alerts.roster.model import DAYS, POSTS, RosterError
from helpline.alerts.roster.on_call import Roster, on_call, stretches
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.infra.settings import settings

WEEK = timedelta(days=7)
NO_DATABASE = "the database does not answer"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one of the commands; returns 0, 1 where the roster has errors, 2 where nothing could be done."""
    options = _parser().parse_args(argv)
    commands: dict[str, Callable[[argparse.Namespace], int]] = {
        "show": _show,
        "check": _check,
        "override": _override,
        "remove-override": _remove,
        "overrides": _overrides,
        "ics": _ics,
        "confirmations": _confirmations,
    }
    try:
        return commands[options.command](options)
    except (RosterError, OSError) as error:
        return _failed(str(error))
    except SQLAlchemyError:
        return _failed(NO_DATABASE)


def _failed(says: str) -> int:
    print(f"helpline roster: {says}", file=sys.stderr)
    return 2


def _roster(since: datetime) -> tuple[Roster, bool]:
    """Return the roster with the overrides from an instant on, and whether these could be read."""
    roster = store.from_file()
    try:
        with transaction() as session:
            return replace(roster, overrides=overrides.since(session, since)), True
    except (SQLAlchemyError, ValueError):
        print(f"helpline roster: {NO_DATABASE}; overrides are left out", file=sys.stderr)
        return roster, False


def _show(options: argparse.Namespace) -> int:
    at = _instant(options.at) if options.at else clock.now()
    roster, _ = _roster(at)
    if options.week:
        for stretch in stretches(roster, at, at + WEEK):
            who = ", ".join(post.counsellor for post in stretch.posts) or "NOBODY"
            why = "/".join(dict.fromkeys(post.why for post in stretch.posts))
            bounds = f"{_said(roster, stretch.starts_at)} to {_said(roster, stretch.ends_at)}"
            print(f"{bounds}  {who}{f'  ({why})' if why else ''}")
        return 0
    posts = on_call(roster, roster.overrides, at)
    print(f"On call on {_said(roster, at)} ({roster.timezone.key}):" + ("" if posts else " NOBODY"))
    for number, post in enumerate(posts):
        one = roster.by_id(post.counsellor)
        quiet = "; quiet hours, RED only" if one.is_quiet(at.astimezone(roster.timezone)) else ""
        name = POSTS[number] if number < len(POSTS) else "further"
        until = _said(roster, post.until)
        print(f"  {name:7} {one.id}  by {', '.join(one.transports)}  ({post.why} until {until}{quiet})")
    return 0


def _check(_options: argparse.Namespace) -> int:
    try:
        roster, complete = _roster(clock.now())
    except (RosterError, OSError) as error:
        print(f"error    {error}")
        return 1
    return _report(roster, complete)


def _report(roster: Roster, complete: bool = True) -> int:
    found = check(roster, clock.now(), production=settings().environment == "production")
    if not complete:
        found.append(Problem("error", f"{NO_DATABASE}: overrides were not looked at"))
    for one in sorted(found, key=lambda one: one.level):
        print(f"{one.level:8} {one.says}")
    errors = sum(one.level == "error" for one in found)
    print(f"roster: {errors} errors, {len(found) - errors} warnings in the next 28 days")
    return 1 if errors else 0


def _override(options: argparse.Namespace) -> int:
    now = clock.now()
    roster = store.from_file()
    names = [name.strip() for name in options.on_call.split(",") if name.strip()]
    with transaction() as session:
        row = overrides.add(
            session,
            roster,
            _instant(options.start),
            _instant(options.end),
            names,
            reason=options.reason,
            by=options.by,
            now=now,
        )
    store.forget()
    bounds = f"{_said(roster, row.starts_at)} to {_said(roster, row.ends_at)}"
    print(f"Override {row.id}: {', '.join(names)} on call from {bounds}")
    return _report(*_roster(now))


def _remove(options: argparse.Namespace) -> int:
    now = clock.now()
    with transaction() as session:
        overrides.remove(session, options.id, by=options.by, now=now)
    store.forget()
    print(f"Override {options.id} holds no longer")
    return _report(*_roster(now))


def _overrides(_options: argparse.Namespace) -> int:
    roster = store.from_file()
    with transaction() as session:
        found = overrides.since(session, clock.now())
    for one in found:
        bounds = f"{_said(roster, one.starts_at)} to {_said(roster, one.ends_at)}"
        print(f"{one.id:4}  {bounds}  {', '.join(one.on_call)}  by {one.made_by}: {one.reason}")
    if not found:
        print("No override holds now or later")
    return 0


def _ics(options: argparse.Namespace) -> int:
    now = clock.now()
    roster, complete = _roster(now)
    if options.counsellor is not None and roster.find(options.counsellor) is None:
        raise RosterError(f"{options.counsellor} is not among the counsellors")
    sys.stdout.write(calendar(roster, now, options.weeks, options.counsellor).decode())
    return 0 if complete else 1


def _confirmations(_options: argparse.Namespace) -> int:
    now = clock.now()
    roster = store.from_file()
    with transaction() as session:
        rows = session.scalars(
            select(ShiftConfirmation)
            .where(ShiftConfirmation.starts_at > now - WEEK)
            .order_by(ShiftConfirmation.starts_at, ShiftConfirmation.id)
        ).all()
    for row in rows:
        if row.confirmed_at is not None:
            state = f"confirmed {row.confirmed_at.astimezone(roster.timezone):%H:%M}"
        else:
            state = "NOT CONFIRMED" if row.told_at is not None or row.ends_at <= now else "asked"
        print(f"{_said(roster, row.starts_at)}  {row.counsellor:16} {state}")
    if not rows:
        print("Nobody was asked in the last 7 days")
    return 0


def _instant(text: str) -> datetime:
    """Read an ISO time; one without a zone is in the roster's."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise RosterError(f'not a time: {text!r} (write "2026-01-05 20:00")') from error
    return at if at.tzinfo is not None else at.replace(tzinfo=store.from_file().timezone)


def _said(roster: Roster, at: datetime) -> str:
    local = at.astimezone(roster.timezone)
    return f"{DAYS[local.weekday()]} {local:%Y-%m-%d %H:%M}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="helpline roster", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("show", help="who is on call")
    one.add_argument("--at", metavar="TIME", help='"2026-01-05 20:00" in the roster\'s time; now if left out')
    one.add_argument("--week", action="store_true", help="the seven days from then")
    commands.add_parser("check", help="what is wrong in the next 28 days; exit status 1 on errors")
    one = commands.add_parser("override", help="put people on call for a time, whatever the roster says")
    one.add_argument("--from", dest="start", required=True, metavar="TIME")
    one.add_argument("--to", dest="end", required=True, metavar="TIME")
    one.add_argument("--on-call", required=True, metavar="ID,ID", help="first and second")
    one.add_argument("--reason", required=True)
    one.add_argument("--by", required=True, metavar="NAME", help="who decides it")
    one = commands.add_parser("remove-override", help="take an override back from now on")
    one.add_argument("id", type=int)
    one.add_argument("--by", required=True, metavar="NAME")
    commands.add_parser("overrides", help="overrides that hold now or later")
    one = commands.add_parser("ics", help="write a calendar to standard output")
    one.add_argument("--counsellor", metavar="ID", help="of one counsellor")
    one.add_argument("--weeks", type=int, default=8)
    commands.add_parser("confirmations", help="who said at the start of a shift that they are there")
    return parser
