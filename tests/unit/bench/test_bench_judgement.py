"""When a rate counts as sustained, and a kill as survived."""

import pytest

from bench.caller import Answered
from bench.figures import NotMeasured
from bench.phases.calls import judged as judged_calls
from bench.phases.kills import judged as judged_kill
from bench.phases.throughput import judged
from tests.unit.bench.sent_messages import account_of, at, fate, sent


def test_a_rate_at_which_all_is_answered_soon_is_sustained() -> None:
    found = account_of((sent(1), fate(1)), (sent(2), fate(2, handled=3, replied=(4, 4))))
    assert judged(account_of((sent(1), fate(1))), 20, 5, 0).why == ""
    assert judged(found, 20, 5, 0).why == "replies p95 4.00 s"


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (account_of((sent(1, status=503), None), (sent(2), fate(2))), "1 refused"),
        (account_of((sent(1), None), (sent(2), fate(2))), "1 lost or unanswered"),
        (
            account_of((sent(1), fate(1, replied=None)), (sent(2), fate(2, handled=2))),
            "1 lost or unanswered, 1 out of order",
        ),
        (account_of((sent(1), fate(3)), (sent(2), fate(2, handled=2))), "1 out of order"),
        (account_of((sent(1), fate(1, replied=None))), "1 lost or unanswered, no replies"),
    ],
)
def test_a_rate_is_not_sustained_when_anything_is_refused_lost_or_out_of_order(found, why) -> None:  # type: ignore[no-untyped-def]
    assert why in judged(found, 20, 5, 0).why


def test_a_rate_at_which_the_assistant_falls_silent_is_not_sustained() -> None:
    assert judged(account_of((sent(1), fate(1))), 20, 5, 3).why == "3 answered with the fallback text"


def test_a_kill_is_survived_when_every_message_of_danger_rang_somebody_within_30_seconds() -> None:
    before = sent(1, phone="+9647700002000", red=True, when=4)
    after = sent(1, phone="+9647700002001", red=True, when=6)
    found = account_of(
        (before, fate(1, received=4, case_id=1, alerted=25)),
        (after, fate(2, received=6, case_id=2, alerted=17)),
    )
    kill = judged_kill(found, "urgent", at(5), 0.4, 0)
    assert kill.resumed_after_s == 12.0
    assert kill.worst_alert_s == 21.0
    assert kill.good


def test_a_kill_is_not_survived_when_one_alert_came_too_late_although_others_went_out() -> None:
    stuck = sent(1, phone="+9647700002000", red=True, when=4)
    fine = sent(1, phone="+9647700002001", red=True, when=6)
    found = account_of(
        (stuck, fate(1, received=4, case_id=1, alerted=40)), (fine, fate(2, received=6, case_id=2, alerted=7))
    )
    assert not judged_kill(found, "urgent", at(5), 0.4, 0).good


@pytest.mark.parametrize(
    "found",
    [
        account_of((sent(1, red=True, when=6, status=None), None)),
        account_of((sent(1, red=True, when=6), fate(1, case_id=None))),
        account_of((sent(1, red=True, when=6), fate(1, case_id=1))),
        account_of(
            (sent(1, red=True, when=6), fate(1, case_id=1, alerted=7)),
            (sent(2, when=6), fate(2, replied=None)),
        ),
    ],
    ids=["not stored", "no case", "no alert", "another's reply"],
)
def test_a_kill_that_lost_anything_is_not_survived(found) -> None:  # type: ignore[no-untyped-def]
    assert not judged_kill(found, "web", at(5), 0.4, 0).good


def test_a_phone_that_is_not_there_yet_is_not_measured() -> None:
    with pytest.raises(NotMeasured, match="404"):
        judged_calls("calls", [Answered("incoming", 0.01, 404)], 0.3, "")


def test_a_slow_step_of_a_call_misses_the_goal_and_its_place_is_named() -> None:
    steps = [Answered("menu", 0.02, 200), Answered("talk", 0.2, 200)]
    assert judged_calls("calls", steps, 0.3, "").met
    found = judged_calls("calls", steps, 0.05, "")
    assert found.met is False
    assert "talk 200 ms" in found.value


def test_a_step_that_was_not_answered_misses_the_goal() -> None:
    steps = [Answered("menu", 0.01, 200), Answered("talk", 0.01, None)]
    assert judged_calls("calls", steps, 0.3, "").met is False
