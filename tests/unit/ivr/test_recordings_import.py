"""Recordings are checked one by one, and come out as the phone needs them."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from helpline.infra.settings import settings
from ivr.recordings import audio, cli, importing, store
from ivr.recordings.lines import Line
from ivr.recordings.manifest import load
from tests.unit.ivr.sound import hum, write

# About 6.6 seconds at a calm pace.
LINE = Line("ivr.one", "neutral", "", "ar-IQ", "هلا بيك، هذا خط وياك، يسمعك. " * 2, "ivr", "draft")
LINES = {LINE.name: LINE}
NAME = "ivr.one.neutral"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "given"
    folder.mkdir()
    return folder


@pytest.fixture
def folder(tmp_path: Path, environment: pytest.MonkeyPatch) -> Path:
    environment.setenv("RECORDINGS_DIR", str(tmp_path / "kept"))
    return tmp_path / "kept"


def take(source: Path, folder: Path, *, dry_run: bool = False) -> dict[str, str | None]:
    return {one.file: one.problem for one in importing.take_folder(source, LINES, folder, dry_run=dry_run)}


def kept(folder: Path) -> tuple[NDArray[np.float64], soundfile._SoundFileInfo]:
    (recording,) = load(folder).values()
    path = folder / recording.file_name
    return soundfile.read(path)[0], soundfile.info(path)


def test_a_good_recording_is_8_khz_mono_16_bit_and_trimmed(source: Path, folder: Path) -> None:
    write(source / f"{NAME}.wav", hum(6, before=2, after=3))

    assert take(source, folder) == {f"{NAME}.wav": None}
    samples, info = kept(folder)
    assert (info.samplerate, info.channels, info.subtype) == (8000, 1, "PCM_16")
    assert 6.5 <= len(samples) / 8000 <= 6.65
    assert audio.decibels(float(np.max(np.abs(samples)))) == pytest.approx(audio.PEAK, abs=0.1)


@pytest.mark.parametrize("ending", ["flac", "ogg", "mp3"])
def test_compressed_recordings_are_read(source: Path, folder: Path, ending: str) -> None:
    write(source / f"{NAME}.{ending}", hum(6, rate=44_100), 44_100)

    assert take(source, folder) == {f"{NAME}.{ending}": None}
    assert kept(folder)[1].samplerate == 8000


def test_stereo_at_44100_hz_is_mixed_down_and_keeps_its_pitch(source: Path, folder: Path) -> None:
    at = np.arange(6 * 44_100) / 44_100
    tone = (0.5 * np.sin(2 * np.pi * 1000 * at)).astype(np.float32)
    write(source / f"{NAME}.wav", np.column_stack([tone, 0.3 * tone]), 44_100)

    assert take(source, folder) == {f"{NAME}.wav": None}
    samples, info = kept(folder)
    spectrum = np.abs(np.fft.rfft(samples))
    assert info.channels == 1
    assert np.argmax(spectrum) * 8000 / len(samples) == pytest.approx(1000, abs=1)


def test_what_the_phone_cannot_carry_does_not_come_back_as_another_tone(source: Path, folder: Path) -> None:
    at = np.arange(6 * 44_100) / 44_100
    both = 0.3 * np.sin(2 * np.pi * 1000 * at) + 0.3 * np.sin(2 * np.pi * 6000 * at)
    write(source / f"{NAME}.wav", both.astype(np.float32), 44_100)
    take(source, folder)

    samples, _ = kept(folder)
    spectrum = np.abs(np.fft.rfft(samples))
    aliased = spectrum[int(2000 * len(samples) / 8000)]
    assert aliased < spectrum.max() / 1000


def clipped() -> NDArray[np.float32]:
    return np.clip(hum(6, peak=4.0), -1, 1)


BAD: dict[str, tuple[Callable[[], NDArray[np.float32]], str]] = {
    "silence": (lambda: np.zeros(96_000, dtype=np.float32), "too soft"),
    "too quiet": (lambda: hum(6, peak=0.002), "too soft"),
    "clipped": (clipped, "clipped"),
    "words missing": (lambda: hum(1.5), "words may be missing"),
    "said several times": (lambda: hum(14), "at most"),
    "not a number": (lambda: np.where(np.arange(96_000) == 5, np.nan, hum(6)).astype(np.float32), "no sound"),
    "four channels": (lambda: np.column_stack([hum(6)] * 4), "4 channels"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_recording_is_refused_with_its_reason(name: str, source: Path, folder: Path) -> None:
    made, reason = BAD[name]
    soundfile.write(source / f"{NAME}.wav", made(), 16_000, subtype="FLOAT")

    (problem,) = take(source, folder).values()
    assert reason in str(problem)
    assert not folder.exists()


def test_a_rate_below_the_phones_is_refused(source: Path, folder: Path) -> None:
    write(source / f"{NAME}.wav", hum(6, rate=6000), 6000)

    assert "6000 Hz" in str(take(source, folder)[f"{NAME}.wav"])


@pytest.mark.parametrize("ending", ["wav", "flac"])
def test_a_truncated_file_is_refused(source: Path, folder: Path, ending: str) -> None:
    path = write(source / f"{NAME}.{ending}", hum(6))
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 3 // 4])

    (problem,) = take(source, folder).values()
    assert problem is not None
    assert "cut off" in problem or "damaged" in problem


def test_what_is_no_sound_is_refused_under_a_sounds_name(source: Path, folder: Path) -> None:
    (source / f"{NAME}.wav").write_text("هذا مو صوت", encoding="utf-8")
    (source / "notes.txt").write_text("x")

    problems = take(source, folder)
    assert "cannot be read" in str(problems[f"{NAME}.wav"])
    assert "no line has this name" in str(problems["notes.txt"])


def test_a_wrong_name_is_told_the_one_that_is_meant(source: Path, folder: Path) -> None:
    write(source / "ivr.one.nuetral.wav", hum(6))

    assert f"perhaps {NAME}" in str(take(source, folder)["ivr.one.nuetral.wav"])


def test_two_files_of_one_line_are_both_refused(source: Path, folder: Path) -> None:
    write(source / f"{NAME}.wav", hum(6))
    write(source / f"{NAME}.flac", hum(6))

    assert all("several files" in str(problem) for problem in take(source, folder).values())


def test_good_ones_are_kept_though_others_fail(source: Path, folder: Path) -> None:
    write(source / f"{NAME}.wav", hum(6))
    write(source / "ivr.unknown.wav", hum(6))
    (source / "script.csv").write_text("file\n")

    problems = take(source, folder)
    assert problems.keys() == {f"{NAME}.wav", "ivr.unknown.wav"}
    assert store.recorded(LINE.words)


def test_a_dry_run_writes_nothing(source: Path, folder: Path) -> None:
    write(source / f"{NAME}.wav", hum(6))

    assert take(source, folder, dry_run=True) == {f"{NAME}.wav": None}
    assert not folder.exists()


def test_a_recording_that_replaces_another_has_another_address(source: Path, folder: Path) -> None:
    write(source / f"{NAME}.wav", hum(6))
    take(source, folder)
    first = store.address_of(LINE.words)
    write(source / f"{NAME}.wav", hum(5))
    take(source, folder)

    second = store.address_of(LINE.words)
    assert first is not None
    assert second is not None
    assert first != second
    # A caller may just have been led to the first.
    assert store.file_of(first.rsplit("/", 1)[-1]) is not None
    assert [path.name for path in folder.glob(".new-*")] == []


def test_the_command_says_what_became_of_each_file(
    source: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(source / "ivr.room.neutral.wav", hum(1.6))
    assert cli.main(["import", str(source), "--dry-run"]) == 0
    write(source / "ivr.goodbye.neutral.wav", hum(0.3))
    assert cli.main(["import", str(source)]) == 1

    out = capsys.readouterr().out
    assert "ok    ivr.room.neutral.wav" in out
    assert "FAIL  ivr.goodbye.neutral.wav: only 0.3 s" in out
    assert settings().recordings_folder == folder
    assert len(load(folder)) == 1


def test_a_folder_that_is_not_there_or_empty_is_no_success(source: Path, folder: Path) -> None:
    assert cli.main(["import", str(source / "nowhere")]) == 2
    assert cli.main(["import", str(source)]) == 1
