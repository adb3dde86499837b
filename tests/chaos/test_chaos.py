"""Whatever is killed and however Twilio fails: nobody who wrote is lost, and danger reaches a person on time.

One storm for all tests (tests/chaos/storm.py): the short form in `make test`, the long one in `make chaos`.
"""

from collections.abc import Sequence

import pytest

from bench.load import Sent
from tests.chaos.conftest import LONG
from tests.chaos.fallback_site import outage_text
from tests.chaos.outcome import Outcome
from tests.e2e.conftest import AHMED

pytestmark = pytest.mark.timeout(2400 if LONG else 600)
# Once everything is up again, a timer, a step of the policy and the way to a phone may be late by so many
# seconds. The short form shares its processors with whatever else is tested at the same time.
LATE = 5.0 if LONG else 8.0
# Of what was sent to contacts; a few hundred messages allow for one.
DUPLICATES = 0.001


def named(messages: Sequence[Sent]) -> list[str]:
    """Return messages by what is needed to look for them in the logs."""
    return [f"{one.sid} {'RED ' if one.red else ''}no. {one.number} at {one.at:%H:%M:%S}" for one in messages]


def test_nobody_who_wrote_is_lost(outcome: Outcome) -> None:
    assert outcome.unexpected == 0, "the test itself must know of every message"
    assert named(outcome.ledger.lost()) == []


def test_danger_has_a_person_or_is_escalated_on_time(outcome: Outcome) -> None:
    assert outcome.ledger.danger()
    assert named(outcome.ledger.without_case()) == []
    assert outcome.worst_overdue <= LATE
    assert outcome.worst_dispatch <= LATE


def test_some_were_taken_by_a_person_and_some_go_on_along_the_policy(outcome: Outcome) -> None:
    assert outcome.taken > 0
    assert outcome.ledger.states().get("open", 0) > 0
    assert outcome.escalation_errors, "steps must be seen"
    assert min(outcome.escalation_errors) >= -0.5
    assert max(outcome.escalation_errors) <= LATE


def test_nothing_is_out_of_order_for_anybody(outcome: Outcome) -> None:
    assert [named(pair) for pair in outcome.ledger.out_of_order()] == []
    assert outcome.overtaken == 0


def test_nobody_is_told_twice_and_nothing_is_claimed_that_was_not_sent(outcome: Outcome) -> None:
    assert len(outcome.twice) <= max(1, outcome.to_contacts * DUPLICATES)
    assert outcome.never_sent == 0


def test_what_twilio_gave_up_on_is_found_again(outcome: Outcome) -> None:
    failed, found = outcome.ledger.failed_webhooks(), outcome.ledger.found_again()
    assert len(found) > 0
    assert named([one for one in failed if one.sid not in outcome.ledger.account.fates]) == []


def test_with_the_whole_server_down_a_call_reaches_the_counsellor_on_call(outcome: Outcome) -> None:
    dark = outcome.storm.dark
    assert dark is not None
    assert dark.counsellors_call["phone"] == AHMED
    assert dark.counsellors_call["parent"] == dark.call["sid"]
    heard = [entry for entry in dark.call["transcript"] if entry["kind"] == "say"]
    assert "نوصلك بشخص" in heard[0]["text"]
    assert not any(entry.get("error") for entry in dark.call_after["transcript"])


def test_with_the_whole_server_down_whoever_writes_is_told_the_truth(outcome: Outcome) -> None:
    dark = outcome.storm.dark
    assert dark is not None
    assert dark.received == [outage_text()]
    assert "{" not in outage_text()
    assert [one["purpose"] for one in dark.deliveries] == ["message", "message-fallback"]


@pytest.mark.skipif(not LONG, reason="the short form leaves the server down")
def test_with_the_power_back_whoever_wrote_is_answered_and_whoever_called_is_called(outcome: Outcome) -> None:
    dark = outcome.storm.dark
    assert dark is not None
    assert dark.written in outcome.ledger.found_again()
    assert outcome.callers_case is not None
    assert outcome.callers_case["reason"] == "missed_call"
