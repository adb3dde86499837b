"""What became of each message, read from the database: stored, handled, answered, in which order, alerted."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

import psycopg

from bench.load import Sent

Connect = Callable[[], psycopg.Connection[tuple[object, ...]]]

# A turn's replies carry the instant at which its messages were marked handled: that ties a reply to
# what it answers without a word of either being read.
QUERY = """
SELECT i.provider_sid, i.id, i.state, i.received_at, i.handled_at,
       r.made, r.sent, r.first_at, r.last_at, c.case_id, c.alerted_at
FROM inbox i
LEFT JOIN LATERAL (
    SELECT count(*) AS made, count(o.sent_at) AS sent, min(o.sent_at) AS first_at, max(o.sent_at) AS last_at
    FROM outbox o
    WHERE o.contact_id = i.contact_id AND o.kind = 'whatsapp' AND o.created_at = i.handled_at
) r ON true
LEFT JOIN LATERAL (
    SELECT c.id AS case_id, min(o.sent_at) AS alerted_at
    FROM cases c LEFT JOIN outbox o ON o.case_id = c.id AND o.kind = 'call'
    WHERE i.level = 3 AND c.contact_id = i.contact_id
    GROUP BY c.id ORDER BY c.id DESC LIMIT 1
) c ON true
WHERE i.provider_sid = ANY(%s)
"""
WAITING = """
SELECT (SELECT count(*) FROM inbox WHERE state = 'pending' AND channel = 'whatsapp')
     + (SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending'))
"""


@dataclass(frozen=True, slots=True)
class Fate:
    """One stored message and what followed from it."""

    inbox_id: int
    state: str
    received_at: datetime
    handled_at: datetime | None
    replies: int
    replies_sent: int
    first_reply_at: datetime | None
    last_reply_at: datetime | None
    case_id: int | None
    alerted_at: datetime | None

    @property
    def answered(self) -> bool:
        """Say whether it was handled and all its replies were sent."""
        return self.handled_at is not None and 0 < self.replies == self.replies_sent


@dataclass(frozen=True, slots=True)
class Account:
    """A load's messages and their fates."""

    sent: tuple[Sent, ...]
    fates: dict[str, Fate]

    def refused(self) -> list[Sent]:
        """Return what the webhook did not take, as its sender saw it."""
        return [one for one in self.sent if not one.taken]

    def missing(self, *, even_refused: bool = False) -> list[Sent]:
        """Return what is not stored, of what the webhook said it took, or of all that the provider has."""
        owed = [one for one in self.sent if one.taken or (even_refused and one.sid)]
        return [one for one in owed if one.sid not in self.fates]

    def unanswered(self) -> list[Sent]:
        """Return what is stored and not handled, or whose reply was not sent."""
        return [one for one in self.sent if one.sid in self.fates and not self.fates[one.sid].answered]

    def unalerted(self) -> list[Sent]:
        """Return stored messages of danger without a case, or whose case has rung nobody."""
        stored = [one for one in self.sent if one.red and one.sid in self.fates]
        return [one for one in stored if self.fates[one.sid].alerted_at is None]

    def reply_delays(self) -> list[float]:
        """Return seconds from sending each message to its first reply having been sent."""
        return [
            (fate.first_reply_at - one.at).total_seconds()
            for one in self.sent
            if (fate := self.fates.get(one.sid)) and fate.first_reply_at
        ]

    def alert_delays(self, *, from_sender: bool = False) -> list[float]:
        """Return seconds from each message of danger to its alert's call having been placed.

        Counted from the webhook having been entered, or from the sender's own clock.
        """
        return [
            (fate.alerted_at - (one.at if from_sender else fate.received_at)).total_seconds()
            for one in self.sent
            if one.red and (fate := self.fates.get(one.sid)) and fate.alerted_at
        ]

    def joined(self) -> int:
        """Return how many messages were answered together with an earlier one of the same contact."""
        handled = [(one.phone, self.fates[one.sid].handled_at) for one in self.sent if one.sid in self.fates]
        return len(handled) - len(set(handled))

    def out_of_order(self) -> list[Sent]:
        """Return messages stored, handled or answered before an earlier one of the same contact."""
        by_phone: defaultdict[str, list[Sent]] = defaultdict(list)
        for one in sorted(self.sent, key=lambda sent: sent.number):
            if one.sid in self.fates:
                by_phone[one.phone].append(one)
        return [
            later
            for mine in by_phone.values()
            for earlier, later in pairwise(mine)
            if not in_order(self.fates[earlier.sid], self.fates[later.sid])
        ]


def in_order(earlier: Fate, later: Fate) -> bool:
    """Say whether one message was stored, handled and answered before another."""
    if later.inbox_id < earlier.inbox_id:
        return False
    if earlier.handled_at is None or later.handled_at is None:
        # What was never handled is counted as lost, unless the later one overtook it.
        return later.handled_at is None
    if later.handled_at == earlier.handled_at:
        return True
    if later.handled_at < earlier.handled_at:
        return False
    if earlier.last_reply_at is None or later.first_reply_at is None:
        return later.first_reply_at is None
    return later.first_reply_at >= earlier.last_reply_at


def settle(connect: Connect, seconds: float) -> bool:
    """Wait until nothing waits to be handled or sent; returns whether that came about in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with connect() as connection:
                row = connection.execute(WAITING).fetchone()
        except psycopg.OperationalError:
            row = None
        if row == (0,):
            return True
        time.sleep(0.3)
    return False


def account(connect: Connect, sent: Sequence[Sent]) -> Account:
    """Read what became of a load's messages; raises psycopg.Error."""
    with connect() as connection:
        rows = connection.execute(QUERY, ([one.sid for one in sent],)).fetchall()
    return Account(tuple(sent), {str(row[0]): Fate(*row[1:]) for row in rows})  # type: ignore[arg-type]


def unknown_to_outbox(connect: Connect, sids: Iterable[str]) -> set[str]:
    """Return those of the provider's messages of which no outbox row knows: sent by an attempt that died.

    Raises psycopg.Error.
    """
    every = set(sids)
    with connect() as connection:
        rows = connection.execute(
            "SELECT provider_sid FROM outbox WHERE provider_sid = ANY(%s)", (list(every),)
        ).fetchall()
    return every - {str(row[0]) for row in rows}


def close_cases(connect: Connect) -> None:
    """Resolve every case between two phases, so that one phase's escalation is not the next one's load."""
    with connect() as connection:
        connection.execute(
            "UPDATE cases SET state = 'resolved', resolved_at = now(), timer = NULL, timer_due_at = NULL, "
            "timer_version = timer_version + 1 WHERE state <> 'resolved'"
        )
