"""A whole year, quarter hour by quarter hour: exactly the people who should be on call are."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpline.alerts.roster import Override, Roster, gaps_between, parse, stretches
from helpline.alerts.roster.on_call import on_call

BAGHDAD = ZoneInfo("Asia/Baghdad")
QUARTER = timedelta(minutes=15)
DAY = timedelta(days=1)
NAMES = ("a", "b", "c", "d", "e")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PEOPLE = [
    {"id": name, "name": name, "phone": f"+96477000001{number:02d}", "transports": ["voice"]}
    for number, name in enumerate(NAMES)
]
PEOPLE[4]["supervisor"] = True


def made(shifts: list[dict[str, Any]] | None = None, **more: Any) -> Roster:
    return parse({"timezone": "Asia/Baghdad", "counsellors": PEOPLE, "shifts": shifts or [], **more})


def shift(start: str, end: str, *people: str, days: tuple[str, ...] = DAYS) -> dict[str, Any]:
    return {"days": list(days), "from": start, "to": end, "on_call": list(people)}


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BAGHDAD)


def override(number: int, start: str, end: str, *people: str, made_at: str = "2024-01-01") -> Override:
    return Override(number, local(start), local(end), people, local(made_at))


def quarters(year: int) -> Iterator[datetime]:
    """Yield each quarter hour of a year in Baghdad, in UTC; its clocks never change, so none is missing."""
    at, end = datetime(year, 1, 1, tzinfo=BAGHDAD), datetime(year + 1, 1, 1, tzinfo=BAGHDAD)
    while at < end:
        yield at.astimezone(UTC)
        at += QUARTER


def names(roster: Roster, at: datetime) -> tuple[str, ...]:
    return tuple(post.counsellor for post in on_call(roster, roster.overrides, at))


# A year by hand: nights turn by week, days belong to the week's shifts, Fridays to others, one holiday, one
# override over midnight at the year's end.
BY_HAND = made(
    [
        shift("20:00", "08:00", "a", "b"),
        shift("08:00", "20:00", "c", days=("fri",)),
        shift("08:00", "20:00", "b", "c", days=tuple(day for day in DAYS if day != "fri")),
    ],
    rotations=[
        {
            "post": "first",
            "every": "week",
            "starts": "2024-01-06",
            "from": "20:00",
            "to": "08:00",
            "people": ["d", "e", "a"],
        }
    ],
    holidays=[{"date": "2024-03-21", "on_call": ["e"]}],
)
BY_HAND = replace(
    BY_HAND, overrides=(override(1, "2024-12-31T22:00", "2025-01-01T02:00", "c", "d", made_at="2024-12-01"),)
)


def expected(at: datetime) -> tuple[str, ...]:
    """Say by other means than the code's who is on call in the year made by hand."""
    here = at.astimezone(BAGHDAD).replace(tzinfo=None)
    if datetime(2024, 12, 31, 22) <= here < datetime(2025, 1, 1, 2):
        return ("c", "d")
    if here.date() == date(2024, 3, 21):
        return ("e",)
    if 8 <= here.hour < 20:
        return ("c",) if here.weekday() == 4 else ("b", "c")
    # A night's people are those of the evening on which it began.
    evening = (here - timedelta(hours=8)).date()
    weeks = (evening - date(2024, 1, 6)).days // 7
    first = "a" if evening < date(2024, 1, 6) else ("d", "e", "a")[weeks % 3]
    return (first, "b")


def test_a_leap_year_by_hand_has_exactly_the_expected_people_at_every_quarter_of_an_hour() -> None:
    looked = 0
    for at in quarters(2024):
        assert names(BY_HAND, at) == expected(at), at.astimezone(BAGHDAD)
        looked += 1

    assert looked == 366 * 96


def test_the_stretches_of_a_year_follow_one_another_and_say_the_same_as_each_moment() -> None:
    start, end = datetime(2024, 1, 1, tzinfo=BAGHDAD), datetime(2025, 1, 1, tzinfo=BAGHDAD)
    found = list(stretches(BY_HAND, start, end))

    assert found[0].starts_at == start and found[-1].ends_at == end
    assert all(one.ends_at == other.starts_at for one, other in pairwise(found))
    for one in found:
        for at in (one.starts_at, one.ends_at - timedelta(seconds=1)):
            assert tuple(post.counsellor for post in one.posts) == expected(at)
    assert gaps_between(BY_HAND, start, end) == []


@pytest.mark.parametrize(
    ("at", "who"),
    [
        ("2028-02-28T23:59", "a"),  # a Monday: the seventh day of the first turn, from a Tuesday on
        ("2028-02-29T00:00", "b"),
        ("2028-02-29T23:59", "b"),
        ("2028-03-01T00:00", "b"),
        ("2028-03-07T00:00", "c"),
    ],
)
def test_a_week_of_turns_runs_through_a_leap_day(at: str, who: str) -> None:
    rotation = {"post": "first", "every": "week", "starts": "2028-02-22", "people": ["a", "b", "c"]}

    assert names(made(rotations=[rotation]), local(at)) == (who,)


