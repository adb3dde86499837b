"""Waiting for what has been started."""

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from helpline.infra.settings import Settings
from processes.programs import Program, programs
from processes.run import CannotStart, unhealthy
from tests.conftest import free_port


class Well(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def well() -> Iterator[Program]:
    """A program that answers."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Well)
    Thread(target=server.serve_forever, daemon=True).start()
    yield Program("well", [], health=f"http://127.0.0.1:{server.server_port}/")
    server.shutdown()
    server.server_close()


def silent() -> Program:
    """Return a program that does not answer."""
    return Program("silent", [], health=f"http://127.0.0.1:{free_port()}/")


def test_what_is_not_well_in_time_is_named_and_nothing_else(well: Program) -> None:
    said: list[str] = []
    started = [well, silent(), Program("without an address", [])]
    assert unhealthy(started, lambda: True, said.append, time.monotonic()) == ["silent"]
    assert said == ["  well is ready"]


def test_nobody_waits_when_the_supervisor_has_ended() -> None:
    with pytest.raises(CannotStart):
        unhealthy([silent()], lambda: False, lambda said: None, time.monotonic() + 60)


def test_danger_waits_for_neither_rasa_nor_its_actions(environment: pytest.MonkeyPatch) -> None:
    every = programs(Settings(), Path("model.tar.gz"))
    assert {one.name for one in every if one.wave == 2} == {"rasa", "actions", "console"}
    assert {"web", "worker", "urgent", "watchdog"} <= {one.name for one in every if one.wave == 1}
