"""How long cases waited for a counsellor, out of their histories. Pure."""

import math
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

# What begins a wait, ends it, or makes it one in danger.
KINDS = ("opened", "raised", "lowered", "reopened", "acknowledged", "acknowledgement_ended", "resolved")
RED = "RED"


@dataclass(frozen=True, slots=True)
class Happened:
    """A line of a case's history; `level` is the name of the level that it brought, None for none."""

    case_id: int
    kind: str
    actor: str
    level: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Wait:
    """One time for which nobody had a case; in danger (`red`) it counts from when the danger was known.

    `ended` is None while it lasts; `counsellor` is who ended it.
    """

    case_id: int
    red: bool
    began: datetime
    ended: datetime | None = None
    counsellor: str | None = None

    @property
    def length(self) -> timedelta | None:
        """How long it was, None while it lasts."""
        return None if self.ended is None else self.ended - self.began


@dataclass(frozen=True, slots=True)
class Times:
    """Of some waits that ended: how many, the median and the length that nine of ten did not exceed."""

    count: int
    median: timedelta | None
    p90: timedelta | None


def waits(history: Iterable[Happened]) -> list[Wait]:
    """Return every wait of cases whose lines come case by case, oldest first within each.

    A case that is passed on, or taken back because nobody wrote, waits again.
    """
    return [wait for _, lines in groupby(history, key=lambda one: one.case_id) for wait in _of_case(lines)]


def _of_case(lines: Iterable[Happened]) -> Iterator[Wait]:
    since: datetime | None = None
    red = False
    for one in lines:
        if one.kind == "acknowledged" and since is not None:
            yield Wait(one.case_id, red, since, one.at, one.actor)
        if one.kind in ("acknowledged", "resolved"):
            since = None
        elif one.kind == "lowered":
            red = False
        elif one.kind == "raised":
            since = one.at if since is not None and one.level == RED else since
            red = red or one.level == RED
        else:
            since, red = one.at, red or one.level == RED
        case_id = one.case_id
    if since is not None:
        yield Wait(case_id, red, since)


def times(lengths: Sequence[timedelta]) -> Times:
    """Return the figures of some lengths."""
    if not lengths:
        return Times(0, None, None)
    seconds = sorted(one.total_seconds() for one in lengths)
    ninth = seconds[math.ceil(0.9 * len(seconds)) - 1]
    return Times(len(seconds), timedelta(seconds=statistics.median(seconds)), timedelta(seconds=ninth))
