"""What somebody in danger writes on, while people are rung, is answered where it asks or tells something.

The true state of the way to a person was said; said again instead of an answer («will you tell my father?»,
«my sister is with me»), it sounds as if nobody reads. Pure.
"""

from __future__ import annotations

import re

from helpline.conversation import discretion
from helpline.conversation.plan import NOBODY_YET_AFTER, Turn
from helpline.text import normalise
from helpline.triage import Level, evidence

# By what the assistant takes the message for.
ABOUT = {
    "ask_privacy": "danger.about.family",
    "are_you_robot": "danger.about.robot",
    "ask_faith_guilt": "danger.about.guilt",
    "ask_what_to_do": "danger.about.now",
    "delete_chat_help": "danger.about.chat",
    "feel_better": "danger.about.thanks",
    "guilt_shame": "danger.about.guilt",
    "hide_chat": "danger.about.chat",
    "online_blackmail": "danger.about.blackmail",
    "phone_watched": "danger.about.chat",
    "thanks": "danger.about.thanks",
    "who_are_you": "danger.about.robot",
}
# The same where somebody else is in danger: what they are to do is another thing.
ABOUT_ANOTHER = {
    **{intent: ABOUT[intent] for intent in ("are_you_robot", "who_are_you", "delete_chat_help", "hide_chat")},
    "ask_what_to_do": "danger.other.now",
    "do_support_someone": "danger.other.say",
    "guilt_shame": "danger.other.blame",
    "ask_faith_guilt": "danger.other.blame",
    "thanks": "danger.other.thanks",
    "feel_better": "danger.other.thanks",
}
SURE = 0.6
_KIN = (
    r"(?:اختي|اخوي|اخويه|امي|ماما|ابوي|بابا|صديقتي|صديقي|صاحبي|صاحبتي|بنتي|ابني|رجلي|مرتي|خالتي|عمتي|جدتي|"
    r"بيبي|جارتي)"
)
# What the words themselves say, however the assistant takes them; the first that fits. No plea to call, no
# «nobody calls me», no «I called my father and he did not answer».
_WHAT_TO_DO = (
    r"^(?:ما ادري|مدري|ماادري|زين|هسه|طيب|بس|و|اي|يعني| )*"
    r"(?:شسوي|شنسوي|شنو اسوي|شنو نسوي|شلون اسوي|شلون اتصرف|شلون نتصرف|شلون اساعد\w*|شلون نساعد\w*|وشسوي)"
    r"(?: (?:هسه|وياه|وياها|الها|اله|بسرعه|بسرعة|رجاء|بالله|اني))*[؟?!. ]*$"
)
_HOSPITAL = r"\b(?:ن|ا)?(?:روح|ودي\w*|اخذ\w*|اخذه|وديه|وديها)\b.*(?:مستشف|طوارئ|دكتور|الاسعاف)"
_SAID = tuple(
    (text, re.compile(pattern))
    for text, pattern in (
        (
            "danger.about.no_call",
            r"^(?:لا |رجاء |رجاءا |بس )*(?:لا |ل|(?:ما ?اريد|ماريد) احد )"
            r"(?:تتصل|تخابر|تدگ|تدك|يتصل|يخابر|يدگ|يدك)\w*",
        ),
        (
            "danger.about.family",
            r"\b(?:لا ?)?ت(?:گول|كول|قول|خبر)\w* ل?(?:اهلي|ابوي|امي|بابا|ماما|رجلي|زوجي|احد)",
        ),
        (
            "danger.about.beside",
            rf"\b{_KIN} (?:يمي|بصفي|جنبي|وياي|اجت|اجه|وصلت|وصل|گاعد\w* يمي|كاعد\w* يمي)\b",
        ),
        ("danger.about.now", _WHAT_TO_DO),
        ("danger.about.hospital", _HOSPITAL),
        ("danger.about.away", r"\b(?:رحت|وصلت) (?:ل|يم|الى) ?\w*(?:بيت|اخوي|اهلي|اختي|جيران)"),
    )
)
_HIS_KIN = r"(?:ب|ل)?(?:اهله|اهلها|ابوه|ابوها|امه|امها|اخوه|اخوها)"
_SAID_OF_ANOTHER = tuple(
    (text, re.compile(pattern))
    for text, pattern in (
        (
            "danger.other.say",
            r"\bش(?:ا?گل|كلل|ا?گول|ا?كول|ا?قول|نگول|نكول|احچي|احجي|حچي|حجي)\w*|"
            r"\b(?:شنو|شلون) (?:ا|ن)?(?:گول|كول|قول|حچي|حجي|حكي|قنع|هدي)\w*",
        ),
        ("danger.other.now", _WHAT_TO_DO),
        ("danger.about.hospital", _HOSPITAL),
        (
            "danger.other.family",
            r"\b(?:ا?خاف|ما (?:اگدر|اكدر)|ا?گول|ا?كول|ا?خبر|ا?تصل|ا?خابر|نخبر|نگول)\b.*\b" + _HIS_KIN + r"\b",
        ),
        (
            "danger.other.no_answer",
            r"\bم(?:ا )?(?:ي|ت)?(?:رد|جاوب|فتح)\b|\b(?:مغلق|مطفي|طافي|مقفول)\b|"
            r"\bما (?:اعرف|ادري|نعرف|ندري) وين",
        ),
        (
            "danger.other.beside",
            r"^(?!.*\b(?:محد|ماكو|مو|ما|لا|وحده|وحدها|اروح|نروح)\b).*"
            r"\b(?:(?:يمه|يمها|وياه|وياها|بصفه|بصفها)|(?:هو|هي) (?:يمي|گدامي|كدامي|وياي|هنا))\b",
        ),
    )
)
# Where somebody close may be the danger, or is in it, their coming is no comfort.
_NOT_OF_A_THREAT = frozenset({"danger.about.beside", "danger.other.family"})
# Who is said to have come at all, for where nobody who comes is a comfort.
_COMES = re.compile(r"\b(?:اجه|اجا|اجت|وصل|وصلت)\b")
_NOT_BESIDE = frozenset({"gbv", "child", "harm_to_others"})
# Whoever's body is in danger is told of the ambulance first.
_BODY = "medical"
_AMBULANCE_FIRST = frozenset({"danger.about.now", "danger.other.now", "danger.other.beside"})


