"""Turn a written reply into words that a voice can say."""

import re
import unicodedata
from collections.abc import Sequence

from helpline.content.words import digits_aloud

# About three minutes of speech; TwiML of this size stays well under 4,000 characters.
MOST_SAID = 1800
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_NUMBER = re.compile(r"\+?\d(?:[ \-]?\d){2,}")
_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_DECORATION = re.compile(r"[*_~`#|<>•▪◾–—«»\"]")
_SENTENCE = re.compile(r"(?<=[.!؟?])\s+")


def speakable(text: str) -> str:
    """Return a text without links, pictures and marks; a number that is dialled is said digit by digit."""
    text = _LINK.sub(" ", text.translate(_ARABIC_DIGITS))
    text = _NUMBER.sub(lambda match: f" {digits_aloud(match.group())} ", text)
    text = "".join(_kept(mark) for mark in text)
    text = _DECORATION.sub(" ", text)
    lines = [" ".join(line.split()) for line in text.splitlines()]
    joined = " ".join(line if line[-1] in ".!؟?،؛:" else f"{line}." for line in lines if line)
    return re.sub(r"\s+([.،؛:!؟?])", r"\1", joined)


def _kept(mark: str) -> str:
    if mark == "\n":
        return mark
    # So: pictures; Sk: skin tones; Cf: joiners; the other C: control marks, which XML refuses.
    category = unicodedata.category(mark)
    if category == "Cf" or mark == "\ufe0f":
        return ""
    return " " if category in ("So", "Sk") or category.startswith("C") else mark


def shortened(said: Sequence[str], most: int = MOST_SAID) -> list[str]:
    """Leave out the last whole sentences beyond `most` characters; the final text is always kept.

    The final text is the one that asks, so it may not be lost to a long answer before it.
    """
    if not said:
        return []
    *before, last = said
    left = most - len(last)
    kept = []
    for text in before:
        sentences = []
        for sentence in _SENTENCE.split(text):
            if len(sentence) + 1 > left:
                left = 0
                break
            left -= len(sentence) + 1
            sentences.append(sentence)
        if sentences:
            kept.append(" ".join(sentences))
    return [*kept, last[:most]]
