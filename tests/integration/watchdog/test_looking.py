"""The watchdog wakes what lost its job, says what is wrong, and no check keeps another from being made."""

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest
from sqlalchemy import text as sql
from sqlalchemy import update

from helpline.alerts.watchdog import overdue, report
from helpline.cases.transitions import TIMER_TASK
from helpline.infra.database import transaction
from helpline.outbox import Outbox
from helpline.outbox.row import SEND_TASK
from processes.watchdog import silent_workers
from tests.integration.world import CONTACT, RED, THANKS, World


def keys(world: World) -> set[str]:
    return {finding.key for finding in world.watchdog()}


def test_a_quiet_helpline_has_no_findings(world: World) -> None:
    world.says(THANKS)
    world.says(RED)

    assert world.watchdog() == []


def test_unsent_rows_are_woken_at_once_and_reported_when_they_are_old(world: World) -> None:
    world.writes(THANKS)
    world.jobs.run(only="conversation.handle_message")
    world.jobs.lose()
    world.time.forward(6)
    assert keys(world) == set()
    assert SEND_TASK in {task for _, task, _, _ in world.jobs.waiting()}
    world.jobs.lose()
    world.time.forward(120)
    assert keys(world) == {"unsent"}
    world.jobs.run()

    assert "هلا" in world.twilio.texts(CONTACT)


def test_what_waits_its_turn_in_a_flood_is_given_no_second_job(world: World) -> None:
    world.writes(THANKS)
    world.jobs.run(only="conversation.handle_message")
    world.writes(RED)
    world.time.forward(200)
    before = world.jobs.waiting()
    assert {SEND_TASK, TIMER_TASK} <= {task for _, task, _, _ in before}

    assert {"late_timers", "unsent"} <= keys(world)
    assert [job for job in world.jobs.waiting() if job[1] in (SEND_TASK, TIMER_TASK)] == [
        job for job in before if job[1] in (SEND_TASK, TIMER_TASK)
    ]


def test_unhandled_messages_are_woken(world: World) -> None:
    world.writes(THANKS)
    world.jobs.lose()
    world.time.forward(16)

    assert keys(world) == {"unhandled"}
    world.jobs.run()
    assert "هلا" in world.twilio.texts(CONTACT)


def test_a_message_whose_job_is_alive_is_left_to_it(world: World) -> None:
    world.writes(THANKS)
    world.time.forward(60)

    assert keys(world) == set()


def test_looking_twice_wakes_once(world: World) -> None:
    world.says(RED)
    world.jobs.lose()
    world.time.forward(96)
    for _ in range(3):
        world.watchdog()

    assert len(world.jobs.waiting()) == 1


