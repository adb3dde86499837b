"""The last part of the classifier: a small network that weighs what the other parts say of a message.

A mean takes each at its word. Held against writers that they had not seen, the parts are more often wrong
where they disagree, where a message is long, and where they find danger but nothing that would make it one:
this part has learnt when. It reads no letters itself.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpline.triage.assessment import Level
from helpline.triage.matcher import Reading
from helpline.triage.opinion import COLUMNS, QUESTIONS, Opinion

_NONE = 1e-6  # a chance is never less, so that its log odds are finite
# Where the mean opinion stands in what is seen: it holds, but for what is learnt to be added to it.
MEAN = slice(0, COLUMNS)
# The levels and whether it is about suicide, in plain words. Routes are rarer and were found no better.
WEIGHED = len(Level) + QUESTIONS.index("explicit") + 1

Array = NDArray[np.float64]


class Weigher:
    """One hidden layer; what it makes of what is `seen` is added to each mean score."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Take _weight and _bias of hidden and of last. Raises KeyError."""
        self._arrays = {name: np.asarray(array, dtype=np.float64) for name, array in arrays.items()}
        self._hidden, self._last = (
            (self._arrays[f"{layer}_weight"], self._arrays[f"{layer}_bias"]) for layer in ("hidden", "last")
        )

    def scores(self, what: Array) -> Array:
        """Return a score (logit) for each level and each question, for each row of what is seen."""
        hidden = np.maximum(what @ self._hidden[0] + self._hidden[1], 0)
        scores = what[:, MEAN].copy()
        scores[:, :WEIGHED] += hidden @ self._last[0] + self._last[1]
        return scores

    def stored(self) -> dict[str, NDArray[Any]]:
        """Return the arrays to store."""
        return {name: array.astype(np.float32) for name, array in self._arrays.items()}


def seen(opinion: Opinion, worst: int, parts: Sequence[Array], reading: Reading) -> Array:
    """Return what is weighed of a message.

    The parts' mean opinion; what each part says of the whole message (its first row) and of the most worrying
    stretch (the row `worst`); how many words, how long ones, and in how many clauses.
    """
    words = len(reading.keys)
    numbers = [
        *(math.log(max(chance, _NONE)) for chance in opinion.levels),
        *(_log_odds(opinion.answers[name]) for name in QUESTIONS),
        *(_log_odds(chance) for chance in (opinion.risk, *opinion.levels)),
        math.log1p(words),
        reading.starts.bit_count(),
        sum(map(len, reading.keys)) / max(words, 1),
    ]
    for part in parts:
        whole, some = part[0].tolist(), part[worst].tolist()
        risk, red = _risk_and_red(whole)
        numbers += [_log_odds(risk), _log_odds(red), _log_odds(_risk_and_red(some)[0]), *whole[len(Level) :]]
    return np.array(numbers)


# A few numbers at a time: plain arithmetic is ten times as fast as arrays of four.
def _log_odds(chance: float) -> float:
    some = min(max(chance, _NONE), 1 - _NONE)
    return math.log(some / (1 - some))


def _risk_and_red(scores: Sequence[float]) -> tuple[float, float]:
    """Return the chances of AMBER or RED, and of RED, by the scores of the levels, which come first."""
    most = max(scores[: len(Level)])
    grown = [math.exp(score - most) for score in scores[: len(Level)]]
    total = sum(grown)
    return (grown[Level.AMBER] + grown[Level.RED]) / total, grown[Level.RED] / total
