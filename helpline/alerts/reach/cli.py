"""`helpline transports`: by what each counsellor was reached lately."""

import sys
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from helpline.alerts import roster
from helpline.alerts.reach import Reach, by_transport, latest, unreachable
from helpline.alerts.roster import Roster, RosterError
from helpline.alerts.transports import not_set_up
from helpline.infra import clock
from helpline.infra.database import transaction


def main(_arguments: Sequence[str]) -> int:
    """Print the table; returns 1 when somebody cannot be reached or something cannot be read."""
    try:
        people = roster.current()
        with transaction() as session:
            attempts = latest(session, clock.now())
    except (RosterError, OSError, SQLAlchemyError, ValueError) as error:
        print(f"cannot be read: {type(error).__name__}", file=sys.stderr)
        return 1
    missing = not_set_up(people)
    on_roster = {one.id for one in people.counsellors}
    dead = [name for name in unreachable(attempts) if name in on_roster]
    print("\n".join(lines(people, by_transport(attempts), missing, dead)))
    return 1 if dead or missing else 0


def lines(
    people: Roster, reach: dict[tuple[str, str], Reach], missing: list[tuple[str, str]], dead: list[str]
) -> list[str]:
    """Return the table of the last seven days, and below it what somebody should see to."""
    rows = [("counsellor", "transport", "last success", "failed in a row", "latest outcomes, newest first")]
    for one in people.counsellors:
        for transport in one.transports:
            known = reach.get((one.id, transport), Reach((), None, 0))
            rows.append(
                (
                    one.id,
                    transport,
                    _local(known.last_success, people),
                    str(known.failures_in_a_row),
                    ", ".join(known.outcomes) or "never used",
                )
            )
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    table = [
        "  ".join(value.ljust(width) for value, width in zip(row, [*widths, 0], strict=True)).rstrip()
        for row in rows
    ]
    notes = [f"{name}: alerts fail again and again; check the number, phone and address" for name in dead]
    notes += [f"{name}: {transport} is not set up (settings or roster)" for name, transport in missing]
    return [*table, *([""] if notes else []), *notes]


def _local(at: datetime | None, people: Roster) -> str:
    return at.astimezone(people.timezone).strftime("%Y-%m-%d %H:%M") if at else "-"
