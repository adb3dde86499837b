"""Calls that no webhook of ours answered are found in Twilio's list, and somebody calls back."""

from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from helpline.cases import Case
from helpline.infra import twilio_rest
from helpline.triage import Level
from ivr.reconcile import reconcile
from tests.integration.world import CONTACT, World


@pytest.fixture
def listed(world: World, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Twilio's list of calls, newest first."""
    calls: list[dict[str, Any]] = []
    monkeypatch.setattr(twilio_rest, "get", lambda url, params=None: {"calls": calls, "next_page_uri": None})
    return calls


def missed(world: World, sid: str, **more: str) -> dict[str, Any]:
    """Return a listed call that ended a minute ago."""
    created = format_datetime(world.time.now() - timedelta(minutes=1))
    call = {"sid": sid, "from": CONTACT, "direction": "inbound", "status": "failed", "date_created": created}
    return call | more


def test_a_caller_who_reached_nobody_gets_a_case_and_a_call_back(
    world: World, listed: list[dict[str, Any]]
) -> None:
    listed.append(missed(world, "CA1"))

    assert reconcile() == 1
    case = world.open_case()
    assert case.level == Level.AMBER
    assert case.reason == "missed_call"
    assert case.call_back_due_at is not None
    assert case.call_back_due_at <= world.time.now() + timedelta(minutes=15)


def test_the_same_missed_call_is_found_once(world: World, listed: list[dict[str, Any]]) -> None:
    listed.append(missed(world, "CA1"))

    assert reconcile() == 1
    assert reconcile() == 0


def test_calls_of_ours_and_calls_still_ringing_are_left_alone(
    world: World, listed: list[dict[str, Any]]
) -> None:
    listed.append(missed(world, "CA1", direction="outbound-api"))
    listed.append(missed(world, "CA2", status="ringing"))

    assert reconcile() == 0


def test_a_withheld_number_is_counted_and_opens_no_case_that_nobody_could_call_back(
    world: World, listed: list[dict[str, Any]]
) -> None:
    listed.append(missed(world, "CA1", **{"from": "anonymous"}))

    assert reconcile() == 1
    assert world.find(Case) == []
