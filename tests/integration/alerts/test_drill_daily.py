"""The daily test alert: once, never beside danger nor in quiet hours, and told where it did not arrive."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import update

from helpline import content
from helpline.alerts.drill import daily, send
from helpline.alerts.drill.model import Drill, DrillDay
from helpline.cases import Case, State
from helpline.infra.database import transaction
from helpline.infra.settings import settings
from helpline.outbox import Kind, Outbox, Refused, Sending, Unavailable
from processes import cli
from tests.integration.alerts.drilling import drills, go_to, minute, outcomes, switch_on
from tests.integration.world import AHMED, HUDA, RED, ZAINAB, World, text


@pytest.fixture
def eleven(world: World, environment: pytest.MonkeyPatch) -> World:
    """Zainab and Ahmed on call by phone and WhatsApp, a minute before the hour."""
    switch_on(environment)
    go_to(world.time, "10:59")
    return world


def rows(world: World, phone: str) -> list[Outbox]:
    return [row for row in world.twilio.sent if row.to == phone and "test" in row.payload]


def findings(world: World) -> dict[str, str]:
    return {one.key: one.about for one in world.watchdog()}


def call_is(world: World, phone: str, status: str) -> None:
    """Tell how the test call to a phone ended."""
    row = next(row for row in rows(world, phone) if row.kind == Kind.CALL)
    form = {"CallStatus": status, "CallSid": "CA1"}
    assert world.client.post_signed(f"/ivr/test/placed/{row.token}", form).status_code == 204


def press(world: World, counsellor: str) -> str:
    path = f"/ivr/test/{drills(counsellor)['voice'].token}/key"
    return str(world.client.post_signed(path, {"CallSid": "CA1", "Digits": "1"}).text)


def answer_all(world: World, counsellor: str, phone: str) -> None:
    press(world, counsellor)
    world.taps(phone, f"test:{drills(counsellor)['whatsapp'].token}")


def test_everybody_on_call_is_tested_once_at_the_hour(eleven: World) -> None:
    minute(eleven)
    assert rows(eleven, ZAINAB) == rows(eleven, AHMED) == []
    for _ in range(4):
        eleven.time.forward(60)
        minute(eleven)

    for phone in (ZAINAB, AHMED):
        assert [row.kind for row in rows(eleven, phone)] == [Kind.CALL, Kind.WHATSAPP]
        assert not any(row.urgent or row.lane or row.case_id or row.alert_id for row in rows(eleven, phone))
    assert rows(eleven, HUDA) == []
    assert eleven.all_alerts() == []


def test_the_next_day_has_its_own(eleven: World) -> None:
    for _ in range(2):
        go_to(eleven.time, "11:00")
        minute(eleven)

    assert len(rows(eleven, ZAINAB)) == 4


@pytest.mark.parametrize(("at", "sent"), [("12:59", True), ("13:00", False)])
def test_after_an_outage_it_is_made_up_for_two_hours(eleven: World, at: str, sent: bool) -> None:
    eleven.watchdog()
    go_to(eleven.time, at, days=0)
    minute(eleven)

    assert bool(rows(eleven, ZAINAB)) == sent
    assert ("test_alert_missed" in findings(eleven)) != sent


def test_two_workers_in_the_same_second_send_one(eleven: World) -> None:
    go_to(eleven.time, "11:00", days=0)
    barrier = Barrier(4)

    def work(_: int) -> None:
        barrier.wait(10)
        daily.each_minute()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    eleven.jobs.run()

    assert len(eleven.find(Drill)) == 4
    assert len(rows(eleven, ZAINAB)) == len(rows(eleven, AHMED)) == 2


def test_an_empty_setting_tests_nobody(eleven: World, environment: pytest.MonkeyPatch) -> None:
    environment.setenv("TEST_ALERT_AT", "")
    settings.cache_clear()
    eleven.watchdog()
    go_to(eleven.time, "11:00")
    minute(eleven)
    go_to(eleven.time, "14:00", days=0)

    assert eleven.find(Drill) == []
    assert "test_alert_missed" not in findings(eleven)


@pytest.mark.parametrize("held", [False, True])
def test_nobody_is_tested_beside_danger_and_they_are_when_it_is_over(eleven: World, held: bool) -> None:
    eleven.says(RED)
    if held:
        eleven.acknowledges()
    go_to(eleven.time, "11:00", days=0)
    daily.each_minute()
    assert "voice" not in drills("zainab")
    assert "voice" in drills("ahmed")

    with transaction() as session:
        session.execute(update(Case).values(state=State.RESOLVED, timer_due_at=None))
    eleven.time.forward(60)
    minute(eleven)
    assert "voice" in drills("zainab")
    assert len(rows(eleven, AHMED)) == 2


def test_a_test_that_could_not_be_sent_gives_way_to_danger(eleven: World) -> None:
    eleven.twilio.fail_with = lambda row: Unavailable("ConnectError") if "test" in row.payload else None
    go_to(eleven.time, "11:00", days=0)
    minute(eleven)
    eleven.says(RED)
    minute(eleven)
    eleven.twilio.fail_with = lambda row: None
    eleven.passes(60)

    assert outcomes("zainab")["voice"] == ("withdrawn", "gave way")
    assert rows(eleven, ZAINAB) == []
    assert ("zainab", "voice") in eleven.alerts()
    assert len(rows(eleven, AHMED)) == 2


def test_one_that_is_kept_from_going_out_for_half_an_hour_has_failed(eleven: World) -> None:
    eleven.twilio.fail_with = lambda row: Unavailable("ConnectError") if "test" in row.payload else None
    go_to(eleven.time, "11:00", days=0)
    minute(eleven)
    eleven.time.forward(31 * 60)
    daily.each_minute()

    assert outcomes()["voice"] == ("failed", "not sent")
    assert {row.state for row in eleven.outbox() if "test" in row.payload} == {Sending.FAILED}


def test_nothing_goes_out_in_quiet_hours(eleven: World, roster_file: Path) -> None:
    quiet = 'transports: [voice, whatsapp], quiet_hours: "10:00-12:00"}'
    file = roster_file.read_text().replace("transports: [voice, whatsapp]}", quiet, 1)
    roster_file.write_text(file)
    go_to(eleven.time, "11:00", days=0)
    minute(eleven)
    assert drills("zainab") == {}
    assert len(drills("ahmed")) == 2

    go_to(eleven.time, "12:00", days=0)
    minute(eleven)
    assert len(drills("zainab")) == 2, "quiet hours that end in time only put it off"


def test_the_night_is_tested_at_its_start_where_nothing_arrived_for_a_week(
    eleven: World, roster_file: Path
) -> None:
    nights = roster_file.read_text().replace('from: "00:00", to: "00:00"', 'from: "20:00", to: "08:00"')
    roster_file.write_text(nights)
    starts: list[Drill] = []
    for number in range(8):
        go_to(eleven.time, "11:00")
        minute(eleven)
        assert not any(drill.why == "daily" for drill in eleven.find(Drill))
        # A little later each time: a week has then passed since the first.
        go_to(eleven.time, f"20:0{number}", days=0)
        minute(eleven)
        if len(eleven.find(Drill, Drill.counsellor == "zainab")) > len(starts):
            starts = eleven.find(Drill, Drill.counsellor == "zainab")
        answer_all(eleven, "zainab", ZAINAB)

    assert [(one.transport, one.why) for one in starts] == [("voice", "shift"), ("whatsapp", "shift")] * 2
    days = [one.day for one in starts]
    assert days[2] - days[0] == timedelta(days=7)


def test_the_supervisor_is_told_once_and_without_numbers(eleven: World) -> None:
    go_to(eleven.time, "11:00", days=0)
    eleven.twilio.fail_with = lambda row: (
        Refused("21211") if row.to == AHMED and row.kind == Kind.CALL else None
    )
    minute(eleven)
    call_is(eleven, ZAINAB, "no-answer")
    eleven.taps(AHMED, f"test:{drills('ahmed')['whatsapp'].token}")
    minute(eleven)
    assert eleven.twilio.texts(HUDA) == [], "the button under Zainab's is still waited for"

    for _ in range(3):
        eleven.time.forward(31 * 60)
        minute(eleven)
    (told,) = eleven.twilio.texts(HUDA)
    # Nothing said that the message had reached Zainab's phone.
    silent = text("alert.test.report.silent", name="زينب", channel_words=content.text("alert.test.by.voice"))
    lost = text("alert.test.report.failed", name="زينب", channel_words=content.text("alert.test.by.whatsapp"))
    ahmed = text("alert.test.report.failed", name="أحمد", channel_words=content.text("alert.test.by.voice"))
    assert told == text("alert.test.report", summary="\n".join((silent, lost, ahmed)))
    assert "+964" not in told
    about = findings(eleven)["test_alert_failed"]
    assert about.endswith(", zainab voice, zainab whatsapp, ahmed voice")
    assert not any(one.stands for one in eleven.watchdog() if one.key == "test_alert_failed")

    press(eleven, "zainab")
    assert findings(eleven)["test_alert_failed"] == about, "what was told is not told again for a late key"
    eleven.time.forward(86400)
    assert "test_alert_failed" not in findings(eleven)


def test_nobody_is_told_when_all_arrived(eleven: World) -> None:
    go_to(eleven.time, "11:00", days=0)
    minute(eleven)
    answer_all(eleven, "zainab", ZAINAB)
    answer_all(eleven, "ahmed", AHMED)
    eleven.time.forward(3600)
    minute(eleven)

    assert eleven.twilio.texts(HUDA) == []
    assert not {"test_alert_failed", "test_alert_missed"} & set(findings(eleven))


def test_a_day_that_did_not_run_is_found_and_the_first_expected_day_is_the_next(eleven: World) -> None:
    go_to(eleven.time, "11:30", days=0)
    assert "test_alert_missed" not in findings(eleven)
    go_to(eleven.time, "20:00", days=0)
    assert "test_alert_missed" not in findings(eleven), "set up after the hour: expected from tomorrow"

    go_to(eleven.time, "12:59")
    assert "test_alert_missed" not in findings(eleven)
    planned = go_to(eleven.time, "13:00", days=0)
    assert findings(eleven)["test_alert_missed"] == f"{planned:%Y-%m-%d} 11:00"
    go_to(eleven.time, "11:00")
    minute(eleven)
    go_to(eleven.time, "15:00", days=0)
    assert "test_alert_missed" not in findings(eleven)


def test_a_day_on_which_nobody_could_be_tested_is_no_missed_one(eleven: World, roster_file: Path) -> None:
    eleven.watchdog()
    roster_file.write_text(
        roster_file.read_text().replace('from: "00:00", to: "00:00"', 'from: "14:00", to: "20:00"')
    )
    go_to(eleven.time, "11:00")
    minute(eleven)
    go_to(eleven.time, "13:30", days=0)

    assert "test_alert_missed" not in findings(eleven)
    assert [one.began_at is not None for one in _days()] == [True]


def _days() -> list[DrillDay]:
    with transaction() as session:
        return list(session.query(DrillDay).filter(DrillDay.began_at.is_not(None)))


def test_tests_count_for_who_cannot_be_reached(eleven: World, capsys: pytest.CaptureFixture[str]) -> None:
    for day in range(3):
        go_to(eleven.time, "11:00", days=int(day > 0))
        minute(eleven)
        call_is_last(eleven, ZAINAB, "no-answer")
        answer_all(eleven, "ahmed", AHMED)
        eleven.taps(ZAINAB, f"test:{drills()['whatsapp'].token}")

    assert {one.key: one.count for one in eleven.watchdog()}["counsellor_unreachable"] == 1
    assert cli.main(["transports"]) == 1
    shown = capsys.readouterr().out.splitlines()
    voice = next(line for line in shown if line.startswith("zainab") and "voice" in line)
    assert voice.endswith("test no-answer, test no-answer, test no-answer")
    ahmed = next(line for line in shown if line.startswith("ahmed") and "voice" in line)
    assert ahmed.endswith("test arrived, test arrived, test arrived")


def call_is_last(world: World, phone: str, status: str) -> None:
    row = [row for row in rows(world, phone) if row.kind == Kind.CALL][-1]
    world.client.post_signed(f"/ivr/test/placed/{row.token}", {"CallStatus": status, "CallSid": "CA1"})


def test_the_word_on_the_button_counts_only_while_a_test_waits(eleven: World) -> None:
    (button,) = content.buttons("alert.test.whatsapp")
    assert eleven.says(button.title, AHMED)[-1] == "هلا", "without a test it is anybody's word"
    go_to(eleven.time, "11:00", days=0)
    minute(eleven)

    assert eleven.says(f" {button.title} ", ZAINAB) == [text("alert.test.thanks")]
    assert outcomes()["whatsapp"] == ("arrived", "button")
    assert eleven.rasa.heard == [button.title]


@pytest.mark.parametrize("name", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_a_button_that_is_no_test_of_theirs_changes_nothing(eleven: World, name: str) -> None:
    go_to(eleven.time, "11:00", days=0)
    minute(eleven)

    assert eleven.taps(ZAINAB, f"test:{name}") == [text("alert.test.over")]
    assert eleven.taps(AHMED, f"test:{drills('zainab')['whatsapp'].token}") == [text("alert.test.over")]
    assert outcomes("zainab")["whatsapp"] == ("sent", None)


def test_in_production_without_a_template_only_an_open_window_is_used(
    eleven: World, environment: pytest.MonkeyPatch
) -> None:
    eleven.says("هلا", AHMED)
    production = settings().model_copy(update={"environment": "production"})
    environment.setattr(send, "settings", lambda: production)
    go_to(eleven.time, "11:00", days=0)
    minute(eleven)

    assert outcomes("zainab")["whatsapp"] == ("withdrawn", "no template")
    (row,) = [row for row in rows(eleven, AHMED) if row.kind == Kind.WHATSAPP]
    assert [button["id"] for button in row.payload["buttons"]] == [
        f"test:{drills('ahmed')['whatsapp'].token}"
    ]
    press(eleven, "zainab")
    assert "counsellor_unreachable" not in findings(eleven)


def test_a_time_that_is_none_is_refused_at_start(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("TEST_ALERT_AT", "25:00")
    settings.cache_clear()
    with pytest.raises(ValueError, match="TEST_ALERT_AT is a time"):
        settings()


def test_an_sms_without_any_word_is_told_but_is_no_sign_of_a_dead_phone(
    eleven: World, roster_file: Path, environment: pytest.MonkeyPatch
) -> None:
    environment.setenv("SMS_NUMBER", "+15550100005")
    settings.cache_clear()
    roster_file.write_text(roster_file.read_text().replace("[voice, whatsapp]", "[sms]", 2))
    for day in range(3):
        go_to(eleven.time, "11:00", days=int(day > 0))
        minute(eleven)
        eleven.time.forward(31 * 60)
        minute(eleven)

    assert outcomes()["sms"] == ("failed", "no word")
    assert len(eleven.twilio.texts(HUDA)) == 3
    assert "counsellor_unreachable" not in findings(eleven)