def test_turns_by_day_run_through_the_years_end_and_change_at_their_hour() -> None:
    rotation = {
        "post": "first",
        "every": "day",
        "starts": "2024-12-30",
        "from": "08:00",
        "people": ["a", "b"],
    }
    found = made(rotations=[rotation])

    assert names(found, local("2024-12-30T07:59")) == ()
    assert names(found, local("2024-12-31T07:59")) == ("a",)
    assert names(found, local("2024-12-31T08:00")) == ("b",)
    assert names(found, local("2025-01-01T07:59")) == ("b",)
    assert names(found, local("2025-01-01T08:00")) == ("a",)


def test_a_rotation_takes_its_post_and_leaves_the_other_to_the_shift() -> None:
    rotation = {"post": "second", "every": "day", "starts": "2024-01-01", "people": ["d", "e"]}
    found = made([shift("00:00", "00:00", "a", "b", "c")], rotations=[rotation])

    assert names(found, local("2024-01-01T12:00")) == ("a", "d", "c")
    assert names(found, local("2024-01-02T12:00")) == ("a", "e", "c")


def test_whoever_turn_and_shift_name_both_has_the_first_post_alone() -> None:
    rotation = {"post": "first", "every": "day", "starts": "2024-01-01", "people": ["b"]}

    assert names(made([shift("00:00", "00:00", "a", "b")], rotations=[rotation]), local("2024-01-01")) == (
        "b",
    )


def test_a_holiday_holds_before_turns_and_shifts_from_midnight_to_midnight() -> None:
    found = made([shift("20:00", "08:00", "a")], holidays=[{"date": "2024-04-10", "on_call": ["b", "c"]}])

    assert names(found, local("2024-04-09T23:59")) == ("a",)
    assert names(found, local("2024-04-10T00:00")) == ("b", "c")
    assert names(found, local("2024-04-10T23:59")) == ("b", "c")
    assert names(found, local("2024-04-11T00:00")) == ("a",), "the night that began on the holiday goes on"


def test_a_holidays_own_shifts_stand_in_place_of_those_that_begin_on_it() -> None:
    own = [
        {"from": "08:00", "to": "22:00", "on_call": ["c"]},
        {"from": "22:00", "to": "09:00", "on_call": ["d"]},
    ]
    found = made(
        [shift("08:00", "20:00", "a"), shift("20:00", "08:00", "b")],
        holidays=[{"date": "2024-04-10", "shifts": own}],
    )

    assert names(found, local("2024-04-10T07:59")) == ("b",), "the night before ends as it should"
    assert names(found, local("2024-04-10T20:30")) == ("c",)
    assert names(found, local("2024-04-11T08:30")) == ("d",), "into the morning after"
    assert names(found, local("2024-04-11T09:00")) == ("a",)


def test_an_override_holds_before_a_holiday_and_across_midnight() -> None:
    found = made([shift("00:00", "00:00", "a")], holidays=[{"date": "2024-04-10", "on_call": ["b"]}])
    found = replace(found, overrides=(override(1, "2024-04-09T22:00", "2024-04-10T06:30", "c"),))

    assert names(found, local("2024-04-09T21:59")) == ("a",)
    assert names(found, local("2024-04-09T22:00")) == ("c",)
    assert names(found, local("2024-04-10T06:29")) == ("c",)
    assert names(found, local("2024-04-10T06:30")) == ("b",)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_overrides_the_later_made_holds_where_they_overlap(order: tuple[int, int]) -> None:
    both = (
        override(7, "2024-05-01T08:00", "2024-05-01T16:00", "b", made_at="2024-04-02"),
        override(3, "2024-05-01T12:00", "2024-05-01T20:00", "c", made_at="2024-04-01"),
    )
    found = replace(made([shift("00:00", "00:00", "a")]), overrides=tuple(both[index] for index in order))

    assert names(found, local("2024-05-01T11:59")) == ("b",)
    assert names(found, local("2024-05-01T15:59")) == ("b",)
    assert names(found, local("2024-05-01T16:00")) == ("c",)
    assert names(found, local("2024-05-01T20:00")) == ("a",)


def test_an_override_by_people_who_have_left_leaves_the_roster_in_force() -> None:
    found = made([shift("00:00", "00:00", "a")])
    gone = override(1, "2024-05-01", "2024-05-02", "gone")

    assert names(replace(found, overrides=(gone,)), local("2024-05-01T12:00")) == ("a",)
    half = replace(gone, on_call=("gone", "b"))
    assert names(replace(found, overrides=(half,)), local("2024-05-01T12:00")) == ("b",)


# The oracle: every hour of work written out as intervals, then looked up; nothing of the code's arithmetic.


def intervals(start: str, end: str, day: date) -> tuple[datetime, datetime]:
    since = datetime.combine(day, time.fromisoformat(start), BAGHDAD)
    until = datetime.combine(day, time.fromisoformat(end), BAGHDAD)
    return since, until if until > since else until + DAY


