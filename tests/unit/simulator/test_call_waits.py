"""How a call's thread waits, and what may interrupt it."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest

from simulator.calls import Call, CallEnded, Digits, Interrupted, Redirected, Source

NOW = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.fixture
def call():
    return Call("CA1", "inbound", "+9647700000001", "+15550100002", NOW, speed=50.0)


def test_a_wait_ends_with_the_first_input(call):
    call.put(Digits("1"), Digits("2"))
    assert [call.wait(1), call.wait(1)] == [Digits("1"), Digits("2")]
    assert call.wait(0.1) is None


def test_a_wait_ends_with_the_call(call):
    threading.Timer(0.02, lambda: call.set_status("completed", NOW)).start()
    with pytest.raises(CallEnded):
        call.wait(None)


def test_a_redirect_interrupts_a_wait_once(call):
    call.redirect(Source("http://x"))
    with pytest.raises(Redirected) as found:
        call.wait(None)
    assert found.value.source.url == "http://x"
    assert call.wait(0.01) is None


def test_a_guard_interrupts_whatever_is_inside_it(call):
    left = threading.Event()
    threading.Timer(0.02, lambda: (left.set(), call.poke())).start()
    with pytest.raises(Interrupted), call.unless(left.is_set):
        call.wait(None)
    assert call.wait(0.01) is None


def test_waiting_for_a_condition_is_deaf_to_keys(call):
    call.put(Digits("1"))
    assert call.wait_for(lambda: False, seconds=0.5) is False


def test_a_call_that_has_ended_never_moves_again(call):
    assert call.set_status("in-progress", NOW)
    assert call.set_status("completed", NOW)
    assert not call.set_status("in-progress", NOW)
    assert call.status == "completed"


def test_only_the_first_decision_about_a_ringing_phone_counts(call):
    call.decide("decline")
    call.decide("human")
    assert call.decision(1) == "decline"


def test_what_a_call_is_busy_with_nests(call):
    with call.while_doing("queued"), call.while_doing("speaking"):
        assert (call.doing, call.within) == ("speaking", ("queued", "speaking"))
    assert call.doing == ""
