"""PHQ-9 and WHO-5 as pure tables and state: which item comes next, and what the answers add up to.

Source: clinical/instruments.md. PHQ-9: nine items of 0 to 3, bands 0-4, 5-9, 10-14, 15-19, 20-27. WHO-5: five
items of 0 to 5, the sum times four, 50 and below is looked at further. Neither is a diagnosis.

Where the protocol is silent, and what was chosen:
- An item that was skipped: nothing is computed, because no rule for missing answers is given there. What the
  other answers come to at the least is known all the same, and is what may bring a person.
- The answers go from never to always in both, so that a larger number is always "more often". The official
  WHO-5 lists them the other way round; what each is worth is the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from helpline.screening import frequency


@dataclass(frozen=True, slots=True)
class Instrument:
    """One questionnaire. `name` begins the ids of its texts; an answer is worth 0 to `most`.

    `times` is what the sum is multiplied by. `bands` are the lowest scores of every band but the first.
    `words` are the ways to say each answer, by what it is worth. `literal` is the number of the item that
    asks about death.
    """

    name: str
    items: int
    most: int
    times: int
    bands: tuple[int, ...]
    words: tuple[tuple[str, ...], ...]
    literal: int | None = None

    @property
    def highest(self) -> int:
        """The highest score there is."""
        return self.items * self.most * self.times


PHQ9 = Instrument("phq9", 9, 3, 1, (5, 10, 15, 20), frequency.DAYS, literal=9)
# 50 belongs to the lower band: it is looked at further.
WHO5 = Instrument("who5", 5, 5, 4, (51,), frequency.TIME)
INSTRUMENTS: Mapping[str, Instrument] = {one.name: one for one in (PHQ9, WHO5)}
# From where the protocol offers counselling, and from where it wants a person told (node PT, PT20).
PHQ9_PERSON_FROM = 10
PHQ9_SEVERE_FROM = 20


@dataclass(frozen=True, slots=True)
class Progress:
    """The answers so far, None for a skipped item; `again` says that the next was not understood."""

    answers: tuple[int | None, ...] = ()
    again: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {"answers": list(self.answers), "again": self.again}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Progress:
        """Read it back."""
        return cls(tuple(stored["answers"]), bool(stored["again"]))


def current(instrument: Instrument, progress: Progress) -> int | None:
    """Return the number of the item being asked, from 1; None when all were."""
    return len(progress.answers) + 1 if len(progress.answers) < instrument.items else None


def answer(instrument: Instrument, progress: Progress, value: int | None) -> Progress:
    """Take one answer, None for a skipped item. Raises ValueError for one that the instrument has not."""
    if current(instrument, progress) is None:
        raise ValueError(f"{instrument.name} is over; it takes no more answers")
    if value is not None and not 0 <= value <= instrument.most:
        raise ValueError(f"an answer of {instrument.name} is 0 to {instrument.most}, not {value}")
    return Progress((*progress.answers, value))


def unclear(progress: Progress) -> Progress:
    """Note that the answer was not understood."""
    return replace(progress, again=True)


def score(instrument: Instrument, progress: Progress) -> int | None:
    """Return the score, None unless every item was answered."""
    if len(progress.answers) < instrument.items or None in progress.answers:
        return None
    return at_least(instrument, progress)


def at_least(instrument: Instrument, progress: Progress) -> int:
    """Return the score that the given answers alone come to: with the others it can only be higher."""
    return sum(value or 0 for value in progress.answers) * instrument.times


def band(instrument: Instrument, score: int) -> int:
    """Return the number of the band that a score is in, from 0."""
    return sum(score >= lowest for lowest in instrument.bands)
