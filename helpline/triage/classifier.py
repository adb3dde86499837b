"""The statistical layer: what its parts say, weighed, made honest and cut into levels by thresholds."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from helpline.triage.assessment import Level
from helpline.triage.encoder import Encoder
from helpline.triage.linear import Linear
from helpline.triage.matcher import Reading
from helpline.triage.network import Network
from helpline.triage.opinion import QUESTIONS, Opinion, Thresholds
from helpline.triage.weigher import Weigher, seen

logger = logging.getLogger(__name__)

WEIGHTS = Path(__file__).with_name("weights.npz")
# The environment variable that names a folder with another weights.npz, made by `make weights ENCODER=…`.
CHOSEN = "HELPLINE_TRIAGE_MODEL"
# In that folder, the encoder itself.
ENCODER = "encoder"
# Words: messages above LONG are also read in stretches, which measured better on writers held out.
LONG = 30
STRETCH = 24
# How much the linear part’s opinion weighs, and that of the other, which is right more often.
_SAY = (2, 3)

UNTUNED = Thresholds(*[1.0] * 7)


class Part(Protocol):
    """What scores messages: the linear part, the network, or an encoder that the operator named."""

    def scores(self, readings: Sequence[Reading]) -> NDArray[np.float64]:
        """Return COLUMNS scores (logits) for each reading."""

    def stored(self) -> dict[str, NDArray[Any]]:
        """Return its arrays to store."""


class Classifier:
    """A linear part, which can say why, another beside it, and what weighs the two."""

    def __init__(
        self,
        linear: Linear,
        other: Part | None = None,
        weigher: Weigher | None = None,
        temperature: float = 1.0,
        thresholds: Thresholds = UNTUNED,
        corpus_sha256: str = "",
    ) -> None:
        self.linear = linear
        self.other = other
        self.weigher = weigher
        self.temperature = temperature
        self.thresholds = thresholds
        self.corpus_sha256 = corpus_sha256

    def tuned(self, weigher: Weigher | None, temperature: float, thresholds: Thresholds) -> Classifier:
        """Return the same parts with what weighs them, a temperature and thresholds."""
        return Classifier(self.linear, self.other, weigher, temperature, thresholds, self.corpus_sha256)

    def scores(self, readings: Sequence[Reading]) -> list[NDArray[np.float64]]:
        """Return each part's scores."""
        parts: list[Part] = [self.linear, *([self.other] if self.other else [])]
        return [part.scores(readings) for part in parts]

    def opinion(self, reading: Reading) -> Opinion:
        """Return the opinion of a message; a long one is read whole and in stretches."""
        return conclude(self.scores(stretches(reading)), reading, self.weigher, self.temperature)

    def grams(self, reading: Reading, level: Level) -> tuple[str, ...]:
        """Return the runs of letters that spoke most for a level, for whoever asks why."""
        return self.linear.grams(reading, level)


def conclude(
    scores: Sequence[NDArray[np.float64]], reading: Reading, weigher: Weigher | None, temperature: float
) -> Opinion:
    """Return the opinion of a message from what each part says of its whole (first) and of its stretches."""
    opinion, worst = mean_opinion(scores)
    if weigher:
        [opinion] = opinions_of([weigher.scores(seen(opinion, worst, scores, reading)[np.newaxis])])
    honest = [chance ** (1 / temperature) for chance in opinion.levels]
    return Opinion(tuple(chance / sum(honest) for chance in honest), opinion.answers)


def mean_opinion(scores: Sequence[NDArray[np.float64]]) -> tuple[Opinion, int]:
    """Return the parts' mean opinion of a message, and which stretch (0: the whole) worries most."""
    opinions = opinions_of(scores)
    worst = max(range(len(opinions)), key=lambda at: opinions[at].risk + opinions[at].red)
    return together(opinions, worst), worst


def opinions_of(scores: Sequence[NDArray[np.float64]]) -> list[Opinion]:
    """Return, for each message, what several parts think of it together: the mean of their log odds."""
    of_levels = np.exp(_log_softmax(_mean([_log_softmax(part[:, : len(Level)]) for part in scores])))
    answers = 1.0 / (1.0 + np.exp(-_mean([part[:, len(Level) :] for part in scores])))
    return [
        Opinion(tuple(row), dict(zip(QUESTIONS, said, strict=True)))
        for row, said in zip(of_levels.tolist(), answers.tolist(), strict=True)
    ]


