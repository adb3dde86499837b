"""What became of everything, from both sides: what Twilio holds and what the database says."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from bench.ledger import Account, Connect, account, in_order, unknown_to_outbox
from bench.load import Sent
from helpline.alerts.policy import EscalationStep, wait_before_next
from helpline.cases import State
from helpline.triage import Level
from tests.chaos.fallback_site import outage_text
from tests.e2e.conftest import COUNSELLORS

CASES = """
SELECT i.provider_sid, c.id, c.level, c.state, c.timer IS NOT NULL,
       EXISTS (SELECT 1 FROM outbox o WHERE o.contact_id = i.contact_id AND o.kind = 'whatsapp'
               AND o.sent_at >= i.received_at)
FROM inbox i JOIN LATERAL (
    SELECT * FROM cases WHERE contact_id = i.contact_id ORDER BY id DESC LIMIT 1
) c ON true
WHERE i.provider_sid = ANY(%s)
"""
OVERDUE = (
    "SELECT coalesce(max(extract(epoch FROM now() - timer_due_at)), 0) FROM cases WHERE state <> 'resolved'"
)
# A step's alerts carry one instant. Whatever else moves a timer stands between two of them.
MOVES = """
SELECT DISTINCT e.case_id, e.at, e.kind = 'alerted', (e.detail->>'step')::int, c.policy
FROM case_events e JOIN cases c ON c.id = e.case_id
WHERE e.at >= %s AND c.policy IS NOT NULL AND e.kind IN
  ('alerted', 'nobody_alerted', 'opened', 'raised', 'lowered', 'hastened', 'passed_on', 'handed_back',
   'acknowledged', 'acknowledgement_ended', 'resolved', 'reopened')
ORDER BY e.case_id, e.at
"""
DISPATCH = """
SELECT coalesce(max(extract(epoch FROM coalesce(o.sent_at, now()) - a.sent_at)), 0), count(*)
FROM alerts a JOIN outbox o ON o.alert_id = a.id
WHERE a.sent_at >= %s AND o.error_code IS DISTINCT FROM 'withdrawn'
  -- A phone that was busy is rung again on purpose later.
  AND NOT EXISTS (SELECT 1 FROM alerts b WHERE b.case_id = a.case_id AND b.counsellor = a.counsellor
                  AND b.outcome = 'busy' AND b.ended_at = a.sent_at)
"""
LANES = """
SELECT lane, provider_sid FROM outbox
WHERE lane IS NOT NULL AND contact_id IS NOT NULL AND kind = 'whatsapp' AND provider_sid IS NOT NULL
ORDER BY lane, id
"""
TAKEN = "SELECT count(DISTINCT case_id) FROM case_events WHERE kind = 'acknowledged'"
CLAIMED = """
SELECT provider_sid FROM outbox
WHERE contact_id IS NOT NULL AND kind = 'whatsapp' AND state IN ('sent', 'delivered', 'read')
"""
# Between a webhook's start and the storing of its message lie milliseconds; two clocks are compared.
SLACK = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class OfCase:
    """A message's contact's latest case; `told`: something was sent to the contact after the message."""

    case_id: int
    level: int
    state: str
    has_timer: bool
    told: bool


@dataclass(frozen=True, slots=True)
class Ledger:
    """Messages, their fates and their contacts' cases."""

    account: Account
    cases: dict[str, OfCase]

    def lost(self) -> list[Sent]:
        """Return what was not stored, not handled, or left without an answer and without a case."""
        return [one for one in self.account.sent if not self._kept(one)]

    def _kept(self, one: Sent) -> bool:
        fate, case = self.account.fates.get(one.sid), self.cases.get(one.sid)
        if fate is None or fate.handled_at is None:
            return False
        # A case's person may have taken it before the bot answered; then they were told that.
        return fate.answered or (case is not None and case.told)

    def danger(self) -> list[Sent]:
        """Return the messages of danger."""
        return [one for one in self.account.sent if one.red]

    def without_case(self) -> list[Sent]:
        """Return messages of danger that led to no RED case, or to one that nobody has and nothing drives."""
        return [one for one in self.danger() if not self._driven(self.cases.get(one.sid))]

    def _driven(self, case: OfCase | None) -> bool:
        if case is None or case.level != Level.RED:
            return False
        return case.has_timer or case.state == State.RESOLVED

    def states(self) -> dict[str, int]:
        """Return how many messages of danger lead to cases in which state."""
        found: defaultdict[str, int] = defaultdict(int)
        for one in self.danger():
            found[self.cases[one.sid].state if one.sid in self.cases else "none"] += 1
        return dict(found)

    def failed_webhooks(self) -> list[Sent]:
        """Return the messages whose webhook failed for good, as Twilio saw it."""
        return self.account.refused()

    def found_again(self) -> list[Sent]:
        """Return those that reconciliation took in: stored only after Twilio had given up on them."""
        return [one for one in self.failed_webhooks() if self._late(one)]

    def _late(self, one: Sent) -> bool:
        fate = self.account.fates.get(one.sid)
        return fate is not None and fate.received_at > one.at + timedelta(seconds=one.elapsed) + SLACK

    def out_of_order(self) -> list[tuple[Sent, Sent]]:
        """Return pairs of one contact's messages of which the later was taken, handled or answered first.

        A message that Twilio gave up on comes after those whose webhooks succeeded meanwhile: it is held
        against the others that were found again, and against the order in which they were stored.
        """
        fates = self.account.fates
        by_phone: defaultdict[str, list[Sent]] = defaultdict(list)
        for one in sorted(self.account.sent, key=lambda sent: sent.number):
            if one.sid in fates:
                by_phone[one.phone].append(one)
        wrong = set()
        for mine in by_phone.values():
            stored = sorted(mine, key=lambda sent: fates[sent.sid].inbox_id)
            by_webhook = [one for one in mine if not self._late(one)]
            later = [one for one in mine if self._late(one)]
            for line in (stored, by_webhook, later):
                wrong |= {
                    (first, second)
                    for first, second in pairwise(line)
                    if not in_order(fates[first.sid], fates[second.sid])
                }
        return list(wrong)


