"""One contact's urgent episode, its states and its timer."""

from helpline.cases.assessments import StoredAssessment, store_assessment
from helpline.cases.case import Case, CaseEvent, State, Timer, find_open, record
from helpline.cases.transitions import (
    acknowledge,
    arm,
    contact_wrote,
    expire_acknowledgement,
    first_word,
    hasten,
    note_past_attempt,
    open_or_raise,
    promise_call_back,
    resolve,
)

__all__ = [
    "Case",
    "CaseEvent",
    "State",
    "StoredAssessment",
    "Timer",
    "acknowledge",
    "arm",
    "contact_wrote",
    "expire_acknowledgement",
    "find_open",
    "first_word",
    "hasten",
    "note_past_attempt",
    "open_or_raise",
    "promise_call_back",
    "record",
    "resolve",
    "store_assessment",
]
