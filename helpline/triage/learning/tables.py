"""Shares with their intervals, and the tables made of them, as markdown."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from helpline.triage.assessment import ROUTES, Assessment, Level
from helpline.triage.corpus_file import Line

Judged = tuple[Line, Assessment]

# What a column counts: its name, the lines it looks at, the level that counts.
COLUMNS: tuple[tuple[str, Level, Level], ...] = (
    ("RED as RED", Level.RED, Level.RED),
    ("RED as AMBER+", Level.RED, Level.AMBER),
    ("AMBER as AMBER+", Level.AMBER, Level.AMBER),
    ("AMBER as RED", Level.AMBER, Level.RED),
    ("BLUE as AMBER+", Level.BLUE, Level.AMBER),
    ("GREEN as AMBER+", Level.GREEN, Level.AMBER),
)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with Wilson's 95% interval."""

    hits: int
    of: int

    def __str__(self) -> str:
        if not self.of:
            return "–"
        share, z = self.hits / self.of, 1.96
        middle = (share + z * z / (2 * self.of)) / (1 + z * z / self.of)
        half = z * math.sqrt(share * (1 - share) / self.of + z * z / (4 * self.of**2)) / (1 + z * z / self.of)
        low, high = max(0.0, middle - half), min(1.0, middle + half)
        return f"{_short(share)} [{_short(low)}, {_short(high)}]"


def share(hits: Iterable[bool]) -> Share:
    """Return how many are true."""
    found = list(hits)
    return Share(sum(found), len(found))


def by(judged: Sequence[Judged], key: Callable[[Line], str], name: str) -> str:
    """Return recall and false alarms for each value of a key, and for all."""
    heads = [name, "lines", *(column for column, _, _ in COLUMNS)]
    rows = []
    for value in [*sorted({key(line) for line, _ in judged}), "all"]:
        chosen = [one for one in judged if value in (key(one[0]), "all")]
        rows.append([value, str(len(chosen)), *map(str, levels(chosen))])
    return table(heads, rows)


def levels(judged: Sequence[Judged]) -> list[Share]:
    """Return one share for each of COLUMNS."""
    return [
        share(assessment.level >= least for line, assessment in judged if line.level == true)
        for _, true, least in COLUMNS
    ]


def by_route(judged: Sequence[Judged]) -> str:
    """Return how often each route is named where it should be, and where it should not."""
    rows = []
    for route in ROUTES:
        right = share(route in a.routes for line, a in judged if route in line.routes)
        wrong = share(route in a.routes for line, a in judged if route not in line.routes)
        rows.append([route, str(right.of), str(right), str(wrong)])
    return table(["route", "lines", "named where it is", "named where it is not"], rows)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a markdown table; every column but the first is set to the right."""
    rule = ["---", *["---:"] * (len(heads) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in [heads, rule, *rows])


def _short(share: float) -> str:
    """Return a share with three decimals and no zero before the point."""
    return f"{share:.3f}".removeprefix("0")
