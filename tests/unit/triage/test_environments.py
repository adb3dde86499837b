"""Triage runs inside Rasa's environment too, and importing it touches nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
RASA_PYTHON = ROOT / ".venv-rasa" / "bin" / "python"
TEXTS = ["ما اريد اعيش", "بلعت الحبوب كلهن", "شلونك", "areed amoot", "تعبت كلش واحس محد يحبني"]
PROGRAM = """
import json, sys
from helpline.triage import assess
print(json.dumps([[int(a.level), a.score, list(a.reasons)] for a in map(assess, json.loads(sys.argv[1]))]))
"""


def _levels(python: Path | str) -> list[list[object]]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [str(python), "-c", PROGRAM, json.dumps(TEXTS)],
        env=environment, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    found: list[list[object]] = json.loads(done.stdout)
    return found


@pytest.mark.skipif(not RASA_PYTHON.exists(), reason=".venv-rasa is absent")
def test_both_environments_give_the_same_assessments() -> None:
    for ours, theirs in zip(_levels(sys.executable), _levels(RASA_PYTHON), strict=True):
        assert ours[0] == theirs[0]
        assert ours[1] == pytest.approx(theirs[1], abs=1e-3)
        assert ours[2] == theirs[2]


def test_importing_reads_no_file_of_ours_but_code() -> None:
    program = (
        "import sys, builtins, io\n"
        "opened = []\n"
        "hook = lambda e, a: opened.append(str(a[0])) if e == 'open' else None\n"
        "sys.addaudithook(hook)\n"
        "import helpline.triage, helpline.triage.cli\n"
        "ours = [p for p in opened if '/helpline/' in p and '.py' not in p]\n"
        "print(ours)\n"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", program],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"