def may_be_answered(turn: Turn) -> bool:
    """Say whether a message beside an open danger is calm words of their own."""
    return (
        turn.case is not None
        and turn.case.level == Level.RED
        and not turn.case.held
        and turn.danger_replies > 0
        and turn.language == "ar"
        and (
            turn.assessment.level < Level.AMBER
            # «Do not call, my mother's heart is weak»: what was said is known; its letters say nothing new.
            or (turn.assessment.level == Level.AMBER and evidence.only_letters(turn.assessment.reasons))
        )
        # That nobody has answered yet must be told as well.
        and (turn.case.waiting <= NOBODY_YET_AFTER or turn.danger_replies % 2 == 1)
        and turn.button is None
        and bool(turn.text.strip())
    )


def text_of(turn: Turn) -> str | None:
    """Return the id of what answers a message in danger, None where it asks or tells nothing that we know."""
    if not may_be_answered(turn):
        return None
    assert turn.case is not None
    another = is_about_another(turn)
    said = normalise(turn.text)
    phrases, intents = (_SAID_OF_ANOTHER, ABOUT_ANOTHER) if another else (_SAID, ABOUT)
    found = next((text for text, pattern in phrases if pattern.search(said)), None)
    if found is None and (discretion.asks_to_delete(turn.text) or discretion.somebody_came(turn.text)):
        return "danger.about.chat"
    found = found or (intents.get(turn.intent) if turn.intent is not None else None)
    if found in _NOT_OF_A_THREAT and is_threatened(turn):
        return "danger.about.chat" if _COMES.search(said) else None
    if found in _AMBULANCE_FIRST and _BODY in turn.case.routes:
        return "danger.medical"
    if found == "danger.about.now" and "gbv" in turn.case.routes:
        return "danger.about.now_threat"
    return found


def is_threatened(turn: Turn) -> bool:
    """Say whether somebody near them may be the danger: then nobody is asked who could come."""
    return turn.case is not None and bool(_NOT_BESIDE.intersection(turn.case.routes))


def is_about_another(turn: Turn) -> bool:
    """Say whether somebody of whom they write is in danger, and this message is not about themselves."""
    assert turn.case is not None
    return turn.case.another and not evidence.own_wish(turn.assessment.reasons)
