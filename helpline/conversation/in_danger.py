"""What somebody in danger writes on, while people are rung, is answered where it asks or tells something.

The true state of the way to a person was said; said again instead of an answer («will you tell my father?»,
«my sister is with me»), it sounds as if nobody reads. Pure.
"""

from __future__ import annotations

import re

from helpline.conversation.plan import Turn
from helpline.text import normalise
from helpline.triage import Level

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
# What the words themselves say, however the assistant takes them; the first that fits.
_SAID = tuple(
    (text, re.compile(pattern))
    for text, pattern in (
        (
            "danger.about.no_call",
            r"\b(?:لا|ل|ما|(?:ما ?اريد|ماريد) احد) ?(?:تتصل|تخابر|تدگ|تدك|يتصل|يخابر|يدگ|يدك)\w*",
        ),
        (
            "danger.about.family",
            r"\b(?:لا ?)?ت(?:گول|كول|قول|خبر)\w* ل?(?:اهلي|ابوي|امي|بابا|ماما|رجلي|زوجي|احد)",
        ),
        (
            "danger.about.beside",
            rf"\b{_KIN} (?:يمي|بصفي|جنبي|وياي|اجت|اجه|وصلت|وصل|گاعد\w* يمي|كاعد\w* يمي)\b",
        ),
        (
            "danger.about.away",
            r"\b(?:رحت|طلعت|وصلت) (?:ل|يم|الى|من) ?\w*(?:بيت|اخوي|اهلي|اختي|جيران|الشارع)|\bناديت \w+",
        ),
    )
)


def may_be_answered(turn: Turn) -> bool:
    """Say whether a message beside an open danger is calm words of their own."""
    return (
        turn.case is not None
        and turn.case.level == Level.RED
        and not turn.case.held
        and turn.danger_replies > 0
        and turn.language == "ar"
        and turn.assessment.level < Level.AMBER
        and turn.button is None
        and bool(turn.text.strip())
    )


def text_of(turn: Turn) -> str | None:
    """Return the id of what answers a message in danger, None where it asks or tells nothing that we know."""
    if not may_be_answered(turn):
        return None
    said = normalise(turn.text)
    for text, pattern in _SAID:
        if pattern.search(said):
            return text
    return ABOUT.get(turn.intent) if turn.intent is not None else None
