"""What a screening ends in, and how soon a person has to be there."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import timedelta


class Disposition(enum.Enum):
    """The ASQ's three results."""

    NEGATIVE = "negative"
    NONACUTE = "nonacute"
    ACUTE = "acute"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished screening and what it means; `acuity_yes` tells an acute yes from Columbia's threshold."""

    disposition: Disposition
    past_attempt: bool = False
    recent_attempt: bool = False
    intent_seen: bool = False
    acuity_yes: bool = False

    @property
    def level(self) -> str:
        """Return the risk level: RED, AMBER or GREEN. Source: clinical/triage.csv, H1, H2, N0."""
        levels = {Disposition.ACUTE: "RED", Disposition.NONACUTE: "AMBER", Disposition.NEGATIVE: "GREEN"}
        return levels[self.disposition]

    @property
    def call_back_within(self) -> timedelta | None:
        """Return how soon a counsellor must have been in touch; None when negative, zero when acute.

        Source: clinical/triage.csv, H2: within 4 h at any hour, within 1 h after an attempt ever.
        """
        if self.disposition is Disposition.NEGATIVE:
            return None
        if self.disposition is Disposition.ACUTE:
            return timedelta(0)
        return timedelta(hours=1 if self.past_attempt else 4)

    @property
    def reason(self) -> str:
        """Return one readable reason for the case's history, without a word of what was written."""
        if self.disposition is Disposition.ACUTE and not self.acuity_yes:
            return "asq:columbia_recent_attempt" if self.recent_attempt else "asq:columbia_intent"
        suffix = ":past_attempt" if self.past_attempt else ""
        return f"asq:{self.disposition.value}{suffix}"
