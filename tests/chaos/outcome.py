"""Wait until all has settled, look for a while, and hold what was found; the tests judge it."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.chaos import findings
from tests.chaos.findings import Ledger
from tests.chaos.storm import Storm


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a storm left behind. Times in seconds."""

    storm: Storm
    ledger: Ledger
    # Contacts' messages that Twilio holds and whoever wrote knows nothing of: a fault of the test itself.
    unexpected: int
    taken: int
    settled_after: float
    worst_overdue: float
    escalation_errors: list[float]
    worst_dispatch: float
    alerts_since: int
    to_contacts: int
    twice: list[dict[str, Any]]
    never_sent: int
    overtaken: int
    faults_met: dict[str, int]
    callers_case: dict[str, Any] | None

    def report(self) -> str:
        """Return counts and worst times in words."""
        sent, account = self.ledger.account.sent, self.ledger.account
        replies, alerts = account.reply_delays(), account.alert_delays(from_sender=True)
        errors = self.escalation_errors
        began = self.storm.events[0][0]
        lines = [
            f"messages: {len(sent)}, of danger {len(self.ledger.danger())}; joined {account.joined()}; lost "
            f"{len(self.ledger.lost())}; out of order {len(self.ledger.out_of_order())} "
            f"(on the way out {self.overtaken})",
            f"webhooks that failed for good: {len(self.ledger.failed_webhooks())}, of these found again by "
            f"reconciliation {len(self.ledger.found_again())}; settled "
            f"{self.settled_after:.0f} s after the last message",
            f"cases of danger: {self.ledger.states()}; without: {len(self.ledger.without_case())}; taken by "
            f"a person at some time: {self.taken}",
            f"sent to contacts: {self.to_contacts}; twice {len(self.twice)}; claimed and never sent "
            f"{self.never_sent}",
            f"worst: reply {max(replies, default=0):.1f} s, danger to a phone that rings "
            f"{max(alerts, default=0):.1f} s",
            f"once it had settled: {self.alerts_since} alerts, worst alert to dispatch "
            f"{self.worst_dispatch:.1f} s, worst overdue timer {self.worst_overdue:.1f} s; {len(errors)} "
            f"steps from {min(errors, default=0):+.1f} to {max(errors, default=0):+.1f} s off the policy",
            f"ready for messages after {self.storm.ready_after:.1f} s; back after: "
            + ", ".join(f"{name} {after:.1f} s" for name, after in self.storm.back.items()),
            f"faults of Twilio that were met: {self.faults_met}",
            *(f"  twice: {self._when(one, began)}" for one in self.twice),
            "what was done: "
            + "; ".join(f"{(at - began).total_seconds():.0f} s {what}" for at, what in self.storm.events),
        ]
        return "\n".join(lines)

    def _when(self, message: dict[str, Any], began: datetime) -> str:
        at = datetime.fromisoformat(message["at"])
        before = [what for when, what in self.storm.events if when <= at]
        return f"{message['sid']} at {(at - began).total_seconds():.1f} s, after {before[-1:] or 'nothing'}"


def watch(storm: Storm, scale: float, patience: float, look_for: float) -> Outcome:
    """Wait until nothing is lost any more or patience is over, then look at the timers for a while."""
    server, twilio, sent = storm.server, storm.twilio, storm.sent()
    began = time.monotonic()
    worst = 0.0
    while True:
        ledger = findings.ledger(server.connect, sent)
        if not ledger.lost() or time.monotonic() > began + patience:
            break
        time.sleep(1)
    settled, settled_at = time.monotonic() - began, datetime.now(UTC)
    until = time.monotonic() + look_for
    while time.monotonic() < until:
        worst = max(worst, findings.overdue(server.connect))
        time.sleep(0.5)
    held = {one["sid"] for one in twilio.messages("inbound") if one["phone"] not in findings.COUNSELLORS}
    # Read before Twilio's list: escalation goes on, and what is sent in between is in the later one.
    claims = findings.claimed(server.connect)
    outbound = twilio.messages("outbound")
    to_contacts = findings.to_contacts(outbound)
    dispatch, alerts = findings.dispatched(server.connect, settled_at)
    return Outcome(
        storm=storm,
        ledger=findings.ledger(server.connect, sent),
        unexpected=len(held ^ {one.sid for one in sent}),
        taken=findings.taken(server.connect),
        settled_after=settled,
        worst_overdue=worst,
        escalation_errors=findings.escalation_errors(server.connect, storm.last_fault_at, scale),
        worst_dispatch=dispatch,
        alerts_since=alerts,
        to_contacts=len(to_contacts),
        twice=findings.sent_twice(server.connect, to_contacts),
        never_sent=findings.never_sent(claims, outbound),
        overtaken=findings.overtaken(server.connect, to_contacts),
        faults_met=twilio.faults_met(),
        callers_case=server.case(storm.dark.call["phone"]) if storm.dark else None,
    )
