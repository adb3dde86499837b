"""From raw text to the words every component sees, so that training and serving never differ."""

from __future__ import annotations

import re
from itertools import pairwise

from helpline.text import detect, fold, is_latin, normalise, to_arabic
from helpline.text import words as split_words

# Emoji carry meaning to a classifier; every other sign only separates.
_EMOJI = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]")
NO_WORDS = "∅"


def spelled(text: str) -> list[tuple[str, str]]:
    """Return each word of a message in one spelling, with how it was typed (normalised only)."""
    normalised = normalise(_EMOJI.sub(r" \g<0> ", text))
    english = detect(text) == "en"
    found: list[tuple[str, str]] = []
    for piece in normalised.split():
        found.extend((emoji, emoji) for emoji in _EMOJI.findall(piece))
        for word in split_words(piece):
            found.append((fold(word if english or not is_latin(word) else to_arabic(word)) or word, word))
    return found or [(NO_WORDS, NO_WORDS)]


def words(text: str) -> list[str]:
    """Return a message's words in one spelling, Arabizi in Arabic letters; never an empty list."""
    return [key for key, _ in spelled(text)]


def prepare(text: str) -> str:
    """Return the normalised message as one line, the form in which it is encoded."""
    return " ".join(words(text))


def expand(line: str, smallest: int = 2, largest: int = 4) -> str:
    """Add to a prepared line each word's character n-grams, marked at its edges, and its pairs of words.

    Misspelt dialect shares few whole words with what was seen in training, but most of its n-grams;
    pairs tell «ما اريد» from «اريد». A tokenizer cannot cut overlapping pieces, so they are spelled
    out before it.
    """
    pieces: list[str] = []
    split = line.split()
    for word in split:
        pieces.append(word)
        marked = f"<{word}>"
        for size in range(smallest, largest + 1):
            if size < len(marked):
                pieces.extend(marked[i : i + size] for i in range(len(marked) - size + 1))
    pieces.extend(f"{first}_{second}" for first, second in pairwise(split))
    return " ".join(pieces)
