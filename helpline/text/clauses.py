"""Where one thing said ends and the next begins, so that a denial covers no more than its own clause."""

from __future__ import annotations

import re

from helpline.text.fold import fold
from helpline.text.normalise import words

# Two or more dots are a pause, not an end: «اريد.. اموت» is one sentence.
_END = re.compile(r"[!?؟،,;؛\n\r\"«»()\[\]{}]|(?<!\.)\.(?!\.)|…\n|[\u2022\u06d4]")
# Contrast words open a clause of their own and stay in it, because «بس» also means "only".
CONTRAST = frozenset(
    fold(w) for w in ("بس", "لكن", "ولكن", "لاكن", "لكني", "لاكني", "but", "bas", "bs", "lakin", "بەڵام")
)


def clauses(normalised: str) -> list[list[str]]:
    """Return the words of each clause of a normalised text, in order; no clause is empty."""
    found: list[list[str]] = []
    for piece in _END.split(normalised):
        current: list[str] = []
        for word in words(piece):
            if current and fold(word) in CONTRAST:
                found.append(current)
                current = []
            current.append(word)
        if current:
            found.append(current)
    return found
