"""What a rule says about a text, and the words rules are built from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from helpline.content.items import Item

FAIL = "FAIL"
WARN = "WARN"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong: FAIL blocks, WARN asks a person to look."""

    code: str
    level: str
    where: str
    says: str


Rule = Callable[[Item], Iterator[Finding]]


def found(item: Item, code: str, level: str, says: str) -> Finding:
    """Return a finding on an item."""
    return Finding(code, level, f"{item.source}: {item.id} ({item.form})", says)


def whole(*alternatives: str) -> str:
    """Return a pattern for whole words, with the particles that Arabic writes onto a word."""
    return rf"(?<!\w)[وف]?(?:بال|عال|وال|لل|ال|[بلكع])?(?:{'|'.join(alternatives)})(?!\w)"


def any_of(*patterns: str) -> str:
    """Return a pattern for any of several."""
    return "|".join(patterns)


def near(first: str, second: str, gap: int) -> str:
    """Return a pattern for two things in either order with at most `gap` characters between."""
    return rf"(?:{first}).{{0,{gap}}}(?:{second})|(?:{second}).{{0,{gap}}}(?:{first})"


def pattern_rule(
    code: str,
    level: str,
    pattern: str,
    says: str,
    applies: Callable[[Item], bool] = lambda item: not item.exempt,
) -> Rule:
    """Return a rule that finds a pattern in the normalised text of the items it applies to."""
    compiled = re.compile(pattern, re.DOTALL)

    def rule(item: Item) -> Iterator[Finding]:
        match = compiled.search(item.plain) if applies(item) else None
        if match:
            yield found(item, code, level, f"{says}: «{match.group().strip()}»")

    rule.__name__ = code.lower()
    return rule
