"""Which services somebody is told of: the right kind, then the nearest, nobody turned away at the door."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from helpline.content.directory import Directory, Entry, Query, Reach, all_services, search

SHIPPED = all_services()


def entry(id: str, governorate: str = "نينوى", district: str | None = None, **more: Any) -> Entry:
    values: dict[str, Any] = {
        **{"type": "art", "mobile": False, "place": "مكان", "audience": ("anyone",), "cost": "بلاش"},
        **{"hours": "الصبح", "reach": "يم السوگ", "women_only": False, "accessible": True},
        **{"last_verified": date(2026, 11, 1), "placeholder": False},
    }
    return Entry(id=id, governorate=governorate, district=district, **{**values, **more})


def of(*entries: Entry) -> Directory:
    return replace(SHIPPED, entries=entries)


def ids(query: Query, *entries: Entry, placeholders: bool = False) -> list[str]:
    return [one.entry.id for one in search(query, of(*entries), placeholders=placeholders).found]


MOSUL = Query(("art", "music"), "نينوى", "الموصل")


def test_the_nearest_comes_first_and_a_neighbour_last() -> None:
    found = ids(
        MOSUL,
        entry("neighbour", "دهوك"),
        entry("team", mobile=True),
        entry("elsewhere", district="سنجار"),
        entry("here", district="الموصل"),
        entry("far", "البصرة"),
    )
    assert found == ["here", "elsewhere", "team"]
    assert ids(MOSUL, entry("neighbour", "دهوك"), entry("far", "البصرة")) == ["neighbour"]


def test_another_kind_that_is_nearer_is_no_answer() -> None:
    assert ids(MOSUL, entry("music", district="الموصل", type="music"), entry("art", "دهوك")) == ["art"]


def test_nothing_near_says_so_and_whether_it_works_by_phone() -> None:
    result = search(Query(("civil_documents",), "البصرة"), of(entry("far", "نينوى")), placeholders=True)
    assert (result.found, result.near, result.remote) == ((), False, True)


def test_a_neighbour_alone_is_not_near() -> None:
    result = search(MOSUL, of(entry("neighbour", "أربيل")), placeholders=False)
    assert [one.reach for one in result.found] == [Reach.NEIGHBOUR] and not result.near


def test_examples_are_for_development_alone() -> None:
    assert ids(MOSUL, entry("example", placeholder=True)) == []
    assert ids(MOSUL, entry("example", placeholder=True), placeholders=True) == ["example"]


def test_nothing_that_ships_would_be_given_out_in_production() -> None:
    for kind in SHIPPED.types:
        for governorate in SHIPPED.places:
            assert not search(Query((kind,), governorate), SHIPPED, placeholders=False).found


def test_every_governorate_has_a_neighbour_that_has_it_too() -> None:
    for place in SHIPPED.places.values():
        assert all(place.name in SHIPPED.places[one].near for one in place.near), place.name


@pytest.mark.parametrize(
    ("query", "audience", "told"),
    [
        (replace(MOSUL, age_group="children"), ("older",), False),
        (replace(MOSUL, age_group="children"), ("children", "youth"), True),
        (replace(MOSUL, age_group="older"), ("adults",), True),
        (replace(MOSUL, population_group="disability"), ("women",), False),
        (replace(MOSUL, population_group="women"), ("women", "adults"), True),
        (MOSUL, ("women",), True),
    ],
)
def test_nobody_is_sent_where_they_would_be_turned_away(
    query: Query, audience: tuple[str, ...], told: bool
) -> None:
    assert bool(ids(query, entry("one", audience=audience))) is told


def test_a_place_without_steps_and_a_place_for_women_come_first_where_they_matter() -> None:
    steps, ramp = entry("a-steps", accessible=False), entry("b-ramp")
    assert ids(replace(MOSUL, population_group="disability"), steps, ramp) == ["b-ramp", "a-steps"]
    mixed, women = entry("a-mixed"), entry("b-women", audience=("women",), women_only=True)
    assert ids(replace(MOSUL, population_group="women"), mixed, women) == ["b-women", "a-mixed"]
    assert ids(MOSUL, women, mixed) == ["a-mixed", "b-women"]


def test_a_man_is_told_of_no_place_that_is_for_women_but_for_a_woman_of_his() -> None:
    women = entry("women", audience=("women", "adults"), women_only=True)
    open_to_all, for_them = entry("all"), entry("them", audience=("women",))
    assert ids(MOSUL, women, open_to_all, for_them) == ["all", "them", "women"]
    assert ids(replace(MOSUL, by_man=True), women, open_to_all, for_them) == ["all"]
    assert "women" in ids(replace(MOSUL, by_man=True, population_group="women"), women)


def test_at_most_three_are_told() -> None:
    assert len(ids(MOSUL, *(entry(str(number)) for number in range(9)))) == 3
