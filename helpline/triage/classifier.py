"""The statistical layer: logistic regression on features.py, with weights from helpline.triage.train."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from helpline.triage import features
from helpline.triage.assessment import ROUTES, Level
from helpline.triage.features import Counts
from helpline.triage.matcher import Reading

WEIGHTS = Path(__file__).with_name("weights.npz")
# The columns of the weights: one for each level, then yes-or-no questions.
QUESTIONS = ("suicidal", "explicit", *ROUTES)
# Words: messages above LONG are also read in stretches, which measured better on writers held out.
LONG = 30
STRETCH = 24
COLUMNS = len(Level) + len(QUESTIONS)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the classifier thinks: a probability for each level, and one for each question."""

    levels: tuple[float, ...]
    answers: dict[str, float]

    @property
    def risk(self) -> float:
        """Return the probability of AMBER or RED."""
        return self.levels[Level.AMBER] + self.levels[Level.RED]

    @property
    def red(self) -> float:
        """Return the probability of RED."""
        return self.levels[Level.RED]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which probability a level or an answer counts; chosen by leaving out one writer at a time."""

    red: float
    amber: float
    blue: float
    answer: float


class Classifier:
    """Weights and what is needed to use them."""

    def __init__(
        self,
        idf: NDArray[np.float32],
        weights: NDArray[np.float32],
        bias: NDArray[np.float32],
        temperature: float,
        thresholds: Thresholds,
        corpus_sha256: str = "",
    ) -> None:
        """Take an idf for each bucket, a row of weights for each bucket, and a bias for each column."""
        self._idf = idf
        self._weights = weights
        self._bias = bias
        self._temperature = temperature
        self.thresholds = thresholds
        self.corpus_sha256 = corpus_sha256

    def opinion(self, reading: Reading) -> Opinion:
        """Return the classifier's opinion of a message; of a long one, that of its most worrying stretch.

        A half-sentence of danger in a long story is outvoted by the rest of it.
        """
        opinions = [self._opinion(piece) for piece in _stretches(reading)]
        worst = max(opinions, key=lambda one: one.risk + one.red)
        return Opinion(worst.levels, {name: max(o.answers[name] for o in opinions) for name in QUESTIONS})

    def _opinion(self, reading: Reading) -> Opinion:
        logits = self._bias + sum(self._block(block) for block in features.counts(reading))
        levels = _softmax(np.asarray(logits[: len(Level)] / self._temperature, dtype=np.float64))
        answers = 1.0 / (1.0 + np.exp(-logits[len(Level) :]))
        return Opinion(
            tuple(float(p) for p in levels),
            {name: float(p) for name, p in zip(QUESTIONS, answers, strict=True)},
        )

    def grams(self, reading: Reading, level: Level, most: int = 3) -> tuple[str, ...]:
        """Return the runs of letters that spoke most for a level, for whoever asks why."""
        text = features.letters(reading)
        weight: dict[str, float] = {}
        for size in features.GRAMS[1:]:
            for i, bucket in enumerate(features.buckets(text, size)):
                gram = text[i : i + size]
                weight[gram] = float(self._idf[bucket] * self._weights[bucket, level])
        best = sorted((g for g in weight if weight[g] > 0), key=lambda g: -weight[g])
        return tuple(best[:most])

    def _block(self, block: Counts) -> NDArray[np.float64]:
        """Return what one kind of feature adds to the logits."""
        found, times = block
        values = times * self._idf[found]
        length = float(np.sqrt((values * values).sum()))
        if length == 0.0:
            return np.zeros(COLUMNS)
        # einsum, not @: no BLAS thread pool for a sum this small
        scores: NDArray[np.float64] = np.einsum("i,ij->j", values / length, self._weights[found])
        return scores


def _stretches(reading: Reading) -> list[Reading]:
    """Return a message and, if it is long, the overlapping stretches that it is made of."""
    count = len(reading.keys)
    if count <= LONG:
        return [reading]
    cuts = range(0, count - STRETCH // 2, STRETCH // 2)
    return [reading, *(reading.part(start, start + STRETCH) for start in cuts)]


def load(path: Path) -> Classifier:
    """Read weights (no pickle) from an .npz file. Raises OSError or KeyError if they are not there."""
    with np.load(path, allow_pickle=False) as stored:
        rows = stored["rows"]
        idf = np.zeros(features.SIZE, dtype=np.float32)
        weights = np.zeros((features.SIZE, COLUMNS), dtype=np.float32)
        idf[rows] = stored["idf"]
        weights[rows] = stored["weights"] * stored["steps"].astype(np.float32)
        red, amber, blue, answer = (float(x) for x in stored["thresholds"])
        return Classifier(
            idf,
            weights,
            stored["bias"].astype(np.float32),
            float(stored["temperature"]),
            Thresholds(red, amber, blue, answer),
            str(stored["corpus_sha256"]),
        )


@lru_cache(maxsize=1)
def classifier() -> Classifier:
    """Return the committed weights, read on first use and kept."""
    return load(WEIGHTS)


def _softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return probabilities that add up to one."""
    shifted = np.exp(logits - logits.max())
    result: NDArray[np.float64] = shifted / shifted.sum()
    return result
