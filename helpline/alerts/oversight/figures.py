"""Everything open and who carries it, as of one moment."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import literal_column, select
from sqlalchemy.orm import Session

from helpline.alerts.oversight import exposure
from helpline.alerts.oversight.exposure import DAY, WEEK
from helpline.alerts.oversight.waits import KINDS, Happened, Times, Wait, times, waits
from helpline.cases import CaseEvent, State
from helpline.cases.waiting import Glance, at_a_glance
from helpline.infra.settings import settings
from helpline.triage import Level


@dataclass(frozen=True, slots=True)
class Load:
    """What one counsellor carries: cases held now, RED cases taken in the last 24 hours and seven days."""

    counsellor: str
    held: int
    red_day: int
    red_week: int
    above: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """What a supervisor sees first.

    `unacknowledged`: cases that nobody has. `unanswered`: those whose contact has written or waits and whose
    counsellor has not answered. Both, like `waiting`, begin with the longest wait. `times`: for "day" and
    "week", RED and all others, the waits that ended in that time.
    """

    at: datetime
    open: Sequence[Glance]
    count: Mapping[tuple[Level, State], int]
    waiting: Sequence[Glance]
    unacknowledged: Sequence[Glance]
    unanswered: Sequence[Glance]
    times: Mapping[tuple[str, bool], Times]
    load: Sequence[Load]


def figures(session: Session, now: datetime) -> Figures:
    """Return how things stand."""
    every = [one for one in at_a_glance(session, now) if one.state != State.RESOLVED]
    waiting = sorted((one for one in every if one.waiting_since), key=lambda one: one.waiting_since or now)
    return Figures(
        at=now,
        open=every,
        count=Counter((one.level, one.state) for one in every),
        waiting=waiting,
        unacknowledged=[one for one in waiting if one.state == State.OPEN],
        unanswered=[one for one in waiting if one.state == State.ACKNOWLEDGED],
        times=_times(ended_since(session, now - WEEK), now),
        load=_load(session, every, now),
    )


def ended_since(session: Session, since: datetime) -> list[Wait]:
    """Return the waits that somebody ended after an instant."""
    taken = select(CaseEvent.case_id).where(
        CaseEvent.kind == literal_column("'acknowledged'"), CaseEvent.at > since
    )
    rows = session.execute(
        select(
            CaseEvent.case_id,
            CaseEvent.kind,
            CaseEvent.actor,
            CaseEvent.detail["level"].as_string(),
            CaseEvent.at,
        )
        .where(CaseEvent.case_id.in_(taken), CaseEvent.kind.in_(KINDS))
        .order_by(CaseEvent.case_id, CaseEvent.id)
    )
    every = waits(Happened(*row) for row in rows)
    return [one for one in every if one.ended is not None and one.ended > since]


def _times(ended: Sequence[Wait], now: datetime) -> dict[tuple[str, bool], Times]:
    found = {}
    for name, within in (("day", DAY), ("week", WEEK)):
        for red in (True, False):
            lengths = [
                one.length
                for one in ended
                if one.red is red and one.ended and one.ended > now - within and one.length is not None
            ]
            found[name, red] = times(lengths)
    return found


def _load(session: Session, every: Sequence[Glance], now: datetime) -> list[Load]:
    held = Counter(one.counsellor for one in every if one.counsellor is not None)
    day, week = (exposure.red_cases(session, within, now) for within in (DAY, WEEK))
    cap = settings().exposure_red_per_week
    found = [
        Load(name, held[name], day.get(name, 0), week.get(name, 0), week.get(name, 0) > cap)
        for name in {*held, *week}
    ]
    return sorted(found, key=lambda one: (-one.held, -one.red_week, one.counsellor))
