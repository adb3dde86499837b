"""What the queue shows to one person: their own cases, everybody else's, what they closed today."""

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import RLock

from console import language, live, queue_heard
from console.accounts.signed_in import SignedIn
from console.shared import Shared
from console.shown import ZONE
from helpline.alerts import roster
from helpline.cases import State
from helpline.cases.waiting import Glance, at_a_glance
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.triage import Level

A_PAGE = 50
SHARED_FOR = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the queue is made of, as of one moment, for all who asked by then.

    What is worked out of it is kept with it: fifty pages that are the same are made once.
    """

    at: datetime
    # When it began, by the monotonic clock and by the number of the last event heard.
    began: float
    event: int
    unresolved: Sequence[Glance]
    red: Sequence[Glance]
    closed: Sequence[Glance]
    waiting: int
    heard: dict[tuple[int, int], datetime]
    names: dict[str, str]
    _made: dict[object, str] = field(default_factory=dict)
    _making: RLock = field(default_factory=RLock)

    def once(self, what: object, make: Callable[[], str]) -> str:
        """Return what was made under this name before, else make it."""
        with self._making:
            if what not in self._made:
                self._made[what] = make()
            return self._made[what]


@dataclass(frozen=True, slots=True)
class View:
    """The queue of one person; `alarms` are the cases whose alarm they have not heard yet."""

    reading: Reading
    mine: Sequence[Glance]
    others: Sequence[Glance]
    closed: Sequence[Glance]
    alarms: Sequence[int]
    page: int
    pages: int
    waiting: int

    @property
    def at(self) -> datetime:
        """As of when it is."""
        return self.reading.at

    def with_whom(self, case: Glance) -> str:
        """Return the name of the counsellor who has a case, as the roster spells it."""
        return self.reading.names.get(case.counsellor or "", case.counsellor or "")

    @property
    def tag(self) -> str:
        """A name of all that is shown, the same until something of it changes; the time of day is no part."""
        lists = ([self._mark(one) for one in every] for every in (self.mine, self.others, self.closed))
        rest = (self.alarms, self.page, self.pages, self.waiting, language.chosen())
        return hashlib.sha256(repr((*lists, *rest)).encode()).hexdigest()[:24]

    def _mark(self, case: Glance) -> str:
        return self.reading.once(case.id, lambda: repr((case, self.with_whom(case))))


def _read() -> Reading:
    now, began, event = clock.now(), time.monotonic(), live.hub.last
    midnight = now.astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    with transaction() as session:
        every, heard = at_a_glance(session, midnight), queue_heard.of_open_cases(session)
    unresolved = [one for one in every if one.state != State.RESOLVED]
    closed = sorted(
        (one for one in every if one.state == State.RESOLVED), key=lambda one: one.resolved_at or now
    )
    return Reading(
        now,
        began,
        event,
        unresolved,
        red=[one for one in unresolved if one.level == Level.RED],
        closed=closed[::-1],
        waiting=sum(one.state == State.OPEN for one in unresolved),
        heard=heard,
        names=_names(),
    )


_reading = Shared(_read)


def _nothing_since(reading: Reading) -> bool:
    """Say whether nothing is known to have changed: the browsers that one event brings share a reading."""
    young = time.monotonic() - reading.began < SHARED_FOR
    return young and live.hub.hearing and reading.event == live.hub.last


def forget() -> None:
    """Have the queue read anew: something of it has changed that is no event."""
    _reading.forget()


def view(of: SignedIn, page: int, *, shared: bool = False) -> View:
    """Return the queue as somebody sees it now; a page that is not there is the nearest that is.

    `shared`: a reading after which no event came is good enough, for a second.
    """
    reading = _reading.get(_nothing_since if shared else None)
    mine = [one for one in reading.unresolved if _is_theirs(one, of)]
    others = [one for one in reading.unresolved if not _is_theirs(one, of)] if mine else reading.unresolved
    pages = max(1, -(-len(others) // A_PAGE))
    page = min(max(page, 1), pages)
    return View(
        reading,
        mine=mine,
        others=others[(page - 1) * A_PAGE : page * A_PAGE],
        closed=[one for one in reading.closed if _is_theirs(one, of)],
        alarms=[one.id for one in reading.red if one.alarms(of.counsellor) and not _heard(one, of, reading)],
        page=page,
        pages=pages,
        waiting=reading.waiting,
    )


def _is_theirs(case: Glance, somebody: SignedIn) -> bool:
    return somebody.counsellor is not None and case.counsellor == somebody.counsellor


def _heard(case: Glance, somebody: SignedIn, reading: Reading) -> bool:
    at = reading.heard.get((somebody.account_id, case.id))
    return at is not None and (case.alarming_since is None or at >= case.alarming_since)


def _names() -> dict[str, str]:
    try:
        return {one.id: one.name for one in roster.current().counsellors}
    except (roster.RosterError, OSError):
        # Shown by their id then; who needs somebody is what matters here.
        return {}
