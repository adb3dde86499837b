"""A choice that is pressed or typed; pure."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from helpline.content import TAUGHT
from helpline.conversation.plan import Turn
from helpline.text import is_question, normalise, words

T = TypeVar("T")
LONGEST_CHOICE = 5
# What may stand beside a choice. A list of what may not would never end, and would pass a number on.
_BESIDE = frozenset(
    normalise(
        "اي نعم ايه زين تمام اوكي ok يصير عادي ماشي بس فقط لو سمحت سمحتي سمحتوا رجاء عفية عيني "
        "خويه هسه انطوهم انطيهم انطوا دزوا دزوهم دزولي وصلوا وصلوهم خلوها خليها خلي احسن افضل "
        "اريد احب ممكن ب على عن طريق وقت بوقت كل يوم باچر اليوم بعد من خابروني اتصلوا بيه "
        "اكتبولي نكتبلك الصبح الظهر العصر المسا المغرب بالليل لي الي والله"
    ).split()
)
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

    Words choose with nothing beside them but what takes nothing back: «ما اريد انطي رقمي» names the number
    and does not choose it, and «رجلي عنده رقمي» tells of it.
    """
    if turn.button is not None and turn.button in choices:
        return choices[turn.button][0]
    said = " ".join(words(normalise(turn.text)))
    if turn.button is not None or not 0 < len(said.split()) <= LONGEST_CHOICE:
        return None
    phrased = [(value, [normalise(phrase) for phrase in phrases]) for value, phrases in choices.values()]
    exact = [value for value, phrases in phrased if said in phrases]
    named = exact or [value for value, phrases in phrased if any(_only(said, phrase) for phrase in phrases)]
    return named[0] if len(named) == 1 else None


def _only(said: str, phrase: str) -> bool:
    """Say whether a phrase is said with nothing else but what may stand beside it."""
    before, found, after = f" {said} ".partition(f" {phrase} ")
    return bool(found) and _BESIDE.issuperset((before + " " + after).split())


def said_any(turn: Turn, words: Iterable[str]) -> bool:
    """Say whether the message is one of these and nothing else."""
    return turn.button is None and normalise(turn.text).strip(" .!؟") in {normalise(word) for word in words}


def asks(turn: Turn) -> bool:
    """Say whether the message is a question: by its mark, or by the word it begins with."""
    return is_question(turn.text)


def free_text(turn: Turn) -> str:
    """Return their own words, as much as somebody reads."""
    return turn.text.strip()[:LONGEST_NEED]
