"""Take recordings in: each is checked by itself, and good ones are kept though others fail."""

import difflib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpline.infra import clock
from ivr.recordings import audio
from ivr.recordings.audio import Unusable
from ivr.recordings.export import FILES
from ivr.recordings.lines import Line
from ivr.recordings.manifest import Recording, changing, sha256, write_file

# Of the time that a calm voice needs.
SHORTEST, LONGEST = 0.4, 1.8
# Seconds above it that are always granted, since a single word is slow beside its estimate, and at most.
ALWAYS_MORE, MOST_MORE = 1.5, 15.0


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file: `problem` is None for a good one, `seconds` the length of what is kept."""

    file: str
    problem: str | None = None
    seconds: float = 0.0


def take_folder(source: Path, lines: Mapping[str, Line], folder: Path, *, dry_run: bool) -> list[Taken]:
    """Check every file of a folder and keep the good ones; returns what became of each, by name.

    `lines` are by the name of their file. With `dry_run` nothing is written. Raises OSError where a folder
    cannot be read or written, ManifestError where the recordings' manifest is broken.
    """
    files = sorted(
        file
        for file in source.iterdir()
        if file.is_file() and not file.name.startswith(".") and file.name not in FILES
    )
    twice = Counter(file.stem for file in files)
    taken: list[Taken] = []
    good: list[tuple[Line, bytes, float]] = []
    for file in files:
        try:
            if twice[file.stem] > 1:
                raise Unusable("there are several files for this line; keep one")
            line = _line_of(file, lines)
            samples = convert(file, line)
        except Unusable as error:
            taken.append(Taken(file.name, str(error)))
            continue
        seconds = round(len(samples) / audio.RATE, 2)
        taken.append(Taken(file.name, None, seconds))
        good.append((line, audio.wav(samples), seconds))
    if good and not dry_run:
        keep(folder, good, placeholder=False)
    return taken


def convert(file: Path, line: Line) -> audio.Samples:
    """Return a recording of a line as it is played, at 8 kHz. Raises Unusable."""
    samples, rate = audio.read(file)
    audio.judge(samples, rate)
    start, end = audio.speech(samples, rate)
    _check_length((end - start) / rate, line.seconds)
    return audio.for_the_phone(samples, rate)


def keep(folder: Path, recordings: Sequence[tuple[Line, bytes, float]], *, placeholder: bool) -> None:
    """Write recordings (line, WAV file, seconds) into the folder, in place of earlier ones of the same words.

    Raises as `take_folder`.
    """
    now = clock.now().isoformat(timespec="seconds")
    with changing(folder) as kept:
        for line, content, seconds in recordings:
            one = Recording(
                id=line.id,
                form=line.form,
                variant=line.variant,
                words_hash=line.key,
                seconds=seconds,
                sha256=sha256(content),
                size=len(content),
                placeholder=placeholder,
                imported_at=now,
            )
            write_file(folder, one.file_name, content)
            kept[line.key] = one


def _line_of(file: Path, lines: Mapping[str, Line]) -> Line:
    line = lines.get(file.stem)
    if line is None:
        near = difflib.get_close_matches(file.stem, lines, 1)
        raise Unusable("no line has this name" + (f"; meant is perhaps {near[0]}" if near else ""))
    return line


def _check_length(seconds: float, expected: float) -> None:
    shortest = SHORTEST * expected
    longest = min(max(LONGEST * expected, expected + ALWAYS_MORE), expected + MOST_MORE)
    if seconds < shortest:
        raise Unusable(
            f"only {seconds:.1f} s of speech, a calm voice needs about {expected:.1f}; words may be missing"
        )
    if seconds > longest:
        raise Unusable(f"{seconds:.1f} s of speech, at most {longest:.1f} is expected; is it one line, once?")
