"""Which closed cases are reviewed."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from helpline.alerts.oversight.sample import DRAWN, Closed, choose
from helpline.triage import Level

MONDAY = date(2026, 1, 5)
CALM = {"done": "calmer", "emergency": "not_needed"}


def closed(
    identity: int, level: Level = Level.AMBER, outcome: Any = CALM, waited: float | None = None
) -> Closed:
    at = datetime(2026, 1, 6, tzinfo=UTC) + timedelta(minutes=identity)
    long = None if waited is None else timedelta(seconds=waited)
    return Closed(identity, level, outcome, at, frozenset({"zainab"}), long)


def test_all_danger_that_ended_badly_or_waited_comes_first() -> None:
    every = [
        closed(1),
        closed(2, Level.RED, waited=181),
        closed(3, Level.RED, {"done": "not_reached", "emergency": "not_needed"}),
        closed(4, Level.RED, {"done": "calmer", "emergency": "refused"}, waited=900),
        closed(5, Level.RED, waited=180),
        closed(6, Level.AMBER, {"done": "not_reached"}, waited=9000),
        closed(7, Level.RED, None),
    ]
    found = [(one.case.id, one.why) for one in choose(every, MONDAY, whole=True)]
    assert found[:4] == [(3, "outcome"), (4, "outcome"), (7, "outcome"), (2, "late")]
    assert {case for case, _ in found[4:]} == {1, 5, 6}
    assert {why for _, why in found[4:]} == {"drawn"}


def test_the_draw_is_the_same_for_everybody_and_another_in_another_week() -> None:
    every = [closed(number) for number in range(200)]
    drawn = [one.case.id for one in choose(every, MONDAY, whole=True)]
    assert len(drawn) == DRAWN
    assert drawn == [one.case.id for one in choose(every[::-1], MONDAY, whole=True)]
    assert drawn != [one.case.id for one in choose(every, date(2026, 1, 12), whole=True)]


def test_nothing_is_drawn_before_the_week_is_over() -> None:
    assert choose([closed(1), closed(2, Level.RED, waited=600)], MONDAY, whole=False)[0].case.id == 2
    assert len(choose([closed(1)], MONDAY, whole=False)) == 0
