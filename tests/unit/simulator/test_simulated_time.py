"""The clock: faster than life, in order where order matters."""

from __future__ import annotations

import threading
import time

import pytest

from simulator.clock import Clock


@pytest.fixture
def clock():
    made = Clock(100.0, threads=8)
    yield made
    made.stop()


def test_a_simulated_second_passes_as_fast_as_asked(clock):
    done = threading.Event()
    started = time.monotonic()
    clock.after(2.0, done.set)
    assert done.wait(1.0)
    assert 0.015 < time.monotonic() - started < 0.5


def test_jobs_with_one_key_run_one_after_another_in_order(clock):
    ran, together, done = [], [], threading.Event()

    def job(number):
        together.append(1)
        assert len(together) == 1
        time.sleep(0.001)
        ran.append(number)
        together.pop()
        if number == 19:
            done.set()

    for number in range(20):
        clock.in_line("call", lambda number=number: job(number))
    assert done.wait(2.0)
    assert ran == list(range(20))


def test_a_job_that_fails_does_not_stop_the_line(clock, caplog):
    done = threading.Event()
    clock.in_line("call", lambda: 1 / 0)
    clock.in_line("call", done.set)
    assert done.wait(1.0)
    assert "a simulator job failed" in caplog.text


def test_time_can_be_skipped_and_returned_to(clock):
    before = clock.now()
    clock.advance(86_400)
    assert (clock.now() - before).total_seconds() >= 86_400
    clock.reset()
    assert (clock.now() - before).total_seconds() < 10


def test_a_speed_of_nothing_is_refused():
    with pytest.raises(ValueError, match="speed"):
        Clock(0)
