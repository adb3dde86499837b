"""Who is due a test alert at an instant, and by which transport; pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from helpline.alerts.roster import Counsellor, Roster
from helpline.alerts.roster.on_call import on_call

# A test that comes later than this is left for the next day: its hour was chosen.
LATE_AT_MOST = timedelta(hours=2)
# Writing to the log reaches no phone.
NO_TEST = ("log",)


@dataclass(frozen=True, slots=True)
class Facts:
    """What else counts, by counsellors' ids.

    `tested`: counsellor, transport and day of the latest tests. `reached`: counsellors with the transports by
    which a test or an alert arrived within seven days, or by which a test is under way. `busy`: who holds a
    case in danger or is being alerted for one.
    """

    tested: frozenset[tuple[str, str, date]] = frozenset()
    reached: frozenset[tuple[str, str]] = frozenset()
    busy: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Due:
    """One test to be sent now; `day` is the roster's day that it counts for."""

    counsellor: str
    transport: str
    day: date
    why: Literal["daily", "shift"]


def latest(at: time, zone: ZoneInfo, now: datetime) -> tuple[date, datetime]:
    """Return the day and the instant (UTC) of the latest daily test that was due by an aware time."""
    day = now.astimezone(zone).date()
    due_at = datetime.combine(day, at, zone).astimezone(UTC)
    return (day, due_at) if due_at <= now else _day(at, zone, day - timedelta(days=1))


def following(at: time, zone: ZoneInfo, now: datetime) -> tuple[date, datetime]:
    """Return the day and the instant (UTC) of the first daily test after an aware time."""
    return _day(at, zone, latest(at, zone, now)[0] + timedelta(days=1))


def _day(at: time, zone: ZoneInfo, day: date) -> tuple[date, datetime]:
    return day, datetime.combine(day, at, zone).astimezone(UTC)


def due(roster: Roster, at: time, now: datetime, facts: Facts) -> list[Due]:
    """Return the tests to be sent now, in the order of the roster's posts.

    1. Whoever was on call at the local time `at`, and still is. 2. At the start of a shift, its counsellor by
    those transports that have reached them with nothing for seven days. Each up to two hours late; nobody in
    their quiet hours, nobody who is busy, and each once a day by each transport.
    """
    found: dict[tuple[str, str], Due] = {}
    for one in (*_daily(roster, at, now), *_at_start(roster, now, facts)):
        counsellor = roster.by_id(one.counsellor)
        if one.counsellor in facts.busy or _quiet(roster, counsellor, now):
            continue
        if (one.counsellor, one.transport, one.day) not in facts.tested:
            found.setdefault((one.counsellor, one.transport), one)
    return list(found.values())


def _daily(roster: Roster, at: time, now: datetime) -> list[Due]:
    day, due_at = latest(at, roster.timezone, now)
    if now - due_at >= LATE_AT_MOST:
        return []
    still = {one.id for one in roster.on_call(now)}
    return [
        Due(one.id, transport, day, "daily")
        for one in roster.on_call(due_at)
        if one.id in still
        for transport in _tested_by(one)
    ]


def _at_start(roster: Roster, now: datetime, facts: Facts) -> list[Due]:
    found = []
    for post in on_call(roster, roster.overrides, now):
        one = roster.by_id(post.counsellor)
        # Somebody whose shift begins in their quiet hours is asleep at its start: that start is not used.
        if now - post.since >= LATE_AT_MOST or _quiet(roster, one, post.since):
            continue
        day = post.since.astimezone(roster.timezone).date()
        found += [
            Due(one.id, transport, day, "shift")
            for transport in _tested_by(one)
            if (one.id, transport) not in facts.reached
        ]
    return found


def _tested_by(one: Counsellor) -> tuple[str, ...]:
    return tuple(name for name in one.transports if name not in NO_TEST)


def _quiet(roster: Roster, one: Counsellor, at: datetime) -> bool:
    return one.is_quiet(at.astimezone(roster.timezone))
