"""Arabic typed in Latin letters, read the Iraqi way: 3=ع 7=ح 5=خ 6=ط 9=ص 2=ء 8=ق g=گ ch=چ.

Writers leave out or guess the vowels, so two words are compared by their consonants, and each vowel
only has to be possible: «areed», «arid» and «ared» all sound like اريد, «ra7» never like روحي.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Longest first. Values are the letter written when a word is unknown.
_UNITS = (
    ("3'", "غ"), ("7'", "خ"), ("6'", "ظ"), ("9'", "ض"), ("5'", "خ"),
    ("sh", "ش"), ("ch", "چ"), ("kh", "خ"), ("gh", "غ"), ("th", "ث"), ("dh", "ذ"), ("zh", "ژ"), ("ph", "ف"),
    ("2", "ء"), ("3", "ع"), ("5", "خ"), ("6", "ط"), ("7", "ح"), ("8", "ق"), ("9", "ص"), ("4", "ش"),
    ("b", "ب"), ("p", "ب"), ("t", "ت"), ("j", "ج"), ("d", "د"), ("r", "ر"), ("z", "ز"), ("s", "س"),
    ("f", "ف"), ("v", "ف"), ("q", "ق"), ("g", "گ"), ("k", "ك"), ("c", "ك"), ("x", "خ"), ("l", "ل"),
    ("m", "م"), ("n", "ن"), ("h", "ه"),
)  # fmt: skip
_VOWELS = "aeiouwy"
_UNIT = re.compile("|".join(re.escape(latin) for latin, _ in _UNITS) + "|[aeiouwy]+")
_LETTER = dict(_UNITS)
_LATIN = re.compile(r"[a-z0-9']*[a-z][a-z0-9']*\Z")
# Sounds that writers mix: what is equal here is equal in a skeleton.
_SOUND = {
    **dict.fromkeys("تطث", "t"), **dict.fromkeys("دذضظ", "d"), **dict.fromkeys("سص", "s"),
    **dict.fromkeys("حه", "h"), **dict.fromkeys("كقگ", "k"), **dict.fromkeys("جچژ", "j"),
    **dict.fromkeys("بپ", "b"), **dict.fromkeys("فڤ", "f"),
}  # fmt: skip
_LONG = re.compile("aa|ee|ii|oo|uu|ou|ei")
_LONG_LETTER = {"aa": "ا", "ee": "ي", "ii": "ي", "oo": "و", "uu": "و", "ou": "و", "ei": "ي"}
_LICENCE = {"a": "اه", "e": "اي", "i": "يا", "o": "وا", "u": "و", "w": "و", "y": "ي"}


def is_latin(word: str) -> bool:
    """Say whether a normalised word is written in Latin letters (digits and apostrophes allowed)."""
    return _LATIN.match(word) is not None


@lru_cache(maxsize=20_000)
def _latin_parts(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return a Latin word's consonant sounds and the vowels before, between and after them."""
    consonants: list[str] = []
    slots = [""]
    for unit in _UNIT.findall(word):
        if unit[0] in _VOWELS:
            slots[-1] += unit
            continue
        letter = _LETTER[unit]
        sound = _SOUND.get(letter, letter)
        if consonants and consonants[-1] == sound and slots[-1] == "":
            continue  # a doubled consonant (shadda)
        if letter == "ء":
            slots[-1] += "a"
            continue
        consonants.append(sound)
        slots.append("")
    return tuple(consonants), tuple(slots)


@lru_cache(maxsize=20_000)
def _arabic_parts(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return an Arabic word's consonant sounds and its long vowels before, between and after them."""
    consonants: list[str] = []
    slots = [""]
    last = len(word) - 1
    for i, letter in enumerate(word):
        if letter in "اويء" or (letter == "ه" and i == last and i > 0):
            slots[-1] += "" if letter == "ء" else letter
            continue
        sound = _SOUND.get(letter, letter)
        if consonants and consonants[-1] == sound and slots[-1] == "":
            continue
        consonants.append(sound)
        slots.append("")
    return tuple(consonants), tuple(slots)


def skeleton(word: str) -> str:
    """Return the consonant sounds of a normalised word of either script, as one string."""
    parts = _latin_parts(word) if is_latin(word) else _arabic_parts(word)
    return "".join(parts[0])


def sounds_like(latin: str, arabic: str) -> bool:
    """Say whether a Latin spelling can be read as an Arabic word: same consonants, possible vowels."""
    heard, heard_slots = _latin_parts(latin)
    written, written_slots = _arabic_parts(arabic)
    if heard != written:
        return False
    if bool(heard_slots[0]) != bool(written_slots[0]):
        return False
    return all(_vowels_fit(h, w) for h, w in zip(heard_slots, written_slots, strict=True))


def _vowels_fit(heard: str, written: str) -> bool:
    """Say whether the vowels heard in a place allow the long vowels written there."""
    allowed = "".join(_LICENCE[v] for v in heard)
    if len(written) > len(heard) or any(letter not in allowed for letter in written):
        return False
    long = _LONG.search(heard)
    return long is None or not written or written[-1] == _LONG_LETTER[long.group()] or len(written) > 1


@lru_cache(maxsize=20_000)
def to_arabic(word: str) -> str:
    """Write an unknown Latin word in Arabic letters: long vowels kept, short ones only at the edges."""
    units = _UNIT.findall(word)
    out: list[str] = []
    for i, unit in enumerate(units):
        if unit[0] not in _VOWELS:
            out.append("" if unit == "2" and i else _LETTER[unit])
            continue
        out.append(_vowel_letters(unit, first=i == 0, last=i == len(units) - 1))
    return "".join(out)


def _vowel_letters(vowels: str, first: bool, last: bool) -> str:
    """Return the Arabic letters for a run of Latin vowels."""
    written = "".join({"w": "و", "y": "ي"}.get(v, "") for v in vowels)
    long = _LONG.search(vowels)
    if long:
        written = _LONG_LETTER[long.group()] + written
    if first:
        return written if written[:1] == "و" and vowels[0] == "w" else "ا" + written.lstrip("ا")
    if last and not written:
        return {"a": "ا", "i": "ي", "e": "ه", "o": "و", "u": "و"}[vowels[-1]]
    return written
