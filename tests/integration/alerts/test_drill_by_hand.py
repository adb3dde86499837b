"""`helpline test-alert`: whom it tests, what it refuses, and the line that it leaves."""

import pytest

from helpline.alerts.drill.model import Drill
from helpline.infra.audit import AuditEntry
from processes import cli
from tests.integration.alerts.drilling import drills, go_to, minute, outcomes, switch_on
from tests.integration.world import HUDA, RED, World


def test_everybody_on_call_by_default(everything: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["test-alert", "--by", "huda"]) == 0
    everything.jobs.run()

    shown = capsys.readouterr().out.splitlines()
    names = ("voice", "whatsapp", "sms", "email", "push")
    assert shown[:-1] == [f"{who}: {by} queued" for who in ("zainab", "ahmed") for by in names]
    assert outcomes()["push"] == ("arrived", "delivered")
    (line,) = everything.find(AuditEntry)
    assert (line.actor, line.action) == ("huda", "test_alert.sent")
    assert line.detail == {"sent": [f"{who} {by}" for who in ("zainab", "ahmed") for by in names]}


def test_one_person_by_one_transport_on_call_or_not_and_again(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        assert cli.main(["test-alert", "--counsellor", "huda", "--transport", "voice"]) == 0
    world.jobs.run()

    assert [(drill.counsellor, drill.transport) for drill in world.find(Drill)] == [("huda", "voice")] * 2
    assert [row.to for row in world.twilio.sent] == [HUDA] * 2
    assert "+964" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--counsellor", "nobody"], "no counsellor nobody in the roster; there are zainab, ahmed, huda"),
        (["--transport", "pigeon"], "no transport pigeon; there are voice, whatsapp, sms, email, push"),
        (["--counsellor", "huda", "--transport", "sms"], "huda has no sms in the roster"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(
    world: World, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    assert cli.main(["test-alert", *arguments]) == 2
    assert says in capsys.readouterr().err
    assert world.find(Drill) == world.find(AuditEntry) == []


def test_nobody_in_danger_or_in_quiet_hours(
    world: World,
    roster_file,
    capsys: pytest.CaptureFixture[str],  # type: ignore[no-untyped-def]
) -> None:
    quiet = 'name: أحمد, quiet_hours: ["00:00-12:00", "12:00-00:00"]'
    roster_file.write_text(roster_file.read_text().replace("name: أحمد", quiet))
    world.says(RED)

    assert cli.main(["test-alert"]) == 1
    shown = capsys.readouterr().out
    assert "zainab: not sent, a case in danger is with them" in shown
    assert "ahmed: not sent, quiet hours" in shown
    assert world.find(Drill) == []


def test_what_lacks_its_settings_says_so(
    everything: World, environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from helpline.infra.settings import settings

    environment.delenv("SMS_NUMBER")
    settings.cache_clear()
    assert cli.main(["test-alert", "--counsellor", "zainab", "--transport", "sms"]) == 1
    assert "zainab: sms not sent, NotSetUp" in capsys.readouterr().out


def test_the_day_has_no_second_one_after_one_by_hand(world: World, environment: pytest.MonkeyPatch) -> None:
    switch_on(environment)
    go_to(world.time, "10:00")
    cli.main(["test-alert", "--counsellor", "zainab", "--transport", "voice"])
    go_to(world.time, "11:00", days=0)
    minute(world)

    assert {by: drill.why for by, drill in drills().items()} == {"voice": "hand", "whatsapp": "daily"}
    assert len(drills("ahmed")) == 2


def test_who_tests_by_hand_is_not_told_by_a_message(world: World) -> None:
    cli.main(["test-alert", "--counsellor", "zainab", "--transport", "voice"])
    world.time.forward(3600)
    minute(world)

    assert outcomes()["voice"] == ("failed", "not sent")
    assert world.twilio.texts(HUDA) == []
