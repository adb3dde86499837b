"""One part of the classifier: a small convolutional network over words, each made of hashed runs of letters.

A word's vector is the mean of the vectors of its runs of letters, plus those of its word classes; so a word
that was never seen is near to those that it is spelt like. Two convolutions see three and five words at once;
the strongest answer and the mean over all words are scored. Needs numpy only; learning/network.py trains it.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpline.triage import features
from helpline.triage.matcher import Reading

# A quarter of these buckets, with a dozen runs of letters in each, cost a third more false alarms.
BUCKET_BITS = 17
LETTER_BUCKETS = 1 << BUCKET_BITS
CLASS_BUCKETS = 1 << 10
GRAMS = (2, 3, 4, 5)
SCALE = 3.0  # of the mean over letters, so that it weighs as much as the classes
WORDS = 800  # words read
NOTHING = "\0"  # in place of a word where a message has none

Array = NDArray[np.float32]
_LAYERS = ("first", "second", "last")


class Network:
    """The weights, named as learning/network.py names them."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        """Take letters, classes and, for each of _LAYERS, _weight and _bias. Raises KeyError.

        letters may be whole numbers, in steps of letters_steps: a process keeps a quarter of the memory.
        """
        self._letters: NDArray[Any] = arrays["letters"]
        self._steps = arrays.get("letters_steps", np.ones(self._letters.shape[1], dtype=np.float32))
        self._classes = arrays["classes"]
        self._first, self._second, self._last = (
            (arrays[f"{layer}_weight"], arrays[f"{layer}_bias"]) for layer in _LAYERS
        )
        self._word = lru_cache(maxsize=20_000)(self._vector)

    def scores(self, readings: Sequence[Reading]) -> NDArray[np.float64]:
        """Return a score (logit) for each level and each question, for each reading."""
        return np.array([self._scores(reading) for reading in readings], dtype=np.float64)

    def stored(self) -> dict[str, NDArray[Any]]:
        """Return the arrays to store: the tables in a byte a number, the rest in two."""
        arrays: dict[str, NDArray[Any]] = {}
        letters = self._letters * self._steps
        for name, table in (("letters", letters), ("classes", self._classes)):
            steps = np.maximum(np.abs(table).max(0), 1e-12) / 127
            arrays[name] = np.round(table / steps).astype(np.int8)
            arrays[f"{name}_steps"] = steps.astype(np.float32)
        for layer, (weight, bias) in zip(_LAYERS, (self._first, self._second, self._last), strict=True):
            arrays[f"{layer}_weight"] = weight.astype(np.float16)
            arrays[f"{layer}_bias"] = bias.astype(np.float16)
        return arrays

    @classmethod
    def restored(cls, arrays: Mapping[str, NDArray[Any]]) -> Network:
        """Return the weights from what stored() gave. Raises KeyError if an array is missing."""
        steps = arrays["letters_steps"].astype(np.float32)
        classes = arrays["classes"] * arrays["classes_steps"]
        whole = {**arrays, "classes": classes}
        others = {
            name: np.asarray(array, dtype=np.float32) for name, array in whole.items() if name != "letters"
        }
        return cls({**others, "letters": arrays["letters"], "letters_steps": steps})

    def _scores(self, reading: Reading) -> Array:
        """Return the scores of one message."""
        keys, classes = (reading.keys, reading.classes) if reading.keys else ((NOTHING,), (frozenset[str](),))
        words = np.array([self._word(k, c) for k, c in zip(keys[:WORDS], classes[:WORDS], strict=True)])
        near = np.maximum(_neighbours(words) @ self._first[0] + self._first[1], 0)
        wide = np.maximum(_neighbours(near) @ self._second[0] + self._second[1], 0) + near
        seen = np.concatenate([wide.max(0), wide.mean(0), words.mean(0)])
        return np.asarray(seen @ self._last[0] + self._last[1])

    def _vector(self, key: str, classes: frozenset[str]) -> Array:
        """Return the vector of a word."""
        mean = self._letters[letter_buckets(key)].mean(0, dtype=np.float32)
        vector: Array = mean * self._steps * np.float32(SCALE)
        for bucket in class_buckets(classes):
            vector = vector + self._classes[bucket]
        return vector


def letter_buckets(key: str) -> NDArray[np.int64]:
    """Return the distinct buckets of a word's runs of letters and of the word as a whole."""
    whole = features.buckets(key, len(key)) if key else features.buckets(NOTHING, 1)
    runs = [features.buckets(f"<{key}>", gram) for gram in GRAMS]
    return np.unique(np.concatenate([*runs, whole])) >> (features.LETTER_BITS - BUCKET_BITS)


def class_buckets(classes: frozenset[str]) -> list[int]:
    """Return the buckets of a word's classes, without those that stand for one word."""
    return sorted(zlib.crc32(name.encode()) % CLASS_BUCKETS for name in classes if name[0] != "=")


def _neighbours(words: Array) -> Array:
    """Return each word beside the ones before and after it."""
    around = np.zeros((len(words) + 2, words.shape[1]), dtype=np.float32)
    around[1:-1] = words
    return np.concatenate([around[:-2], around[1:-1], around[2:]], axis=1)
