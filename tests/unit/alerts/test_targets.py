"""Whom a step means where the contact would rather speak with a woman, or with a man."""

from datetime import UTC, datetime
from itertools import combinations, permutations
from typing import Any

import pytest

from helpline.alerts.escalate import targets
from helpline.alerts.policy import WHO, Who
from helpline.alerts.roster import Roster, parse

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
DAYS = ["sat", "sun", "mon", "tue", "wed", "thu", "fri"]
PEOPLE: list[dict[str, Any]] = [
    {"id": "ali", "name": "أ", "phone": "+9647700000101", "gender": "m", "languages": ["ar", "ku"]},
    {"id": "huda", "name": "ب", "phone": "+9647700000102", "gender": "f", "languages": ["ar"]},
    {"id": "shler", "name": "ج", "phone": "+9647700000103", "gender": "f", "languages": ["ar", "ku"]},
    {"id": "omar", "name": "د", "phone": "+9647700000104", "gender": "m", "languages": ["ar"]},
]


def roster(*on_call: str) -> Roster:
    people = [one | {"transports": ["voice"], "supervisor": one["id"] == "omar"} for one in PEOPLE]
    shift = {"days": DAYS, "from": "00:00", "to": "00:00", "on_call": list(on_call)}
    return parse({"timezone": "Asia/Baghdad", "counsellors": people, "shifts": [shift]})


def who(
    step: Who, *on_call: str, language: str | None = None, prefers: str | None = "f", tried: str | None = None
) -> list[str]:
    before = None if tried is None else frozenset(tried.split())
    found = targets(step, roster(*on_call), NOW, language, prefers, tried=before)
    return [one.id for one in found]


def test_a_woman_on_call_comes_first_and_the_other_second() -> None:
    assert who("first", "ali", "huda") == ["huda"]
    assert who("second", "ali", "huda") == ["ali"]


def test_who_did_not_ask_gets_the_rosters_order() -> None:
    assert who("first", "ali", "huda", prefers=None) == ["ali"]


def test_no_woman_is_waited_for_or_woken() -> None:
    assert who("first", "ali", "omar") == ["ali"]
    assert who("second", "ali", "omar") == ["omar"]


def test_being_understood_goes_before_it() -> None:
    assert who("first", "ali", "huda", language="ku") == ["ali"]
    assert who("first", "ali", "shler", language="ku") == ["shler"]


def test_of_those_who_are_not_on_call_and_speak_the_language_a_woman_is_rung() -> None:
    assert who("first", "omar", "huda", language="ku") == ["huda", "shler"]


def test_the_order_of_the_roster_holds_among_women() -> None:
    assert who("first", "shler", "huda") == ["shler"]
    assert who("first", "huda", "shler") == ["huda"]


def test_supervisor_and_everybody_stay_who_they_are() -> None:
    assert who("supervisor", "ali", "huda") == ["omar"]
    assert who("everybody", "ali", "huda") == ["ali", "huda", "shler", "omar"]


def test_a_man_comes_first_for_who_asked_for_one() -> None:
    assert who("first", "huda", "ali", prefers="m") == ["ali"]
    assert who("second", "huda", "ali", prefers="m", tried="ali") == ["huda"]


def test_who_asks_after_a_man_was_alerted_has_a_woman_next() -> None:
    assert who("second", "ali", "huda", tried="ali") == ["huda"]
    assert who("supervisor", "ali", "huda", tried="ali") == ["omar", "huda"]


def test_a_woman_who_was_tried_is_not_rung_in_the_place_of_the_next() -> None:
    assert who("second", "ali", "huda", tried="huda") == ["ali"]
    assert who("supervisor", "ali", "huda", tried="ali huda") == ["omar"]


def test_asked_late_being_understood_still_goes_before_it() -> None:
    assert who("second", "ali", "omar", "huda", language="ku", tried="ali") == ["huda"]
    assert who("second", "ali", "shler", language="ku", tried="ali") == ["shler"]


def order(
    step: Who, *on_call: str, tired: str, language: str | None = None, prefers: str | None = None
) -> list[str]:
    found = targets(step, roster(*on_call), NOW, language, prefers, tired=frozenset(tired.split()))
    return [one.id for one in found]


def test_of_equals_whoever_has_had_much_danger_comes_last() -> None:
    assert order("first", "ali", "omar", tired="ali") == ["omar"]
    assert order("second", "ali", "omar", tired="ali") == ["ali"]
    assert order("first", "ali", "omar", tired="omar") == ["ali"]
    assert order("first", "ali", "omar", tired="ali omar") == ["ali"]


def test_being_understood_and_a_womans_wish_go_before_sparing_anybody() -> None:
    assert order("first", "shler", "huda", tired="shler", language="ku") == ["shler"]
    assert order("first", "huda", "omar", tired="huda", prefers="f") == ["huda"]
    assert order("first", "huda", "shler", tired="huda", prefers="f") == ["shler"]


@pytest.mark.parametrize("step", WHO)
@pytest.mark.parametrize("language", [None, "ku"])
@pytest.mark.parametrize("prefers", [None, "f", "m"])
def test_sparing_somebody_leaves_nobody_out_of_any_step(
    step: Who, language: str | None, prefers: str | None
) -> None:
    ids = [one["id"] for one in PEOPLE]
    some = [" ".join(tired) for size in range(len(ids) + 1) for tired in combinations(ids, size)]
    for on_call in (*permutations(ids, 2), *((one,) for one in ids)):
        for tired in some:
            asked = {
                name: order(name, *on_call, tired=tired, language=language, prefers=prefers) for name in WHO
            }
            # As many are alerted by each step, at the same moment, as if nobody were spared.
            assert len(asked[step]) == len(
                order(step, *on_call, tired="", language=language, prefers=prefers)
            )
            # Whoever is on call is asked by the first step or the second, spared or not.
            assert {*asked["first"], *asked["second"]}.issuperset(on_call)
            assert set(asked["everybody"]) == set(ids)
