"""Who is on call at an instant, in Baghdad's time."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from helpline.alerts import roster
from helpline.alerts.escalate import targets
from helpline.alerts.policy import Who
from helpline.alerts.roster import Roster, RosterError, gap_within, gaps, parse, store
from helpline.alerts.transports import TRANSPORTS
from helpline.infra.settings import ROOT, settings
from tests.conftest import clear_caches

EVERY_DAY = ["sat", "sun", "mon", "tue", "wed", "thu", "fri"]
PEOPLE: list[dict[str, Any]] = [
    {"id": "day", "name": "أ", "phone": "+9647700000101", "transports": ["voice"]},
    {"id": "night", "name": "ب", "phone": "+9647700000102", "transports": ["voice", "whatsapp"]},
    {"id": "boss", "name": "ج", "phone": "+9647700000103", "transports": ["voice"], "supervisor": True},
]


def made(*shifts: dict[str, Any], people: list[dict[str, Any]] = PEOPLE) -> Roster:
    return parse({"timezone": "Asia/Baghdad", "counsellors": people, "shifts": list(shifts)})


def shift(start: str, end: str, *on_call: str, days: list[str] = EVERY_DAY) -> dict[str, Any]:
    return {"days": days, "from": start, "to": end, "on_call": list(on_call)}


DAY_AND_NIGHT = (shift("08:00", "20:00", "day", "night"), shift("20:00", "08:00", "night", "day"))


def names(who: Roster, at: str) -> list[str]:
    return [one.id for one in who.on_call(datetime.fromisoformat(at).replace(tzinfo=UTC))]


@pytest.mark.parametrize(
    ("utc", "first"),
    [
        ("2026-01-05T04:59", "night"),
        ("2026-01-05T05:00", "day"),
        ("2026-01-05T16:59", "day"),
        ("2026-01-05T17:00", "night"),
        ("2026-01-05T20:59", "night"),
        ("2026-01-05T21:00", "night"),
        ("2026-01-05T23:30", "night"),
    ],
)
def test_shifts_are_in_local_time_and_run_over_midnight(utc: str, first: str) -> None:
    assert names(made(*DAY_AND_NIGHT), utc)[0] == first


def test_a_night_belongs_to_the_day_it_began_on() -> None:
    who = made(shift("22:00", "06:00", "night", days=["thu"]))

    assert names(who, "2026-01-08T20:00") == ["night"]  # Thursday, 23:00 in Baghdad
    assert names(who, "2026-01-09T02:59") == ["night"]  # Friday, 05:59
    assert names(who, "2026-01-09T03:00") == []
    assert names(who, "2026-01-08T02:00") == []  # Thursday, 05:00: the night before was Wednesday's
    assert names(who, "2026-01-09T20:00") == []


def test_a_night_at_the_end_of_the_week_reaches_into_the_next() -> None:
    who = made(shift("22:00", "06:00", "night", days=["sun"]))

    assert names(who, "2026-01-05T01:00") == ["night"]  # Monday, 04:00


def test_a_shift_that_ends_when_it_begins_is_a_whole_day() -> None:
    assert gaps(made(shift("08:00", "08:00", "day"))) == []


def test_first_and_second_come_in_the_order_of_the_shift() -> None:
    assert names(made(*DAY_AND_NIGHT), "2026-01-05T12:00") == ["day", "night"]


def test_the_week_of_the_shipped_roster_has_no_gap() -> None:
    shipped = parse(yaml.safe_load((ROOT / "config" / "roster.yml").read_text(encoding="utf-8")))

    assert gaps(shipped) == []
    assert all(one.placeholder for one in shipped.counsellors)


def test_a_gap_of_a_quarter_of_an_hour_is_found() -> None:
    who = made(shift("08:00", "20:00", "day"), shift("20:00", "07:45", "night"))

    assert gaps(who) == [f"{day} 07:45" for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")]


def test_a_whole_free_day_is_found() -> None:
    who = made(shift("00:00", "00:00", "day", days=[day for day in EVERY_DAY if day != "fri"]))

    assert {gap.split()[0] for gap in gaps(who)} == {"fri"}


def test_a_gap_ahead_is_seen_before_it_comes() -> None:
    who = made(shift("08:00", "20:00", "day"))
    noon = datetime(2026, 1, 5, 9, tzinfo=UTC)

    assert not gap_within(who, noon, timedelta(hours=7, minutes=45))
    assert gap_within(who, noon, timedelta(hours=8))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"people": [{**PEOPLE[0]}, PEOPLE[1]]}, "supervisor"),
        ({"people": [*PEOPLE, {**PEOPLE[0]}]}, "two counsellors"),
        ({"people": [{**PEOPLE[0], "phone": "07700000101"}, *PEOPLE[1:]]}, "E.164"),
        ({"people": [{**PEOPLE[0], "transports": ["pigeon"]}, *PEOPLE[1:]]}, "transports"),
        ({"people": [{**PEOPLE[0], "transports": []}, *PEOPLE[1:]]}, "transports"),
    ],
)
def test_people_that_cannot_be_are_refused(change: dict[str, Any], says: str) -> None:
    with pytest.raises(RosterError, match=says):
        made(*DAY_AND_NIGHT, **change)


@pytest.mark.parametrize(
    "wrong",
    [
        shift("08:00", "20:00", "nobody"),
        shift("08:00", "20:00", "day", "day"),
        shift("08:00", "20:00"),
        shift("8", "25:00", "day"),
        shift("08:00", "20:00", "day", days=["funday"]),
        {"days": EVERY_DAY},
        {"days": EVERY_DAY, "from": 480, "to": 1200, "on_call": ["day"]},
    ],
)
def test_shifts_that_cannot_be_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(RosterError):
        made(wrong)


@pytest.mark.parametrize("data", [None, [], "", {}, {"counsellors": None}, {"timezone": "Mars/Olympus"}])
def test_something_that_is_no_roster_is_refused(data: Any) -> None:
    with pytest.raises(RosterError):
        parse(data)


def test_an_error_shows_no_number() -> None:
    with pytest.raises(RosterError) as raised:
        made(*DAY_AND_NIGHT, people=[PEOPLE[0], {**PEOPLE[1], "phone": PEOPLE[0]["phone"]}, PEOPLE[2]])

    assert "770" not in str(raised.value)


def test_there_is_a_transport_behind_every_name() -> None:
    assert set(roster.TRANSPORT_NAMES) == set(TRANSPORTS)


def test_an_edit_is_read_and_a_slip_leaves_the_last_good_roster(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import os

    path = tmp_path / "roster.yml"

    def write(text: str, age: int) -> None:
        path.write_text(text, encoding="utf-8")
        os.utime(path, (age, age))

    environment.setenv("ROSTER_FILE", str(path))
    clear_caches()
    with pytest.raises(OSError, match="roster"):
        roster.current()
    good = {"timezone": "Asia/Baghdad", "counsellors": PEOPLE, "shifts": list(DAY_AND_NIGHT)}
    write(yaml.safe_dump(good), 1)
    assert len(roster.current().counsellors) == 3
    write("counsellors: [", 2)
    assert len(roster.current().counsellors) == 3
    with pytest.raises(RosterError):
        roster.read()
    write(yaml.safe_dump({**good, "counsellors": PEOPLE[1:], "shifts": []}), 3)

    assert len(roster.current().counsellors) == 2


def test_production_refuses_placeholders(environment: pytest.MonkeyPatch) -> None:
    placeholder = settings().model_copy(update={"environment": "production"})
    environment.setattr(store, "settings", lambda: placeholder)
    with pytest.raises(RosterError, match="placeholders in production: zainab"):
        roster.read()


NOON = datetime(2026, 1, 5, 9, tzinfo=UTC)


def speaking(**languages: str) -> Roster:
    """Return the roster of day and night with the languages that some of them speak."""
    people = [one | {"languages": ["ar", languages.get(one["id"], "ar")]} for one in PEOPLE]
    return made(*DAY_AND_NIGHT, people=people)


def reached(who: Who, found: Roster, language: str | None = None) -> list[str]:
    return [one.id for one in targets(who, found, NOON, language)]


def test_whoever_speaks_the_contacts_language_is_reached_first() -> None:
    found = speaking(night="ku")

    assert reached("first", found) == ["day"]
    assert reached("first", found, "ar") == ["day"]
    assert reached("first", found, "ku") == ["night"]
    assert reached("second", found, "ku") == ["day"]


def test_a_language_that_nobody_on_call_speaks_reaches_a_speaker_off_shift_at_once() -> None:
    assert reached("first", speaking(boss="en"), "en") == ["day", "boss"]
    assert reached("first", speaking(), "en") == ["day"]
