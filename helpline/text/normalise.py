"""Bring text typed in any way to one spelling, without losing a letter that tells words apart."""

from __future__ import annotations

import re
import unicodedata

# Letters of Arabic script that differ only by keyboard, hamza seat or calligraphy. What differs in
# meaning or in dialect (گ ق ك, چ ج, ظ ض) stays: that is fold's business.
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("أإآٱٲٳ", "ا"),
        **dict.fromkeys("ىیېﯽ", "ي"),
        **dict.fromkeys("ةۃۂۀ", "ه"),
        **dict.fromkeys("ھہ", "ه"),
        "ؤ": "و",
        "ئ": "ي",
        **dict.fromkeys("کڪ", "ك"),
        **dict.fromkeys("ڨ", "ق"),
        "ڜ": "ش",
        **dict.fromkeys("’‘`´ʼ", "'"),
        "٪": "%",
        "٫": ".",
        "ـ": None,
    }
)
# Cyrillic and Greek letters that look Latin: rare by accident, common where somebody hides a word.
_LOOKALIKES = str.maketrans("аеорсухкмтнвіοαε", "aeopcyxkmthbioae")
_DIGITS = {ord(c): str(unicodedata.digit(c)) for c in "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"}
# Written instead of a letter inside an Arabic word (انت7ر), as in Arabizi.
_DIGIT_LETTERS = {"2": "ا", "3": "ع", "5": "خ", "6": "ط", "7": "ح", "8": "ق", "9": "ص"}

_ARABIC = "ء-يٮ-ۓەپچژگڤ"
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_MARKS = re.compile("[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
_REPEATS = re.compile(r"([^\W\d_])\1{2,}")
_SPACED = re.compile(rf"(?<![\w])(?:[{_ARABIC}][ ]){{2,}}[{_ARABIC}](?![\w])")
_SPACED_LATIN = re.compile(r"(?<![\w])(?:[a-z][ ]){3,}[a-z](?![\w])")
_CHOPPED = re.compile(rf"(?<![\w])[{_ARABIC}]{{1,3}}(?:[.·•*_~|+=/\\-]{{1,2}}[{_ARABIC}]{{1,3}})+(?![\w])")
_CHOPS = re.compile(r"[^\w]|_")
_DIGIT_INSIDE = re.compile(rf"(?<=[{_ARABIC}])[2356789](?=[{_ARABIC}])")
_SPACES = re.compile(r"[^\S\n]+")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*'?", re.UNICODE)


def normalise(text: str) -> str:
    """Return text in one spelling: lower case, no marks or invisible characters, letters joined again.

    Punctuation and line breaks stay, because clauses are found by them.
    Source: clinical/normalisation.md, line "Base".
    """
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
        text = unicodedata.normalize("NFKC", text)
        text = _MARKS.sub("", text).translate(_LETTERS).translate(_DIGITS)
    text = text.lower()
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text)).translate(_LETTERS)
        text = text.translate(_LOOKALIKES)
    text = _SPACED.sub(lambda m: m.group().replace(" ", ""), text)
    text = _SPACED_LATIN.sub(lambda m: m.group().replace(" ", ""), text)
    text = _CHOPPED.sub(lambda m: _CHOPS.sub("", m.group()), text)
    text = _DIGIT_INSIDE.sub(lambda m: _DIGIT_LETTERS[m.group()], text)
    text = _REPEATS.sub(r"\1", text)
    return _SPACES.sub(" ", text).strip()


def words(normalised: str) -> list[str]:
    """Split normalised text into words; an apostrophe inside or after a Latin word belongs to it (3', 6')."""
    return _WORD.findall(normalised)
