"""Who is on call at an instant: a pure function of the roster, the overrides and the instant."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from helpline.alerts.roster.model import (
    DAYS,
    ONE_DAY,
    POSTS,
    Counsellor,
    Holiday,
    Override,
    Post,
    Rotation,
    Shift,
    Why,
)


@dataclass(frozen=True, slots=True)
class Roster:
    """Counsellors and what says who of them is on call: the file, and the overrides made since."""

    timezone: ZoneInfo
    counsellors: tuple[Counsellor, ...]
    shifts: tuple[Shift, ...]
    rotations: tuple[Rotation, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    overrides: tuple[Override, ...] = ()

    def on_call(self, at: datetime) -> tuple[Counsellor, ...]:
        """Return who is on call at an aware time, first before second; empty in a gap."""
        return tuple(self.by_id(post.counsellor) for post in on_call(self, self.overrides, at))

    def awake(self, people: tuple[Counsellor, ...], at: datetime) -> tuple[Counsellor, ...]:
        """Return those who are not in their quiet hours; everybody where all of them are."""
        local = at.astimezone(self.timezone)
        return tuple(one for one in people if not one.is_quiet(local)) or people

    def supervisors(self) -> tuple[Counsellor, ...]:
        """Return the supervisors."""
        return tuple(one for one in self.counsellors if one.supervisor)

    def by_id(self, name: str) -> Counsellor:
        """Return a counsellor; raises KeyError."""
        found = self.find(name)
        if found is None:
            raise KeyError(name)
        return found

    def find(self, name: str | None) -> Counsellor | None:
        """Return a counsellor, None for one who has left the roster while a case still bears their name."""
        return next((one for one in self.counsellors if one.id == name), None)

    def by_phone(self, phone: str) -> Counsellor | None:
        """Return the counsellor with this number, if any."""
        return next((one for one in self.counsellors if one.phone == phone), None)

    def holiday(self, day: date) -> Holiday | None:
        """Return the holiday of a local day, if it is one."""
        return next((one for one in self.holidays if one.day == day), None)


def on_call(roster: Roster, overrides: Sequence[Override], at: datetime) -> tuple[Post, ...]:
    """Return the posts at an aware time, first before second; empty in a gap.

    An override holds before a holiday, a holiday before rotations and weekly shifts. A person has one post
    at a time: of two the first.
    """
    posts: dict[str, Post] = {}
    for post in assigned(roster, overrides, at):
        posts.setdefault(post.counsellor, post)
    return tuple(posts.values())


def assigned(roster: Roster, overrides: Sequence[Override], at: datetime) -> tuple[Post, ...]:
    """Return the posts as they are written down, where one person may have two."""
    local = at.astimezone(roster.timezone)
    return _override(roster, overrides, at) or _holiday(roster, local) or _week(roster, local)


def _override(roster: Roster, overrides: Sequence[Override], at: datetime) -> tuple[Post, ...]:
    running = [one for one in overrides if one.starts_at <= at < one.ends_at]
    for one in sorted(running, key=lambda one: (one.made_at, one.id), reverse=True):
        # Somebody who has left the roster cannot be reached: without anybody else it is no override.
        known = [name for name in one.on_call if roster.find(name) is not None]
        if known:
            return _posts(known, one.starts_at, one.ends_at, "override")
    return ()


def _holiday(roster: Roster, local: datetime) -> tuple[Post, ...]:
    today = local.date()
    holiday = roster.holiday(today)
    if holiday is not None and holiday.on_call:
        since, until = (datetime.combine(day, time(), roster.timezone) for day in (today, today + ONE_DAY))
        return _posts(holiday.on_call, since, until, "holiday")
    # The night of a holiday with its own shifts reaches into the next day.
    for day in (today, today - ONE_DAY):
        found = roster.holiday(day)
        for shift in found.shifts if found is not None else ():
            if shift.began(local) == day:
                return _posts(shift.on_call, *shift.bounds(day, roster.timezone), "holiday")
    return ()


def _week(roster: Roster, local: datetime) -> tuple[Post, ...]:
    def begun(hours: Shift | Rotation) -> date | None:
        """Return the day that running hours began on; a holiday's own shifts stand in place of all others."""
        day = hours.began(local)
        holiday = roster.holiday(day) if day is not None else None
        return None if holiday is not None and holiday.shifts else day

    found: list[Post | None] = [None] * len(POSTS)
    for shift in roster.shifts:
        day = begun(shift)
        if day is not None:
            posts = _posts(shift.on_call, *shift.bounds(day, roster.timezone), "shift")
            found = [*posts, *found[len(posts) :]]
            break
    turned = set()
    for rotation in roster.rotations:
        day = begun(rotation)
        name = rotation.turn(day) if day is not None else None
        if day is not None and name is not None and rotation.post not in turned:
            turned.add(rotation.post)
            bounds = rotation.bounds(day, roster.timezone)
            found[POSTS.index(rotation.post)] = Post(name, *bounds, "rotation")
    return tuple(post for post in found if post is not None)


