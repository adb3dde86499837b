"""A part of the classifier that an operator may name: any sentence encoder, fine-tuned on the corpus.

It takes the network's place, and needs the sentence-transformers library, which the built-in one does not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpline.triage.matcher import Reading


class Encoder:
    """A SentenceTransformer and, on its vectors, a score for each level and each question."""

    def __init__(self, model: Any, weights: NDArray[np.float32], bias: NDArray[np.float32]) -> None:
        self._model = model
        self._weights = weights
        self._bias = bias

    def scores(self, readings: Sequence[Reading]) -> NDArray[np.float64]:
        """Return COLUMNS scores (logits) for each reading."""
        vectors = self._model.encode([line(reading) for reading in readings], show_progress_bar=False)
        return np.asarray(vectors @ self._weights + self._bias, dtype=np.float64)

    def stored(self) -> dict[str, NDArray[Any]]:
        """Return the arrays to store; the encoder lies in a folder beside them."""
        return {"weights": self._weights, "bias": self._bias}

    @classmethod
    def restored(cls, arrays: Mapping[str, NDArray[Any]], folder: Path) -> Encoder:
        """Return it from what stored() gave. Raises ImportError, OSError or KeyError."""
        from sentence_transformers import SentenceTransformer  # not part of every installation

        if not folder.is_dir():
            raise FileNotFoundError(f"no encoder under {folder}")
        model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        return cls(model, np.asarray(arrays["weights"], np.float32), np.asarray(arrays["bias"], np.float32))


def line(reading: Reading) -> str:
    """Return a message as an encoder reads it."""
    return " ".join(reading.keys)
