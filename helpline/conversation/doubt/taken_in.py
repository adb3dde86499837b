"""Whole messages that are no risk by their letters, as far as it is known when they are taken in; pure."""

from helpline import content
from helpline.conversation.doubt import plain_words
from helpline.screening import frequency
from helpline.text import normalise
from helpline.triage import Assessment, Level, evidence

_STOP_WORDS = frozenset(normalise(word) for word in content.TAUGHT["stop"])


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


def _none(why: str) -> Assessment:
    return Assessment(Level.GREEN, (), 0.0, (f"frame:{why}",), False)
