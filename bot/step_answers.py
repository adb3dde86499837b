"""What an answer to a step of a skill is, where it is not simply the way on; read by words alone.

Read inside Rasa, which decides whether the skill goes on, and by the actions, which say how.
"""

from __future__ import annotations

import re
from typing import Optional

from helpline.text import cannot, go_back, is_question, normalise

# What a step waits for (helpline/content/skills.py) that is said in their own words.
OWN_WORDS = ("words", "question")
CHILD_SKILL = "talking_to_child"
BACK, CANNOT, HITTING, QUESTION = "back", "cannot", "hitting", "question"
# Of whoever speaks alone: «يضربه» is somebody else.
_HITS = re.compile(r"\b(?:دا|د|ل)?[ان](?:(?:ضرب|كفخ)(?:ه|ها|هم|هن)?|(?:كتل|طك|طگ)(?:ه|ها|هم|هن))\b")
_HITTING = re.compile(r"\b(?:و|ب)?(?:ال)?(?:ضرب|كفخه|كفخات|راشدي|راشديات|عصا|عصايه)\b|\b[يت]نضرب\w*")
_HIT = re.compile(r"\bو?(?:ضربت|كفخت|طكيت|طگيت)(?:ه|ها|هم|هن)?\b")
# Somebody else who hits is violence to be heard, and no question of the writer's own.
_ANOTHER_HITS = re.compile(r"\b(?:دا|د)?[يت](?:ضرب|كفخ|كتل)\w*")
_WITHOUT = re.compile(r"\b(?:ما|مو|لا|بلا|بدون|مااضرب\w*)\b")


def read(skill: str, expects: str, text: str) -> Optional[str]:
    """Return what a message in a step of a skill is: one of the names above, None for the way on.

    `expects` is what the step waits for.
    """
    if text.startswith("/"):
        return None
    if go_back(text):
        return BACK
    if cannot(text):
        return CANNOT
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


def did_hit(text: str) -> bool:
    """Say whether whoever writes has hit somebody."""
    return bool(_HIT.search(normalise(text)))
