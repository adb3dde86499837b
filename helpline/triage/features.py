"""What the classifier sees of a message: hashed runs of letters, and word classes with their order.

Hashes are our own arithmetic on code points, so a weight trained on one machine, Python or numpy means
the same on every other.
"""

from __future__ import annotations

import zlib
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from helpline.triage.matcher import Reading

LETTER_BITS = 18
CLASS_BITS = 14
LETTERS = 1 << LETTER_BITS
SIZE = LETTERS + (1 << CLASS_BITS)
GRAMS = (3, 4, 5, 6)

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_REACH = 4  # words between two classes that still count as a pair
_LONGEST = 4000  # letters read

Counts = tuple[NDArray[np.int64], NDArray[np.float64]]


def letters(reading: Reading) -> str:
    """Return the message as the classifier reads it: match keys, one space between and around them."""
    return f" {' '.join(reading.keys)} "[:_LONGEST]


def buckets(text: str, gram: int) -> NDArray[np.int64]:
    """Return the bucket of every run of `gram` letters in the text, in order."""
    return _buckets(_codes(text), gram)


def _codes(text: str) -> NDArray[np.uint64]:
    """Return the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64)


def _buckets(codes: NDArray[np.uint64], gram: int) -> NDArray[np.int64]:
    """Return the bucket of every run of `gram` code points."""
    count = len(codes) - gram + 1
    if count <= 0:
        return np.empty(0, dtype=np.int64)
    mixed = np.full(count, gram, dtype=np.uint64)
    for offset in range(gram):
        mixed = (mixed ^ codes[offset : offset + count]) * _MULTIPLIER  # wraps around, on purpose
        mixed ^= mixed >> np.uint64(29)
    return (mixed >> np.uint64(64 - LETTER_BITS)).astype(np.int64)


def counts(reading: Reading) -> tuple[Counts, Counts]:
    """Return buckets and how often each occurs, for letters and for classes."""
    codes = _codes(letters(reading))
    runs = np.concatenate([_buckets(codes, gram) for gram in GRAMS])
    classes = np.array(_class_buckets(reading), dtype=np.int64)
    return _count(runs), _count(classes)


def _count(found: NDArray[np.int64]) -> Counts:
    """Return the distinct values and the damped number of times each occurs."""
    values, times = np.unique(found, return_counts=True)
    return values, 1.0 + np.log(np.maximum(times, 1))


def _class_buckets(reading: Reading) -> list[int]:
    """Return the buckets of every word class and of every ordered pair of classes within reach."""
    found: list[int] = []
    before: list[tuple[int, ...]] = []
    for classes in reading.classes[:600]:
        here = _hashes(classes)
        found += [_bucket(h) for h in here]
        found += [_bucket(a * 31 + b * 17) for earlier in before[-_REACH:] for a in earlier for b in here]
        before.append(here)
    return found


def _bucket(value: int) -> int:
    """Return the bucket of a class or pair of classes."""
    return LETTERS + ((value * 2654435761 & 0xFFFFFFFF) >> (32 - CLASS_BITS))


@lru_cache(maxsize=10_000)
def _hashes(classes: frozenset[str]) -> tuple[int, ...]:
    """Return a stable number for each class of a word that has a name of its own."""
    return tuple(sorted(zlib.crc32(name.encode()) for name in classes if not name.startswith("=")))
