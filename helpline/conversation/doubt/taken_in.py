"""Whole messages that are no risk by their letters, as far as it is known when they are taken in; pure."""

from helpline import content
from helpline.conversation.doubt import plain_words
from helpline.screening import frequency
from helpline.text import normalise
from helpline.triage import Assessment, Level, evidence

_STOP_WORDS = frozenset(normalise(word) for word in content.TAUGHT["stop"])


# Our own questions for a name, a place or a time, to which a word or three is an answer.
_ASKING_FLOWS = frozenset({"safety_plan", "registration", "referral"})
_MOST_WORDS = 3
# A safety plan asks about bad moments, and who keeps what is dangerous: letters find danger in any answer.
_ABOUT_DANGER = "safety_plan"
# Below this a message is hardly about suicide.
_HARDLY = 0.5
# Whom an answer names («my little brother») is no danger by itself; violence or illness stays what it is.
_WHO = frozenset({"child", "third_party"})


def as_taken_in(assessment: Assessment, text: str, payload: str | None) -> Assessment:
    """Return an assessment, or none where only the letters of one of these whole messages looked like risk.

    A button's title is our words. The taught word that stops follow-ups is a command. How often («تقريبا كل
    يوم») is an answer, which the classifier knows from sentences that say what; tapped, it is one
    whatever was said before.
    """
    word = normalise(text).strip(" .!؟«»\"'")
    if evidence.by_letters(assessment.reasons):
        if payload is not None:
            return _none("tapped")
        if word in _STOP_WORDS:
            return _none("stop_word")
        if plain_words.are_plain(text):
            return _none("plain_words")
        if word in frequency.ANSWERS:
            return _none("how_often")
    return _none("how_often") if frequency.is_tapped(text, payload) else assessment


def may_be_answer(assessment: Assessment) -> bool:
    """Say whether only letters make a risk of a message, so that what we had asked is worth a look."""
    return assessment.level >= Level.AMBER and evidence.by_letters(assessment.reasons)


def as_answered(assessment: Assessment, text: str, flow: str | None) -> Assessment:
    """Return what an assessment of what `may_be_answer` is where that flow waits for an answer.

    A few words that name somebody and say nothing of suicide are an answer to any of them. In a safety plan
    so is what is no more than AMBER, and who takes what is dangerous away («my brother keeps it»): a wish
    or an attempt in plain words is the rules' to hear.
    """
    if flow not in _ASKING_FLOWS:
        return assessment
    few = (
        len(text.split()) <= _MOST_WORDS and assessment.score < _HARDLY and _WHO.issuperset(assessment.routes)
    )
    planned = flow == _ABOUT_DANGER and (
        assessment.level < Level.RED or "third_party" in assessment.routes or assessment.score < _HARDLY
    )
    return _none("answer_of_flow") if few or planned else assessment


def _none(why: str) -> Assessment:
    return Assessment(Level.GREEN, (), 0.0, (f"frame:{why}",), False)
