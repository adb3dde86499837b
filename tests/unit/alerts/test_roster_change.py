"""What a change to the roster would bring, and nothing that was wrong before."""

from dataclasses import replace
from datetime import datetime, timedelta

from helpline.alerts.roster import Override, Roster
from helpline.alerts.roster.change import brings
from tests.unit.alerts.test_roster_checks import BAGHDAD, DAYS, NOW, made, person


def over(start: datetime, end: datetime, *people: str, number: int = 1) -> Override:
    return Override(number, start, end, people, NOW)


def said(before: Roster, after: Roster, start: datetime, end: datetime) -> list[tuple[str, str]]:
    return [(one.level, one.says) for one in brings(before, after, start, end)]


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 1, day, hour, tzinfo=BAGHDAD)


def test_taking_back_what_filled_a_gap_brings_the_gap_back() -> None:
    bare = made(shifts=[{"days": DAYS, "from": "08:00", "to": "20:00", "on_call": ["a"]}])
    filled = replace(bare, overrides=(over(at(5, 18), at(6, 10), "b"),))

    assert said(filled, bare, at(5, 18), at(6, 10)) == [
        ("error", "nobody is on call from mon 2026-01-05 20:00 to tue 2026-01-06 08:00")
    ]
    assert said(bare, filled, at(5, 18), at(6, 10)) == []


def test_what_was_wrong_before_is_not_the_changes_doing() -> None:
    bare = made(shifts=[])
    half = replace(bare, overrides=(over(at(6, 0), at(6, 12), "b"),))

    assert said(bare, half, at(6, 0), at(6, 12)) == []
    # Two overrides side by side, and then one of them: the gap that is left is not larger.
    other = replace(bare, overrides=(*half.overrides, over(at(6, 12), at(7, 0), "a", number=2)))
    assert said(half, other, at(6, 12), at(7, 0)) == []


def test_somebody_whom_no_step_reaches_is_an_error_and_a_language_of_the_night_a_warning() -> None:
    roster = made(person(0), person(1, transports=["log"], languages=["ar"]), person(2))
    after = replace(roster, overrides=(over(at(5, 23), at(7, 3), "b"),))

    found = said(roster, after, at(5, 23), at(7, 3))
    assert found[0] == (
        "error",
        "nobody on call can be reached by any step's transport "
        "from mon 2026-01-05 23:00 to wed 2026-01-07 03:00",
    )
    # The night that had begun an hour before, and the one after it, of which three hours are missed.
    assert [says for level, says in found if level == "warning"] == [
        f"nobody on call speaks {language} for some or all of 2 nights, the first mon 2026-01-05 23:00"
        for language in ("ku", "en")
    ]


def test_whoever_fills_a_gap_takes_nobodys_language_away() -> None:
    bare = made(person(0), person(1, languages=["ar"]), person(2), shifts=[])
    filled = replace(bare, overrides=(over(at(5, 20), at(6, 8), "b"),))

    assert said(bare, filled, at(5, 20), at(6, 8)) == []


def test_outside_its_own_hours_a_change_is_asked_nothing() -> None:
    gap_elsewhere = made(shifts=[{"days": DAYS, "from": "08:00", "to": "20:00", "on_call": ["a"]}])
    after = replace(gap_elsewhere, overrides=(over(at(5, 10), at(5, 12), "b"),))

    assert brings(gap_elsewhere, after, at(5, 10), at(5, 10) + timedelta(hours=2)) == []
