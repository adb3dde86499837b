"""The training corpus on disk: its lines, and the fingerprint that ties the weights to it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from helpline.triage.assessment import Level

CORPUS = Path(__file__).with_name("corpus")


@dataclass(frozen=True, slots=True)
class Line:
    """One labelled message and who wrote it."""

    text: str
    level: Level
    routes: tuple[str, ...]
    explicit: bool
    script: str
    theme: str
    writer: str
    everyday: bool = False
    duel: bool = False


def read(folder: Path = CORPUS) -> list[Line]:
    """Return every line of every writer, writers in alphabetical order.

    The files of the folder hold what is hard to tell apart; everyday/ holds what people write to a
    helpline when nothing is wrong or they are low, by the same writers; duels/ what was written with an
    earlier classifier at hand, to find where it errs.
    """
    return [
        _line(raw, path.stem, path.parent.name if path.parent != folder else "")
        for path in _files(folder)
        for raw in path.read_text("utf-8").splitlines()
        if raw.strip()
    ]


def fingerprint(folder: Path = CORPUS) -> str:
    """Return the sha256 of the corpus: names and contents of its files, in order."""
    digest = hashlib.sha256()
    for path in _files(folder):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    """Return the corpus files in alphabetical order."""
    return sorted(folder.rglob("*.jsonl"))


def _line(raw: str, writer: str, kind: str) -> Line:
    """Return one line; raises ValueError or KeyError if it is not in the corpus' format."""
    row = json.loads(raw)
    return Line(
        text=row["text"],
        level=Level[row["level"]],
        routes=tuple(row["routes"]),
        explicit=bool(row["explicit"]),
        script=row["script"],
        theme=row["theme"],
        writer=writer,
        everyday=kind == "everyday",
        duel=kind == "duels",
    )
