"""All that happened in a case in the order in which it happened, a page at a time, for whoever reads it."""

import enum
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, DateTime, String, and_, column, or_, select, table
from sqlalchemy.orm import Session

from helpline.alerts.alert import CONSOLE, Alert
from helpline.cases import Case, CaseEvent, CaseNote, StoredAssessment
from helpline.contacts import media
from helpline.contacts.inbox import RECENT_WITHIN, Inbox
from helpline.contacts.media import Medium
from helpline.outbox import Kind as Sent
from helpline.outbox import Outbox

A_PAGE = 60
# Told by what they led to, which has an entry of its own.
_TOLD_ELSEWHERE = ("alerted", "rung_again", "noted")
# A message brings its own verdict; these were made about it.
_OF_MESSAGES = ("triage", "joined", "contact")


class Kind(enum.IntEnum):
    """What an entry is; of what happened at one instant the smaller comes first."""

    CALL = 0
    MESSAGE = 1
    ASSESSMENT = 2
    EVENT = 3
    ALERT = 4
    SENT = 5
    NOTE = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened; `row` is its row, whose table `kind` says. `media` came with a message."""

    kind: Kind
    id: int | str
    at: datetime
    row: Any
    media: tuple[Medium, ...] = ()

    @property
    def key(self) -> str:
        """Its name in a page, and in the address of the page before it."""
        return f"{int(self.at.timestamp() * 1_000_000)}.{int(self.kind)}.{self.id}"


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries, oldest first; `older` is the key before which there are more, None at the beginning."""

    entries: tuple[Entry, ...]
    older: str | None


# Belongs to the phone, which is above this room.
_CALLS = table(
    "calls",
    column("call_sid", String),
    column("contact_id"),
    column("inbound"),
    column("started_at", DateTime(timezone=True)),
    column("ended_at", DateTime(timezone=True)),
)


def page(session: Session, case: Case, before: str | None = None, size: int = A_PAGE) -> Page:
    """Return the last entries of a case, or those before a key; raises ValueError for what is no key.

    What the contact said in the day before belongs to it, and nothing after its end.
    """
    cut = _cut(before) if before else None
    found: list[Entry] = []
    for kind, source in _SOURCES.items():
        found += source(session, case, kind, cut, size + 1)
    found.sort(key=lambda one: (one.at, one.kind, one.id))
    shown = found[-size:]
    return Page(tuple(_with_media(session, shown)), shown[0].key if len(found) > size else None)


def belongs(case: Case, at: datetime) -> bool:
    """Say whether what a contact said at a time belongs to a case."""
    return at > case.opened_at - RECENT_WITHIN and (case.resolved_at is None or at <= case.resolved_at)


Cut = tuple[datetime, int, str]


def _cut(key: str) -> Cut:
    micros, kind, identity = key.split(".")
    at = datetime.fromtimestamp(int(micros) // 1_000_000, UTC)
    return at.replace(microsecond=int(micros) % 1_000_000), int(kind), identity


def _earlier(
    at: ColumnElement[Any], identity: ColumnElement[Any], kind: Kind, cut: Cut | None
) -> ColumnElement[bool]:
    """Say of a source's rows whether they come before a cut."""
    if cut is None:
        return at.is_not(None)
    if kind < cut[1]:
        return at <= cut[0]
    if kind > cut[1]:
        return at < cut[0]
    number: Any = cut[2] if kind is Kind.CALL else int(cut[2])
    return or_(at < cut[0], and_(at == cut[0], identity < number))


def _within(case: Case, at: Any) -> ColumnElement[bool]:
    begins: ColumnElement[bool] = at > case.opened_at - RECENT_WITHIN
    return begins if case.resolved_at is None else and_(begins, at <= case.resolved_at)


Source = Callable[[Session, Case, Kind, Cut | None, int], Iterator[Entry]]


def _rows(
    model: Any, at: Any, of: Callable[[Case], ColumnElement[bool]], *more: ColumnElement[bool]
) -> Source:
    def read(session: Session, case: Case, kind: Kind, cut: Cut | None, at_most: int) -> Iterator[Entry]:
        query = (
            select(model)
            .where(of(case), _earlier(at, model.id, kind, cut), *more)
            .order_by(at.desc(), model.id.desc())
            .limit(at_most)
        )
        for row in session.scalars(query):
            yield Entry(kind, row.id, getattr(row, at.key), row)

    return read


def _calls(session: Session, case: Case, kind: Kind, cut: Cut | None, at_most: int) -> Iterator[Entry]:
    at = _CALLS.c.started_at
    query = (
        select(_CALLS)
        .where(
            _CALLS.c.contact_id == case.contact_id,
            _within(case, at),
            _earlier(at, _CALLS.c.call_sid, kind, cut),
        )
        .order_by(at.desc(), _CALLS.c.call_sid.desc())
        .limit(at_most)
    )
    for row in session.execute(query):
        yield Entry(kind, row.call_sid, row.started_at, row)


_SOURCES: dict[Kind, Source] = {
    Kind.CALL: _calls,
    Kind.MESSAGE: _rows(
        Inbox,
        Inbox.received_at,
        lambda case: and_(Inbox.contact_id == case.contact_id, _within(case, Inbox.received_at)),
    ),
    Kind.ASSESSMENT: _rows(
        StoredAssessment,
        StoredAssessment.at,
        lambda case: and_(StoredAssessment.contact_id == case.contact_id, _within(case, StoredAssessment.at)),
        StoredAssessment.source.not_in(_OF_MESSAGES),
    ),
    Kind.EVENT: _rows(
        CaseEvent,
        CaseEvent.at,
        lambda case: CaseEvent.case_id == case.id,
        CaseEvent.kind.not_in(_TOLD_ELSEWHERE),
        # What was written stands there itself.
        or_(CaseEvent.kind != "counsellor_spoke", CaseEvent.detail["by"].as_string() != "whatsapp"),
    ),
    Kind.ALERT: _rows(
        Alert,
        Alert.sent_at,
        lambda case: Alert.case_id == case.id,
        # That somebody took it there is an event.
        Alert.transport != CONSOLE,
    ),
    Kind.SENT: _rows(
        Outbox,
        Outbox.created_at,
        lambda case: and_(Outbox.contact_id == case.contact_id, _within(case, Outbox.created_at)),
        Outbox.kind == Sent.WHATSAPP,
    ),
    Kind.NOTE: _rows(CaseNote, CaseNote.at, lambda case: CaseNote.case_id == case.id),
}


def _with_media(session: Session, entries: Sequence[Entry]) -> Iterator[Entry]:
    messages = [int(one.id) for one in entries if one.kind is Kind.MESSAGE]
    found = media.of_messages(session, messages) if messages else []
    for one in entries:
        theirs = tuple(medium for medium in found if medium.inbox_id == one.id)
        yield Entry(one.kind, one.id, one.at, one.row, theirs) if one.kind is Kind.MESSAGE and theirs else one
