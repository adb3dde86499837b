"""Overrides hold at once and for every process; what is away or wrong with them stops no alert."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text as sql

from helpline.alerts import roster
from helpline.alerts.roster import cli, overrides, store
from helpline.infra.audit import AuditEntry
from helpline.infra.database import transaction
from tests.integration.world import OTHER, RED, World


def local(world: World, hours: float) -> str:
    """Return the time so many hours from now as staff write it."""
    at = world.time.now().astimezone(roster.current().timezone) + timedelta(hours=hours)
    return f"{at:%Y-%m-%d %H:%M}"


def override(world: World, *people: str, start: float = -1, end: float = 3, by: str = "huda") -> int:
    return cli.main(
        [
            *("override", "--from", local(world, start), "--to", local(world, end)),
            *("--on-call", ",".join(people), "--reason", "flu", "--by", by),
        ]
    )


def test_an_override_is_alerted_at_once_and_until_it_is_taken_back(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    assert override(world, "huda", "ahmed") == 0
    said = capsys.readouterr().out
    assert re.search(r"Override 1: huda, ahmed on call from \w{3} \d{4}-\d\d-\d\d \d\d:\d\d to ", said)
    world.says(RED)
    assert {who for who, _ in world.alerts()} == {"huda"}

    assert cli.main(["remove-override", "1", "--by", "zainab"]) == 0
    world.says(RED, OTHER)
    assert {who for who, _ in world.alerts()} == {"huda", "zainab"}


def test_it_ends_by_itself(world: World) -> None:
    override(world, "huda", end=1)
    world.time.forward(3601)
    world.says(RED)

    assert {who for who, _ in world.alerts()} == {"zainab"}


def test_another_process_sees_it_once_its_copy_is_two_seconds_old(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [one.id for one in roster.current().on_call(world.time.now())] == ["zainab", "ahmed"]
    now = world.time.now()
    with transaction() as session:
        row = (now, now + timedelta(hours=1), ["huda"])
        overrides.add(session, roster.base(), *row, reason="flu", by="huda", now=now)
    assert [one.id for one in roster.current().on_call(world.time.now())] == ["zainab", "ahmed"]

    soon = store.time.monotonic() + store.GOOD_FOR
    monkeypatch.setattr(store.time, "monotonic", lambda: soon)
    assert [one.id for one in roster.current().on_call(world.time.now())] == ["huda"]


def test_overrides_that_cannot_be_read_stop_no_alert_and_the_last_good_hold(world: World) -> None:
    override(world, "huda")
    assert roster.current().overrides
    with transaction() as session:
        session.execute(sql("ALTER TABLE roster_overrides RENAME TO away"))
    roster.forget()
    try:
        world.says(RED)
    finally:
        with transaction() as session:
            session.execute(sql("ALTER TABLE away RENAME TO roster_overrides"))

    assert {who for who, _ in world.alerts()} == {"huda"}


def test_a_database_that_is_away_leaves_the_roster_of_the_file(
    world: World, environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.conftest import clear_caches, free_port

    environment.setenv("DATABASE_URL", f"postgresql://wiyak:x@127.0.0.1:{free_port()}/wiyak")
    clear_caches()

    assert [one.id for one in roster.current().on_call(world.time.now())] == ["zainab", "ahmed"]
    assert cli.main(["show"]) == 0
    shown = capsys.readouterr()
    assert "zainab" in shown.out and "overrides are left out" in shown.err
    assert cli.main(["check"]) == 1
    assert override(world, "huda") == 2


def test_every_change_leaves_a_line_that_nobody_can_change_or_take_away(world: World, database: str) -> None:
    cli.main(
        [
            *("override", "--from", local(world, 0), "--to", local(world, 2), "--on-call", "huda"),
            *("--reason", "ring 0770 123 4567 instead", "--by", "huda"),
        ]
    )
    cli.main(["remove-override", "1", "--by", "ahmed"])

    made, removed = world.find(AuditEntry)
    assert (made.actor, made.action, made.detail["on_call"]) == ("huda", "roster.override_made", ["huda"])
    assert (removed.actor, removed.action, removed.detail) == (
        "ahmed",
        "roster.override_removed",
        {"override": 1},
    )
    assert made.detail["reason"] == "ring … instead"
    assert datetime.fromisoformat(made.detail["ends_at"]) > world.time.now()
    with psycopg.connect(database, autocommit=True) as connection:
        for statement in ("DELETE FROM audit_log", "UPDATE audit_log SET actor = 'nobody'"):
            with pytest.raises(psycopg.errors.RaiseException):
                connection.execute(statement)


@pytest.mark.parametrize(
    ("people", "start", "end", "says"),
    [
        (("nobody",), 0, 2, "nobody, who is not among the counsellors"),
        (("huda", "huda"), 0, 2, "names twice huda"),
        ((), 0, 2, "nobody on call"),
        (("huda",), 3, 2, "end after it begins"),
        (("huda",), -3, -2, "after now"),
    ],
)
def test_what_cannot_be_is_refused_in_plain_words(
    world: World,
    capsys: pytest.CaptureFixture[str],
    people: tuple[str, ...],
    start: float,
    end: float,
    says: str,
) -> None:
    assert override(world, *people, start=start, end=end) == 2
    assert says in capsys.readouterr().err
    assert world.find(overrides.RosterOverride) == world.find(AuditEntry) == []


def test_one_is_taken_back_once(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    override(world, "huda")
    assert cli.main(["remove-override", "1", "--by", "huda"]) == 0
    assert cli.main(["remove-override", "1", "--by", "huda"]) == 2
    assert "no override 1" in capsys.readouterr().err
    cli.main(["overrides"])
    assert "No override holds" in capsys.readouterr().out


def test_who_was_on_call_under_an_override_is_still_known_after_it_was_taken_back(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    override(world, "huda", end=5)
    before = local(world, 1)
    world.time.forward(7200)
    cli.main(["remove-override", "1", "--by", "huda"])
    capsys.readouterr()

    cli.main(["show", "--at", before])
    assert "huda" in capsys.readouterr().out
    cli.main(["show"])
    assert "zainab" in capsys.readouterr().out


def test_the_list_shows_who_when_why_and_by_whom(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    override(world, "huda", start=1, by="supervisor of the week")
    capsys.readouterr()
    cli.main(["overrides"])

    assert re.search(
        r"   1  \w{3} \S+ \S+ to \w{3} \S+ \S+  huda  by supervisor of the week: flu", capsys.readouterr().out
    )


def test_a_change_that_leaves_an_error_says_so_and_ends_with_1(
    world: World, roster_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster_file.write_text(roster_file.read_text().split("shifts:")[0] + "shifts: []\n")

    assert override(world, "huda") == 1
    assert "error    nobody is on call from " in capsys.readouterr().out


def test_an_override_that_outlives_its_counsellor_is_an_error(
    world: World, roster_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    override(world, "ahmed", "huda", start=1)
    kept = [line for line in roster_file.read_text().splitlines() if "id: ahmed" not in line]
    roster_file.write_text("\n".join(kept).replace("[zainab, ahmed]", "[zainab]"))
    capsys.readouterr()

    assert cli.main(["check"]) == 1
    assert "override 1 names ahmed, who is not among the counsellors" in capsys.readouterr().out


def test_a_file_that_cannot_be_read_is_the_checks_error(
    world: World, roster_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster_file.write_text("counsellors: [")

    assert cli.main(["check"]) == 1
    assert capsys.readouterr().out.startswith("error    roster: not YAML")
