"""A choice that is pressed or typed; pure."""

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from helpline.content import TAUGHT
from helpline.conversation.plan import Turn
from helpline.text import is_question, normalise

T = TypeVar("T")
LONGEST_CHOICE = 5
_NO = frozenset(
    (
        *("لا", "ما", "مو", "مب", "بلا", "بدون", "بليا", "بلاش", "ماكو", "مستحيل", "ابد", "ممنوع"),
        *("غير", "الا", "عدا", "اخاف", "خايف", "خايفه", "اخفوا", "ليش", "عنده", "عدهم", "تفضحني", "يفضحني"),
    )
)
# «مانطي», «لاتنطون»: no and its verb in one word.
_GLUED_NO = re.compile(r"(?:ماا|مان|مات|ماري|لات|لان)\w{2,}|مانطي|ماريد")
LONGEST_NEED = 500
# Whoever does not want it any more, in the middle of it.
AFTER_ALL_NOT = (
    *TAUGHT["leave"],
    "ما اريد",
    "ماريد",
    "لا ما اريد",
    "ما اريد احالة",
    "عوفها",
)


def chosen_part(turn: Turn, choices: Mapping[str, tuple[T, Iterable[str]]]) -> T | None:
    """Return what a button's id or a few words choose; None where neither does, or more than one is named.

    «ما اريد انطي رقمي» names the number and does not choose it.
    """
    if turn.button is not None and turn.button in choices:
        return choices[turn.button][0]
    said = normalise(turn.text)
    if turn.button is not None or not 0 < len(said.split()) <= LONGEST_CHOICE:
        return None
    exact = [value for value, words in choices.values() if said in {normalise(word) for word in words}]
    denied = any(word in _NO or _GLUED_NO.fullmatch(word) for word in said.split())
    named = exact or [
        value
        for value, words in choices.values()
        if any(
            f" {word} " in f" {said} " and not (denied and _NO.isdisjoint(word.split()))
            for word in map(normalise, words)
        )
    ]
    return named[0] if len(named) == 1 else None


def said_any(turn: Turn, words: Iterable[str]) -> bool:
    """Say whether the message is one of these and nothing else."""
    return turn.button is None and normalise(turn.text).strip(" .!؟") in {normalise(word) for word in words}


def asks(turn: Turn) -> bool:
    """Say whether the message is a question: by its mark, or by the word it begins with."""
    return is_question(turn.text)


def free_text(turn: Turn) -> str:
    """Return their own words, as much as somebody reads."""
    return turn.text.strip()[:LONGEST_NEED]
