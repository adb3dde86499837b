"""A figure: what was measured, how, beside its goal; and the arithmetic of percentiles."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


class NotMeasured(Exception):
    """A phase cannot run here; the message says why, and is all that is printed for it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report; `value` is what was measured, in words; `met` None: no goal or not measured."""

    name: str
    value: str
    goal: str = ""
    met: bool | None = None
    how: str = ""
    data: dict[str, Any] = field(default_factory=dict)


def not_measured(name: str, goal: str, reason: str) -> Figure:
    """Return the line of something that was not measured."""
    return Figure(name, f"not measured: {reason}", goal)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the nearest-rank percentile, `share` 0..1: a value that occurred; raises ValueError if empty."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


@dataclass(frozen=True, slots=True)
class Spread:
    """How a set of durations in seconds is spread."""

    count: int
    median: float
    p95: float
    p99: float
    worst: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        """Summarise durations in seconds; raises ValueError if there are none."""
        median, p95, p99 = (percentile(values, share) for share in (0.5, 0.95, 0.99))
        return cls(len(values), median, p95, p99, max(values))

    def words(self) -> str:
        """Return it as the report prints it."""
        named = (("p50", self.median), ("p95", self.p95), ("p99", self.p99), ("worst", self.worst))
        return ", ".join(f"{name} {duration(value)}" for name, value in named) + f" (n={self.count})"

    def data(self) -> dict[str, float]:
        """Return it as the JSON holds it, in seconds."""
        return {
            "n": self.count,
            "p50_s": self.median,
            "p95_s": self.p95,
            "p99_s": self.p99,
            "worst_s": self.worst,
        }


def duration(seconds: float) -> str:
    """Return a duration for people: 0.8 ms, 41 ms, 3.20 s, 75 s."""
    if seconds < 0.001:
        return f"{seconds * 1e6:.0f} µs"
    if seconds < 0.01:
        return f"{seconds * 1e3:.1f} ms"
    if seconds < 1:
        return f"{seconds * 1e3:.0f} ms"
    return f"{seconds:.2f} s" if seconds < 10 else f"{seconds:.0f} s"
