"""What a roster is made of: counsellors, and the hours for which they are posted."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal, get_args

# The ways a counsellor can be reached; helpline/alerts/transports holds one file for each.
TRANSPORT_NAMES = ("voice", "whatsapp", "sms", "email", "push", "log")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ONE_DAY = timedelta(days=1)

PostName = Literal["first", "second"]
Why = Literal["shift", "rotation", "holiday", "override"]
POSTS: tuple[PostName, ...] = get_args(PostName)


class RosterError(ValueError):
    """The roster says something that cannot be."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of a day in local time, on some weekdays (0 is Monday).

    Hours that end before they begin run over midnight and belong to the day they begin on; those that end
    when they begin are 24 hours.
    """

    days: tuple[int, ...]
    start: time
    end: time

    def began(self, local: datetime) -> date | None:
        """Return the day on which the hours that run at a local time began, None where none run."""
        clock, today = local.time(), local.date()
        if self.start < self.end:
            return today if self.start <= clock < self.end and today.weekday() in self.days else None
        day = today if clock >= self.start else today - ONE_DAY
        return day if (clock >= self.start or clock < self.end) and day.weekday() in self.days else None

    def covers(self, local: datetime) -> bool:
        """Say whether the hours run at a local time."""
        return self.began(local) is not None

    def bounds(self, day: date, zone: tzinfo) -> tuple[datetime, datetime]:
        """Return when the hours that begin on a local day begin and end, in UTC."""
        last = day if self.start < self.end else day + ONE_DAY
        return (
            datetime.combine(day, self.start, zone).astimezone(UTC),
            datetime.combine(last, self.end, zone).astimezone(UTC),
        )


@dataclass(frozen=True, slots=True)
class Counsellor:
    """Somebody who can be alerted; `phone` in E.164, transports in order of preference.

    In their quiet hours they are spared what is not RED.
    """

    id: str
    name: str
    phone: str
    gender: str
    languages: tuple[str, ...]
    transports: tuple[str, ...]
    supervisor: bool
    placeholder: bool
    email: str = ""
    governorates: tuple[str, ...] = ()
    quiet: tuple[Hours, ...] = ()

    def is_quiet(self, local: datetime) -> bool:
        """Say whether a local time lies within their quiet hours."""
        return any(hours.covers(local) for hours in self.quiet)


@dataclass(frozen=True, slots=True)
class Shift(Hours):
    """A weekly shift; `on_call` names first and second."""

    on_call: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rotation(Hours):
    """People who take turns at one post, by day or week, from a local day on."""

    post: PostName
    every: Literal["day", "week"]
    starts: date
    people: tuple[str, ...]

    def turn(self, day: date) -> str | None:
        """Return whose turn begins on a local day, None before the rotation starts."""
        if day < self.starts:
            return None
        return self.people[(day - self.starts).days // (7 if self.every == "week" else 1) % len(self.people)]


@dataclass(frozen=True, slots=True)
class Holiday:
    """A local day with its own people from midnight to midnight, or its own shifts."""

    day: date
    on_call: tuple[str, ...]
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class Override:
    """Who is on call from one instant to another, whatever else says; of two, the later made holds."""

    id: int
    starts_at: datetime
    ends_at: datetime
    on_call: tuple[str, ...]
    made_at: datetime
    made_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """One person's post at an instant, and the hours it is part of; `why` says what put them there."""

    counsellor: str
    since: datetime
    until: datetime
    why: Why
