"""What a supervisor is told about the roster before it matters."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from helpline.alerts.policy import FALLBACK
from helpline.alerts.roster import Override, Roster, RosterError, checks, parse
from helpline.alerts.roster.checks import check

BAGHDAD = ZoneInfo("Asia/Baghdad")
NOW = datetime(2026, 1, 5, 9, tzinfo=BAGHDAD)
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
EVERYBODY_SPEAKS = {"languages": ["ar", "ku", "en"]}


def person(number: int, **more: Any) -> dict[str, Any]:
    name = "abc"[number]
    return {
        "id": name,
        "name": name,
        "phone": f"+964770000010{number}",
        "transports": ["voice"],
        **EVERYBODY_SPEAKS,
        **more,
    }


def made(*people: dict[str, Any], shifts: list[dict[str, Any]] | None = None, **more: Any) -> Roster:
    given = people or (person(0), person(1), person(2))
    given = (*given[:-1], {**given[-1], "supervisor": True})
    whole_day = {"days": DAYS, "from": "00:00", "to": "00:00", "on_call": [given[0]["id"]]}
    return parse(
        {
            "timezone": "Asia/Baghdad",
            "counsellors": list(given),
            "shifts": [whole_day] if shifts is None else shifts,
            **more,
        }
    )


def said(roster: Roster, level: str = "error", *, production: bool = False) -> list[str]:
    return [one.says for one in check(roster, NOW, production=production) if one.level == level]


def test_a_roster_in_order_has_no_problems() -> None:
    assert check(made(), NOW) == []


def test_gaps_of_the_next_28_days_are_named_to_the_minute() -> None:
    shift = {"days": DAYS, "from": "08:00", "to": "07:50", "on_call": ["a"]}

    assert said(made(shifts=[shift])) == [
        *(
            f"nobody is on call from {day} 2026-01-{number:02d} 07:50 to {day} 2026-01-{number:02d} 08:00"
            for number, day in zip(range(6, 11), ("tue", "wed", "thu", "fri", "sat"), strict=True)
        ),
        "nobody is on call: 23 times more in the next 28 days",
    ]


def test_a_gap_that_an_override_fills_is_none() -> None:
    shift = {"days": [day for day in DAYS if day != "fri"], "from": "00:00", "to": "00:00", "on_call": ["a"]}
    fridays = [datetime(2026, 1, 9, tzinfo=BAGHDAD) + timedelta(days=7 * week) for week in range(4)]
    filled = tuple(
        Override(number, friday, friday + timedelta(days=1), ("b",), NOW)
        for number, friday in enumerate(fridays)
    )

    assert len(said(made(shifts=[shift]))) == 4
    assert said(replace(made(shifts=[shift]), overrides=filled)) == []


def test_a_shift_that_no_step_of_a_policy_reaches_is_an_error() -> None:
    found = said(made(person(0, transports=["log"]), person(1)))

    assert found == [
        *(
            f"nobody on call can be reached by any step's transport from {day} to {end}"
            for day, end in (
                ("mon 2026-01-05 09:00", "tue 2026-01-06 00:00"),
                ("tue 2026-01-06 00:00", "wed 2026-01-07 00:00"),
                ("wed 2026-01-07 00:00", "thu 2026-01-08 00:00"),
                ("thu 2026-01-08 00:00", "fri 2026-01-09 00:00"),
                ("fri 2026-01-09 00:00", "sat 2026-01-10 00:00"),
            )
        ),
        "nobody on call can be reached by any step's transport: 24 times more in the next 28 days",
    ]


def test_one_person_on_two_posts_is_an_error() -> None:
    shift = {"days": ["tue"], "from": "08:00", "to": "12:00", "on_call": ["a", "b"]}
    rest = {"days": DAYS, "from": "00:00", "to": "00:00", "on_call": ["c"]}
    turn = {"post": "first", "every": "day", "starts": date(2026, 1, 6), "from": "08:00", "to": "12:00"}
    found = said(made(shifts=[shift, rest], rotations=[{**turn, "days": ["tue"], "people": ["b", "a"]}]))

    # Tuesdays are seven turns apart: b, a, b, a.
    assert [one[:53] for one in found] == [
        "one person has two posts from tue 2026-01-06 08:00 to",
        "one person has two posts from tue 2026-01-20 08:00 to",
    ]


def test_a_language_that_nobody_speaks_at_night_is_a_warning() -> None:
    night = {"days": DAYS, "from": "20:00", "to": "08:00", "on_call": ["a"]}
    day = {"days": DAYS, "from": "08:00", "to": "20:00", "on_call": ["b"]}
    people = (person(0, languages=["ar", "en"]), person(1, languages=["ar", "ku", "tr"]), person(2))
    found = said(made(*people, shifts=[night, day]), "warning")

    assert found == [
        f"nobody on call speaks {language} for some or all of 28 nights, the first mon 2026-01-05 22:00"
        for language in ("ku", "tr")
    ]


def test_placeholders_are_a_warning_and_in_production_an_error(environment: pytest.MonkeyPatch) -> None:
    found = made(person(0, placeholder=True), person(1))

    assert said(found, "warning") == ["placeholders: a"]
    assert said(found, production=True) == ["placeholders: a"]


def test_policies_that_cannot_be_read_leave_what_is_used_then(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("POLICY_FILE", "/nonexistent/escalation.yml")
    checks.settings.cache_clear()

    assert checks.policy_transports() == set(FALLBACK[0].by)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"holiday": []}, "unknown part holiday"),
        ({"holidays": [{"date": "2026-03-21"}]}, "either its own on_call or its own shifts"),
        ({"holidays": [{"date": "2026-03-21", "on_call": ["x"]}]}, "a holiday names x"),
        ({"holidays": [{"date": "21 March", "on_call": ["a"]}]}, "roster"),
        ({"holidays": [{"date": "2026-03-21", "on_call": ["a"]}] * 2}, "two holidays are on 2026-03-21"),
        ({"rotations": [{"post": "third", "every": "day", "starts": "2026-01-01", "people": ["a"]}]}, "post"),
        (
            {"rotations": [{"post": "first", "every": "moon", "starts": "2026-01-01", "people": ["a"]}]},
            "week",
        ),
        ({"rotations": [{"post": "first", "every": "day", "starts": "2026-01-01", "people": []}]}, "nobody"),
        (
            {"rotations": [{"post": "first", "every": "day", "starts": "2026-01-01", "people": ["x"]}]},
            "names x",
        ),
        ({"rotations": [{"post": "first", "every": "day", "people": ["a"]}]}, "starts"),
    ],
)
def test_rotations_and_holidays_that_cannot_be_are_refused(more: dict[str, Any], says: str) -> None:
    with pytest.raises(RosterError, match=says):
        made(**more)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"email": "nobody"}, "e-mail"),
        ({"quiet_hours": "11pm"}, "quiet_hours"),
        ({"quiet_hours": "25:00-07:00"}, "roster"),
        ({"quiet_hours": "07:00-07:00"}, "quiet_hours"),
    ],
)
def test_people_that_cannot_be_are_refused(more: dict[str, Any], says: str) -> None:
    with pytest.raises(RosterError, match=says):
        made(person(0, **more), person(1))


def test_what_is_known_of_a_counsellor_is_read() -> None:
    more = {"email": "a@example.org", "governorates": ["BG"], "quiet_hours": ["23:00-07:00", "13:00-14:00"]}
    one = made(person(0, gender="f", **more), person(1)).by_id("a")

    assert (one.email, one.governorates, one.gender) == ("a@example.org", ("BG",), "f")
    quiet = [hour for hour in range(24) if one.is_quiet(NOW.replace(hour=hour))]
    assert quiet == [0, 1, 2, 3, 4, 5, 6, 13, 23]
