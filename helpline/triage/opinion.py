"""What a classifier thinks of a message, and from when on that counts."""

from __future__ import annotations

from dataclasses import dataclass

from helpline.triage.assessment import ROUTES, Level

# What a classifier answers beside the level, each with yes or no.
QUESTIONS = ("suicidal", "explicit", *ROUTES)
# One score for each level, then one for each question.
COLUMNS = len(Level) + len(QUESTIONS)


@dataclass(frozen=True, slots=True)
class Opinion:
    """A probability for each level, and one for each question."""

    levels: tuple[float, ...]
    answers: dict[str, float]

    @property
    def risk(self) -> float:
        """Return the probability of AMBER or RED."""
        return self.levels[Level.AMBER] + self.levels[Level.RED]

    @property
    def red(self) -> float:
        """Return the probability of RED."""
        return self.levels[Level.RED]


# Words. A message this short says too little for a small chance to mean much, and its danger is mostly said
# in words that leave no doubt (docs/decisions/0017).
SHORT = 6
# From so many words on there is more in a message that may sound like risk, and more that would say so.
LONG = 14


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which probability a level or an answer counts; chosen on writers left out of the training.

    `short_red` and `short_amber` are those of messages of at most SHORT words, `long_amber` that of messages
    of at least LONG.
    """

    red: float
    amber: float
    blue: float
    answer: float
    short_red: float
    short_amber: float
    long_amber: float

    def of(self, words: int) -> tuple[float, float]:
        """Return from where on RED and AMBER count in a message of so many words."""
        if words <= SHORT:
            return self.short_red, self.short_amber
        return self.red, self.long_amber if words >= LONG else self.amber
