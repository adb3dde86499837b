"""The ASQ as a pure state machine: which question comes next, and what the answers add up to.

Source: NIMH ASQ (four questions, then acuity) and its disposition; the order of nodes A5_FIRST, A1 to A5, N0,
H1 and H2 in clinical/triage.csv; Columbia's threshold for a recent attempt or intent (C-SSRS triage).

Disposition, first line that fits:

| what was heard                                                              | outcome  | source            |
|-----------------------------------------------------------------------------|----------|-------------------|
| acuity question: yes, refused, silence, or unclear twice                    | ACUTE    | A5, A5_FIRST      |
| acuity question: no, but an attempt in the past 3 months or intent is known | ACUTE    | A5, Columbia      |
| acuity question: no                                                         | NONACUTE | A5, H2            |
| four times no, and triage had seen nothing that counts as a yes             | NEGATIVE | N0                |

Where the protocol is silent, and what was chosen:
- An unclear answer is asked again once, then counts as yes: a refusal counts as yes in the ASQ, and no answer
  may be worth less than a refusal.
- Silence at one of the four questions counts as a refusal and moves straight to the acuity question: somebody
  who stopped answering is not asked three more questions first. Where acuity was asked before, it ends.
- A past attempt that was told before is the yes to question 4 and is not asked for again; a refusal at
  question 4 also shortens the call-back to one hour.
- After an explicit wish the acuity question comes first; "no" leads to the four questions, and whatever is
  answered there, the result stays at least NONACUTE ("triage's evidence beats a no").
"""

from __future__ import annotations

import enum
import json
from dataclasses import asdict, dataclass, replace

from helpline.screening.outcome import Disposition, Outcome

STATE_VERSION = 1
ACUITY = 5
KINDS = ("full", "acuity_first")


class Answer(enum.Enum):
    """What was answered to one question."""

    YES = "yes"
    NO = "no"
    REFUSED = "refused"
    SILENT = "silent"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class State:
    """Where a screening stands. `current` is the question being asked (1 to 5) or None when it is over."""

    kind: str
    current: int | None
    positive: tuple[int, ...] = ()
    answered: tuple[int, ...] = ()
    asked_again: bool = False
    past_attempt: bool = False
    recent_attempt: bool = False
    intent_seen: bool = False


def start(
    kind: str, past_attempt_known: bool = False, recent_attempt: bool = False, intent_seen: bool = False
) -> State:
    """Begin a screening: "full" from question 1, "acuity_first" after an explicit wish of one's own.

    The flags are what triage or the contact said before: any past attempt, one in the past three months,
    an intention to act. Raises ValueError for another kind.
    """
    if kind not in KINDS:
        raise ValueError(f"kind is one of {', '.join(KINDS)}, not {kind!r}")
    state = State(kind=kind, current=ACUITY if kind == "acuity_first" else 1)
    return with_evidence(
        state, past_attempt=past_attempt_known, recent_attempt=recent_attempt, intent_seen=intent_seen
    )


def with_evidence(
    state: State, *, past_attempt: bool = False, recent_attempt: bool = False, intent_seen: bool = False
) -> State:
    """Add what triage saw in the words of an answer. Evidence is never taken away."""
    past = state.past_attempt or past_attempt or recent_attempt
    state = replace(
        state,
        past_attempt=past,
        recent_attempt=state.recent_attempt or recent_attempt,
        intent_seen=state.intent_seen or intent_seen,
    )
    if past and 4 not in state.answered and state.current != 4:
        state = replace(state, answered=(*state.answered, 4), positive=(*state.positive, 4))
    return state


def question(state: State) -> str:
    """Return the text id of the question being asked. Raises ValueError when the screening is over."""
    if state.current is None:
        raise ValueError("the screening is over; there is no question to ask")
    return f"asq.{state.current}"


def asks_again(state: State) -> bool:
    """Say whether the current question was not understood and is repeated (say screening.again first)."""
    return state.asked_again


def step(state: State, answer: Answer) -> tuple[State, Outcome | None]:
    """Take one answer; return the next state and, when the screening is over, its outcome.

    Raises ValueError when the screening is over already.
    """
    if state.current is None:
        raise ValueError("the screening is over; it takes no more answers")
    if answer is Answer.UNCLEAR and not state.asked_again:
        return replace(state, asked_again=True), None
    asked = state.current
    state = _recorded(state, asked, yes=answer is not Answer.NO)
    if asked == ACUITY:
        return _after_acuity(state)
    if answer is Answer.SILENT and ACUITY not in state.answered:
        return replace(state, current=ACUITY), None
    if answer is Answer.SILENT:
        return _over(state)
    return _next_question(state)


def counted(state: State) -> dict[str, str]:
    """Return how each question that was answered counts, "yes" or "no", by its number."""
    return {str(number): "yes" if number in state.positive else "no" for number in sorted(state.answered)}


def to_json(state: State) -> str:
    """Return the state as versioned JSON."""
    return json.dumps({"version": STATE_VERSION, **asdict(state)})


def from_json(stored: str) -> State:
    """Read a state back. Raises ValueError for another version."""
    values = json.loads(stored)
    if values.pop("version", None) != STATE_VERSION:
        raise ValueError("a screening state of another version")
    return State(**{**values, "positive": tuple(values["positive"]), "answered": tuple(values["answered"])})


def _recorded(state: State, asked: int, yes: bool) -> State:
    """Write down that a question was answered, and whether it counts as yes."""
    return replace(
        state,
        answered=(*state.answered, asked),
        positive=(*state.positive, asked) if yes else state.positive,
        past_attempt=state.past_attempt or (asked == 4 and yes),
        asked_again=False,
    )


def _after_acuity(state: State) -> tuple[State, Outcome | None]:
    """Decide once the question about now is answered: an explicit wish is followed by the four questions."""
    if state.kind == "acuity_first" and _disposition(state) is not Disposition.ACUTE:
        return _next_question(state)
    return _over(state)


def _next_question(state: State) -> tuple[State, Outcome | None]:
    """Move to the next of the four questions, to the acuity question, or to the end."""
    if _disposition(state) is Disposition.ACUTE:
        return _over(state)  # evidence came in meanwhile: nobody in danger is led through the rest of a form
    left = [number for number in (1, 2, 3, 4) if number not in state.answered]
    if left:
        return replace(state, current=left[0]), None
    if ACUITY not in state.answered and (state.positive or state.past_attempt or _columbia(state)):
        return replace(state, current=ACUITY), None
    return _over(state)


def _columbia(state: State) -> bool:
    """Say whether what is known reaches Columbia's threshold for imminent risk."""
    return state.recent_attempt or state.intent_seen


def _disposition(state: State) -> Disposition:
    """Return what the answers so far add up to."""
    if ACUITY in state.positive or (ACUITY in state.answered and _columbia(state)):
        return Disposition.ACUTE
    return Disposition.NONACUTE if ACUITY in state.answered else Disposition.NEGATIVE


def _over(state: State) -> tuple[State, Outcome]:
    """Close the screening with its outcome."""
    outcome = Outcome(
        disposition=_disposition(state),
        past_attempt=state.past_attempt,
        recent_attempt=state.recent_attempt,
        intent_seen=state.intent_seen,
        acuity_yes=ACUITY in state.positive,
    )
    return replace(state, current=None), outcome
