"""The helpline's server as `make run` starts it, and how it is killed: one program, several, or the power."""

import os
import signal
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import psycopg

from bench.stack import left_behind
from processes.supervisor import answers
from tests.chaos.twilio import Twilio
from tests.conftest import wait_until
from tests.e2e.conftest import Stack


class Server(Stack):
    """A running copy whose Twilio lies outside."""

    def __init__(self, folder: Path, base: int, twilio: Twilio, **settings: str) -> None:
        super().__init__(folder, **twilio.account, TWILIO_API_URL=twilio.url, TEST_ALERT_AT="", **settings)
        self.base = base
        self.env["HELPLINE_BASE_PORT"] = str(base)
        self._twilio = twilio

    def meet(self) -> None:
        """Learn its addresses and secrets, Twilio's apart."""
        super().meet()
        self.simulator, self.token = self._twilio.http, self._twilio.account["TWILIO_AUTH_TOKEN"]

    def start_for_messages(self, seconds: float = 300) -> float:
        """Start it and wait until messages are taken, Rasa or no Rasa; returns the seconds that took."""
        began = time.monotonic()
        self.launch()
        wait_until((self.folder / "keys.json").exists, seconds, every=0.1)
        self.meet()
        wait_until(self.takes_messages, seconds, every=0.2)
        return time.monotonic() - began

    def takes_messages(self) -> bool:
        """the web process answers and both workers' hearts beat"""
        if not answers(f"http://127.0.0.1:{self.base}/health"):
            return False
        with suppress(psycopg.Error), self.connect() as connection:
            row = connection.execute(
                "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '5 s'"
            ).fetchone()
            return row is not None and int(str(row[0])) >= 2
        return False

    def connect(self) -> psycopg.Connection[tuple[object, ...]]:
        """Return a new connection to its database."""
        return psycopg.connect(self.database_url, autocommit=True, connect_timeout=5)

    def do_without(self, program: str) -> None:
        """Stop a program for good."""

        def runs() -> bool:
            """the program has been started"""
            return self.pid(program) != 0

        wait_until(runs, 60, every=0.2)
        self.supervisor().stopProcess(program)

    def kill_all(self, programs: Iterable[str]) -> dict[str, int]:
        """Kill programs with -9 at one instant; returns the process ids they had."""
        pids = {program: self.pid(program) for program in programs}
        for pid in pids.values():
            if pid:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        return pids

    def wait_until_back(self, killed: dict[str, int], seconds: float) -> float:
        """Wait until killed programs run again and messages can be stored; returns the seconds that took.

        Rasa's model and the actions are not waited for: people do not wait either.
        """
        began = time.monotonic()

        def back() -> bool:
            """what was killed is back"""
            return all(
                self.pid(program) not in (0, old) and self._well(program) for program, old in killed.items()
            )

        wait_until(back, seconds, every=0.2)
        return time.monotonic() - began

    def _well(self, program: str) -> bool:
        if program == "postgres":
            with suppress(psycopg.Error), self.connect():
                return True
            return False
        return program != "web" or answers(f"http://127.0.0.1:{self.base}/health")

    def cut_power(self) -> None:
        """Kill the supervisor and all that it runs with -9; nothing is asked to stop and nothing restarts."""

        def nothing_left() -> bool:
            """nothing of the server runs"""
            left = left_behind(self.folder)
            for pid in left:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            return not left

        wait_until(nothing_left, 20, every=0.1)
