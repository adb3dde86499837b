"""One plain question before the screening, where only the letters of a message look like risk; pure.

The screening's five questions are for somebody who said something. Where no rule met a wish, and the
classifier took «I want to go back to him» for one, five questions about death, with no way out, do harm.
So one question is asked first. A yes, a refusal, a «sometimes», the next thing that sounds like risk, and
silence lead on as before; a no, or going on with something else, ends it (docs/decisions/0019).
"""

from __future__ import annotations

from dataclasses import replace

from helpline import screening
from helpline.conversation.plan import Plan, Turn
from helpline.conversation.say import say
from helpline.screening import Answer
from helpline.text import fold, normalise, words
from helpline.triage import Assessment, Level, evidence

# In the conversation's `asked`.
NAME = "risk"
YES, NO = "gate_yes", "gate_no"
SAID = "rule:said_when_asked"
NOT_ANSWERED = "rule:no_answer_when_asked"
_SOMETIMES = frozenset(
    fold(normalise(word))
    for word in ("مرات", "احيانا", "شوية", "شويه", "يمكن", "يجوز", "تقريبا", "mrrat", "marat", "sometimes")
)
_LONGEST = 4


def is_asked_first(turn: Turn) -> bool:
    """Say whether this question comes before the screening: nothing but letters, and nothing else is open."""
    found = turn.assessment
    return (
        found.level == Level.AMBER
        and evidence.only_letters(found.reasons)
        and "third_party" not in found.routes
        and turn.is_typed
        and not turn.private.disguised
        and turn.case is None
        and turn.screening is None
        and turn.asked is None
    )


def ask(turn: Turn) -> Plan:
    """Return the plan that asks; no case yet: the assessment was stored when the message came in.

    What the helpline leads with them waits, and goes on where it was. Whoever writes for the first time is
    told who asks.
    """
    welcome = (say(turn, "welcome.first"),) if turn.first else ()
    return Plan(
        replies=(*welcome, say(turn, "screening.gate")), asked=NAME, flow=turn.flow, welcomed=turn.first
    )


def answer(turn: Turn) -> Answer:
    """Return what a message answers to it."""
    if turn.button in (YES, NO):
        return Answer.YES if turn.button == YES else Answer.NO
    said = [fold(word) for word in words(normalise(turn.text))]
    if len(said) <= _LONGEST and _SOMETIMES.intersection(said):
        return Answer.YES
    return screening.understand(turn.text, "screening.gate")


def said_yes() -> Assessment:
    """Return what a yes means: a wish, asked about now at once."""
    return Assessment(Level.AMBER, (), 1.0, (SAID,), True)


def silent(turn: Turn) -> Plan:
    """Take silence as no answer: a person hears of it; nothing more is written."""
    left = Assessment(Level.AMBER, (), turn.assessment.score, (NOT_ANSWERED,), False)
    return Plan(assessment=left, source="screening")


def no_more(turn: Turn) -> Turn:
    """Return the turn with the question behind it."""
    return replace(turn, asked=None)
