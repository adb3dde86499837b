"""The web process serves recordings without a signature, and nothing beside them."""

from pathlib import Path

import pytest

from ivr.recordings import store
from ivr.recordings.importing import keep
from ivr.recordings.lines import Line
from tests.conftest import clear_caches
from tests.integration.conftest import web


def test_a_recording_is_fetched_from_the_web_process(tmp_path: Path, environment: pytest.MonkeyPatch) -> None:
    environment.setenv("RECORDINGS_DIR", str(tmp_path))
    clear_caches()
    words = "اني وياك."
    keep(
        tmp_path,
        [(Line("ivr.x", "neutral", "", "ar-IQ", words, "ivr", ""), b"sound", 1.0)],
        placeholder=False,
    )
    address = store.address_of(words)
    assert address is not None

    answer = web().test_client().get(address)
    assert (answer.status_code, answer.mimetype, answer.data) == (200, "audio/wav", b"sound")
    assert web().test_client().get("/ivr/recording/manifest.json").status_code == 404
