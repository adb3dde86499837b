"""The commonest words that Iraqis type in Latin letters, with their Arabic spelling: «3ala» is على.

By its sounds alone «ummi» would be like «ما», and «li2an» like «لن». What is not listed is heard
(helpline/text/arabizi.py). English words, and what stands for several Arabic words, are not listed.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("latin_words.tsv")


def in_arabic(word: str) -> tuple[str, ...]:
    """Return the Arabic words that a normalised Latin word stands for; none if it is not listed."""
    return _listed().get(word, ())


@lru_cache(maxsize=1)
def _listed() -> dict[str, tuple[str, ...]]:
    """Return the list: a Latin word, a tab, its Arabic words. Raises ValueError for a line that is not so."""
    listed = {}
    for line in _FILE.read_text("utf-8").splitlines():
        latin, arabic = line.split("\t")
        listed[latin] = tuple(arabic.split())
    return listed
