"""How each phone behaves when nobody touches it: rings, answers, declines, taps."""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass, replace
from typing import Any

ANSWERS = ("ring", "human", "machine", "decline", "busy", "unreachable")
OUTCOMES = ("read", "delivered", "undelivered", "failed")


@dataclass(frozen=True, slots=True)
class Behaviour:
    """Describe one phone; times are simulated seconds.

    answer: what it does with a call (``ring`` waits for the page or the control API).
    press / speak: digits or words given as soon as a Gather listens after it answered.
    messages: how far a message gets. tap: a pattern; the first button whose payload matches is tapped.
    """

    answer: str = "ring"
    after: float = 2.0
    press: str = ""
    speak: str = ""
    messages: str = "read"
    error_code: int = 63024
    tap: str = ""
    tap_after: float = 1.0


class Phones:
    """Keep the behaviour of each number; unknown numbers ring and read."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_number: dict[str, Behaviour] = {}

    def get(self, number: str) -> Behaviour:
        """Return how a number behaves."""
        return self._by_number.get(number, Behaviour())

    def change(self, number: str, changes: dict[str, Any]) -> Behaviour:
        """Change some of a number's habits; raise ValueError on an unknown one."""
        try:
            changed = replace(self.get(number), **changes)
        except TypeError as failure:
            raise ValueError(str(failure)) from failure
        if changed.answer not in ANSWERS or changed.messages not in OUTCOMES:
            raise ValueError(f"answer is one of {ANSWERS}, messages one of {OUTCOMES}")
        with self._lock:
            self._by_number[number] = changed
        return changed

    def listed(self) -> dict[str, Any]:
        """Return every number that differs from the default."""
        with self._lock:
            return {number: asdict(habit) for number, habit in self._by_number.items()}

    def clear(self) -> None:
        """Return every phone to the default."""
        with self._lock:
            self._by_number.clear()
