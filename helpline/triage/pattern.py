"""A small language for phrases, matched on whole words by bit masks.

A pattern is a sequence of elements; each element is one or more alternatives joined by "|", and an
alternative is a word class in capitals (DIE, NOW) or a word. Between elements:

    WANT DIE            the next word
    WANT ..2 DIE        up to two words in between, never across the end of a clause
    WANT ?احيانا DIE     an element that may be missing
    !NEG WANT           no NEG within the two words before
    DIE !LAUGH          no LAUGH within the two words after
    A & B & !C          A and B somewhere in the message, C nowhere
    {intent} ..3 NOW    any of the sequences that MACROS lists under that name

Why bit masks and not regular expressions: a mask has one bit a word, so a step is a shift and an "and".
Nothing backtracks, whatever is sent to us.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from helpline.text import fold, normalise

_MACRO = re.compile(r"\{(\w+)\}")
_CLASS = re.compile(r"[A-Z][A-Z0-9_]*\Z")
_AROUND = 2  # words looked at by a leading or trailing "!"


@dataclass(frozen=True, slots=True)
class Element:
    """One place in a sequence: any of these classes, after at most `gap` other words."""

    classes: tuple[str, ...]
    gap: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sequence of elements with what must not stand just before or after it."""

    elements: tuple[Element, ...]
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """Phrases that must all occur in a message, and classes that must not."""

    phrases: tuple[Phrase, ...]
    nowhere: tuple[str, ...] = ()


class Masks:
    """The words of a message as one mask for each class, a bit for each word."""

    def __init__(self, words: Sequence[frozenset[str]], starts: int) -> None:
        """Take the classes of each word and a mask of the words that open a clause."""
        self.by_class: dict[str, int] = {}
        self.length = len(words)
        self._inside = ~starts
        for i, classes in enumerate(words):
            bit = 1 << i
            for name in classes:
                self.by_class[name] = self.by_class.get(name, 0) | bit

    def any_of(self, classes: tuple[str, ...]) -> int:
        """Return the words that have any of the classes."""
        mask = 0
        for name in classes:
            mask |= self.by_class.get(name, 0)
        return mask

    def after(self, mask: int, gap: int) -> int:
        """Return the words up to gap + 1 places after those in mask, in the same clause."""
        found = 0
        for _ in range(gap + 1):
            mask = (mask << 1) & self._inside
            found |= mask
        return found

    def before(self, mask: int, gap: int) -> int:
        """Return the words up to gap + 1 places before those in mask, in the same clause."""
        found = 0
        for _ in range(gap + 1):
            mask = (mask & self._inside) >> 1
            found |= mask
        return found

    def ends(self, phrase: Phrase) -> int:
        """Return the last words of every occurrence of a phrase."""
        steps = self._forward(phrase)
        return steps[-1] if steps else 0

    def cover(self, phrase: Phrase) -> int:
        """Return every word that is an element of some occurrence of a phrase."""
        steps = self._forward(phrase)
        if not steps:
            return 0
        covered = kept = steps[-1]
        for i in range(len(steps) - 1, 0, -1):
            kept = self.before(kept, phrase.elements[i].gap) & steps[i - 1]
            covered |= kept
        return covered

    def _forward(self, phrase: Phrase) -> list[int]:
        """Return, for each element, the words where the phrase so far can end; empty if it does not occur."""
        first = phrase.elements[0]
        mask = self.any_of(first.classes)
        if mask and phrase.not_before:
            mask &= ~self.after(self.any_of(phrase.not_before), _AROUND - 1)
        steps = [mask]
        for element in phrase.elements[1:]:
            if not mask:
                return []
            mask = self.after(mask, element.gap) & self.any_of(element.classes)
            steps.append(mask)
        if mask and phrase.not_after:
            mask &= ~self.before(self.any_of(phrase.not_after), _AROUND - 1)
            steps[-1] = mask
        return steps if mask else []


def parse(source: str, macros: Mapping[str, Sequence[str]]) -> list[Pattern]:
    """Compile one pattern into its variants (one for each choice of macro and optional element).

    Raises ValueError for a pattern that could never match or names an unknown macro.
    """
    found = []
    for text in _expand_macros(source, macros):
        parts = [p.strip() for p in text.split("&")]
        nowhere = tuple(name for p in parts if _is_ban(p) for name in _alternatives(p[1:]))
        options = [list(_phrases(p)) for p in parts if not _is_ban(p)]
        if not options:
            raise ValueError(f"pattern without a phrase: {source}")
        found += [Pattern(choice, nowhere) for choice in product(*options)]
    return found


def literals(pattern: Pattern) -> set[str]:
    """Return the class names that stand for plain words in a pattern."""
    names = {n for p in pattern.phrases for e in p.elements for n in e.classes}
    names.update(n for p in pattern.phrases for n in p.not_before + p.not_after)
    return {n for n in names | set(pattern.nowhere) if n.startswith("=")}


def _is_ban(part: str) -> bool:
    return part.startswith("!") and " " not in part


def _expand_macros(text: str, macros: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the text with each {name} replaced by each of its sequences."""
    found = _MACRO.search(text)
    if not found:
        yield text
        return
    if found[1] not in macros:
        raise ValueError(f"unknown macro {found[1]}")
    for value in macros[found[1]]:
        yield from _expand_macros(text[: found.start()] + value + text[found.end() :], macros)


def _alternatives(source: str) -> tuple[str, ...]:
    """Return the class names of one element; a plain word becomes "=" and its match key."""
    return tuple(a if _CLASS.match(a) else "=" + fold(normalise(a)) for a in source.split("|"))


def _phrases(source: str) -> Iterator[Phrase]:
    """Yield a phrase for every choice of its optional elements."""
    tokens = source.split()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    if tokens[0].startswith("!"):
        before = _alternatives(tokens.pop(0)[1:])
    if tokens and tokens[-1].startswith("!"):
        after = _alternatives(tokens.pop()[1:])
    slots: list[list[Element | None]] = []
    gap = 0
    for token in tokens:
        if token.startswith(".."):
            gap = int(token[2:])
            continue
        optional = token.startswith("?")
        element = Element(_alternatives(token.lstrip("?")), gap)
        slots.append([element, None] if optional else [element])
        gap = 0
    for choice in product(*slots):
        elements = tuple(e for e in choice if e is not None)
        if not elements:
            raise ValueError(f"every element is optional: {source}")
        yield Phrase(elements, before, after)
