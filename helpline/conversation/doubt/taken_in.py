"""Whole messages that are no risk by their letters, as far as it is known when they are taken in; pure."""

import re
from collections.abc import Mapping
from typing import Any

from helpline import content
from helpline.contacts.safety_plan import STEPS
from helpline.conversation.doubt import plain_words
from helpline.screening import frequency
from helpline.text import normalise
from helpline.triage import Assessment, Level, evidence

_STOP_WORDS = frozenset(normalise(word) for word in content.TAUGHT["stop"])


# Our own questions for a name, a place or a time, to which a word or three is an answer.
_ASKING_FLOWS = frozenset({"safety_plan", "registration", "referral"})
_MOST_WORDS = 3
# A safety plan asks who keeps what is dangerous; the answer is full of it. Nothing beside it: «my brother
# takes the gun and threatens» is no answer; nor is it one to another question, where he may just carry it.
_WHO_KEEPS_IT = "surroundings"
_KEEPS_IT_AWAY = re.compile(
    r"(?:ابوي|ابويه|امي|اخوي|اختي|رجلي|زوجي|مرتي|عمي|خالي|عمتي|خالتي|ابني|بنتي|صديقي|صديقتي|جاري)"
    r"(?: (?:الزغير|الزغيره|الزغيرة|الچبير|الچبيره|الچبيرة|الكبير|الكبيرة))?"
    r" (?:ي|ت)(?:شيل|اخذ|ضم|بعد|خلي|قفل|حتفظ ب)\w* \w+"
    r"(?: (?:مالتي|مالي|يمه|يمها|عنده|عندها|عده|عدها|من البيت|عني|بعيد))*"
)
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
    """Say whether no rule makes a risk of a message, so that what we had asked is worth a look.

    After a disclosure, too: that is when a safety plan is made.
    """
    judged = not any(reason.startswith("classifier:") for reason in assessment.reasons)
    return assessment.level >= Level.AMBER and judged and not evidence.by_rule(assessment.reasons)


def as_answered(assessment: Assessment, text: str, flow: Mapping[str, Any] | None) -> Assessment:
    """Return what an assessment of what `may_be_answer` is where that flow waits for an answer.

    A few words that name somebody and say nothing of suicide, and where a safety plan asks it who keeps
    what is dangerous away, are an answer. Violence, illness and a wish stay what they are, by letters too.
    """
    if flow is None or flow["name"] not in _ASKING_FLOWS:
        return assessment
    named = plain_words.names_somebody(text) or _WHO.issuperset(assessment.routes)
    few = len(text.split()) <= _MOST_WORDS and assessment.score < _HARDLY and named
    asked = flow["name"] == "safety_plan" and STEPS[flow["state"]["at"]] == _WHO_KEEPS_IT
    keeps = (
        asked and "gbv" not in assessment.routes and _KEEPS_IT_AWAY.fullmatch(normalise(text).strip(" .!؟،"))
    )
    return _none("answer_of_flow") if few or keeps else assessment


def _none(why: str) -> Assessment:
    return Assessment(Level.GREEN, (), 0.0, (f"frame:{why}",), False)
