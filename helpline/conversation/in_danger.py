"""What somebody in danger writes on, while people are rung, is answered where it asks or tells something.

The true state of the way to a person was said; said again instead of an answer («will you tell my father?»,
«my sister is with me»), it sounds as if nobody reads. Pure.
"""

from __future__ import annotations

import re

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
SURE = 0.6
_KIN = (
    r"(?:اختي|اخوي|اخويه|امي|ماما|ابوي|بابا|صديقتي|صديقي|صاحبي|صاحبتي|بنتي|ابني|رجلي|مرتي|خالتي|عمتي|جدتي|"
    r"بيبي|جارتي)"
)
# What the words themselves say, however the assistant takes them; the first that fits. No plea to call, no
# «nobody calls me», no «I called my father and he did not answer».
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
        ("danger.about.away", r"\b(?:رحت|وصلت) (?:ل|يم|الى) ?\w*(?:بيت|اخوي|اهلي|اختي|جيران)"),
    )
)
# Where somebody close may be the danger, or is in it, their coming is no comfort.
_NOT_BESIDE = frozenset({"gbv", "child", "harm_to_others"})
# Whoever's body is in danger is told of the ambulance first.
_BODY = "medical"


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
    said = normalise(turn.text)
    found = next((text for text, pattern in _SAID if pattern.search(said)), None)
    found = found or (ABOUT.get(turn.intent) if turn.intent is not None else None)
    if found == "danger.about.beside" and _NOT_BESIDE.intersection(turn.case.routes):
        return None
    if found == "danger.about.now" and _BODY in turn.case.routes:
        return "danger.medical"
    return found
