"""`helpline test-alert`: reach counsellors now with what says that it is a test."""

import argparse
import getpass
import sys
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from helpline.alerts import roster
from helpline.alerts.drill.facts import busy
from helpline.alerts.drill.model import Drill, DrillState, Why
from helpline.alerts.drill.send import TRANSPORTS, send
from helpline.alerts.roster import Counsellor, Roster, RosterError
from helpline.infra import audit, clock
from helpline.infra.database import transaction


class Refused(Exception):
    """What was asked for cannot be; its words say why."""


def main(argv: Sequence[str] | None = None) -> int:
    """Send tests; returns 0, 1 where none could be queued, 2 where what was asked for cannot be."""
    parser = argparse.ArgumentParser(
        prog="helpline test-alert", description="Send a test alert now, by default to everybody on call."
    )
    parser.add_argument("--counsellor", metavar="ID", help="as in the roster, on call or not")
    parser.add_argument("--transport", metavar="NAME", help=f"one of {', '.join(TRANSPORTS)}; default: all")
    parser.add_argument(
        "--by", metavar="ID", default=getpass.getuser(), help="who sends it, for the audit log"
    )
    options = parser.parse_args(argv)
    try:
        people = roster.current()
        now = clock.now()
        asked = _asked(people, options.counsellor, options.transport, now)
        with transaction() as session:
            lines, queued = _send(session, people, asked, options.by, now)
    except (Refused, RosterError, OSError) as error:
        print(f"helpline test-alert: {error}", file=sys.stderr)
        return 2
    except SQLAlchemyError:
        print("helpline test-alert: the database does not answer", file=sys.stderr)
        return 2
    print("\n".join(lines))
    print("What becomes of them: helpline transports")
    return 0 if queued else 1


def _asked(
    people: Roster, name: str | None, transport: str | None, now: datetime
) -> list[tuple[Counsellor, tuple[str, ...]]]:
    """Return whom to test by what; raises Refused."""
    if transport is not None and transport not in TRANSPORTS:
        raise Refused(f"no transport {transport}; there are {', '.join(TRANSPORTS)}")
    one = people.find(name)
    if name is not None and one is None:
        known = ", ".join(each.id for each in people.counsellors)
        raise Refused(f"no counsellor {name} in the roster; there are {known}")
    found = [
        (each, tuple(by for by in TRANSPORTS if by in each.transports and transport in (None, by)))
        for each in ((one,) if one is not None else people.on_call(now))
    ]
    found = [(each, by) for each, by in found if by]
    if not found:
        raise Refused(f"{name or 'nobody on call'} has no {transport or 'transport'} in the roster")
    return found


def _send(
    session: Session,
    people: Roster,
    asked: list[tuple[Counsellor, tuple[str, ...]]],
    by: str,
    now: datetime,
) -> tuple[list[str], list[Drill]]:
    """Queue what may be sent; returns a line for each, and those that were queued."""
    lines, queued = [], []
    local = now.astimezone(people.timezone)
    in_danger = busy(session)
    for one, transports in asked:
        if one.id in in_danger or one.is_quiet(local):
            why = "a case in danger is with them" if one.id in in_danger else "quiet hours"
            lines.append(f"{one.id}: not sent, {why}")
            continue
        for transport in transports:
            drill = send(session, one, transport, local.date(), Why.HAND, now)
            if drill is not None and drill.state == DrillState.SENT:
                queued.append(drill)
                lines.append(f"{one.id}: {transport} queued")
            elif drill is not None:
                lines.append(f"{one.id}: {transport} not sent, {drill.error_code or drill.outcome}")
    sent = [f"{drill.counsellor} {drill.transport}" for drill in queued]
    audit.record(session, by[:64], "test_alert.sent", now, sent=sent)
    return lines, queued
