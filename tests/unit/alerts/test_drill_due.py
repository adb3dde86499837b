"""Who is due a test alert and by what, over a simulated week: nights, quiet hours, a holiday."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from helpline.alerts.drill.due import Due, Facts, due, following, latest
from helpline.alerts.roster import Override, Roster, parse

BAGHDAD = ZoneInfo("Asia/Baghdad")
AT = time(11)
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
STEP, WEEK = timedelta(minutes=15), timedelta(days=7)


def person(name: str, number: int, transports: list[str], **more: Any) -> dict[str, Any]:
    phone = f"+96477000001{number:02d}"
    return {"id": name, "name": name, "phone": phone, "transports": transports, **more}


def made(*shifts: tuple[str, str, list[str]], quiet: str = "", **more: Any) -> Roster:
    night = person("night", 2, ["voice"], **({"quiet_hours": quiet} if quiet else {}))
    people = [
        person("day", 1, ["voice", "whatsapp", "log"], supervisor=True),
        night,
        person("other", 3, ["voice"]),
    ]
    written = [{"days": DAYS, "from": start, "to": end, "on_call": names} for start, end, names in shifts]
    return parse({"timezone": "Asia/Baghdad", "counsellors": people, "shifts": written, **more})


ROSTER = made(("08:00", "20:00", ["day"]), ("20:00", "08:00", ["night"]))


def local(day: int, clock: str) -> datetime:
    """Return a time of the week that begins on Monday, 5 January 2026."""
    return datetime.combine(date(2026, 1, 4 + day), time.fromisoformat(clock), BAGHDAD)


def names(found: list[Due]) -> list[str]:
    return [f"{one.counsellor} {one.transport} {one.why}" for one in found]


EVERYBODY = frozenset({("day", "voice"), ("day", "whatsapp"), ("night", "voice"), ("other", "voice")})
KNOWN = Facts(reached=EVERYBODY)
DAY = ["day voice daily", "day whatsapp daily"]
CHANGE = made(("08:00", "12:00", ["day"]), ("12:00", "08:00", ["night"]))
BOTH = made(("08:00", "08:00", ["day", "night"]), quiet="10:30-11:30")
STARTS_QUIET = made(("08:00", "20:00", ["day"]), ("20:00", "08:00", ["night"]), quiet="19:30-21:00")
HOLIDAY = made(
    ("08:00", "20:00", ["day"]),
    ("20:00", "08:00", ["night"]),
    holidays=[{"date": "2026-01-07", "on_call": ["other"]}],
)
OVERRIDE = replace(
    ROSTER,
    overrides=(Override(1, local(1, "10:00"), local(1, "18:00"), ("other",), local(1, "09:00")),),
)


@pytest.mark.parametrize(
    ("roster", "now", "facts", "expected"),
    [
        pytest.param(ROSTER, local(1, "10:59"), KNOWN, [], id="a minute before"),
        pytest.param(ROSTER, local(1, "11:00"), KNOWN, DAY, id="on the minute, and never to the log"),
        pytest.param(ROSTER, local(1, "12:59"), KNOWN, DAY, id="two hours late at most"),
        pytest.param(ROSTER, local(1, "13:00"), KNOWN, [], id="later: not before tomorrow"),
        pytest.param(
            ROSTER,
            local(1, "11:05"),
            replace(KNOWN, tested=frozenset({("day", "voice", date(2026, 1, 5))})),
            ["day whatsapp daily"],
            id="once a day by each transport",
        ),
        pytest.param(
            ROSTER,
            local(2, "11:00"),
            replace(KNOWN, tested=frozenset({("day", "voice", date(2026, 1, 5))})),
            DAY,
            id="and again on the next day",
        ),
        pytest.param(
            ROSTER, local(1, "11:00"), replace(KNOWN, busy=frozenset({"day"})), [], id="not beside danger"
        ),
        pytest.param(CHANGE, local(1, "12:30"), KNOWN, [], id="late, and the shift is over"),
        pytest.param(BOTH, local(1, "11:00"), KNOWN, DAY, id="not in quiet hours"),
        pytest.param(
            BOTH, local(1, "11:30"), KNOWN, [*DAY, "night voice daily"], id="but when they end in time"
        ),
        pytest.param(
            ROSTER, local(1, "20:00"), KNOWN, [], id="a night that was reached lately is left alone"
        ),
        pytest.param(
            ROSTER, local(1, "20:00"), Facts(), ["night voice shift"], id="one that was not, at its start"
        ),
        pytest.param(ROSTER, local(1, "21:59"), Facts(), ["night voice shift"], id="up to two hours late"),
        pytest.param(ROSTER, local(1, "22:00"), Facts(), [], id="no later, at night least of all"),
        pytest.param(
            STARTS_QUIET, local(1, "20:00"), Facts(), [], id="not when the shift begins in quiet hours"
        ),
        pytest.param(STARTS_QUIET, local(1, "21:00"), Facts(), [], id="nor when these end after its start"),
        pytest.param(
            ROSTER,
            local(1, "08:00"),
            Facts(reached=EVERYBODY - {("day", "whatsapp")}),
            ["day whatsapp shift"],
            id="by the transport alone that reached nobody",
        ),
        pytest.param(
            ROSTER,
            local(1, "20:10"),
            Facts(tested=frozenset({("night", "voice", date(2026, 1, 5))})),
            [],
            id="a start is used once",
        ),
        pytest.param(HOLIDAY, local(3, "11:00"), KNOWN, ["other voice daily"], id="a holiday's people"),
        pytest.param(OVERRIDE, local(1, "11:00"), KNOWN, ["other voice daily"], id="an override's people"),
        pytest.param(
            made(("09:00", "21:00", ["day"])),
            local(1, "22:00"),
            Facts(),
            [],
            id="nobody on call, nobody tested",
        ),
    ],
)
def test_who_is_due(roster: Roster, now: datetime, facts: Facts, expected: list[str]) -> None:
    assert names(due(roster, AT, now, facts)) == expected


def week(roster: Roster, days: int = 7, broken: frozenset[tuple[str, str]] = frozenset()) -> list[str]:
    """Live quarter by quarter, where all that is not broken arrives at once; returns what was sent when."""
    sent: list[tuple[datetime, Due]] = []
    now = local(1, "00:00")
    while now < local(1, "00:00") + timedelta(days=days):
        facts = Facts(
            tested=frozenset((one.counsellor, one.transport, one.day) for _, one in sent),
            reached=frozenset(
                (one.counsellor, one.transport)
                for at, one in sent
                if now - at < WEEK and (one.counsellor, one.transport) not in broken
            ),
        )
        sent += [(now, one) for one in due(roster, AT, now, facts)]
        now += STEP
    return [f"{DAYS[at.weekday()]} {at:%H:%M} {one.counsellor} {one.transport}" for at, one in sent]


def test_a_week_of_days_and_nights() -> None:
    sent = week(ROSTER, 9)

    # The first start of each shift, for nothing has ever arrived; then the days at eleven, the nights weekly.
    assert sent[:4] == [
        "mon 08:00 day voice",
        "mon 08:00 day whatsapp",
        "mon 20:00 night voice",
        "tue 11:00 day voice",
    ]
    assert [one for one in sent if "night" in one] == ["mon 20:00 night voice", "mon 20:00 night voice"]
    assert [one for one in sent if "day voice" in one][1:] == [
        f"{DAYS[number % 7]} 11:00 day voice" for number in range(1, 9)
    ]


def test_a_night_whose_phone_is_broken_is_tried_every_night_and_once() -> None:
    nights = [one for one in week(ROSTER, broken=frozenset({("night", "voice")})) if "night" in one]

    assert nights == [f"{day} 20:00 night voice" for day in DAYS]


def test_a_week_with_quiet_hours_at_eleven_and_at_every_start_tests_nobody_in_them() -> None:
    sent = week(made(("08:00", "20:00", ["day"]), ("20:00", "08:00", ["night"]), quiet="19:00-23:00"))

    assert [one for one in sent if "night" in one] == []


def test_a_holiday_has_its_own_people() -> None:
    sent = week(HOLIDAY)

    assert [one for one in sent if "other" in one] == [
        "wed 00:00 other voice",
    ]
    assert not [one for one in sent if one.startswith("wed") and "day" in one]


def test_a_test_late_at_night_counts_for_the_day_on_which_it_was_due() -> None:
    roster = made(("00:00", "00:00", ["day"]))
    (first, _) = due(roster, time(23, 30), local(2, "00:10"), KNOWN)

    assert (first.day, first.why) == (date(2026, 1, 5), "daily")
    tested = frozenset(("day", by, date(2026, 1, 5)) for by in ("voice", "whatsapp"))
    assert due(roster, time(23, 30), local(2, "00:11"), replace(KNOWN, tested=tested)) == []


def test_the_latest_and_the_following_day() -> None:
    assert latest(AT, BAGHDAD, local(2, "10:59")) == (date(2026, 1, 5), datetime(2026, 1, 5, 8, tzinfo=UTC))
    assert following(AT, BAGHDAD, local(2, "10:59"))[0] == date(2026, 1, 6)
    assert latest(AT, BAGHDAD, local(2, "11:00"))[0] == date(2026, 1, 6)
    assert following(AT, BAGHDAD, local(2, "11:00"))[0] == date(2026, 1, 7)
