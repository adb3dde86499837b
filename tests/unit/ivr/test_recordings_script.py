"""The lines, the script for a speaker, the report, and placeholders."""

import csv
import json
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
import soundfile

from helpline import content
from helpline.content.words import digits_aloud
from helpline.conversation import screening_turn
from ivr import keypad, prompts, skills
from ivr.prompts import Listener
from ivr.recordings import cli, export, lines, report, store, synthesise
from ivr.recordings.importing import keep
from ivr.recordings.lines import HOURS, all_lines
from ivr.recordings.manifest import changing, load

ALL = all_lines()
KEYS = {line.key for line in ALL.lines}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, environment: pytest.MonkeyPatch) -> Path:
    environment.setenv("RECORDINGS_DIR", str(tmp_path / "kept"))
    return tmp_path / "kept"


def every_ivr_text() -> Iterator[str]:
    texts = content.all_texts().values()
    return (text.id for text in texts if text.kind == "ivr" or text.id.startswith("alert.voice."))


def test_names_and_words_come_once() -> None:
    assert len(ALL.by_name()) == len(ALL.lines) == len(KEYS)
    assert all(re.fullmatch(r"[\w.-]+", line.name) for line in ALL.lines)


@pytest.mark.parametrize("address", ["neutral", "m", "f"])
def test_every_text_of_the_phone_is_a_line_or_holds_values(address: str) -> None:
    values = {"emergency": content.emergency_number(None), "n": "2", "ahead": "3"}
    unrecordable = {one.id for one in ALL.unrecordable}

    for text_id in every_ivr_text():
        if text_id not in unrecordable:
            assert store.key(content.text(text_id, address=address, spoken=True, **values)) in KEYS, text_id


def test_the_screenings_questions_are_lines_for_men_and_women() -> None:
    forms = {line.form for line in ALL.lines if line.id == "asq.5"}

    assert forms == {"neutral", "male", "female"}


def test_the_hours_that_are_promised_are_all_recorded() -> None:
    assert {screening_turn._hours(attempt) for attempt in (True, False)} == set(HOURS)
    for hours in HOURS:
        number = content.emergency_number(None)
        words = content.text("amber.told", spoken=True, hours=hours, emergency=number)
        assert store.key(words) in KEYS


@pytest.mark.parametrize("key", ["1", *keypad.CHOICES])
def test_every_key_that_is_read_aloud_is_a_line(key: str) -> None:
    assert store.key(prompts.words(Listener(), "ivr.choices", n=key)) in KEYS


def test_what_a_prompt_says_is_recordable_whole() -> None:
    said = [prompts.words(Listener(), part.text_id) for skill in skills.SKILLS for part in skill.parts]
    said += [button.title for button in content.buttons("ivr.danger.nobody")]

    assert {store.key(words) for words in said} <= KEYS


def test_texts_with_names_and_minutes_stay_with_the_voice() -> None:
    unrecordable = {one.id: one.values for one in ALL.unrecordable}

    assert unrecordable["alert.voice.details"] == ("channel_words", "level_words", "minutes")
    assert "name" in unrecordable["case.accepted"]


def test_a_second_emergency_number_is_a_second_line(monkeypatch: pytest.MonkeyPatch) -> None:
    (first,) = (line for line in ALL.lines if line.id == "ivr.danger.calling")
    known = content.all_hotlines()
    erbil = next(h for h in known if h.number == "122")
    tested = type(erbil)(
        **{name: getattr(erbil, name) for name in erbil.__slots__ if name != "status"}, status="verified"
    )
    monkeypatch.setattr(content, "all_hotlines", lambda: (*known, tested))

    found = {line.variant: line.words for line in all_lines().lines if line.id == "ivr.danger.calling"}
    assert found.keys() == {"911", "122"}
    assert found["911"] == first.words
    assert digits_aloud("122") in found["122"]


def test_what_danger_says_on_the_phone_is_not_asked_for_in_its_written_words() -> None:
    assert not any(line.id.startswith("danger.") for line in ALL.lines)


def test_the_opening_and_danger_come_first() -> None:
    heard = list(dict.fromkeys(line.heard for line in ALL.lines))

    assert heard[:2] == ["opening", "danger"]
    assert heard == [group for group in lines.GROUPS if group in heard]
    assert ALL.lines[0].id == "ivr.opening"


def test_the_table_opens_in_a_spreadsheet(tmp_path: Path) -> None:
    table, _ = export.write(tmp_path / "script", ALL.lines, {})
    written = table.read_bytes()
    rows = list(csv.DictReader(written.decode("utf-8-sig").splitlines(keepends=True)))

    assert written.startswith(b"\xef\xbb\xbf")
    assert len(rows) == len(ALL.lines)
    assert tuple(rows[0]) == export.COLUMNS
    female = next(row for row in rows if row["file"] == "asq.5.female.wav")
    assert "To a woman" in female["hint"]
    assert "امرأة" in female["hint_ar"]
    assert female["words"] == content.text("asq.5", address="f", spoken=True)
    assert (female["recorded"], female["status"]) == ("no", "draft")


