"""At the start of a shift its counsellors say that they are there; silence is told to the supervisor."""

from datetime import timedelta
from pathlib import Path

import pytest

from helpline.alerts import roster
from helpline.alerts.roster import cli, confirm
from helpline.alerts.roster.confirm import ShiftConfirmation
from helpline.infra.settings import settings
from tests.integration.world import AHMED, CONTACT, HUDA, ZAINAB, World, text

HERE = "موجود"


@pytest.fixture
def shift(world: World, roster_file: Path) -> World:
    """A shift of twelve hours that began a minute ago."""
    local = world.time.now().astimezone(roster.current().timezone)
    start, end = local - timedelta(minutes=1), local + timedelta(hours=12)
    hours = f'from: "{start:%H:%M}", to: "{end:%H:%M}"'
    roster_file.write_text(roster_file.read_text().replace('from: "00:00", to: "00:00"', hours))
    return world


def minute(world: World) -> None:
    confirm.each_minute()
    world.jobs.run()


def asked(world: World, phone: str) -> list[dict[str, str]]:
    """Return the variables of what asked a counsellor."""
    rows = [row for row in world.twilio.sent if row.to == phone and row.payload.get("template") == "shift"]
    return [row.payload["variables"] for row in rows]


def unconfirmed(world: World) -> list[str]:
    return [one.about.split(",")[0] for one in world.watchdog() if one.key == "shift_unconfirmed"]


def test_each_is_asked_once_and_confirms_with_the_button(shift: World) -> None:
    for _ in range(3):
        minute(shift)
        shift.time.forward(60)
    (question,) = asked(shift, ZAINAB)
    assert len(asked(shift, AHMED)) == 1
    assert asked(shift, HUDA) == []
    assert (
        question["1"]
        == f"{shift.find(ShiftConfirmation)[0].ends_at.astimezone(roster.base().timezone):%H:%M}"
    )

    assert shift.taps(ZAINAB, f"present:{question['2']}") == [text("alert.shift.confirmed")]
    assert [row.confirmed_at is not None for row in shift.find(ShiftConfirmation)] == [True, False]


@pytest.mark.parametrize("word", [HERE, "موجودة", " اني موجود ", "أني موجود"])
def test_the_word_confirms_too(shift: World, word: str) -> None:
    minute(shift)

    assert shift.says(word, AHMED) == [text("alert.shift.confirmed")]
    assert shift.says(word, AHMED) == [text("alert.shift.confirmed")], "twice does no harm"
    assert [row.confirmed_at is not None for row in shift.find(ShiftConfirmation)] == [False, True]


def test_who_is_silent_for_a_quarter_of_an_hour_is_told_to_the_supervisor_once(shift: World) -> None:
    minute(shift)
    shift.says(HERE, ZAINAB)
    shift.time.forward(14 * 60)
    minute(shift)
    assert shift.twilio.texts(HUDA) == []
    assert unconfirmed(shift) == []

    shift.time.forward(61)
    for _ in range(3):
        minute(shift)
        shift.time.forward(60)
    (told,) = shift.twilio.texts(HUDA)
    assert "أحمد" in told
    assert unconfirmed(shift) == ["ahmed"]

    shift.says(HERE, AHMED)
    assert unconfirmed(shift) == []


def test_an_unconfirmed_shift_does_not_silence_the_heartbeat(shift: World) -> None:
    minute(shift)
    shift.time.forward(16 * 60)

    found = shift.watchdog()
    assert found
    assert [one for one in found if one.stands] == []


def test_the_word_of_who_holds_a_case_goes_to_the_contact_as_well(shift: World) -> None:
    minute(shift)
    shift.says("انسان")
    shift.acknowledges()
    assert text("alert.shift.confirmed") in shift.says(HERE, ZAINAB)
    assert shift.twilio.texts(CONTACT)[-1] == HERE

    assert text("alert.shift.confirmed") not in shift.says(HERE, ZAINAB)
    assert shift.twilio.texts(CONTACT)[-2:] == [HERE, HERE]


def test_without_a_shift_the_word_is_anybodys(shift: World) -> None:
    assert shift.says(HERE, HUDA)[-1] == "هلا"
    assert shift.rasa.heard == [HERE]


def test_anothers_button_confirms_nothing(shift: World) -> None:
    minute(shift)
    (question,) = asked(shift, ZAINAB)

    for payload in (f"present:{question['2']}", "present:999", "present:", "present:x"):
        assert shift.taps(AHMED, payload) == [text("alert.shift.over")]
    assert [row.confirmed_at for row in shift.find(ShiftConfirmation)] == [None, None]


def test_a_button_after_the_shift_says_that_it_is_over(shift: World) -> None:
    minute(shift)
    (question,) = asked(shift, ZAINAB)
    shift.time.forward(12 * 3600)

    assert shift.taps(ZAINAB, f"present:{question['2']}") == [text("alert.shift.over")]


def test_a_shift_that_began_long_ago_is_not_asked_about(shift: World) -> None:
    shift.time.forward(20 * 60)
    minute(shift)

    assert shift.find(ShiftConfirmation) == []


def test_nobody_is_woken_in_their_quiet_hours_to_be_asked(shift: World, roster_file: Path) -> None:
    quiet = 'transports: [voice, whatsapp], quiet_hours: ["00:00-12:00", "12:00-00:00"]}'
    file = roster_file.read_text().replace("transports: [voice, whatsapp]}", quiet)
    roster_file.write_text(file)
    minute(shift)

    assert shift.find(ShiftConfirmation) == []


def test_the_setting_at_0_asks_nobody(shift: World, environment: pytest.MonkeyPatch) -> None:
    environment.setenv("SHIFT_CONFIRMED_WITHIN", "0")
    settings.cache_clear()
    minute(shift)

    assert shift.find(ShiftConfirmation) == []
    assert unconfirmed(shift) == []


def test_in_production_without_a_template_only_an_open_window_is_used(
    shift: World, environment: pytest.MonkeyPatch
) -> None:
    shift.says("هلا", AHMED)
    production = settings().model_copy(update={"environment": "production"})
    environment.setattr(confirm, "settings", lambda: production)
    minute(shift)

    assert [row.counsellor for row in shift.find(ShiftConfirmation)] == ["ahmed"]
    (row,) = [row for row in shift.twilio.sent if row.to == AHMED and row.payload.get("buttons")]
    assert [button["id"] for button in row.payload["buttons"]] == ["present:1"]


def test_an_override_is_asked_at_its_own_start_and_ends_the_others_shift(shift: World) -> None:
    minute(shift)
    local = shift.time.now().astimezone(roster.base().timezone)
    bounds = [f"{local + timedelta(minutes=add):%Y-%m-%d %H:%M}" for add in (5, 65)]
    cli.main(
        [
            *("override", "--from", bounds[0], "--to", bounds[1], "--on-call", "huda"),
            *("--reason", "flu", "--by", "huda"),
        ]
    )
    shift.time.forward(5 * 60 + 60)
    minute(shift)
    assert len(asked(shift, HUDA)) == 1
    shift.time.forward(12 * 60)
    assert unconfirmed(shift) == [], "whoever was relieved is not missed"


def test_the_list_says_who_confirmed(shift: World, capsys: pytest.CaptureFixture[str]) -> None:
    minute(shift)
    shift.says(HERE, ZAINAB)
    shift.time.forward(16 * 60)
    minute(shift)
    cli.main(["confirmations"])
    first, second = capsys.readouterr().out.strip().splitlines()

    assert "zainab" in first and "confirmed" in first
    assert "ahmed" in second and "NOT CONFIRMED" in second
