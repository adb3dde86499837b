"""Which closed cases are reviewed: all that went badly, and a few drawn each week.

The draw is a hash of week and case, so that it is the same for everybody who asks and nobody can choose it.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpline.alerts import roster
from helpline.alerts.oversight.waits import KINDS, Happened, waits
from helpline.cases import Case, CaseEvent, State
from helpline.cases.outcome import Done, Emergency
from helpline.triage import Level

# How many a week are drawn beside those that went badly; a reviewer has an hour.
DRAWN = 5
# A counsellor is to be reached within a minute; three are what a contact is left unanswered at most.
LATE = timedelta(minutes=3)
WEEK = timedelta(days=7)
_BAD_EMERGENCY = (Emergency.NOT_CONFIRMED, Emergency.REFUSED)


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed case; `waited`: the longest that it waited in danger. `holders`: everybody who had it."""

    id: int
    level: Level
    outcome: dict[str, Any] | None
    resolved_at: datetime
    holders: frozenset[str]
    waited: timedelta | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """A case to be reviewed; `why` is "outcome", "late" or "drawn"."""

    case: Closed
    why: str


def badly(case: Closed) -> str | None:
    """Say why a case is reviewed in any event: its outcome, or that danger waited; None for neither."""
    if case.level != Level.RED:
        return None
    said = case.outcome or {}
    if not said or said.get("done") == Done.NOT_REACHED or said.get("emergency") in _BAD_EMERGENCY:
        return "outcome"
    return "late" if case.waited is not None and case.waited > LATE else None


def choose(closed: Sequence[Closed], monday: date, *, whole: bool) -> list[Chosen]:
    """Return the cases of a week to be reviewed, those that went badly first. Pure.

    `whole`: the week is over; before that nothing is drawn, for what is drawn must not change.
    """
    bad = [Chosen(one, why) for one in closed if (why := badly(one)) is not None]
    bad.sort(key=lambda one: (one.why != "outcome", one.case.resolved_at, one.case.id))
    rest = sorted((one for one in closed if badly(one) is None), key=lambda one: _lot(monday, one.id))
    return bad + [Chosen(one, "drawn") for one in rest[:DRAWN]] if whole else bad


def _lot(monday: date, case_id: int) -> str:
    return hashlib.sha256(f"{monday.isoformat()}:{case_id}".encode()).hexdigest()


def monday_of(at: datetime) -> date:
    """Return the first day of an instant's week, in the roster's time."""
    day = at.astimezone(roster.current().timezone).date()
    return day - timedelta(days=day.weekday())


def of_week(session: Session, monday: date, now: datetime) -> list[Chosen]:
    """Return the cases closed in the week from a Monday on that are to be reviewed."""
    zone = roster.current().timezone
    begins, ends = (datetime.combine(day, time(), zone) for day in (monday, monday + WEEK))
    rows = session.execute(
        select(Case.id, Case.peak, Case.outcome, Case.resolved_at)
        .where(Case.state == State.RESOLVED, Case.resolved_at >= begins, Case.resolved_at < ends)
        .order_by(Case.id)
    ).all()
    history = _histories(session, [row.id for row in rows])
    closed = [
        Closed(row.id, Level(row.peak), row.outcome, row.resolved_at, *_read(history.get(row.id, [])))
        for row in rows
    ]
    return choose(closed, monday, whole=ends <= now)


def find(session: Session, case_id: int, now: datetime) -> Chosen | None:
    """Return a case if it is to be reviewed."""
    at = session.scalar(select(Case.resolved_at).where(Case.id == case_id)) if case_id < 2**63 else None
    if at is None:
        return None
    return next((one for one in of_week(session, monday_of(at), now) if one.case.id == case_id), None)


def _histories(session: Session, case_ids: Sequence[int]) -> dict[int, list[Happened]]:
    rows = session.execute(
        select(
            CaseEvent.case_id,
            CaseEvent.kind,
            CaseEvent.actor,
            CaseEvent.detail["level"].as_string(),
            CaseEvent.at,
        )
        .where(CaseEvent.case_id.in_(case_ids), CaseEvent.kind.in_(KINDS))
        .order_by(CaseEvent.case_id, CaseEvent.id)
    )
    every = (Happened(*row) for row in rows)
    return {case_id: list(lines) for case_id, lines in groupby(every, key=lambda one: one.case_id)}


def _read(lines: Sequence[Happened]) -> tuple[frozenset[str], timedelta | None]:
    holders = frozenset(one.actor for one in lines if one.kind in ("acknowledged", "resolved"))
    lengths = [one.length for one in waits(lines) if one.red and one.length is not None]
    return holders, max(lengths, default=None)
