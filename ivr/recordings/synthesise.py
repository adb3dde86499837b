"""Placeholder recordings by espeak-ng, to try the phone line out; each begins with two tones that mark it."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from ivr.recordings import audio
from ivr.recordings.importing import keep
from ivr.recordings.lines import Line

PROGRAM = "espeak-ng"
VOICES = {"ar-IQ": "ar", "en": "en", "ckb": "ku"}
WORDS_A_MINUTE = 140
# A voice that does not know a script spells it letter by letter (espeak-ng's Kurdish knows Latin letters
# alone): nobody follows that, and it would keep the caller from the line in another language.
LONGEST, ALWAYS_MORE = 3.0, 3.0
_SECONDS = 60


class CannotSynthesise(RuntimeError):
    """Placeholders cannot be made here; the message says why."""


def voices() -> frozenset[str]:
    """Return the languages that espeak-ng speaks here. Raises CannotSynthesise where it is not installed."""
    if shutil.which(PROGRAM) is None:
        raise CannotSynthesise(f"{PROGRAM} is not installed (Debian: apt-get install {PROGRAM})")
    try:
        listed = subprocess.run(
            [PROGRAM, "--voices"], capture_output=True, text=True, timeout=_SECONDS, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError) as error:
        raise CannotSynthesise(f"{PROGRAM} does not run: {error}") from error
    known = {fields[1].split("-")[0] for row in listed.splitlines()[1:] if len(fields := row.split()) > 1}
    return frozenset(language for language, voice in VOICES.items() if voice in known)


def synthesise(lines: Iterable[Line], folder: Path) -> int:
    """Make a placeholder of each line that is spoken intelligibly here; returns how many were made.

    Raises CannotSynthesise, and as importing.keep does.
    """
    spoken = voices()
    made = []
    for line in lines:
        if line.language in spoken:
            said = _say(line)
            if len(said) / audio.RATE > max(LONGEST * line.seconds, line.seconds + ALWAYS_MORE):
                continue
            samples = np.concatenate([_double_tone(), said])
            made.append((line, audio.wav(samples), round(len(samples) / audio.RATE, 2)))
    if made:
        keep(folder, made, placeholder=True)
    return len(made)


def _say(line: Line) -> audio.Samples:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "said.wav"
        # The words go in by standard input: no word of a text can be taken for an option.
        command = [
            PROGRAM,
            "-v",
            VOICES[line.language],
            "-s",
            str(WORDS_A_MINUTE),
            "-w",
            str(file),
            "--stdin",
        ]
        try:
            subprocess.run(
                command, input=line.words.encode(), capture_output=True, timeout=_SECONDS, check=True
            )
            samples, rate = audio.read(file)
        except (OSError, subprocess.SubprocessError, audio.Unusable) as error:
            raise CannotSynthesise(f"{line.name}: {error}") from error
    return audio.for_the_phone(samples, rate)


def _double_tone() -> audio.Samples:
    quiet = np.zeros(int(audio.RATE * 0.15), dtype=np.float32)
    return np.concatenate([audio.tone(600, 0.15), audio.tone(900, 0.15), quiet])
