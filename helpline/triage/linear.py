"""One part of the classifier: logistic regression on the hashed letters and word classes of features.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpline.triage import features
from helpline.triage.assessment import Level
from helpline.triage.features import Counts
from helpline.triage.matcher import Reading
from helpline.triage.opinion import COLUMNS


class Linear:
    """Weights: an idf for each bucket, a row of COLUMNS for each bucket, and a bias for each column."""

    def __init__(
        self, idf: NDArray[np.float32], weights: NDArray[np.float32], bias: NDArray[np.float32]
    ) -> None:
        self._idf = idf
        self._weights = weights
        self._bias = bias

    def scores(self, readings: Sequence[Reading]) -> NDArray[np.float64]:
        """Return COLUMNS scores (logits) for each reading."""
        rows = [self._bias + sum(self._block(b) for b in features.counts(reading)) for reading in readings]
        return np.array(rows, dtype=np.float64)

    def grams(self, reading: Reading, level: Level, most: int = 3) -> tuple[str, ...]:
        """Return the runs of letters that spoke most for a level, for whoever asks why."""
        text = features.letters(reading)
        weight: dict[str, float] = {}
        for size in features.GRAMS[1:]:
            found = features.buckets(text, size)
            weights = self._idf[found] * self._weights[found, level]
            # The same run may stand in several places.
            for i in np.argsort(-weights)[: most + 3]:
                weight[text[i : i + size]] = float(weights[i])
        best = sorted((g for g in weight if weight[g] > 0), key=lambda g: -weight[g])
        return tuple(best[:most])

    def stored(self) -> dict[str, NDArray[Any]]:
        """Return the arrays to store, without the buckets that say nothing.

        A byte a weight: hundreds of them add up in every message, and their rounding cancels out.
        """
        rows = np.flatnonzero(self._idf)
        steps = np.abs(self._weights).max(0) / 127
        return {
            "rows": rows.astype(np.uint32),
            "idf": self._idf[rows].astype(np.float16),
            "weights": np.round(self._weights[rows] / steps).astype(np.int8),
            "steps": steps.astype(np.float32),
            "bias": self._bias,
        }

    @classmethod
    def restored(cls, arrays: Mapping[str, NDArray[Any]]) -> Linear:
        """Return the weights from what stored() gave. Raises KeyError if an array is missing."""
        rows = arrays["rows"]
        idf = np.zeros(features.SIZE, dtype=np.float32)
        weights = np.zeros((features.SIZE, COLUMNS), dtype=np.float32)
        idf[rows] = arrays["idf"]
        weights[rows] = arrays["weights"] * arrays["steps"].astype(np.float32)
        return cls(idf, weights, arrays["bias"].astype(np.float32))

    def _block(self, block: Counts) -> NDArray[np.float64]:
        """Return what one kind of feature adds to the scores."""
        found, times = block
        values = times * self._idf[found]
        length = float(np.sqrt((values * values).sum()))
        if length == 0.0:
            return np.zeros(COLUMNS)
        scores: NDArray[np.float64] = (values / length) @ self._weights[found]
        return scores
