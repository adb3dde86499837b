"""The whole stack as `make run` starts it, on ports of its own, with the simulator in place of Twilio."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from tests.conftest import ROOT, free_port, wait_until

AHMED, ZAINAB, HUDA = "+9647700000102", "+9647700000101", "+9647700000103"
COUNSELLORS = (AHMED, ZAINAB, HUDA)
READY = "Stop with Ctrl-C"


def free_base() -> int:
    """Return the first of seven free consecutive ports."""
    for _ in range(200):
        base = free_port()
        if base < 60000 and all(_is_free(base + offset) for offset in range(7)):
            return base
    raise RuntimeError("no seven free ports in a row")


def _is_free(port: int) -> bool:
    from processes.supervisor import port_in_use

    return not port_in_use(port)


class Stack:
    """A running copy and the people around it."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.base = free_base()
        self.env = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "HELPLINE_DATA_DIR": str(folder),
            "HELPLINE_BASE_PORT": str(self.base),
            # Fast enough to be quick, slow enough that a test hears a prompt before the next one.
            "SIMULATOR_SPEED": "8",
            # A run that begins with a shift would find its counsellors asked whether they are there.
            "SHIFT_CONFIRMED_WITHIN": "0",
            "TEST_ALERT_AT": "",
            **settings,
        }
        self.output = folder / "run.log"
        self._contacts = 0

    def start(self, seconds: float = 420) -> None:
        """Start it and wait until it says that it is ready."""
        self.launch()
        wait_until(self._ready, seconds, every=0.3)
        self.meet()

    def launch(self) -> None:
        """Start it and wait for nothing."""
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "processes", "run"],
                cwd=ROOT,
                env=self.env,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def meet(self) -> None:
        """Learn its addresses and secrets, which it has made by the time that it starts its processes."""
        keys = json.loads((self.folder / "keys.json").read_text())
        self.database_url = f"postgresql://wiyak:{keys['postgres_password']}@127.0.0.1:{self.base + 4}/wiyak"
        self.token = keys["TWILIO_AUTH_TOKEN"]
        self.simulator = httpx.Client(base_url=f"http://127.0.0.1:{self.base + 1}", timeout=30)
        self.web = httpx.Client(base_url=f"http://127.0.0.1:{self.base}", timeout=30)

    def _ready(self) -> bool:
        text = self.output.read_text()
        if self.process.poll() is not None:
            pytest.fail(f"the stack ended: {text[-3000:]}")
        return READY in text

    def stop(self) -> int:
        """Press Ctrl-C; returns the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(90)

    def new_contact(self) -> str:
        """Return a number that never wrote before."""
        self._contacts += 1
        return f"+96477010{self.base % 10}{self._contacts:04d}"

    def write(self, number: str, body: str, **more: Any) -> dict[str, Any]:
        """Write to the helpline from a number."""
        answer = self.simulator.post("/sim/messages", json={"from": number, "body": body, **more})
        answer.raise_for_status()
        return dict(answer.json())

    def tap(self, number: str, button: int = 1) -> None:
        """Tap a button of the last message with buttons that a number received."""
        self.simulator.post(f"/sim/numbers/{number}/tap", json={"button": button}).raise_for_status()

    def messages(self, number: str, direction: str = "outbound") -> list[dict[str, Any]]:
        """Return what a number received (or wrote), oldest first."""
        answer = self.simulator.get("/sim/messages", params={"number": number})
        return [one for one in answer.json()["messages"] if one["direction"].startswith(direction)]

    def said_to(self, number: str) -> str:
        """Return all that a number received, as one text."""
        return "\n".join(message["body"] for message in self.messages(number))

    def state(self, number: str) -> dict[str, Any]:
        """Return the contact's case and alerts."""
        answer = self.web.get(
            "/dev/state", params={"number": number}, headers={"Authorization": f"Bearer {self.token}"}
        )
        answer.raise_for_status()
        return dict(answer.json())

    def case(self, number: str) -> dict[str, Any] | None:
        """Return the contact's latest case."""
        return self.state(number)["case"]

    def written_about(self, number: str) -> str | None:
        """a counsellor was written to about this contact's case; returns the counsellor's number"""
        case = self.case(number)
        for phone in COUNSELLORS:
            for message in self.messages(phone):
                if case and message["seen"] and message["buttons"] and f" {case['id']}." in message["body"]:
                    return phone
        return None

    def calls(self, number: str) -> list[dict[str, Any]]:
        """Return the calls of a number, oldest first."""
        calls = self.simulator.get("/sim/calls").json()["calls"]
        return [call for call in calls if call["phone"] == number]

    def query(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Read from the stack's database."""
        with psycopg.connect(self.database_url, autocommit=True) as connection:
            return connection.execute(statement, values).fetchall()

    def supervisor(self) -> Any:
        """Return the supervisor's remote control."""
        import xmlrpc.client

        from supervisor.xmlrpc import SupervisorTransport

        from processes.supervisor import socket_path

        transport = SupervisorTransport(None, None, serverurl=f"unix://{socket_path(self.folder)}")
        proxy: Any = xmlrpc.client.ServerProxy("http://127.0.0.1", transport=transport)
        return proxy.supervisor

    def pid(self, program: str) -> int:
        """Return the process id of a program, without its wrapper."""
        return int(self.supervisor().getProcessInfo(program)["pid"])

    def kill(self, program: str) -> int:
        """Kill a program with -9; returns the process id it had."""
        pid = self.pid(program)
        assert pid > 0, f"{program} does not run"
        os.kill(pid, signal.SIGKILL)
        return pid

    def wait_for_restart(self, program: str, old: int, seconds: float = 60) -> None:
        """Wait until a killed program runs again."""

        def again() -> bool:
            """the program runs again"""
            return self.pid(program) not in (0, old)

        wait_until(again, seconds)
        if program == "rasa":
            # It reads its model before it listens.
            wait_until(self._assistant_listens, seconds)

    def _assistant_listens(self) -> bool:
        """the assistant answers"""
        from processes.supervisor import answers

        return answers(f"http://127.0.0.1:{self.base + 3}/")


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """One running copy for all end-to-end tests."""
    with tempfile.TemporaryDirectory(prefix="wiyak-e2e-", ignore_cleanup_errors=True) as folder:
        running = Stack(Path(folder))
        try:
            running.start()
            yield running
        finally:
            running.stop()


@pytest.fixture(autouse=True)
def nobody_answers(request: pytest.FixtureRequest) -> Iterator[None]:
    """Resolve what a test left open, so that its alerts do not ring into the next one."""
    yield
    if "stack" not in request.fixturenames or request.getfixturevalue("stack").process.poll() is not None:
        return
    running: Stack = request.getfixturevalue("stack")
    for call in running.simulator.get("/sim/calls", params={"live": 1}).json()["calls"]:
        running.simulator.post(f"/sim/calls/{call['sid']}/hangup")
    with psycopg.connect(running.database_url, autocommit=True) as connection:
        connection.execute(
            "UPDATE cases SET state = 'resolved', timer = NULL, timer_due_at = NULL, resolved_at = now(), "
            "timer_version = timer_version + 1 WHERE state <> 'resolved'"
        )
    time.sleep(0.2)
