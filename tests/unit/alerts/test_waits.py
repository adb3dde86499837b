"""How long cases waited, out of their histories."""

from datetime import UTC, datetime, timedelta

from helpline.alerts.oversight.waits import Happened, Wait, times, waits

BEGAN = datetime(2026, 1, 5, 12, tzinfo=UTC)


def history(*lines: str, case: int = 1) -> list[Happened]:
    """Return lines written as «seconds kind [level or actor]»."""
    found = []
    for line in lines:
        seconds, kind, *rest = line.split()
        level = rest[0] if rest and rest[0].isupper() else None
        actor = rest[0] if rest and level is None else "bot"
        found.append(Happened(case, kind, actor, level, BEGAN + timedelta(seconds=int(seconds))))
    return found


def read(*lines: str) -> list[tuple[bool, float | None, str | None]]:
    return [
        (one.red, one.length.total_seconds() if one.length is not None else None, one.counsellor)
        for one in waits(history(*lines))
    ]


def test_a_case_waits_from_its_opening_until_somebody_has_it() -> None:
    assert read("0 opened RED", "40 acknowledged zainab") == [(True, 40, "zainab")]
    assert read("0 opened AMBER", "40 acknowledged zainab", "90 resolved zainab") == [(False, 40, "zainab")]


def test_what_becomes_red_while_it_waits_counts_from_there() -> None:
    assert read("0 opened AMBER", "600 raised RED", "630 acknowledged zainab") == [(True, 30, "zainab")]


def test_what_becomes_red_while_somebody_has_it_did_not_wait() -> None:
    lines = ("0 opened AMBER", "10 acknowledged zainab", "60 raised RED", "90 resolved zainab")
    assert read(*lines) == [(False, 10, "zainab")]


def test_a_case_that_is_left_waits_again_and_in_danger_if_it_was() -> None:
    lines = (
        "0 opened RED",
        "10 acknowledged zainab",
        "310 acknowledgement_ended zainab",
        "370 acknowledged ali",
    )
    assert read(*lines) == [(True, 10, "zainab"), (True, 60, "ali")]


def test_what_a_counsellor_lowered_is_no_danger_until_it_comes_again() -> None:
    lines = ("0 opened RED", "10 acknowledged zainab", "60 lowered AMBER", "90 reopened AMBER")
    assert read(*lines) == [(True, 10, "zainab"), (False, None, None)]


def test_the_wait_of_one_case_is_not_ended_by_another() -> None:
    lines = [*history("0 opened RED", case=1), *history("5 opened RED", "9 acknowledged ali", case=2)]
    assert waits(lines) == [
        Wait(1, True, BEGAN),
        Wait(2, True, BEGAN + timedelta(seconds=5), BEGAN + timedelta(seconds=9), "ali"),
    ]


def test_median_and_the_length_that_nine_of_ten_did_not_exceed() -> None:
    every = [timedelta(seconds=one) for one in (10, 20, 30, 40, 50, 60, 70, 80, 90, 1000)]
    found = times(every)
    assert (found.count, found.median, found.p90) == (10, timedelta(seconds=55), timedelta(seconds=90))
    assert times([]).median is None
    assert times(every[:1]).p90 == timedelta(seconds=10)
