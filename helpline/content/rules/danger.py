"""What is said to somebody in danger: short, one question, and the true state of the way to a person.

Source: clinical/safe-messaging.md, SM11 and SM14; DESIGN.md, safety invariant 6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpline.content.catalogue import placeholders
from helpline.content.items import Item
from helpline.content.rules.finding import FAIL, Finding, Rule, any_of, found, pattern_rule

LONGEST = 300
_QUESTION = re.compile("[؟?]")
_LINK_OR_MENU = re.compile(
    r"https?:|www\.|(?<!\w)(?:ال)?(?:رابط|لنك|قايمه|منيو)(?!\w)|^\s*[1-9][.)-]", re.MULTILINE
)
_WHY_OR_HOW = any_of(
    r"(?<!\w)(?:ليش|لماذا|لويش|علويش|why)(?!\w)|شنو السبب|شنو سبب",
    r"(?:شلون|بشنو|وين) (?:راح )?(?:ت|ي)?سوي\w*ا|بيا طريقه|شنو الطريقه",
)
# The words that make a state true to the reader, in normalised spelling.
_STATE_WORDS = {
    "calling": re.compile(
        r"دن(?:تصل|خابر|دگ|نبه|نادي)|رجعنا (?:ن|دن)\w+|الاتصال ب\w+ (?:بعده )?شغال|نتصل بعدنا"
        r"|(?:still|are|keep) calling|calling again|پەيوەندي .*دەكەين"
    ),
    "nobody_yet": re.compile(
        r"محد جاوب|بعد محد|ماكو احد جاوب|nobody has answered|كەس وەڵامي نەداوەتەوە", re.IGNORECASE
    ),
    "accepted": re.compile(
        r"صارت يم|وياك هسه|صار وياك|استلم\w*|has (?:taken|accepted)|وەڵامي دايەوە|وەر(?:ي)?گرت"
    ),
    "beside": re.compile(""),
}


def in_a_state(item: Item) -> bool:
    """Say whether a text tells somebody in danger how the way to a person stands."""
    return item.state is not None


def sm11_short_true_and_safe(item: Item) -> Iterator[Finding]:
    """Hold the length, the single question, and the words of the state that the text claims."""
    if item.state is None:
        return
    if len(item.filled) > LONGEST:
        yield found(item, "SM11", FAIL, f"{len(item.filled)} characters; at most {LONGEST} in danger")
    questions = len(_QUESTION.findall(item.text))
    if questions > 1:
        yield found(item, "SM11", FAIL, f"{questions} questions; at most one in danger")
    if _LINK_OR_MENU.search(item.plain):
        yield found(item, "SM11", FAIL, "a link or a menu in danger")
    if not _STATE_WORDS[item.state].search(item.plain):
        yield found(item, "SM11", FAIL, f"its state is {item.state}, but its words do not say so")
    uses = placeholders(item.text)
    if item.state in ("calling", "nobody_yet") and "emergency" not in uses:
        yield found(item, "SM11", FAIL, "nobody is there yet and it does not give {emergency}")
    if item.state == "accepted" and item.kind == "danger" and "name" not in uses:
        yield found(item, "SM11", FAIL, "somebody has it, but it does not say who: {name}")
    if item.kind == "danger" and item.state in ("calling", "nobody_yet") and not questions:
        yield found(item, "SM11", FAIL, "does not ask about safety")


RULES: tuple[Rule, ...] = (
    sm11_short_true_and_safe,
    pattern_rule(
        "SM14",
        FAIL,
        _WHY_OR_HOW,
        "asks why, or for the method",
        lambda item: item.in_danger and not item.exempt,
    ),
)
