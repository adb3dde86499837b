"""Find the rules that a message meets, after the words that a benign frame covers are taken out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from helpline.text import clauses, normalise
from helpline.triage.lexicon import Lexicon
from helpline.triage.pattern import Masks, Pattern, Phrase, literals, parse
from helpline.triage.rule import Frame, Rule
from helpline.triage.rules import CLASSES, ENGLISH, FRAMES, MACROS, RULES

_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as match keys with their classes; starts has a bit for each word that opens a clause."""

    keys: tuple[str, ...]
    classes: tuple[frozenset[str], ...]
    starts: int

    def without(self, covered: int) -> Reading:
        """Return the reading without the words in a mask."""
        kept = [i for i in range(len(self.keys)) if not covered >> i & 1]
        return Reading(tuple(self.keys[i] for i in kept), tuple(self.classes[i] for i in kept), 1)

    def part(self, start: int, end: int) -> Reading:
        """Return the words from one place up to another."""
        return Reading(self.keys[start:end], self.classes[start:end], 1)


@dataclass(frozen=True, slots=True)
class Found:
    """The rules a message meets, the frames in it, and a mask of the words that the frames cover."""

    rules: tuple[Rule, ...]
    frames: tuple[Frame, ...]
    covered: int = 0


class Matcher:
    """All rules, compiled."""

    def __init__(self) -> None:
        """Compile the rules and frames; raises ValueError for a pattern that makes no sense."""
        self._rules = [(rule, pattern) for rule in RULES for pattern in parse(rule.pattern, MACROS)]
        self._frames = [(frame, pattern) for frame in FRAMES for pattern in parse(frame.pattern, MACROS)]
        plain = {name for _, p in [*self._rules, *self._frames] for name in literals(p)}
        self._lexicon = Lexicon(CLASSES, plain, ENGLISH)
        self._by_class: dict[str, list[int]] = defaultdict(list)
        for i, (_, pattern) in enumerate(self._rules):
            for name in _rarest(pattern):
                self._by_class[name].append(i)
        self._frames_by_class: dict[str, list[int]] = defaultdict(list)
        for i, (_, pattern) in enumerate(self._frames):
            for name in _rarest(pattern):
                self._frames_by_class[name].append(i)

    def read(self, text: str) -> Reading:
        """Return the words of a text with their classes, clause by clause."""
        keys: list[str] = []
        classes: list[frozenset[str]] = []
        starts = 0
        for clause in clauses(normalise(text)):
            starts |= 1 << len(keys)
            for word in clause:
                for key, found in self._lexicon.read(word):
                    keys.append(key)
                    classes.append(found)
        return Reading(tuple(keys), tuple(classes), starts)

    def find(self, reading: Reading, since: int = 0, disclosed: bool = False) -> Found:
        """Return the rules met by a phrase that ends at or after word number `since`.

        disclosed: suicidality was spoken of before, so no frame makes anything benign.
        """
        recent = -1 << since
        masks = unframed = Masks(reading.classes, reading.starts)
        frames: dict[str, Frame] = {}
        covered = 0
        if not disclosed:
            for i in _candidates(self._frames_by_class, masks):
                frame, pattern = self._frames[i]
                words = _covered(masks, pattern)
                if words:
                    covered |= words
                    frames[frame.id] = frame
            if covered:
                left = [_NOTHING if covered >> i & 1 else c for i, c in enumerate(reading.classes)]
                masks = Masks(left, reading.starts)
        rules: dict[str, Rule] = {}
        for i in _candidates(self._by_class, unframed):
            rule, pattern = self._rules[i]
            if rule.id in rules or (rule.after_disclosure and not disclosed):
                continue
            if rule.longest and len(reading.keys) - since > rule.longest:
                continue
            if _met(unframed if rule.despite_frames else masks, pattern, recent):
                rules[rule.id] = rule
        return Found(tuple(rules.values()), tuple(frames.values()), covered)


@lru_cache(maxsize=1)
def matcher() -> Matcher:
    """Return the compiled rules, compiled on first use and kept."""
    return Matcher()


def _rarest(pattern: Pattern) -> tuple[str, ...]:
    """Return the classes of the element with the fewest alternatives: one of them must be in the message."""
    elements = [e.classes for p in pattern.phrases for e in p.elements]
    return min(elements, key=lambda names: (len(names), sum(not n.startswith("=") for n in names)))


def _candidates(index: dict[str, list[int]], masks: Masks) -> Sequence[int]:
    """Return the numbers of the patterns that could occur, in the order they were written."""
    return sorted({i for name in masks.by_class for i in index.get(name, ())})


def _met(masks: Masks, pattern: Pattern, recent: int) -> bool:
    """Say whether every phrase occurs, at least one of them ending in the recent words."""
    if pattern.nowhere and masks.any_of(pattern.nowhere):
        return False
    fresh = False
    for phrase in pattern.phrases:
        ends = masks.ends(phrase)
        if not ends:
            return False
        fresh = fresh or bool(ends & recent)
    return fresh


def _covered(masks: Masks, pattern: Pattern) -> int:
    """Return the words that a frame covers: those of its first phrase, if all its phrases occur."""
    if not _met(masks, pattern, -1):
        return 0
    first: Phrase = pattern.phrases[0]
    return masks.cover(first)
