"""Who is on call at an instant: a pure function over a file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from helpline.infra.logs import log
from helpline.infra.settings import settings

# The ways a counsellor can be reached; helpline/alerts/transports holds one file for each.
TRANSPORT_NAMES = ("voice", "whatsapp", "log")
_E164 = re.compile(r"\+[1-9]\d{6,14}")
GAP_STEP = timedelta(minutes=15)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class RosterError(ValueError):
    """The roster file says something that cannot be."""


@dataclass(frozen=True, slots=True)
class Counsellor:
    """Somebody who can be alerted; `phone` in E.164, transports in order of preference."""

    id: str
    name: str
    phone: str
    gender: str
    languages: tuple[str, ...]
    transports: tuple[str, ...]
    supervisor: bool
    placeholder: bool


@dataclass(frozen=True, slots=True)
class Shift:
    """A weekly shift in local time; one that ends before it begins runs over midnight."""

    days: tuple[int, ...]
    start: time
    end: time
    on_call: tuple[str, ...]

    def covers(self, local: datetime) -> bool:
        """Say whether the shift runs at a local time."""
        clock, today = local.time(), local.weekday()
        if self.start < self.end:
            return today in self.days and self.start <= clock < self.end
        yesterday = (today - 1) % 7
        return (today in self.days and clock >= self.start) or (yesterday in self.days and clock < self.end)


@dataclass(frozen=True, slots=True)
class Roster:
    """Counsellors and their shifts."""

    timezone: ZoneInfo
    counsellors: tuple[Counsellor, ...]
    shifts: tuple[Shift, ...]

    def on_call(self, at: datetime) -> tuple[Counsellor, ...]:
        """Return who is on call at an aware time, first before second; empty in a gap."""
        local = at.astimezone(self.timezone)
        for shift in self.shifts:
            if shift.covers(local):
                return tuple(self.by_id(name) for name in shift.on_call)
        return ()

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


def parse(data: dict[str, Any]) -> Roster:
    """Read a roster; raises RosterError with what is wrong."""
    try:
        counsellors = tuple(_counsellor(one) for one in data["counsellors"])
        shifts = tuple(_shift(one) for one in data["shifts"])
        roster = Roster(ZoneInfo(data["timezone"]), counsellors, shifts)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise RosterError(f"roster: {error!r}") from error
    _check(roster)
    return roster


def _counsellor(one: dict[str, Any]) -> Counsellor:
    return Counsellor(
        id=one["id"],
        name=one["name"],
        phone=one["phone"],
        gender=one.get("gender", ""),
        languages=tuple(one.get("languages", ())),
        transports=tuple(one["transports"]),
        supervisor=bool(one.get("supervisor")),
        placeholder=bool(one.get("placeholder")),
    )


def _shift(one: dict[str, Any]) -> Shift:
    days = tuple(DAYS.index(day) for day in one["days"])
    return Shift(days, time.fromisoformat(one["from"]), time.fromisoformat(one["to"]), tuple(one["on_call"]))


def _check(roster: Roster) -> None:
    ids = [one.id for one in roster.counsellors]
    phones = [one.phone for one in roster.counsellors]
    _unique(ids, "two counsellors have the id")
    _unique(phones, "two counsellors have the number of")
    for one in roster.counsellors:
        if not one.transports or not set(one.transports) <= set(TRANSPORT_NAMES):
            raise RosterError(f"{one.id} needs transports out of {', '.join(TRANSPORT_NAMES)}")
        if _E164.fullmatch(one.phone) is None:
            raise RosterError(f"{one.id} needs a phone in E.164 (+ and digits only)")
    if not roster.supervisors():
        raise RosterError("nobody is supervisor")
    for shift in roster.shifts:
        unknown = [name for name in shift.on_call if name not in ids]
        if unknown:
            raise RosterError(f"a shift names {unknown[0]}, who is not among the counsellors")
        if not shift.on_call:
            raise RosterError("a shift has nobody on call")
        _unique(list(shift.on_call), "a shift names twice")


def _unique(values: Sequence[str], sentence: str) -> None:
    for index, value in enumerate(values):
        if value in values[:index]:
            raise RosterError(
                f"{sentence} {value if not value.startswith('+') else 'entry ' + str(index + 1)}"
            )


def gaps(roster: Roster) -> list[str]:
    """Return the moments of a week, as "mon 03:00", at which somebody should be on call and nobody is.

    Each full hour and each bound of a shift is looked at: nothing changes in between.
    """
    bounds = {time(hour) for hour in range(24)} | {at for one in roster.shifts for at in (one.start, one.end)}
    empty = []
    for day in range(7):
        for at in sorted(bounds):
            local = datetime(2024, 1, 1 + day, at.hour, at.minute, tzinfo=roster.timezone)
            if not roster.on_call(local):
                empty.append(f"{DAYS[day]} {at:%H:%M}")
    return empty


def gap_within(roster: Roster, now: datetime, ahead: timedelta) -> bool:
    """Say whether between now and `ahead` there is a moment at which nobody is on call."""
    quarters = int(ahead / GAP_STEP)
    return any(not roster.on_call(now + GAP_STEP * number) for number in range(quarters + 1))


@lru_cache(maxsize=4)
def _load(path: Path, changed_at: float) -> Roster:
    try:
        roster = parse(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RosterError(f"roster: not YAML: {type(error).__name__}") from error
    placeholders = [one.id for one in roster.counsellors if one.placeholder]
    if settings().environment == "production" and placeholders:
        raise RosterError(f"placeholders in production: {', '.join(placeholders)}")
    return roster


# The last roster that could be read, by file: a slip in an edit must not stop a single alert.
_last_good: dict[Path, Roster] = {}


def read() -> Roster:
    """Return the roster as the file stands now; raises RosterError or OSError."""
    path = settings().roster_file
    roster = _load(path, path.stat().st_mtime)
    _last_good[path] = roster
    return roster


def current() -> Roster:
    """Return the roster, or the last one that could be read; raises RosterError or OSError if there was none.

    The watchdog reads the file itself and cries out until it is mended.
    """
    try:
        return read()
    except (RosterError, OSError) as error:
        known = _last_good.get(settings().roster_file)
        log().error("roster_unreadable", error=error, state="last good used" if known else "none")
        if known is None:
            raise
        return known
