"""What a counsellor says became of a case when it is closed.

What is asked follows what crisis lines record (988 Suicide & Crisis Lifeline's imminent risk policy: what was
done with the person, whether emergency services were called and confirmed, a safety plan, a referral, a
follow-up that was agreed to).
"""

import enum
from dataclasses import dataclass
from typing import Any


class Done(enum.StrEnum):
    """What came of the conversation."""

    CALMER = "calmer"
    NO_DANGER = "no_danger"
    WITH_SOMEBODY = "with_somebody"
    AT_CARE = "at_care"
    NOT_REACHED = "not_reached"


class Emergency(enum.StrEnum):
    """Whether emergency services were called, with the contact, and whether they came."""

    NOT_NEEDED = "not_needed"
    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"
    REFUSED = "refused"


class SafetyPlan(enum.StrEnum):
    """Whether a plan for the next hours was made together."""

    MADE = "made"
    BEFORE = "before"
    NOT_MADE = "not_made"


class Referral(enum.StrEnum):
    """Where the contact was pointed to; the name of the service belongs into a note."""

    NONE = "none"
    HOSPITAL = "hospital"
    MENTAL_HEALTH = "mental_health"
    VIOLENCE = "violence"
    CHILD_PROTECTION = "child_protection"
    LEGAL = "legal"
    OTHER = "other"


class FollowUpIn(enum.StrEnum):
    """When the contact is asked how they are, if they consent."""

    NONE = "none"
    ONE_DAY = "one_day"
    THREE_DAYS = "three_days"
    ONE_WEEK = "one_week"

    @property
    def days(self) -> int | None:
        """Days from now; None without a follow-up."""
        return {"one_day": 1, "three_days": 3, "one_week": 7}.get(self.value)

    @classmethod
    def of(cls, days: int) -> "FollowUpIn":
        """Return the choice of so many days; raises StopIteration for another number."""
        return next(one for one in cls if one.days == days)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done. A RED case has all of it; a quieter one may leave out emergency and safety plan."""

    done: Done
    emergency: Emergency | None = None
    safety_plan: SafetyPlan | None = None
    referral: Referral = Referral.NONE
    follow_up: FollowUpIn = FollowUpIn.NONE

    @property
    def whole(self) -> bool:
        """Say whether it answers everything that is asked of a RED case."""
        return self.emergency is not None and self.safety_plan is not None

    def to_json(self) -> dict[str, Any]:
        """Return it as the case keeps it; holds no word of anybody."""
        return {
            "done": self.done,
            "emergency": self.emergency,
            "safety_plan": self.safety_plan,
            "referral": self.referral,
            "follow_up": self.follow_up,
        }
