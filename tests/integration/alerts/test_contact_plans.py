"""Somebody who is in touch every day has a plan and a time; danger is always outside of both."""

from datetime import timedelta

import pytest

from helpline.alerts import roster
from helpline.alerts.handover import cli
from helpline.cases import State
from helpline.infra import clock
from helpline.infra.audit import AuditEntry
from helpline.triage import Level
from tests.integration.world import CONTACT, RED, ZAINAB, World, text

PLAN = "نسمعه بهدوء وما نوعد بشي جديد"


def planned(world: World, minutes: int = 20, days: int = 30) -> int:
    """Agree on a plan with the contact of a case; returns the exit status."""
    today = clock.now().astimezone(roster.current().timezone).date()
    until = (today + timedelta(days=days)).isoformat()
    case = str(world.open_case().id)
    return cli.main([case, "--text", PLAN, "--minutes", str(minutes), "--until", until, "--by", "huda"])


def within_a_day(world: World) -> None:
    """Let midnight pass if it is near: the time agreed on is counted by the day."""
    now = clock.now().astimezone(roster.current().timezone)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    if midnight - now < timedelta(hours=2):
        world.time.forward((midnight - now).total_seconds())


def talked(world: World, minutes: float) -> None:
    """Let the contact ask for a person and talk with Zainab for so long, on one day."""
    within_a_day(world)
    world.says("انسان")
    world.acknowledges()
    world.says("هلا بيك", ZAINAB)
    world.passes(minutes * 60 / 2)
    world.says("سمعتك", ZAINAB)
    world.passes(minutes * 60 / 2)


def test_the_plan_is_read_first_and_the_end_of_the_time_is_told_once(world: World) -> None:
    talked(world, 1)
    world.closes()
    assert planned(world) == 0
    world.says("انسان")
    assert text("alert.summary.plan", plan=PLAN) in world.acknowledges()[0]
    world.says("هلا بيك", ZAINAB)
    over = text("alert.whatsapp.time_box", case=world.open_case().id, minutes=20)
    world.says("شلونكم")
    assert over not in world.twilio.texts(ZAINAB)
    world.says("بخير", ZAINAB)
    for _ in range(3):
        world.passes(8 * 60)
        world.says("بعدني وياك", ZAINAB)
    for words in ("اريد احچي بعد", "وهاي هم"):
        world.says(words)
        world.says("اي", ZAINAB)
    assert world.twilio.texts(ZAINAB).count(over) == 1


def test_after_the_time_the_assistant_stays_and_a_person_comes_tomorrow(world: World) -> None:
    talked(world, 21)
    assert planned(world) == 0
    world.closes()
    assert world.says("انسان") == [text("case.later_today")]
    assert world.open_case().state == State.RESOLVED
    world.passes(24 * 3600)
    assert world.says("انسان") == [text("case.person_told")]


def test_danger_and_what_may_be_are_never_put_off(world: World) -> None:
    talked(world, 21)
    planned(world)
    world.closes()
    assert world.says("خطر") == [text("danger.calling")]
    assert world.open_case().level == Level.RED
    assert ("zainab", "voice") in world.alerts()


def test_a_plan_that_is_over_holds_no_more(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    talked(world, 21)
    planned(world, days=1)
    world.closes()
    assert world.says("انسان") == [text("case.later_today")]
    case = str(world.open_case().id)
    assert cli.main([case]) == 0
    assert PLAN in capsys.readouterr().out
    assert cli.main([case, "--end", "--by", "huda"]) == 0
    assert cli.main([case]) == 1
    assert world.says("انسان") == [text("case.person_told")]
    assert [(one.actor, one.action) for one in world.find(AuditEntry)][-2:] == [
        ("huda", "plan_set"),
        ("huda", "plan_ended"),
    ]
    assert CONTACT not in str([one.detail for one in world.find(AuditEntry)])


def test_a_plan_needs_an_end_and_cannot_shut_anybody_out(world: World) -> None:
    world.says(RED)
    case = str(world.open_case().id)
    assert planned(world, days=91) == 2
    assert planned(world, minutes=0) == 2
    assert cli.main([case, "--text", PLAN]) == 2
    assert cli.main(["999", "--text", PLAN]) == 1
    assert cli.main([case]) == 1
