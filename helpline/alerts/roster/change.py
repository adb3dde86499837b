"""What a change to the roster would bring: said to whoever makes it, before it holds."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from helpline.alerts.roster.checks import NIGHT, TROUBLES, Bounds, Problem, lasting, silent_nights, unspoken
from helpline.alerts.roster.model import ONE_DAY
from helpline.alerts.roster.on_call import Roster, gaps_between, stretches


def brings(before: Roster, after: Roster, start: datetime, end: datetime) -> list[Problem]:
    """Return the problems of the changed roster between two aware times that the old one does not have.

    Whatever a change to overrides does, it does between its own two times.
    """
    found = []
    was, will_be = (list(stretches(one, start, end)) for one in (before, after))
    for kind, (_, find) in TROUBLES.items():
        known = list(_joined(find(before, was)))
        for since, until in _joined(find(after, will_be)):
            if not any(one[0] <= since and until <= one[1] for one in known):
                found.append(lasting(after, kind, since, until))
    nights = list(_nights(after, start, end))
    # Whoever fills a gap takes nobody's language away, whatever they speak.
    empty = [night[0] for night in nights if gaps_between(before, *night)]
    old = silent_nights(before, nights)
    for language, silent in silent_nights(after, nights).items():
        new = [night for night in silent if night not in (*old.get(language, ()), *empty)]
        if new:
            found.append(unspoken(after, language, new))
    return found


def _joined(found: Iterable[Bounds]) -> Iterator[Bounds]:
    """Yield times in order, those that meet as one."""
    last: Bounds | None = None
    for since, until in found:
        if last is not None and last[1] == since:
            last = (last[0], until)
            continue
        if last is not None:
            yield last
        last = (since, until)
    if last is not None:
        yield last


def _nights(roster: Roster, start: datetime, end: datetime) -> Iterator[Bounds]:
    """Yield the parts of nights that lie between two times."""
    # The night that runs may have begun the day before.
    day = start.astimezone(roster.timezone).date() - ONE_DAY
    while True:
        since, until = NIGHT.bounds(day, roster.timezone)
        if since >= end:
            return
        if until > start:
            yield max(since, start), min(until, end)
        day += ONE_DAY