def ledger(connect: Connect, sent: Sequence[Sent]) -> Ledger:
    """Read what became of messages; raises psycopg.Error."""
    with connect() as connection:
        rows: list[tuple[Any, ...]] = connection.execute(CASES, ([one.sid for one in sent],)).fetchall()
    return Ledger(account(connect, sent), {str(row[0]): OfCase(*row[1:]) for row in rows})


def overdue(connect: Connect) -> float:
    """Return by how many seconds the latest timer of any unresolved case is overdue; 0 or more."""
    with connect() as connection:
        row = connection.execute(OVERDUE).fetchone()
    return max(0.0, float(str(row[0]))) if row else 0.0


def taken(connect: Connect) -> int:
    """Count the cases that a person has taken at some time."""
    with connect() as connection:
        row = connection.execute(TAKEN).fetchone()
    return int(str(row[0])) if row else 0


def escalation_errors(connect: Connect, since: datetime, scale: float) -> list[float]:
    """Return how many seconds after its time each step since an instant came; below 0 is too soon."""
    with connect() as connection:
        rows: list[tuple[Any, ...]] = connection.execute(MOVES, (since,)).fetchall()
    errors = []
    for (case, at, alerted, step, policy), (other, then, again, *_) in pairwise(rows):
        if case == other and alerted and again:
            steps = tuple(EscalationStep.from_json(one) for one in policy)
            _, wait = wait_before_next(steps, step)
            errors.append((then - at).total_seconds() - wait / scale)
    return errors


def dispatched(connect: Connect, since: datetime) -> tuple[float, int]:
    """Return the worst seconds from an alert to its call or message, and the number of alerts, since then."""
    with connect() as connection:
        rows: list[tuple[Any, ...]] = connection.execute(DISPATCH, (since,)).fetchall()
    return float(rows[0][0]), int(rows[0][1])


def to_contacts(messages: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what our server sent to contacts, of all that Twilio sent."""
    outage = outage_text()
    return [one for one in messages if one["phone"] not in COUNSELLORS and one["body"] != outage]


def sent_twice(connect: Connect, to_them: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the messages to contacts of which the outbox does not know: each is there a second time."""
    unknown = unknown_to_outbox(connect, (one["sid"] for one in to_them))
    return [one for one in to_them if one["sid"] in unknown]


def claimed(connect: Connect) -> list[str]:
    """Return the SIDs of outbox rows that claim to be sent."""
    with connect() as connection:
        return [str(row[0]) for row in connection.execute(CLAIMED).fetchall()]


def never_sent(claims: Iterable[str], outbound: list[dict[str, Any]]) -> int:
    """Count what claims to be sent and is not among all that Twilio sent, listed later.

    All, and not what went to contacts alone: a counsellor without a case is answered as anybody is.
    """
    known = {one["sid"] for one in outbound}
    return sum(claim not in known for claim in claims)


def overtaken(connect: Connect, to_them: list[dict[str, Any]]) -> int:
    """Count messages that reached a contact before an earlier one of the same lane."""
    place = {one["sid"]: index for index, one in enumerate(to_them)}
    with connect() as connection:
        rows = connection.execute(LANES).fetchall()
    lanes: defaultdict[object, list[int]] = defaultdict(list)
    for lane, sid in rows:
        if sid in place:
            lanes[lane].append(place[str(sid)])
    return sum(later < earlier for mine in lanes.values() for earlier, later in pairwise(mine))
