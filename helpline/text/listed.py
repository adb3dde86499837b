"""Words listed in one string, as they are looked up."""

from __future__ import annotations

from helpline.text.fold import fold
from helpline.text.normalise import normalise


def folded(words: str) -> frozenset[str]:
    """Return the match keys of words that stand in a list with spaces between them."""
    return frozenset(fold(normalise(word)) for word in words.split())
