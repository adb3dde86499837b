"""What an answer to a step of a skill is, where it is not simply the way on; read by words alone.

Read inside Rasa, which decides whether the skill goes on, and by the actions, which say how.
"""

from __future__ import annotations

import re
from typing import Optional

from helpline.text import cannot, go_back, is_alone, is_question, normalise

# What a step waits for (helpline/content/skills.py) that is said in their own words.
OWN_WORDS = ("words", "question")
CHILD_SKILL = "talking_to_child"
ALONE, BACK, CANNOT = "alone", "back", "cannot"
CHILD_HIT, HITTING, QUESTION = "child_hit", "hitting", "question"
# Of whoever speaks alone: «يضربه» is somebody else.
_HITS = re.compile(r"\b(?:دا|د|ل)?[ان](?:(?:ضرب|كفخ)(?:ه|ها|هم|هن)?|(?:كتل|طك|طگ)(?:ه|ها|هم|هن))\b")
_HITTING = re.compile(r"\b(?:و|ب)?(?:ال)?(?:ضرب|كفخه|كفخات|راشدي|راشديات|عصا|عصايه)\b|\b[يت]نضرب\w*")
_HIT = re.compile(r"\bو?(?:ضربت|كفخت|طكيت|طگيت)(?:ه|ها|هم|هن)?\b")
# Somebody else who hits is violence to be heard, and no question of the writer's own.
_ANOTHER_HITS = re.compile(r"\b(?:دا|د)?[يت](?:ضرب|كفخ|كتل)\w*")
# Grown people who hit a child: «رجلي يضربه», «المعلم كفخها», «شلون احميه من ابوه».
_GROWN = (
    r"(?:رجلي|زوجي|حماي|حماتي|ابوي|عمي|خالي|(?:ابو|عم|خال|جد|ام|مرت ابو|رجل ام)(?:ه|ها|هم)|عمت[هي]|خالت[هي]|"
    r"(?:ال)?(?:معلم|معلمه|استاذ|مدرس|مدرسه|مدير|مديره)|احد|واحد)"
)
_HITS_HIM = (
    r"(?:دا|د)?[يت]?(?:ضرب|كفخ|كتل|طگ|طك|جلد)(?:ه|ها|هم|هن| (?:ال)?(?:طفل|ولد|جهال|ابني|بنتي|ولدي)\w*)"
)
_CHILD_IS_HIT = re.compile(
    rf"\b{_GROWN} (?!ما )(?:\w+ ){{0,2}}?(?<!ما ){_HITS_HIM}\b|\b{_HITS_HIM} (?:\w+ ){{0,2}}?{_GROWN}\b|"
    rf"\bاحمي(?:ه|ها|هم) (?:\w+ )?من {_GROWN}\b|\b(?:دا|د)?[يت]ضرب(?:ه|ها|هم)\b.*\bاحمي"
)
# Whoever is hit as well needs what is said to them first.
_HITS_ME = re.compile(r"(?:ضرب|كفخ|كتل|عنف)(?:ني|نا|نه)\b")
_WITHOUT = re.compile(r"\b(?:ما|مو|لا|بلا|بدون|مااضرب\w*)\b")


def read(skill: str, expects: str, text: str) -> Optional[str]:
    """Return what a message in a step of a skill is: one of the names above, None for the way on.

    `expects` is what the step waits for.
    """
    if text.startswith("/"):
        return None
    if go_back(text):
        return BACK
    if is_alone(text):
        return ALONE
    if cannot(text):
        return CANNOT
    if skill == CHILD_SKILL and child_is_hit(text):
        return CHILD_HIT
    if skill == CHILD_SKILL and asks_about_hitting(text):
        return HITTING
    return QUESTION if expects not in OWN_WORDS and is_question(text) else None


def asks_about_hitting(text: str) -> bool:
    """Say whether a message speaks of hitting a child as something to do."""
    said, asked = normalise(text), is_question(text)
    if did_hit(text) or _ANOTHER_HITS.search(said):
        return False
    # «ما اضربه» is what we would say; «ليش ما اضربه؟» is not.
    return bool(_HITS.search(said) and (asked or not _WITHOUT.search(said))) or bool(
        asked and _HITTING.search(said)
    )


def child_is_hit(text: str) -> bool:
    """Say whether a message tells of somebody grown who hits a child, and not the writer as well."""
    said = normalise(text)
    return _CHILD_IS_HIT.search(said) is not None and _HITS_ME.search(said) is None


def did_hit(text: str) -> bool:
    """Say whether whoever writes has hit somebody."""
    return bool(_HIT.search(normalise(text)))
