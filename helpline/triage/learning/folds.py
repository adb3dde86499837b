"""Classifiers trained without a group of lines, each in a process of its own, kept until their inputs change.

Training takes minutes a group; make weights and make evaluate share what is kept under models/triage.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import torch

from helpline.triage import classifier as stored
from helpline.triage import corpus_file
from helpline.triage.classifier import Classifier
from helpline.triage.corpus_file import Line
from helpline.triage.learning import linear, network
from helpline.triage.learning.lines import Taught, groups

ROOT = Path(__file__).resolve().parents[3]
KEPT = Path(os.environ.get("HELPLINE_MODELS_DIR", ROOT / "models")) / "triage"
NAMED: dict[str, Callable[[Line], str]] = {
    "writer": lambda line: line.writer,
    "theme": lambda line: line.theme,
}

# The numbers of lines, and a classifier that was trained without them.
Fold = tuple[list[int], Classifier]

# What decides how a text is read.
_READ = ("arabizi.py", "clauses.py", "fold.py", "latin_words.py", "latin_words.tsv", "normalise.py")

# The lines, in a process that trains.
_handed: list[Taught] = []


def left_out(
    taught: Sequence[Taught], by: str = "writer", most: int | None = None, *, duels: bool = False
) -> list[Fold]:
    """Return a classifier for each group of writers (or themes) that was taught by the others, and its lines.

    Lines written against the classifier are no picture of what is written: they come by themselves (`duels`).
    """
    lines = [one.line for one in taught]
    apart = groups(lines, NAMED[by])[:most]
    jobs = [(by, group) for group in apart]
    return [
        ([i for i, line in enumerate(lines) if NAMED[by](line) in group and line.duel == duels], judge)
        for group, judge in zip(apart, _trained(taught, jobs), strict=True)
    ]


def everybody(taught: Sequence[Taught]) -> Classifier:
    """Return a classifier that was taught by all lines."""
    return _trained(taught, [("writer", frozenset())])[0]


def only(taught: Sequence[Taught], writers: frozenset[str]) -> Classifier:
    """Return a classifier that was taught by these writers alone."""
    names = {one.line.writer for one in taught}
    return _trained(taught, [("writer", frozenset(names - writers))])[0]


def fit(taught: Sequence[Taught]) -> Classifier:
    """Train both parts on these lines."""
    return Classifier(linear.fit(taught), network.fit(taught, seed=0))


def _trained(taught: Sequence[Taught], jobs: Sequence[tuple[str, frozenset[str]]]) -> list[Classifier]:
    """Return the classifier of each job, trained where it is not kept."""
    paths = [KEPT / _inputs() / f"without_{_digest(repr((by, sorted(out))))}.npz" for by, out in jobs]
    missing = [(by, out, path) for (by, out), path in zip(jobs, paths, strict=True) if not path.exists()]
    # Reading every line costs as much as a tenth of training: the processes are handed what was read.
    with ProcessPoolExecutor(os.cpu_count(), initializer=_hand_over, initargs=(taught,)) as pool:
        list(pool.map(_train, *zip(*missing, strict=True)) if missing else [])
    return [stored.load(path) for path in paths]


def _hand_over(taught: Sequence[Taught]) -> None:
    """Keep the lines in a process of the pool."""
    _handed.extend(taught)


def _train(by: str, out: frozenset[str], path: Path) -> None:
    """Train on all lines but those, and keep the result."""
    torch.set_num_threads(1)
    unfinished = path.with_suffix(f".{os.getpid()}.npz")
    stored.save(fit([one for one in _handed if NAMED[by](one.line) not in out]), unfinished)
    unfinished.rename(path)


def _inputs() -> str:
    """Return a hash over the corpus and the code that decides what is learnt."""
    triage = ROOT / "helpline" / "triage"
    code = [
        *(ROOT / "helpline" / "text" / name for name in _READ),
        *(triage / "rules" / f"{name}.py" for name in ("words", "frames", "macros")),
        *(
            triage / f"{name}.py"
            for name in ("features", "network", "lexicon", "matcher", "opinion", "pattern")
        ),
        *(triage / "learning" / f"{name}.py" for name in ("linear", "lines", "network", "targets")),
    ]
    digest = hashlib.sha256(corpus_file.fingerprint().encode())
    for file in sorted(code):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