def together(opinions: Sequence[Opinion], worst: int) -> Opinion:
    """Return the opinion of a message from that of its whole, which comes first, and those of its stretches.

    Half way, in log odds, between the whole and the most worrying stretch: the whole outvotes a half-sentence
    of danger, and of many stretches of a harmless letter one always worries. Each question is answered by
    whoever is surest of yes.
    """
    mean = np.sqrt(np.array(opinions[0].levels) * np.array(opinions[worst].levels))
    levels = tuple(map(float, mean / mean.sum()))
    return Opinion(levels, {name: max(o.answers[name] for o in opinions) for name in QUESTIONS})


def stretches(reading: Reading) -> list[Reading]:
    """Return a message and, if it is long, the overlapping stretches that it is made of."""
    count = len(reading.keys)
    if count <= LONG:
        return [reading]
    cuts = range(0, count - STRETCH // 2, STRETCH // 2)
    return [reading, *(reading.part(start, start + STRETCH) for start in cuts)]


def load(path: Path) -> Classifier:
    """Read a classifier (no pickle) from an .npz file, an encoder from the folder that it lies in.

    Raises OSError, KeyError or ImportError if something of it is not there.
    """
    # For sums this small a pool of threads costs more than it brings, in every process that imports this.
    threadpool_limits(limits=1, user_api="blas")
    with np.load(path, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    thresholds = Thresholds(*map(float, arrays["thresholds"]))
    return Classifier(
        Linear.restored(_under(arrays, "linear")),
        _other(arrays, path.parent),
        Weigher(found) if (found := _under(arrays, "weigher")) else None,
        float(arrays["temperature"]),
        thresholds,
        str(arrays["corpus_sha256"]),
    )


def save(judge: Classifier, path: Path) -> None:
    """Write what load() reads; an encoder's own weights are saved by whoever trained them."""
    arrays: dict[str, Any] = {f"linear/{name}": array for name, array in judge.linear.stored().items()}
    if judge.other:
        kind = "network" if isinstance(judge.other, Network) else "encoder"
        arrays |= {f"{kind}/{name}": array for name, array in judge.other.stored().items()}
    if judge.weigher:
        arrays |= {f"weigher/{name}": array for name, array in judge.weigher.stored().items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path,
        temperature=np.array(judge.temperature),
        thresholds=np.array(astuple(judge.thresholds)),
        corpus_sha256=np.array(judge.corpus_sha256),
        **arrays,
    )


@lru_cache(maxsize=1)
def classifier() -> Classifier:
    """Return the classifier to use, read on first use and kept: the operator's, else the built-in one.

    Raises OSError or KeyError if there are no weights at all.
    """
    if folder := os.environ.get(CHOSEN):
        try:
            return load(Path(folder) / WEIGHTS.name)
        except Exception as error:
            # Better the built-in one than none; the settings refuse a folder without weights at the start.
            logger.error("triage: %s cannot be used, the built-in classifier is: %r", folder, error)
    return load(WEIGHTS)


def _other(arrays: Mapping[str, NDArray[Any]], folder: Path) -> Part | None:
    """Return the part beside the linear one."""
    if found := _under(arrays, "network"):
        return Network.restored(found)
    if found := _under(arrays, "encoder"):
        return Encoder.restored(found, folder / ENCODER)
    return None


def _under(arrays: Mapping[str, NDArray[Any]], part: str) -> dict[str, NDArray[Any]]:
    """Return the arrays of one part under their own names."""
    return {name.removeprefix(f"{part}/"): a for name, a in arrays.items() if name.startswith(f"{part}/")}


def _mean(of_parts: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Return the mean of what the parts say, each with its weight."""
    say = _SAY[: len(of_parts)]
    weighed = [w * part for w, part in zip(say, of_parts, strict=True)]
    return np.asarray(sum(weighed) / sum(say))


def _log_softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the logarithms of probabilities that add up to one, row by row."""
    shifted = scores - scores.max(1, keepdims=True)
    result: NDArray[np.float64] = shifted - np.log(np.exp(shifted).sum(1, keepdims=True))
    return result