def written_out(data: dict[str, Any], overrides: list[Override], at: datetime) -> tuple[str, ...]:
    for one in sorted(overrides, key=lambda one: (one.made_at, one.id))[::-1]:
        if one.starts_at <= at < one.ends_at:
            return one.on_call
    today = at.astimezone(BAGHDAD).date()
    days = (today, today - DAY)
    holidays = {date.fromisoformat(one["date"]): one for one in data["holidays"]}
    if "on_call" in holidays.get(today, {}):
        return tuple(holidays[today]["on_call"])
    for day in days:
        for one in holidays.get(day, {}).get("shifts", ()):
            since, until = intervals(one["from"], one["to"], day)
            if since <= at < until:
                return tuple(one["on_call"])
    ordinary = [day for day in days if "shifts" not in holidays.get(day, {})]

    def runs(one: dict[str, Any]) -> date | None:
        for day in ordinary:
            since, until = intervals(one["from"], one["to"], day)
            if DAYS[day.weekday()] in one["days"] and since <= at < until:
                return day
        return None

    running = [one for one in data["shifts"] if runs(one)]
    found: list[str | None] = [*running[0]["on_call"]] if running else []
    found += [None] * (2 - len(found))
    for index, post in enumerate(("first", "second")):
        for one in data["rotations"]:
            day = runs(one)
            if one["post"] != post or day is None or day < date.fromisoformat(one["starts"]):
                continue
            turns = (day - date.fromisoformat(one["starts"])) // (DAY if one["every"] == "day" else 7 * DAY)
            found[index] = one["people"][turns % len(one["people"])]
            break
    return tuple(dict.fromkeys(name for name in found if name))


YEAR = date(2024, 1, 1)
clocks = st.builds(lambda quarter: f"{quarter // 4:02d}:{quarter % 4 * 15:02d}", st.integers(0, 95))
some_people = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True)
some_days = st.lists(st.sampled_from(DAYS), min_size=1, max_size=7, unique=True)
dates = st.integers(0, 365).map(lambda number: (YEAR + number * DAY).isoformat())
hours = {"from": clocks, "to": clocks}
shifts = st.fixed_dictionaries({**hours, "days": some_days, "on_call": some_people})
rotations = st.fixed_dictionaries(
    {
        **hours,
        "days": some_days,
        "post": st.sampled_from(["first", "second"]),
        "every": st.sampled_from(["day", "week"]),
        "starts": dates,
        "people": some_people,
    }
)
holidays = st.one_of(
    st.fixed_dictionaries({"date": dates, "on_call": some_people}),
    st.fixed_dictionaries(
        {
            "date": dates,
            "shifts": st.lists(
                st.fixed_dictionaries({**hours, "on_call": some_people}), min_size=1, max_size=2
            ),
        }
    ),
)
rosters = st.fixed_dictionaries(
    {
        "shifts": st.lists(shifts, max_size=4),
        "rotations": st.lists(rotations, max_size=3),
        "holidays": st.lists(holidays, max_size=6, unique_by=lambda one: one["date"]),
    }
)
moments = st.integers(0, 366 * 96 - 1).map(lambda n: datetime(2024, 1, 1, tzinfo=BAGHDAD) + n * QUARTER)


@st.composite
def some_overrides(draw: st.DrawFn) -> list[Override]:
    found = []
    for number in range(draw(st.integers(0, 3))):
        start, length = draw(moments), draw(st.integers(1, 200))
        made_at = draw(st.sampled_from([datetime(2023, 12, day, tzinfo=UTC) for day in (1, 2)]))
        found.append(Override(number, start, start + length * QUARTER, tuple(draw(some_people)), made_at))
    return found


@settings(max_examples=150, deadline=None, derandomize=True)
@given(data=rosters, overrides=some_overrides(), ats=st.lists(moments, min_size=1, max_size=10))
def test_any_roster_says_at_any_moment_what_its_hours_written_out_say(
    data: dict[str, Any], overrides: list[Override], ats: list[datetime]
) -> None:
    found = replace(made(**data), overrides=tuple(overrides))
    # Moments that matter are those around which something changes.
    around = [one.starts_at + QUARTER * step for one in overrides for step in (-1, 0)]
    for at in (*ats, *around, *(one.ends_at for one in overrides)):
        assert names(found, at) == written_out(data, overrides, at), at


@settings(max_examples=8, deadline=None, derandomize=True)
@given(data=rosters, overrides=some_overrides())
def test_any_roster_is_right_at_every_quarter_of_an_hour_of_a_fortnight_around_the_years_end(
    data: dict[str, Any], overrides: list[Override]
) -> None:
    found = replace(made(**data), overrides=tuple(overrides))
    at = datetime(2024, 12, 25, tzinfo=BAGHDAD)
    whole = list(stretches(found, at, at + 14 * DAY))
    for _ in range(14 * 96):
        who = written_out(data, overrides, at)
        assert names(found, at) == who
        in_stretch = next(one for one in whole if one.starts_at <= at < one.ends_at)
        assert tuple(post.counsellor for post in in_stretch.posts) == who
        at += QUARTER
