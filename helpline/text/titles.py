"""The title of a button, typed by hand: the same words, but for what people leave out or write otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from helpline.text.fold import fold, fold_keys
from helpline.text.normalise import normalise, words

_ARTICLES = ("وال", "بال", "عال", "لل", "ال")
# Beside the article two letters stay at the least: «الا» is no «ا».
_SHORTEST = 2
# Without its long vowels a title is known by so many letters; with fewer, two words are too easily one.
_FEWEST_LETTERS = 4
# A title has fewer words than this; each word may double the spellings.
_MOST_WORDS = 8
_LONG_VOWELS = str.maketrans("", "", "اوي")


def typed_title(text: str, titles: Sequence[str]) -> int | None:
    """Return the place of the title that a typed text stands for, None where it is none or could be two.

    Read more and more freely: as it is but for letters that are interchanged (of two titles spelled alike the
    first); without articles and the space between words; without long vowels.
    """
    for same in (_words, _without_articles, _consonants):
        keys = same(text)
        found = [place for place, title in enumerate(titles) if not keys.isdisjoint(same(title))]
        if len(found) == 1 or (found and same is _words):
            return found[0]
        if found:
            return None
    return None


def _words(text: str) -> frozenset[str]:
    spelled = tuple(fold(word) for word in words(normalise(text)))
    return frozenset((" ".join(spelled),) if spelled else ())


def _without_articles(text: str) -> frozenset[str]:
    """Return the keys of a text, with چ as ج and as ك, so that «كم يوم» is «چم يوم»."""
    ways = [{_bare(key) for key in fold_keys(word)} for word in words(normalise(text))]
    return frozenset("".join(one) for one in product(*ways)) if 0 < len(ways) <= _MOST_WORDS else frozenset()


def _consonants(text: str) -> frozenset[str]:
    bare = (key[:1] + key[1:].translate(_LONG_VOWELS) for key in _without_articles(text))
    return frozenset(key for key in bare if len(key) >= _FEWEST_LETTERS)


def _bare(word: str) -> str:
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _SHORTEST:
            return word.removeprefix(article)
    return word
