"""A week of the roster, day by day: pure, so that each of its cases can be looked at by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from helpline.alerts.roster import Roster, Stretch, gaps_between, stretches

# The week begins on Saturday, as calendars in Iraq do.
FIRST_DAY = 5
# Nobody plans further, and what the file says today says nothing of last year.
FURTHEST = timedelta(weeks=52)
ONE_DAY, WEEK, MINUTE = timedelta(days=1), timedelta(days=7), timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Line:
    """Hours of one day in which nothing changes; `gap` holds the whole gap that they are part of."""

    hours: str
    names: tuple[str, ...]
    override: bool
    holiday: bool
    now: bool
    gap: Stretch | None


@dataclass(frozen=True, slots=True)
class Day:
    """One local day."""

    day: date
    today: bool
    holiday: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days, and the gaps of them that are not over."""

    first: date
    days: tuple[Day, ...]
    gaps: tuple[Stretch, ...]
    before: date | None
    after: date | None
    over: bool

    @property
    def last(self) -> date:
        """The seventh day."""
        return self.first + WEEK - ONE_DAY


def first_day(of: date) -> date:
    """Return the first day of the week that a day lies in."""
    return of - timedelta(days=(of.weekday() - FIRST_DAY) % 7)


def chosen(wanted: str, today: date) -> date:
    """Return the first day of the week asked for, at most a year away; this week's for what is no day."""
    try:
        day = date.fromisoformat(wanted)
    except ValueError:
        day = today
    return first_day(min(max(day, today - FURTHEST), today + FURTHEST))


def bounds(roster: Roster, first: date) -> tuple[datetime, datetime]:
    """Return when a week begins and ends."""
    start, end = (datetime.combine(day, time(), roster.timezone) for day in (first, first + WEEK))
    return start, end


def week(roster: Roster, first: date, now: datetime) -> Week:
    """Return a week as the roster with its overrides has it."""
    start, end = bounds(roster, first)
    gaps = gaps_between(roster, start, end)
    today = now.astimezone(roster.timezone).date()
    days = tuple(
        Day(day, day == today, roster.holiday(day) is not None, tuple(_lines(roster, day, gaps, now)))
        for day in (first + ONE_DAY * number for number in range(7))
    )
    this = first_day(today)
    return Week(
        first,
        days,
        tuple(one for one in gaps if one.ends_at > now),
        first - WEEK if first > this - FURTHEST else None,
        first + WEEK if first < this + FURTHEST else None,
        end <= now,
    )


def _lines(roster: Roster, day: date, gaps: list[Stretch], now: datetime) -> Iterator[Line]:
    midnight = datetime.combine(day, time(), roster.timezone)
    for one in stretches(roster, midnight, midnight + ONE_DAY):
        since, until = (at.astimezone(roster.timezone) for at in (one.starts_at, one.ends_at))
        end = f"{until:%H:%M}" if until.date() == day else "24:00"
        # What was changed twice within a minute has a time without length.
        if f"{since:%H:%M}" == end:
            continue
        yield Line(
            f"{since:%H:%M}–{end}",
            tuple(roster.by_id(post.counsellor).name for post in one.posts),
            override=any(post.why == "override" for post in one.posts),
            holiday=any(post.why == "holiday" for post in one.posts),
            now=one.starts_at <= now < one.ends_at,
            gap=next(
                (gap for gap in gaps if not one.posts and gap.starts_at <= one.starts_at < gap.ends_at), None
            ),
        )
