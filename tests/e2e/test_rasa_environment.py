"""Run the tests that need Rasa's own environment, in it."""

import os
import subprocess

import pytest

from processes import model
from tests.conftest import ROOT


@pytest.mark.timeout(600)
def test_components_channel_and_dialogue_pass_in_rasas_environment() -> None:
    model.ensure(ROOT / "models", print)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ended = subprocess.run(
        [model.PYTHON, "-W", "ignore", "-m", "unittest", "discover", "-s", "tests/rasa"],
        cwd=ROOT,
        env=environment | {"RASA_TELEMETRY_ENABLED": "false", "SQLALCHEMY_SILENCE_UBER_WARNING": "1"},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert ended.returncode == 0, ended.stderr[-4000:]
    assert "Ran 0 tests" not in ended.stderr
