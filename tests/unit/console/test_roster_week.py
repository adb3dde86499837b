"""A week of the roster as the page shows it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from console.roster_week import chosen, first_day, week
from helpline.alerts.roster import Override, Roster, parse

BAGHDAD = ZoneInfo("Asia/Baghdad")
# A Thursday; its week began on Saturday, 2026-03-14.
NOW = datetime(2026, 3, 19, 3, tzinfo=BAGHDAD)
FIRST = date(2026, 3, 14)
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def made(**more: object) -> Roster:
    one = {"phone": "+9647700000101", "transports": ["voice"], "supervisor": True}
    other = {"phone": "+9647700000102", "transports": ["voice"]}
    given = {
        "timezone": "Asia/Baghdad",
        "counsellors": [{"id": "a", "name": "A", **one}, {"id": "b", "name": "B", **other}],
        "shifts": [
            {"days": DAYS, "from": "08:00", "to": "20:00", "on_call": ["a", "b"]},
            {"days": DAYS, "from": "20:00", "to": "08:00", "on_call": ["b"]},
        ],
    }
    return parse({**given, **more})


def test_each_day_runs_from_midnight_to_midnight() -> None:
    shown = week(made(), FIRST, NOW)

    assert [day.day for day in shown.days] == [FIRST + timedelta(days=number) for number in range(7)]
    for day in shown.days:
        assert [(line.hours, line.names) for line in day.lines] == [
            ("00:00–08:00", ("B",)),
            ("08:00–20:00", ("A", "B")),
            ("20:00–24:00", ("B",)),
        ]
    assert [day.day for day in shown.days if day.today] == [date(2026, 3, 19)]
    assert [line.hours for day in shown.days for line in day.lines if line.now] == ["00:00–08:00"]
    assert not shown.gaps


def test_a_gap_over_midnight_is_one_gap_that_both_days_show() -> None:
    roster = made(shifts=[{"days": DAYS, "from": "08:00", "to": "20:00", "on_call": ["a"]}])
    shown = week(roster, FIRST, NOW)

    thursday, friday = shown.days[5:]
    assert [(line.hours, line.names) for line in friday.lines if line.gap] == [
        ("00:00–08:00", ()),
        ("20:00–24:00", ()),
    ]
    assert thursday.lines[-1].gap is friday.lines[0].gap
    # The one that runs and those to come; what is over cannot be filled.
    assert len(shown.gaps) == 3


def test_overrides_and_holidays_are_marked_and_a_time_without_length_is_left_out() -> None:
    start = datetime(2026, 3, 14, 10, tzinfo=BAGHDAD)
    short = (
        Override(1, start, start + timedelta(seconds=20), ("b",), start),
        Override(2, start + timedelta(hours=1), start + timedelta(hours=2), ("b",), start),
    )
    holiday = [{"date": "2026-03-15", "on_call": ["b", "a"]}]
    saturday, sunday = week(replace(made(holidays=holiday), overrides=short), FIRST, NOW).days[:2]

    assert [(line.hours, line.override) for line in saturday.lines][1:4] == [
        ("08:00–10:00", False),
        ("10:00–11:00", False),
        ("11:00–12:00", True),
    ]
    assert (saturday.holiday, sunday.holiday) == (False, True)
    assert [(line.hours, line.names, line.holiday) for line in sunday.lines] == [
        ("00:00–24:00", ("B", "A"), True)
    ]


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        ("2026-03-20", "2026-03-14"),
        ("2026-03-21", "2026-03-21"),
        ("", "2026-03-14"),
        ("soon", "2026-03-14"),
        ("9999-12-31", "2027-03-13"),
        ("0001-01-01", "2025-03-15"),
    ],
)
def test_any_day_chooses_its_week_and_none_is_more_than_a_year_away(wanted: str, first: str) -> None:
    assert chosen(wanted, NOW.date()) == date.fromisoformat(first)
    shown = week(made(), chosen(wanted, NOW.date()), NOW)
    assert (shown.before is None, shown.after is None) == (
        wanted[:1] == "0" and first[:4] == "2025",
        wanted[:1] == "9",
    )


def test_the_week_begins_on_saturday() -> None:
    assert {first_day(FIRST + timedelta(days=number)) for number in range(7)} == {FIRST}
