"""A copy of the whole helpline, for measuring only: its own folder, ports, keys and simulated phones."""

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urlsplit

import psycopg

from helpline.infra.settings import Settings, env_name, settings
from processes import model, run
from processes.programs import Program, programs
from processes.supervisor import answers, port_in_use

# What an operator may tune and would want measured; everything else is this copy's own, so that no
# measurement ever reaches a real account, database or phone.
TUNING = (
    "models_dir",
    "web_threads",
    "worker_threads",
    "worker_processes",
    "urgent_threads",
    "rasa_timeout",
    "log_level",
)
# A process that will not stay ends sooner than this: its own start takes seconds.
STEADY = 10.0
# Below the range from which the system takes ports for outgoing connections.
PORTS = range(20000, 31000, 10)


@dataclass(frozen=True, slots=True)
class Stack:
    """A running copy."""

    copy: run.Copy
    programs: tuple[Program, ...]

    @property
    def settings(self) -> Settings:
        """The copy's settings."""
        return self.copy.settings

    @property
    def simulator_url(self) -> str:
        """The simulated Twilio."""
        return f"http://127.0.0.1:{self.settings.simulator_port}"

    def has(self, name: str) -> bool:
        """Say whether the copy runs a program of this name."""
        return any(program.name == name for program in self.programs)

    def pid(self, name: str) -> int:
        """Return a program's process id, 0 while it does not run."""
        return self.copy.supervisor.pid(name)

    def kill(self, name: str) -> int:
        """Kill a program's main process with -9; returns its id; raises RuntimeError if it does not run."""
        pid = self.pid(name)
        if pid == 0:
            raise RuntimeError(f"{name} was not running")
        os.kill(pid, signal.SIGKILL)
        return pid

    def back_after(self, name: str, killed: int, seconds: float) -> float | None:
        """Return after how many seconds a new process has taken a killed one's place for good, None if never.

        For good: it answers, if it has an address, and is the same process STEADY seconds later. One that
        starts over and over while an orphan of the old one still holds the port is not back.
        """
        health = next(program.health for program in self.programs if program.name == name)
        began = time.monotonic()
        candidate, since = 0, began
        while time.monotonic() < began + seconds:
            pid = self.pid(name)
            if pid != candidate:
                candidate, since = pid, 0.0
            if candidate not in (0, killed) and (since or health is None or answers(health)):
                since = since or time.monotonic()
                if time.monotonic() - since >= STEADY:
                    return since - began
            time.sleep(0.1)
        return None

    def connect(self) -> psycopg.Connection[tuple[object, ...]]:
        """Return a new connection to the copy's database."""
        return psycopg.connect(self.settings.database_url, autocommit=True, connect_timeout=5)


@contextmanager
def started(without: frozenset[str], keep: bool) -> Iterator[Stack]:
    """Start a copy in a temporary folder, stop it and remove the folder afterwards; `keep` keeps it.

    `without` names programs to leave out, for a machine where not all can run; raises run.CannotStart.
    """
    folder = Path(tempfile.mkdtemp(prefix="wiyak-bench-"))
    # PostgreSQL runs under an account of its own where we are root, and must pass through.
    folder.chmod(0o711)
    isolate(folder, free_base_port())
    copy = run.Copy()
    _refuse_real(copy.settings)
    with _left_out(without):
        try:
            copy.start(say=lambda text: print(text, file=sys.stderr, flush=True))
            yield Stack(copy, tuple(copy.supervisor.programs))
        finally:
            copy.stop()
            for pid in left_behind(folder):
                print(f"  an orphan outlived the copy and is killed: {pid}", file=sys.stderr)
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            if keep:
                print(f"Kept: {folder}", file=sys.stderr)
            else:
                shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _left_out(names: frozenset[str]) -> Iterator[None]:
    """Start a copy without some of its programs, and train no model for a Rasa that is not started."""
    if not names:
        yield
        return

    def chosen(of: Settings, rasa_model: Path) -> list[Program]:
        return [program for program in programs(of, rasa_model) if program.name not in names]

    with ExitStack() as changed:
        changed.enter_context(patch.object(run, "programs", chosen))
        if "rasa" in names:
            changed.enter_context(patch.object(model, "ensure", lambda folder, say: folder))
        yield


def left_behind(folder: Path) -> list[int]:
    """Return the processes that still carry this copy's folder in their environment, ours apart."""
    mark = f"HELPLINE_DATA_DIR={folder}".encode()
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            marked = mark in path.read_bytes().split(b"\0")
        except OSError:
            continue
        if marked and int(path.parent.name) != os.getpid():
            found.append(int(path.parent.name))
    return found


def isolate(folder: Path, base_port: int) -> None:
    """Take every setting but the tuning out of the environment and set the copy's own."""
    for field in Settings.model_fields:
        if field not in TUNING:
            os.environ.pop(env_name(field), None)
    os.environ["HELPLINE_DATA_DIR"] = str(folder)
    os.environ["HELPLINE_BASE_PORT"] = str(base_port)
    # A run that begins with a shift would measure its counsellors being asked whether they are there.
    os.environ["SHIFT_CONFIRMED_WITHIN"] = "0"
    os.environ["TEST_ALERT_AT"] = ""
    settings.cache_clear()


def _refuse_real(of: Settings) -> None:
    urls = (of.database_url, of.redis_url, of.twilio_api_url, of.public_url, of.rasa_url)
    if not of.simulated or any(urlsplit(url).hostname != "127.0.0.1" for url in urls):
        raise run.CannotStart("the benchmark runs against its own loopback copy only")


def free_base_port() -> int:
    """Return the first of ten loopback ports in a row that nothing listens on; raises CannotStart."""
    for base in random.sample(PORTS, 50):
        if not any(port_in_use(port) for port in range(base, base + 10)):
            return base
    raise run.CannotStart("no ten free ports in a row between 20000 and 31000")
