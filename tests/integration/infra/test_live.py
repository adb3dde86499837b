"""What changes is told to watchers after the commit, and nothing of it can hold a transaction up."""

import threading
import time as sleeping
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from helpline.infra import live
from helpline.infra.database import engine, transaction
from helpline.infra.live import Event
from helpline.infra.settings import settings
from tests.conftest import free_port
from tests.integration.console.conftest import redis_url  # noqa: F401
from tests.integration.world import RED, World


@pytest.fixture
def told(
    database: str,
    environment: pytest.MonkeyPatch,
    redis_url: str,  # noqa: F811
    roster_file: Path,
) -> Iterator["Queue[Event]"]:
    """What a watcher is told."""
    environment.setenv("REDIS_URL", redis_url)
    settings.cache_clear()
    heard: Queue[Event] = Queue()
    listening, over = threading.Event(), threading.Event()

    def listen() -> None:
        for one in live.events():
            listening.set()
            if one is not None:
                heard.put(one)
            if over.is_set():
                return

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    assert listening.wait(5)
    yield heard
    over.set()
    thread.join(5)


def all_told(heard: "Queue[Event]") -> list[Event]:
    """Return what was told until a mark that is published last of all."""
    with transaction() as session:
        live.publish(session, "mark", 0)
    found = []
    while (one := heard.get(timeout=5)).kind != "mark":
        found.append(one)
    return found


def test_what_is_committed_is_told_once_and_not_before(told: "Queue[Event]") -> None:
    with transaction() as session:
        live.publish(session, "opened", 7)
        live.publish(session, "opened", 7)
        live.publish(session, "alerted", 7)
        with pytest.raises(Empty):
            told.get(timeout=0.2)
    assert all_told(told) == [Event("opened", 7), Event("alerted", 7)]


def test_what_is_rolled_back_is_never_told(told: "Queue[Event]") -> None:
    with Session(engine()) as session:
        live.publish(session, "opened", 7)
        session.execute(text("SELECT 1"))
        session.rollback()
        session.commit()
    assert all_told(told) == []


def test_the_end_of_a_savepoint_is_not_the_commit(told: "Queue[Event]") -> None:
    with Session(engine()) as session:
        live.publish(session, "opened", 7)
        with session.begin_nested():
            live.publish(session, "raised", 7)
        session.rollback()
    assert all_told(told) == []


def test_a_savepoint_that_is_undone_takes_nothing_from_what_came_before(told: "Queue[Event]") -> None:
    with transaction() as session:
        live.publish(session, "opened", 7)
        savepoint = session.begin_nested()
        savepoint.rollback()
    assert all_told(told) == [Event("opened", 7)]


def test_every_change_of_a_case_is_told_by_its_id_alone(told: "Queue[Event]", world: World) -> None:
    world.says(RED)
    case = world.open_case().id
    kinds = [one.kind for one in all_told(told) if one.case_id == case]
    assert kinds[0] == "opened"
    assert "alerted" in kinds
    world.acknowledges()
    assert Event("acknowledged", case) in all_told(told)
    world.says("بعدني هنا")
    assert Event("message", case) in all_told(told)
    world.says("هلا، وياك زينب", phone="+9647700000101")
    assert Event("counsellor_spoke", case) in all_told(told)
    world.closes()
    assert Event("resolved", case) in all_told(told)


def test_a_redis_that_is_away_holds_no_transaction_up(
    database: str, environment: pytest.MonkeyPatch, roster_file: Path
) -> None:
    environment.setenv("REDIS_URL", f"redis://127.0.0.1:{free_port()}/0")
    settings.cache_clear()
    began = sleeping.monotonic()
    for case in range(20):
        with transaction() as session:
            live.publish(session, "opened", case)
    assert sleeping.monotonic() - began < 1
