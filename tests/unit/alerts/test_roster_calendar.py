"""The calendar that counsellors take their shifts from."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar

from helpline.alerts.roster import Override, Roster, parse
from helpline.alerts.roster.calendar import calendar

BAGHDAD = ZoneInfo("Asia/Baghdad")
NOW = datetime(2026, 1, 5, 21, tzinfo=BAGHDAD)
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def made(**more: Any) -> Roster:
    people = [
        {
            "id": "zainab",
            "name": "زينب",
            "phone": "+9647700000101",
            "transports": ["voice"],
            "supervisor": True,
        },
        {"id": "ahmed", "name": "أحمد", "phone": "+9647700000102", "transports": ["voice"]},
    ]
    shifts = [
        {"days": DAYS, "from": "08:00", "to": "20:00", "on_call": ["zainab", "ahmed"]},
        {"days": DAYS, "from": "20:00", "to": "08:00", "on_call": ["ahmed"]},
    ]
    return parse({"timezone": "Asia/Baghdad", "counsellors": people, "shifts": shifts, **more})


def events(roster: Roster, now: datetime = NOW, weeks: int = 1, who: str | None = None) -> list[Any]:
    return list(Calendar.from_ical(calendar(roster, now, weeks, who)).walk("VEVENT"))


def test_each_shift_is_an_event_in_baghdads_time_the_running_one_whole() -> None:
    first, second, *rest = events(made(), who="ahmed")

    assert (first.start, first.end) == (
        datetime(2026, 1, 5, 20, tzinfo=BAGHDAD),
        datetime(2026, 1, 6, 8, tzinfo=BAGHDAD),
    )
    assert first["DTSTART"].params["TZID"] == "Asia/Baghdad"
    assert str(first["SUMMARY"]) == "أحمد: on call, first"
    assert str(second["SUMMARY"]) == "أحمد: on call, second"
    assert len(rest) == 13
    assert rest[-1].end == datetime(2026, 1, 13, 8, tzinfo=BAGHDAD), "the last is whole too"


def test_the_zone_is_described_for_programs_that_do_not_know_it() -> None:
    text = calendar(made(), NOW, 1).decode()

    assert "BEGIN:VTIMEZONE\r\nTZID:Asia/Baghdad" in text
    assert "TZOFFSETTO:+0300" in text
    assert "DTSTART;TZID=Asia/Baghdad:20260105T200000" in text


def test_a_uid_stays_from_one_export_to_the_next_and_none_is_twice() -> None:
    def uids(now: datetime) -> set[str]:
        found = [str(event["UID"]) for event in events(made(), now)]
        assert len(set(found)) == len(found)
        return set(found)

    today, tomorrow = uids(NOW), uids(NOW + timedelta(days=1))
    assert len(today - tomorrow) == len(tomorrow - today) == 3


def test_no_number_leaves_with_it() -> None:
    assert "770" not in calendar(made(), NOW, 8).decode()


def test_an_override_parts_a_shift_and_is_an_event_of_its_own() -> None:
    start = datetime(2026, 1, 5, 19, tzinfo=UTC)
    over = Override(1, start, start + timedelta(hours=2), ("zainab",), start)
    found = replace(made(), overrides=(over,))

    ahmed = [(one.start.hour, one.end.hour) for one in events(found, who="ahmed")[:2]]
    assert ahmed == [(20, 22), (0, 8)]
    zainab = events(found, who="zainab")[0]
    assert (zainab.start, zainab.end) == (over.starts_at, over.ends_at)
