"""A recording is found by its words, served by its name, and never an error on a call."""

import json
import shutil
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from structlog.testing import capture_logs
from twilio.twiml.voice_response import VoiceResponse

from ivr.recordings import store, webhook
from ivr.recordings.importing import keep
from ivr.recordings.lines import Line
from ivr.recordings.manifest import MANIFEST
from ivr.speak import gather, speak
from tests.conftest import clear_caches

WORDS = "اني وياك، والخط مفتوح."
CONTENT = b"RIFF" + b"0" * 996


@pytest.fixture
def folder(tmp_path: Path, environment: pytest.MonkeyPatch) -> Path:
    environment.setenv("RECORDINGS_DIR", str(tmp_path / "kept"))
    return tmp_path / "kept"


def record(folder: Path, words: str = WORDS, *, placeholder: bool = False, content: bytes = CONTENT) -> None:
    line = Line("ivr.one", "neutral", "", "ar-IQ", words, "ivr", "draft")
    keep(folder, [(line, content, 2.0)], placeholder=placeholder)


def address() -> str:
    found = store.address_of(WORDS)
    assert found is not None
    return found


@pytest.fixture
def client(folder: Path) -> FlaskClient:
    app = Flask("test")
    app.register_blueprint(webhook.blueprint)
    return app.test_client()


def test_words_are_found_by_their_hash_and_the_files(folder: Path) -> None:
    assert store.address_of(WORDS) is None
    record(folder)

    name = address().removeprefix("/ivr/recording/")
    assert store.NAME.fullmatch(name)
    assert name.startswith(f"{store.key(WORDS)}-")
    assert (folder / name).read_bytes() == CONTENT
    assert store.recorded(WORDS)


def test_a_text_that_changes_loses_its_recording(folder: Path) -> None:
    record(folder)

    assert not store.recorded(WORDS.replace("مفتوح", "بعده مفتوح"))


def test_marks_that_nobody_hears_make_no_difference(folder: Path) -> None:
    record(folder)

    assert store.recorded("«اني وياك»، والخط مفتوح")


def test_a_new_manifest_is_seen_at_once(folder: Path) -> None:
    record(folder)
    assert not store.recorded("غير شي")
    record(folder, "غير شي")

    assert store.recorded("غير شي")


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "{",
        "[]",
        '{"version": 1}',
        '{"version": 2, "recordings": []}',
        '{"version": 1, "recordings": [{}]}',
    ],
)
def test_a_broken_manifest_means_the_voice_and_one_line_in_the_log(folder: Path, broken: str) -> None:
    record(folder)
    (folder / MANIFEST).write_text(broken)

    with capture_logs() as logs:
        assert store.address_of(WORDS) is None
        assert store.address_of(WORDS) is None
    assert [entry["event"] for entry in logs] == ["recordings_unreadable"]


def test_a_file_that_is_gone_or_short_means_the_voice(folder: Path) -> None:
    record(folder)
    path = folder / address().rsplit("/", 1)[-1]
    path.write_bytes(CONTENT[:-1])
    assert store.address_of(WORDS) is None
    path.unlink()
    assert store.address_of(WORDS) is None
    shutil.rmtree(folder)
    assert store.address_of(WORDS) is None


def test_a_manifest_that_is_a_folder_means_the_voice(folder: Path) -> None:
    (folder / MANIFEST).mkdir(parents=True)

    assert store.address_of(WORDS) is None


def test_production_ignores_placeholders(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record(folder, placeholder=True)
    assert store.recorded(WORDS)
    monkeypatch.setattr(store.settings(), "environment", "production")

    assert not store.recorded(WORDS)
    record(folder, content=CONTENT + b"1")
    assert store.recorded(WORDS)


def test_speak_plays_what_is_recorded_and_says_the_rest(folder: Path) -> None:
    record(folder)
    twiml = VoiceResponse()
    with gather(twiml, "/ivr/step/1/menu") as listening:
        speak(listening, WORDS)
        speak(listening, "كلام ثاني.")

    written = str(twiml)
    assert f"<Play>https://wiyak.test{address()}</Play>" in written
    assert '<Say language="ar-AE" voice="Polly.Hala-Neural">كلام ثاني.</Say>' in written
    assert written.count("<Say") == 1


def test_english_has_a_voice_of_its_own(folder: Path, environment: pytest.MonkeyPatch) -> None:
    environment.setenv("VOICE_NAME_ENGLISH", "Polly.Amy-Neural")
    environment.setenv("VOICE_LANGUAGE_ENGLISH", "en-GB")
    clear_caches()
    twiml = VoiceResponse()
    for words in ("For English, press eight.", "هذا Wiyak وياك.", "بۆ کوردی، ژمارە حەوت.", "…"):
        speak(twiml, words)

    languages = [part.split('"')[1] for part in str(twiml).split("<Say language=")[1:]]
    assert languages == ["en-GB", "ar-AE", "ar-AE", "ar-AE"]


def test_a_recording_is_served_and_may_be_kept_for_ever(folder: Path, client: FlaskClient) -> None:
    record(folder)
    answer = client.get(address())

    assert (answer.status_code, answer.mimetype, answer.data) == (200, "audio/wav", CONTENT)
    assert answer.cache_control.immutable
    assert answer.cache_control.max_age == webhook.CACHED_FOR
    assert client.get(address(), headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert client.post(address()).status_code == 405


@pytest.mark.parametrize(
    "name",
    [
        MANIFEST,
        ".lock",
        "0" * 32 + "-" + "0" * 8 + ".wav",
        "../secret.wav",
        "..%2fsecret.wav",
        "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "%2fetc%2fpasswd",
        "",
    ],
)
def test_nothing_else_is_served(folder: Path, client: FlaskClient, name: str) -> None:
    record(folder)
    (folder.parent / "secret.wav").write_bytes(CONTENT)

    assert client.get(f"/ivr/recording/{name}").status_code == 404


@pytest.mark.parametrize(
    "name", ["../secret.wav", "/etc/passwd", "a" * 32 + "-" + "b" * 8 + ".wav\n", "A" * 32]
)
def test_a_name_that_is_no_recordings_is_no_file(folder: Path, name: str) -> None:
    assert store.file_of(name) is None


def test_the_manifest_says_what_each_recording_is(folder: Path) -> None:
    record(folder, placeholder=True)
    (entry,) = json.loads((folder / MANIFEST).read_bytes())["recordings"]

    assert entry["id"] == "ivr.one"
    assert entry["words_hash"] == store.key(WORDS)
    assert entry["placeholder"] is True
    assert entry["size"] == len(CONTENT)
