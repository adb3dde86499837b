"""Screening for suicide risk: the ASQ's questions as a pure state machine, and reading a free answer."""

from helpline.screening.answers import (
    asks_why,
    begins_with_no,
    denies_before_but,
    leaves,
    understand,
    wants_person,
)
from helpline.screening.asq import (
    Answer,
    State,
    asks_again,
    counted,
    from_json,
    question,
    start,
    step,
    to_json,
    with_evidence,
)
from helpline.screening.outcome import Disposition, Outcome

__all__ = [
    "Answer",
    "Disposition",
    "Outcome",
    "State",
    "asks_again",
    "asks_why",
    "begins_with_no",
    "counted",
    "denies_before_but",
    "from_json",
    "leaves",
    "question",
    "start",
    "step",
    "to_json",
    "understand",
    "wants_person",
    "with_evidence",
]
