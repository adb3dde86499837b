"""The stack, everybody around it, and one storm for all tests of this folder."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bench.stack import free_base_port
from tests.chaos import storm as storms
from tests.chaos.counsellors import Counsellors
from tests.chaos.fallback_site import FallbackSite
from tests.chaos.outcome import Outcome, watch
from tests.chaos.server import Server
from tests.chaos.storm import Storm
from tests.chaos.twilio import Twilio
from tests.e2e.conftest import AHMED

LONG = bool(os.environ.get("CHAOS_LONG"))
# Divides the waiting times of policies: the short form has seconds to see escalation.
SCALE = 1.0 if LONG else 10.0
_reports: list[str] = []


@pytest.fixture(scope="session")
def outcome() -> Iterator[Outcome]:
    """What became of everything after one storm; reported whatever the tests say of it."""
    with ExitStack() as exits:
        folder = Path(
            exits.enter_context(
                tempfile.TemporaryDirectory(prefix="wiyak-chaos-", ignore_cleanup_errors=True)
            )
        )
        # PostgreSQL runs under an account of its own where we are root, and must pass through.
        folder.chmod(0o711)
        # Ten ports in a row, and none that the system may take for an outgoing connection while all is down.
        base = free_base_port()
        site = FallbackSite(base + 9, AHMED)
        exits.callback(site.stop)
        twilio = Twilio(base + 8, f"http://127.0.0.1:{base}", site.url)
        exits.callback(twilio.stop)
        twilio.start()
        server = Server(folder, base, twilio, HELPLINE_TIME_SCALE=str(SCALE))
        exits.callback(server.cut_power)
        storm = Storm(server, twilio, Counsellors(twilio))
        if LONG:
            storm.start(with_rasa=True)
            storms.long(storm)
        else:
            storm.start(with_rasa=False)
            storms.short(storm)
        # What failed often waits for up to five minutes until its next try.
        found = watch(storm, SCALE, patience=420 if LONG else 60, look_for=150 if LONG else 12)
        _reports.append(found.report())
        if not LONG:
            storm.go_dark()
        yield found


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was counted, also where all is well."""
    for report in _reports:
        terminalreporter.section("chaos")
        terminalreporter.write_line(report)
