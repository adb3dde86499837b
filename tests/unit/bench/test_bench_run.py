"""The benchmark as a whole, as far as it goes without the stack."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from bench import messages, report, stack
from bench.context import Context
from bench.figures import Figure, not_measured
from bench.phases import PHASES
from bench.processes import children, family, usage
from helpline.infra.settings import ROOT, settings
from helpline.triage import Level, assess
from processes.programs import Program


def test_a_quick_run_prints_a_table_and_writes_the_same_as_json(tmp_path: Path) -> None:
    out = tmp_path / "bench.json"
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--quick", "--only", "triage", "--out", str(out)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    written = json.loads(out.read_text())
    (figure,) = written["figures"]
    assert figure["goal"] in done.stdout
    assert figure["value"] in done.stdout
    assert figure["data"]["mixed"]["n"] == 20 * len(messages.sample())
    assert 0 < figure["data"]["mixed"]["p50_s"] <= figure["data"]["mixed"]["p99_s"]
    assert written["machine"]["cores"] >= 1
    assert written["machine"]["python"] in done.stdout


def test_every_figure_of_the_design_has_a_phase_that_says_so_when_it_is_not_measured() -> None:
    from bench.__main__ import _run

    goals = {phase.goal for phase in PHASES.values()}
    assert len(goals) == len(PHASES) == 9
    for phase in PHASES.values():
        if phase.needs_stack:
            (figure,), fine = _run(phase, Context(stack=None))
            assert figure.value == "not measured: the helpline did not start"
            assert figure.met is None
            assert fine


def test_a_phase_that_breaks_shows_no_figure_and_fails_the_run() -> None:
    from bench.__main__ import _run
    from bench.phases import Phase

    def broken(context: Context) -> list[Figure]:
        raise ZeroDivisionError

    (figure,), fine = _run(Phase(broken, "x", "y"), Context(stack=None))
    assert "not measured" in figure.value
    assert not fine


def test_the_sample_is_read_as_the_loads_need_it() -> None:
    assert len(messages.everyday()) > len(messages.EVERYDAY) / 2
    assert messages.danger()
    assert len(messages.long_text()) == 2000
    assert {assess(text).level for text in messages.sample()} >= {Level.GREEN, Level.AMBER, Level.RED}


def test_the_copy_takes_nothing_of_the_operators_accounts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(os, "environ", dict(os.environ))
    os.environ.update(
        HELPLINE_ENV="production",
        TWILIO_ACCOUNT_SID="AC1",
        TWILIO_API_URL="https://api.twilio.com",
        DATABASE_URL="postgresql://somewhere/else",
        WATCHDOG_URL="https://monitor.example.org",
        WORKER_THREADS="5",
    )
    stack.isolate(tmp_path, 24000)
    for name in ("HELPLINE_ENV", "TWILIO_ACCOUNT_SID", "TWILIO_API_URL", "DATABASE_URL", "WATCHDOG_URL"):
        assert name not in os.environ
    assert os.environ["WORKER_THREADS"] == "5"
    assert os.environ["HELPLINE_DATA_DIR"] == str(tmp_path)
    settings.cache_clear()


def test_a_goal_that_was_not_met_is_shown_as_such_and_one_not_measured_as_neither() -> None:
    machine = {
        "date": "2025-03-01",
        "cores": 2,
        "cpu": "x",
        "memory_gb": 4,
        "python": "3.11",
        "system": "Linux",
        "load_before": 1.9,
    }
    remarks = report.remarks(machine, quick=True, without=frozenset({"rasa"}))
    text = report.markdown(
        machine, remarks, [Figure("a|b", "9 s", "under 1 s", False), not_measured("c", "d", "no Rasa")]
    )
    assert r"| a\|b | under 1 s | 9 s | **no** |" in text
    assert "| c | d | not measured: no Rasa | – |" in text
    assert "Quick run" in text
    assert "Without rasa" in text
    assert "Other work was running" in text


def test_memory_is_read_for_a_process_and_all_its_children() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        assert child.pid in family(os.getpid(), children())
        own = usage(os.getpid())
        assert own.rss > 10e6
        assert own.pss is None or 0 < own.pss <= own.rss
        assert own.cpu > 0
    finally:
        child.communicate(b"\n")
    assert usage(child.pid).rss == 0
    assert family(0, children()) == []


def test_an_orphan_of_the_copy_is_found_by_its_folder_and_no_other_process_is(tmp_path: Path) -> None:
    mine, other = (
        subprocess.Popen(
            [sys.executable, "-c", "print(flush=True); input()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "HELPLINE_DATA_DIR": folder},
        )
        for folder in (str(tmp_path), f"{tmp_path}-other")
    )
    try:
        for process in (mine, other):
            assert process.stdout is not None
            process.stdout.readline()
        assert stack.left_behind(tmp_path) == [mine.pid]
    finally:
        mine.communicate(b"\n")
        other.communicate(b"\n")


class Restarted:
    """A copy whose program has one process id after the other, a new one each time it is asked."""

    def __init__(self, pids: list[int]) -> None:
        self.pids = pids

    def pid(self, name: str) -> int:
        """Return the next process id; the last one stays."""
        return self.pids.pop(0) if len(self.pids) > 1 else self.pids[0]


def test_a_process_that_starts_over_and_over_is_not_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stack, "STEADY", 0.3)
    program = Program("actions", [])
    steady = stack.Stack(SimpleNamespace(supervisor=Restarted([1, 0, 2])), (program,))  # type: ignore[arg-type]
    restless = stack.Stack(
        SimpleNamespace(supervisor=Restarted([1, *range(2, 50)])),  # type: ignore[arg-type]
        (program,),
    )
    back = steady.back_after("actions", 1, 2)
    assert back is not None
    assert back < 0.6
    assert restless.back_after("actions", 1, 1) is None