def test_a_check_that_fails_keeps_no_other_from_being_made(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(session, now):  # type: ignore[no-untyped-def]
        session.execute(sql("SELECT no_such_column"))

    broken.__name__ = "late_timers"
    monkeypatch.setattr(overdue, "late_timers", broken)
    world.writes(THANKS)
    world.jobs.lose()
    world.time.forward(16)

    assert keys(world) == {"late_timers_unchecked", "unhandled"}
    world.jobs.run()
    assert "هلا" in world.twilio.texts(CONTACT)


def test_a_gap_within_the_next_hours_is_told_before_it_matters(world: World, roster_file: Path) -> None:
    local = world.time.now() + timedelta(hours=3)
    start, end = local - timedelta(hours=1), local + timedelta(hours=2)
    roster_file.write_text(
        roster_file.read_text().replace(
            'from: "00:00", to: "00:00"', f'from: "{start:%H:%M}", to: "{end:%H:%M}"'
        )
    )

    assert keys(world) == {"roster_gap_24h"}
    world.time.forward(3000)
    assert keys(world) == {"roster_gap_24h"}
    world.time.forward(1200)
    assert keys(world) == {"roster_gap_1h"}
    world.time.forward(3600)
    assert keys(world) == {"roster_gap", "roster_gap_24h"}, "now, and tomorrow's"


def test_a_gap_is_pushed_once_a_day_ahead_and_once_an_hour_ahead(
    world: World, roster_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    posted: list[list[dict[str, object]]] = []

    def post(url: str, json: dict[str, list[dict[str, object]]], timeout: float) -> httpx.Response:
        posted.append(json["findings"])
        return httpx.Response(200, request=httpx.Request("POST", url))

    monkeypatch.setattr(report, "ways", lambda: {"webhook": report._post})
    monkeypatch.setattr(report.httpx, "post", post)
    local = world.time.now().astimezone(ZoneInfo("Asia/Baghdad")) + timedelta(hours=23)
    hours = f'from: "{local:%H:%M}", to: "{local - timedelta(hours=1):%H:%M}"'
    roster_file.write_text(roster_file.read_text().replace('from: "00:00", to: "00:00"', hours))
    reporter = report.Reporter()
    for _ in range(23 * 4 - 4):
        reporter.report(world.watchdog(), world.time.now())
        world.time.forward(900)

    gap = f"{local - timedelta(hours=1):%Y-%m-%d %H:%M}"
    assert posted == [
        [{"key": "roster_gap_24h", "count": 1, "about": gap}],
        [{"key": "roster_gap_1h", "count": 1, "about": gap}],
    ]


def test_a_shift_that_no_step_can_reach_is_told_ahead_and_while_it_runs(
    world: World, roster_file: Path
) -> None:
    local = world.time.now().astimezone(ZoneInfo("Asia/Baghdad"))
    soon, later = (f"{local + timedelta(hours=hours):%H:%M}" for hours in (2, 5))
    text = roster_file.read_text().replace("transports: [voice, whatsapp]}", "transports: [log]}", 1)
    days = "days: [sat, sun, mon, tue, wed, thu, fri]"
    alone = f'  - {{{days}, from: "{soon}", to: "{later}", on_call: [zainab]}}\n'
    roster_file.write_text(text.replace("shifts:\n", f"shifts:\n{alone}"))

    assert keys(world) == {"roster_unreachable_24h"}
    world.time.forward(2 * 3600 + 60)
    assert keys(world) == {"roster_unreachable", "roster_unreachable_24h"}, "now, and tomorrow's"


def test_stalled_queues_and_missing_workers_are_seen(world: World) -> None:
    assert {one.key for one in silent_workers()} == {"worker_silent"}

    with transaction() as session:
        session.execute(sql("INSERT INTO procrastinate_workers DEFAULT VALUES"))
        session.execute(sql("INSERT INTO procrastinate_workers DEFAULT VALUES"))
    assert silent_workers() == []

    world.writes(RED)
    with transaction() as session:
        session.execute(sql("UPDATE procrastinate_jobs SET scheduled_at = now() - interval '31 s'"))
    assert {one.key for one in silent_workers()} == {"queue_stalled_urgent", "queue_stalled_normal"}


def test_two_message_workers_do_not_hide_that_the_urgent_one_is_dead(
    world: World, environment: pytest.MonkeyPatch
) -> None:
    from helpline.infra.settings import settings

    environment.setenv("WORKER_PROCESSES", "2")
    settings.cache_clear()
    with transaction() as session:
        for _ in range(2):
            session.execute(sql("INSERT INTO procrastinate_workers DEFAULT VALUES"))

    assert [(one.key, one.count) for one in silent_workers()] == [("worker_silent", 1)]


def test_a_claim_that_is_still_fresh_is_not_disturbed(world: World) -> None:
    world.says(THANKS)
    last = world.outbox()[-1].id
    with transaction() as session:
        claimed = update(Outbox).where(Outbox.id == last)
        session.execute(claimed.values(state="sending", claimed_at=world.time.now()))
    world.watchdog()

    assert world.jobs.waiting() == []