def _posts(names: Iterable[str], since: datetime, until: datetime, why: Why) -> tuple[Post, ...]:
    since, until = since.astimezone(UTC), until.astimezone(UTC)
    return tuple(Post(name, since, until, why) for name in names)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which nothing changes; no posts: a gap."""

    starts_at: datetime
    ends_at: datetime
    posts: tuple[Post, ...]


def stretches(roster: Roster, start: datetime, end: datetime) -> Iterator[Stretch]:
    """Yield who is on call between two aware times, in order and without a hole, in UTC."""
    found: Stretch | None = None
    bounds = [*_changes(roster, start, end), end.astimezone(UTC)]
    for since, until in pairwise(bounds):
        posts = on_call(roster, roster.overrides, since)
        if found is not None and found.posts == posts:
            found = Stretch(found.starts_at, until, posts)
            continue
        if found is not None:
            yield found
        found = Stretch(since, until, posts)
    if found is not None:
        yield found


def _changes(roster: Roster, start: datetime, end: datetime) -> list[datetime]:
    """Return `start` and each later moment at which somebody may come or go."""
    holidays = [shift for holiday in roster.holidays for shift in holiday.shifts]
    hours = (*roster.shifts, *roster.rotations, *holidays)
    clocks = {time()} | {clock for one in hours for clock in (one.start, one.end)}
    day, last = start.astimezone(roster.timezone).date(), end.astimezone(roster.timezone).date()
    found = {bound for one in roster.overrides for bound in (one.starts_at, one.ends_at)}
    while day <= last:
        found |= {datetime.combine(day, clock, roster.timezone) for clock in clocks}
        day += ONE_DAY
    return sorted({start.astimezone(UTC)} | {at.astimezone(UTC) for at in found if start < at < end})


def gaps_between(roster: Roster, start: datetime, end: datetime) -> list[Stretch]:
    """Return the times between two instants in which nobody is on call."""
    return [one for one in stretches(roster, start, end) if not one.posts]


def gap_within(roster: Roster, now: datetime, ahead: timedelta) -> bool:
    """Say whether between now and `ahead`, both included, there is a moment at which nobody is on call."""
    return bool(gaps_between(roster, now, now + ahead + timedelta.resolution))


def gaps(roster: Roster) -> list[str]:
    """Return the moments of a week, as "mon 03:00", at which the weekly shifts alone leave nobody on call.

    Each full hour and each bound of a shift is looked at: nothing changes in between.
    """
    weekly = replace(roster, rotations=(), holidays=(), overrides=())
    bounds = {time(hour) for hour in range(24)} | {at for one in roster.shifts for at in (one.start, one.end)}
    return [
        f"{DAYS[day]} {at:%H:%M}"
        for day in range(len(DAYS))
        for at in sorted(bounds)
        if not weekly.on_call(datetime.combine(date(2024, 1, 1 + day), at, roster.timezone))
    ]
