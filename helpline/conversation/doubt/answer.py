"""Whole messages that answer the assistant and do nothing else, whatever their letters remind of; pure.

Only these words and no others: a refusal with anything beside it («ما ادري ليش عايش») may say why.
"""

from helpline.conversation import state
from helpline.text import fold, normalise
from helpline.triage import Assessment, Level, evidence

_ANSWERS = (
    "ما اريد", "ماريد", "لا ما اريد", "لا ماريد", "لا خلاص ما اريد", "ما اريد هسه", "لا ما اريد هسه",
    "ما اريد اگول", "لا ما اريد اگول", "ما اريد اجاوب", "لا ما اريد اجاوب", "اي ياريت", "ياريت",
)  # fmt: skip


def _key(text: str) -> str:
    return " ".join(fold(word) for word in normalise(text).strip(" .!؟،").split())


_KEYS = frozenset(map(_key, _ANSWERS))


def unalarmed(assessment: Assessment, text: str, conversation: state.Conversation) -> Assessment:
    """Return an assessment, or none where such an answer looked like risk by its letters alone.

    What a rule or an earlier message says of it stands, as does RED. A screening reads its answers itself;
    the first words of a conversation answer nothing.
    """
    by_letters = evidence.by_letters(assessment.reasons)
    answers_us = conversation.turns > 0 and conversation.screening is None and conversation.asked is None
    if assessment.level == Level.AMBER and by_letters and answers_us and _key(text) in _KEYS:
        return Assessment(Level.GREEN, (), 0.0, ("frame:answer",), False)
    return assessment