class Outside(HTMLParser):
    """Collects what a page would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.fetched += [name for name, _ in attrs if name in ("src", "href", "srcset")]
        if tag in ("script", "link", "iframe", "img"):
            self.fetched.append(tag)


def test_the_pages_read_from_right_to_left_and_fetch_nothing() -> None:
    page = export.pages(ALL.lines, {})
    outside = Outside()
    outside.feed(page)

    assert outside.fetched == []
    assert "url(" not in page
    assert '<html lang="ar-IQ" dir="rtl">' in page
    assert page.count("<article") == len(ALL.lines)


def test_a_line_is_escaped_in_the_pages() -> None:
    line = lines.Line("ivr.one", "neutral", "", "ar-IQ", "<b>&", "ivr", "draft")

    assert "&lt;b&gt;&amp;" in export.pages([line], {})


def test_export_of_what_is_missing(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep(folder, [(ALL.lines[0], b"x", 1.0)], placeholder=False)
    chosen = ["export", str(tmp_path / "out"), "--missing", "--language", "ar-IQ"]

    assert cli.main(chosen) == 0
    page = (tmp_path / "out" / "script.html").read_text(encoding="utf-8")
    assert f"{ALL.lines[0].name}.wav" not in page
    assert "English</small></h2>" not in page
    assert "lines, about" in capsys.readouterr().out


def test_the_report_counts_lines_placeholders_and_stale_recordings(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = lines.Line("ivr.opening", "neutral", "", "ar-IQ", "كلام قديم", "ivr", "draft")
    first, second, third = ALL.lines[:3]
    keep(folder, [(first, b"1", 1.0), (old, b"2", 1.0), (third, b"3", 1.0)], placeholder=False)
    keep(folder, [(second, b"4", 1.0)], placeholder=True)
    (folder / load(folder)[third.key].file_name).unlink()

    found = report.report(ALL, load(folder), folder)
    assert found.unrecorded == ALL.lines[1:]
    assert found.placeholders == (second,)
    assert found.missing == (third,)
    assert [one.words_hash for one in found.stale] == [old.key]
    assert sum(done for _, done in found.counts.values()) == 1

    assert cli.main(["report"]) == 0
    assert "1 recordings are stale" in capsys.readouterr().out
    assert cli.main(["report", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["unrecorded"][0]["name"] == second.name
    assert told["minutes_left"] == pytest.approx(found.minutes_left, abs=0.1)
    assert sum(one["lines"] for one in told["counts"]) == len(ALL.lines)


def test_a_broken_manifest_is_named_and_left_as_it_is(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.mkdir()
    (folder / "manifest.json").write_text("{")

    assert cli.main(["report"]) == 2
    assert "manifest.json" in capsys.readouterr().err
    with pytest.raises(ValueError, match=r"manifest\.json"), changing(folder):
        pass
    assert (folder / "manifest.json").read_text() == "{"


needs_espeak = pytest.mark.skipif(
    shutil.which(synthesise.PROGRAM) is None, reason=f"{synthesise.PROGRAM} is not installed"
)


@needs_espeak
def test_placeholders_are_marked_and_begin_with_two_tones(folder: Path) -> None:
    chosen = [line for line in ALL.lines if line.id in ("ivr.room", "ivr.room.en")]

    assert synthesise.synthesise(chosen, folder) == 2
    kept = load(folder)
    for line in chosen:
        recording = kept[line.key]
        samples, rate = soundfile.read(folder / recording.file_name)
        assert rate == 8000
        assert recording.placeholder
        assert recording.seconds > 1
        assert 0.1 < abs(samples[: int(0.3 * rate)]).max() < 0.3


@needs_espeak
def test_a_voice_that_spells_letters_makes_no_placeholder(folder: Path) -> None:
    (kurdish,) = (line for line in ALL.lines if line.id == "ivr.languages.ku")

    assert synthesise.synthesise([kurdish], folder) == 0


@needs_espeak
def test_a_recording_is_not_replaced_by_a_placeholder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = lines.Lines(tuple(line for line in ALL.lines if line.id == "ivr.room"), ())
    monkeypatch.setattr(cli, "all_lines", lambda: few)
    keep(folder, [(few.lines[0], b"a person's voice", 1.0)], placeholder=False)

    assert cli.main(["synthesise", "--again"]) == 0
    assert not load(folder)[few.lines[0].key].placeholder


def test_without_espeak_placeholders_cannot_be_made(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")

    assert cli.main(["synthesise"]) == 2
    assert "espeak-ng is not installed" in capsys.readouterr().err


def test_production_makes_no_placeholders(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(store.settings(), "environment", "production")

    assert cli.main(["synthesise"]) == 2
    assert "production" in capsys.readouterr().err
    assert not folder.exists()
