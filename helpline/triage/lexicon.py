"""Which classes a word belongs to, however spelled, glued to its neighbours or typed in Latin letters."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from helpline.text import fold, fold_keys, in_arabic, is_latin, normalise, skeleton, sounds_like, to_arabic

# Glued to the front of a word: and, so, by, to, the, this, on. Longest first.
_PREFIXES = ("وهال", "وبال", "وال", "هال", "بال", "عال", "فال", "كال", "لل", "ال", "و", "ف", "ب", "ل")
# Glued to a verb in the first person: progressive and future.
_VERB_PREFIXES = ("دا", "د", "ح", "س")
_LATIN_PREFIXES = ("wil", "wel", "bil", "bel", "hal", "el", "il", "al", "da", "wa", "w", "b", "d", "l")
_GLUED_FIRST = ("ما", "لا", "مو", "راح", "يا", "م")
_GROUP = re.compile(r"\(([^()]*)\)(\?)?")
_MAX_WORD = 40

Reading = tuple[str, frozenset[str]]


def expand(expression: str) -> Iterator[str]:
    """Yield the words of an expression such as "(د|دا)?اموت"."""
    found = _GROUP.search(expression)
    if not found:
        yield expression
        return
    options = found[1].split("|") + ([""] if found[2] else [])
    for option in options:
        yield from expand(expression[: found.start()] + option + expression[found.end() :])


class Lexicon:
    """Words and their classes. A word written "=word" counts only in exactly that spelling."""

    def __init__(self, classes: Mapping[str, str], plain: Iterable[str], english: frozenset[str]) -> None:
        """Take class names with their words, the plain words that patterns use, and common English words."""
        keys: dict[str, set[str]] = defaultdict(set)
        exact: dict[str, set[str]] = defaultdict(set)
        for name, source in classes.items():
            for expression in source.split():
                for raw in expand(expression):
                    word = normalise(raw.lstrip("="))
                    if raw.startswith("="):
                        exact[word].add(name)
                    else:
                        for key in fold_keys(word):
                            keys[key].add(name)
        for name in plain:
            keys[name[1:]].add(name)
        self._keys = {k: frozenset(v) for k, v in keys.items()}
        self._exact = {k: frozenset(v) for k, v in exact.items()}
        self._english = english
        self._sounds: dict[str, list[str]] = defaultdict(list)
        for key in sorted(self._keys):
            if not is_latin(key):
                self._sounds[skeleton(key)].append(key)
        self.read = lru_cache(maxsize=50_000)(self._read)

    def _read(self, word: str) -> tuple[Reading, ...]:
        """Return the word as one or more (match key, classes): glued words come apart."""
        if len(word) > _MAX_WORD:
            return ((fold(word[:_MAX_WORD]), frozenset()),)
        if is_latin(word):
            known = () if word.replace("'", "") in self._english else in_arabic(word)
            return tuple(part for one in known for part in self._read(normalise(one))) or (self._latin(word),)
        classes = self._whole(word)
        if classes:
            return ((fold(word), classes),)
        return self._apart(word) or ((fold(word), frozenset()),)

    def _whole(self, word: str) -> frozenset[str]:
        """Return the classes of a word, with its prefixes taken off one after another if need be."""
        own = self._direct(word)
        if any(not name.startswith("=") for name in own):
            return own | self._direct(word[2:]) if word.startswith("ال") and len(word) > 4 else own
        for prefix in _PREFIXES:
            rest = word[len(prefix) :]
            if word.startswith(prefix) and len(rest) > 2:
                own |= self._whole(rest) if prefix in ("و", "ف") else self._direct(rest)
        if own:
            return own
        for prefix in _VERB_PREFIXES:
            rest = word[len(prefix) :]
            if word.startswith(prefix) and len(rest) > 2 and rest[0] == "ا":
                classes = self._direct(rest)
                if "FIRST_PERSON" in classes:
                    return own | classes
        return own

    def _direct(self, word: str) -> frozenset[str]:
        """Return the classes listed for a word in any of its match keys or in its exact spelling."""
        found = self._exact.get(word, frozenset())
        for key in fold_keys(word):
            found |= self._keys.get(key, frozenset())
        return found

    def _apart(self, word: str) -> tuple[Reading, ...]:
        """Split words typed without a space (مااريد, اريداموت) where both halves are known."""
        bare = word[1:] if word[:1] == "و" else word
        for first in _GLUED_FIRST:
            rest = bare[len(first) :]
            if not bare.startswith(first) or len(rest) < 2:
                continue
            for candidate in (rest, "ا" + rest):
                classes = self._whole(candidate) if len(candidate) > 2 else frozenset()
                if classes and (candidate == rest or "FIRST_PERSON" in classes):
                    opener = "ما" if first == "م" else first
                    # «مجرحة» is who is hurt, no «I do not hurt».
                    if first == "م" and ("FIRST_PERSON" not in classes or "HURT" in classes):
                        continue
                    return ((fold(opener), self._direct(opener)), (fold(candidate), classes))
        for cut in range(3, len(bare) - 2):
            left, right = self._direct(bare[:cut]), self._direct(bare[cut:])
            if left and right:
                return ((fold(bare[:cut]), left), (fold(bare[cut:]), right))
        return ()

    def _latin(self, word: str) -> Reading:
        """Read a Latin word as English and, unless it is common English, as Arabic heard."""
        plain = word.replace("'", "")
        classes = self._direct(plain)
        if plain in self._english:
            return plain, classes
        heard = self._heard(word)
        if not heard:
            for prefix in _LATIN_PREFIXES:
                rest = word[len(prefix) :].lstrip("-")
                if word.startswith(prefix) and len(rest) > 2:
                    heard = self._heard(rest)
                if heard:
                    break
        for key in heard:
            classes |= self._keys[key]
        if heard:
            return heard[0], classes
        return (fold(to_arabic(word)) or plain), classes

    def _heard(self, latin: str) -> list[str]:
        """Return the known Arabic words that a Latin spelling can stand for."""
        spellings = {latin, latin.replace("th", "dh"), latin.replace("9", "8"), latin.replace("2", "8")}
        return [
            key
            for spelling in sorted(spellings)
            for key in self._sounds.get(skeleton(spelling), ())
            if len(key) > 1 and sounds_like(spelling, key)
        ]
