"""Whom a contact would rather speak with, told from their words: a woman, a man, or anybody after all. Pure.

Asking for somebody of the helpline is what counts. «اريد اتزوج بنية» and «ما احچي ويه ابوي» are talk about
their own people. Where it cannot be told, nothing is heard: the assistant still brings a person to whoever
asks for one.
"""

from __future__ import annotations

import enum
from functools import lru_cache

from helpline.conversation import whom_rules
from helpline.text import clauses, fold, normalise
from helpline.text.clauses import CONTRAST
from helpline.triage.lexicon import Lexicon
from helpline.triage.pattern import Masks, Pattern, literals, parse

# Words of a message in which «اريد بنية» alone is an answer to us and not the middle of a story.
_SHORT = 8
# Nouns that mean somebody known once they are definite.
_NOUNS = frozenset(("WOMAN", "PRO", "MAN", "MPRO", "ONEF"))
# The marks that _read puts at a clause's ends.
_MARKS = frozenset(("BEGIN", "SHORT", "FINISH", "LAST"))
_DEFINITE = ("ال", "هال", "وال", "بال", "لل", "عال")
_WITH = frozenset(fold(word) for word in ("ويه", "ويا", "وي", "وياه", "مع", "wya", "weya", "wyah"))


class Whom(enum.Enum):
    """Whom they asked for; `prefers` is what a contact's row keeps."""

    WOMAN = "f"
    MAN = "m"
    ANYBODY = None

    @property
    def prefers(self) -> str | None:
        """Return "f", "m", or None for anybody."""
        found: str | None = self.value
        return found


class _Rules:
    """The phrases, compiled in the order in which they are tried."""

    def __init__(self) -> None:
        listed = (
            (Whom.ANYBODY, whom_rules.ANYBODY),
            (Whom.MAN, whom_rules.MAN_RATHER),
            (Whom.WOMAN, whom_rules.WOMAN),
            (Whom.MAN, whom_rules.MAN),
        )
        self.patterns: list[tuple[Whom, Pattern]] = [
            (whom, pattern) for whom, rules in listed for source, _ in rules for pattern in parse(source, {})
        ]
        # Most messages hold no word of a given pattern: only those are tried of which one is there.
        self.by_class: dict[str, list[int]] = {}
        for number, (_, pattern) in enumerate(self.patterns):
            for name in _rarest(pattern):
                self.by_class.setdefault(name, []).append(number)
        plain = {name for _, pattern in self.patterns for name in literals(pattern)}
        self.lexicon = Lexicon(whom_rules.CLASSES, plain, whom_rules.ENGLISH)


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    return _Rules()


def asked_for(text: str) -> Whom | None:
    """Return whom a message asks for, None where it asks for nobody; of several wishes the last counts."""
    found = _joined(clauses(normalise(text)))
    short = sum(len(words) for words in found) <= _SHORT
    wish = None
    for i, words in enumerate(found):
        taken_back = i + 1 < len(found) and fold(found[i + 1][0]) in CONTRAST
        wish = _in_clause(words, short, taken_back) or wish
    return wish


def _joined(found: list[list[str]]) -> list[list[str]]:
    """Return the clauses with «بس ويه ...» put back: there «بس» means "only" and contrasts nothing."""
    joined: list[list[str]] = []
    for words in found:
        only = len(words) > 1 and fold(words[0]) in CONTRAST and fold(words[1]) in _WITH
        if only and joined:
            joined[-1] = joined[-1] + words
        else:
            joined.append(words)
    return joined


def _in_clause(words: list[str], short: bool, taken_back: bool) -> Whom | None:
    masks = _read(words, short, taken_back)
    rules = _rules()
    worth_trying = sorted({number for name in masks.by_class for number in rules.by_class.get(name, ())})
    return next(
        (whom for whom, pattern in map(rules.patterns.__getitem__, worth_trying) if _met(masks, pattern)),
        None,
    )


def _read(words: list[str], short: bool, taken_back: bool) -> Masks:
    """Return a clause's words with their classes, between two marks for its ends."""
    classes = [frozenset(("BEGIN", "SHORT") if short else ("BEGIN",))]
    for word in words:
        definite = word.startswith(_DEFINITE) and len(word) > 4
        for _, names in _rules().lexicon.read(word):
            classes.append(names - _NOUNS if definite else names)
    classes.append(frozenset(("FINISH",) if taken_back else ("FINISH", "LAST")))
    return Masks(classes, 1)


def _rarest(pattern: Pattern) -> tuple[str, ...]:
    """Return the alternatives of the element that most messages lack: it names no mark, and few words."""
    elements = [element for phrase in pattern.phrases for element in phrase.elements]
    return min((len(_MARKS.intersection(one.classes)), len(one.classes), one.classes) for one in elements)[2]


def _met(masks: Masks, pattern: Pattern) -> bool:
    if pattern.nowhere and masks.any_of(pattern.nowhere):
        return False
    return all(masks.ends(phrase) for phrase in pattern.phrases)
