"""The name that somebody tells as their own: «اني سارة», «وياك ام علي», «زينب اني»; on normalised words.

What follows «اني» is far more often how somebody is than who. So only what is known as a name is taken for
one («اني تعبانة», «اني من البصرة» and «اني ام لثلاث اطفال» tell none), and a name that is a word besides
(«اني علي ديون») only where it ends its clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from helpline.text.arabizi import is_latin, sounds_like, to_arabic
from helpline.text.fold import fold
from helpline.text.given_names import MEN, NAMES, WOMEN, WORDS_TOO
from helpline.text.listed import folded

_ME = folded("اني انا")
_WITH_YOU = folded("وياك وياچ وياكم معك معاك معاچ معاكم يمك")
_ALSO_ME = folded("اخوك اخوكم اختك اختكم اختچ اخوچ")
_GREETINGS = folded(
    "هلو هلا الو هاي مرحبا مراحب السلام سلام عليكم عليك شلونك شلونكم شلونچ صباح مساء الخير النور اهلا تحية"
)
_FATHER, _MOTHER, _SERVANT = fold("ابو"), fold("ام"), fold("عبد")
_OF_A_CHILD = frozenset((_FATHER, _MOTHER))
_ONLY_NAMES = NAMES - WORDS_TOO
# What may come behind the name and leave it one.
_AFTER = folded(
    "من عمري عندي وعندي وعمري واريد واني ساكن ساكنة وساكن وساكنة متزوج متزوجة طالب طالبة بنت ابن اخو اخت بس"
)


def told(words: Sequence[str]) -> tuple[int, int] | None:
    """Return where in a clause's words the writer's own name begins and ends, None without one."""
    keys = [key(word) for word in words]
    start = next((place for place, one in enumerate(keys) if one not in _GREETINGS), len(keys))
    rest = keys[start:]
    if len(rest) == 2 and rest[1] in _ME and rest[0] in _ONLY_NAMES:
        return start, start + 1
    if not rest or rest[0] not in _ME | _WITH_YOU:
        return None
    # «Hope is with you» is no woman of that name.
    known = _ONLY_NAMES if rest[0] in _WITH_YOU else NAMES
    start += 2 if rest[1:] and rest[1] in _ALSO_ME else 1
    length = _length(keys[start:], known)
    return (start, start + length) if length else None


def says_nothing_else(words: Sequence[str], name: tuple[int, int]) -> bool:
    """Say whether a clause with a name holds nothing but it, its cue and a greeting."""
    return {key(word) for word in words[name[1] :]} <= _ME


def is_name(words: Sequence[str]) -> bool:
    """Say whether words are a name, or a father's or mother's by their child, and nothing else."""
    return len(words) > 0 and _length([key(word) for word in words], NAMES) == len(words)


def address_of(name: Sequence[str]) -> str | None:
    """Return how whoever bears a name is addressed: "m", "f", or None where it is not sure."""
    keys = [key(word) for word in name]
    if keys[0] in _OF_A_CHILD:
        return "m" if keys[0] == _FATHER else "f"
    whole = "".join(keys)
    return "m" if whole in MEN else "f" if whole in WOMEN else None


@lru_cache(maxsize=20_000)
def key(word: str) -> str:
    """Return a normalised word's match key; a Latin one's is that of the name that it sounds like."""
    if not is_latin(word):
        return fold(word)
    names = (name for name in sorted(_ONLY_NAMES) if sounds_like(word, name))
    return next(names, fold(to_arabic(word)))


def _length(keys: Sequence[str], known: frozenset[str]) -> int:
    """Return of how many words the name is that words begin with, 0 without one."""
    if len(keys) > 1 and keys[0] in _OF_A_CHILD and keys[1] in NAMES:
        return 2 if len(keys) == 2 or keys[2] in _AFTER else 0
    words = 2 if keys[:1] == [_SERVANT] else 1
    name = "".join(keys[:words])
    if name not in known:
        return 0
    alone = len(keys) == words
    return words if alone or (name in _ONLY_NAMES and keys[words] in _AFTER | _ONLY_NAMES) else 0
