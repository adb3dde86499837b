"""Lines of the corpus as the parts learn them, and the writers dealt into groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from helpline.triage.assessment import Level
from helpline.triage.corpus_file import Line
from helpline.triage.matcher import Reading, matcher

GROUPS = 3  # one is left out at a time; training takes minutes
_NOT_SUICIDAL = {"gbv", "medical", "harm_to_others", "child"}
_OWN_HAND = ("attempt", "overdose", "poison", "means", "tonight", "farewell", "goodbye", "suicid", "pills")


@dataclass(frozen=True, slots=True)
class Taught:
    """A line as it stands, and without the words that benign frames cover."""

    line: Line
    whole: Reading
    unframed: Reading


def prepare(lines: Sequence[Line]) -> list[Taught]:
    """Read every line once."""
    taught = []
    for line in lines:
        reading = matcher().read(line.text)
        covered = matcher().find(reading).covered
        taught.append(Taught(line, reading, reading.without(covered) if covered else reading))
    return taught


def answer(line: Line, question: str) -> bool:
    """Return a line's true answer to one of QUESTIONS."""
    if question == "suicidal":
        return line.level >= Level.AMBER and not _another_danger(line)
    if question == "explicit":
        return line.explicit and line.level >= Level.AMBER
    return question in line.routes


def groups(
    lines: Sequence[Line], of: Callable[[Line], str] = lambda line: line.writer
) -> list[frozenset[str]]:
    """Return the writers (or whatever `of` names) in GROUPS groups, in alphabetical order dealt round."""
    names = sorted({of(line) for line in lines})
    return [group for start in range(GROUPS) if (group := frozenset(names[start::GROUPS]))]


def _another_danger(line: Line) -> bool:
    """Say whether a RED line is about violence or illness and not about suicide."""
    return (
        line.level == Level.RED
        and bool(_NOT_SUICIDAL & set(line.routes))
        and not line.explicit
        and not any(word in line.theme for word in _OWN_HAND)
    )
