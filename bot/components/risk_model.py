"""The numbers behind the risk classifier: fitting, saving and applying them, without Rasa."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

LEVELS = ("GREEN", "BLUE", "AMBER", "RED")
_FILE = "risk.npz"


@dataclass(frozen=True)
class RiskLine:
    """One line of the triage corpus."""

    text: str
    level: str
    explicit: bool


@dataclass(frozen=True)
class RiskModel:
    """Weights of a four-level and of an explicit-wish logistic regression."""

    coefficients: NDArray[np.float32]  # (levels, dimensions)
    intercepts: NDArray[np.float32]  # (levels,)
    explicit_coefficients: NDArray[np.float32]  # (dimensions,)
    explicit_intercept: NDArray[np.float32]  # (1,)

    def probabilities(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return one probability a level, in the order of LEVELS."""
        logits = self.coefficients @ vector + self.intercepts
        odds = np.exp(logits - logits.max())
        return np.asarray(odds / odds.sum(), dtype=np.float32)

    def explicit(self, vector: NDArray[np.float32]) -> bool:
        """Say whether the text reads like an own wish said outright."""
        return bool(self.explicit_coefficients @ vector + self.explicit_intercept[0] > 0)

    def save(self, folder: Path) -> None:
        """Write the weights as plain arrays: nothing that is run on loading."""
        np.savez(folder / _FILE, **vars(self))

    @classmethod
    def load(cls, folder: Path) -> RiskModel:
        """Read the weights. Raises FileNotFoundError when they are not there."""
        with np.load(folder / _FILE, allow_pickle=False) as arrays:
            return cls(**{name: arrays[name] for name in arrays.files})


def corpus_lines(folder: Path) -> list[RiskLine]:
    """Read the labelled lines. Raises FileNotFoundError when there are none."""
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise FileNotFoundError(f"no triage corpus under {folder}")
    rows = [row for file in files for row in file.read_text(encoding="utf-8").splitlines() if row.strip()]
    return [RiskLine(item["text"], item["level"], bool(item["explicit"])) for item in map(json.loads, rows)]


def corpus_fingerprint(folder: Path) -> str:
    """Return a hash over the corpus files."""
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*.jsonl")):
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def fit(vectors: NDArray[np.float32], rows: list[RiskLine], calm: int, strength: float = 3.0) -> RiskModel:
    """Fit both regressions; the last `calm` vectors are ordinary messages without suicidality.

    Those are GREEN or BLUE, which one is not known and matters little here: they count as GREEN. Together
    they weigh as much as the corpus, however large that grows: it is written to be hard, they are what
    people mostly say.
    """
    from sklearn.linear_model import LogisticRegression

    labels = np.array([LEVELS.index(row.level) for row in rows] + [0] * calm)
    weights = np.array([1.0] * len(rows) + [len(rows) / max(calm, 1)] * calm)
    levels = LogisticRegression(C=strength, max_iter=1000, random_state=7)
    levels.fit(vectors, labels, sample_weight=weights)
    wish = np.array([row.explicit for row in rows] + [False] * calm)
    outright = LogisticRegression(C=strength, max_iter=1000, random_state=7, class_weight="balanced")
    outright.fit(vectors, wish, sample_weight=weights)
    return RiskModel(
        levels.coef_.astype(np.float32),
        levels.intercept_.astype(np.float32),
        outright.coef_[0].astype(np.float32),
        outright.intercept_.astype(np.float32),
    )
