"""Failures in a row, counted from alerts; pure."""

import enum
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

# So many failures in a row are no accident, if they are of more than one occasion: the transports of one step
# may all have failed for one short outage.
IN_A_ROW = 3
OCCASIONS = 2
# A phone that is busy is rung again within its step: that is one occasion. No policy comes back so soon.
OCCASION_LASTS = timedelta(seconds=80)
SHOWN = 10


class Fate(enum.Enum):
    """What an alert tells about its way to a counsellor."""

    REACHED = "reached"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One alert; `outcome` is what its history says in words, `case` the case's number (0: a test alert)."""

    counsellor: str
    transport: str
    case: int
    sent_at: datetime
    fate: Fate
    outcome: str


@dataclass(frozen=True, slots=True)
class Reach:
    """How a counsellor was reached by one transport; `outcomes` newest first."""

    outcomes: tuple[str, ...]
    last_success: datetime | None
    failures_in_a_row: int


def by_transport(attempts: Iterable[Attempt]) -> dict[tuple[str, str], Reach]:
    """Return each counsellor's and transport's reach."""
    groups: dict[tuple[str, str], list[Attempt]] = defaultdict(list)
    for one in attempts:
        groups[one.counsellor, one.transport].append(one)
    return {
        key: Reach(
            tuple(one.outcome for one in _newest_first(group)[:SHOWN]),
            max((one.sent_at for one in group if one.fate is Fate.REACHED), default=None),
            len(_failed_in_a_row(group)),
        )
        for key, group in groups.items()
    }


def unreachable(attempts: Iterable[Attempt]) -> list[str]:
    """Return the counsellors who cannot be reached by one of their transports, or by all together."""
    groups: dict[tuple[str, str], list[Attempt]] = defaultdict(list)
    for one in attempts:
        groups[one.counsellor, one.transport].append(one)
        groups[one.counsellor, "any"].append(one)
    return sorted({name for (name, _), group in groups.items() if _is_dead(_failed_in_a_row(group))})


def _is_dead(failed: Sequence[Attempt]) -> bool:
    return len(failed) >= IN_A_ROW and _occasions(failed) >= OCCASIONS


def _occasions(newest_first: Sequence[Attempt]) -> int:
    """Count the occasions: what is tried again and again within a step of one case is one."""
    found, began = 0, None
    for one in reversed(newest_first):
        if began is None or one.case != began.case or one.sent_at - began.sent_at > OCCASION_LASTS:
            found, began = found + 1, one
    return found


def _failed_in_a_row(group: Sequence[Attempt]) -> list[Attempt]:
    """Return the failures since the last success; what has no outcome yet says nothing."""
    failed = []
    for one in _newest_first(group):
        if one.fate is Fate.REACHED:
            break
        if one.fate is Fate.FAILED:
            failed.append(one)
    return failed


def _newest_first(group: Sequence[Attempt]) -> list[Attempt]:
    return sorted(group, key=lambda one: one.sent_at, reverse=True)
