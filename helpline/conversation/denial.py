"""Whoever was taken for in danger, and says that they are not, is heard (docs/decisions/0018); pure.

The alarm is not taken back by that: the case stays RED, and people are called until a person has taken it
(docs/decisions/0010). But what is answered from then on is what they say, and not the same true state again
and again, for as long as nothing new sounds like risk.
"""

import re

from helpline import screening
from helpline.contacts.inbox import Channel, Content
from helpline.conversation.plan import Plan, Turn
from helpline.conversation.say import say
from helpline.text import normalise
from helpline.triage import Level, evidence

# In the conversation's `asked`: danger was denied.
NAME = "denied"
# In the conversation's `asked`: whether there is danger was asked, since only letters looked like it.
MAYBE = "danger_maybe"
NO = "danger_none"
# Being safe is said in these; in the others only that something was misunderstood. Not wanting to be called,
# having changed one's mind and being sleepy are no denials: they are said in danger too.
_SAFE = re.compile(
    r"\b(?:ماكو|ما اكو|مو|ما بيه|مابيه) (?:اي |هيچ |هيج )?خطر|\bما ?بيه شي\b|\bشيلو?ا? الخطر|"
    r"\b(?:داست|ضغطت|دست)\b.*غلط|\b(?:فهمت|فهمتوا|فهمتو|فاهم)\w* غلط|\bمحد (?:بلع|شرب|اخذ)"
)
_MISTAKEN = re.compile(
    r"\bماكو شي\b|\bغلط(?:ان|انين)?\b.*\b(?:زين|بخير|قصدي)|\bمو (?:هذا |هيچ |هيج )?قصدي|"
    r"\bما (?:كان |چان |جان )?قصد\w*|\bسوال (?:بس|ديني|عادي)|\bسالت (?:بس|سوال)|"
    r"\bبس (?:سالت|اسال|اسولف|اتشاق|امزح)|\b(?:امزح|اتشاقى|اتشاقه|اشاقه|نكته)\b|"
    r"\b(?:اني|انا) (?:زين|زينه|بخير|امان|تمام)\b|\bما (?:شربت|بلعت|اخذت) شي|"
    r"\bما يحتاج|\bماكو داعي"
)
# The same in English and in Kurdish (normalised: ي for ی, ك for ک).
_SAFE_ELSEWHERE = re.compile(
    r"\b(?:no|not in(?: any)?) danger\b(?! (?:to|for (?!me))|.*\b(?:but|if|when)\b)|"
    r"\b(?:i am|i'm|im) safe\b(?! (?:with|from|by)\b|.*\b(?:but|if|when|once|until)\b)|"
    r"\bmisunderst\w+|\bwrong button\b|"
    r"مەترسي (?:لەسەر من |لەسەرم )?(?:نييە|نيە|نينە)|لە مەترسيدا نيم|\bسەلامەتم\b|هەڵە تێگەيشت"
)
_MISTAKEN_ELSEWHERE = re.compile(
    r"\b(?:i am|i'm|im) (?:really |totally )?(?:ok|okay|fine|alright)\b(?! (?:with|if|to|when|once)\b)|"
    r"\b(?:just|only) (?:a joke|joking|kidding|asking)\b(?! (?:if|whether|how|what|for)\b)|\bit was a joke\b|"
    r"\bdidn'?t mean (?:it|that|this|any\w*|to (?:say|write|scare|worry|alarm))\b|"
    r"\bباشم\b|\bگاڵتە(?:م|مە)\b"
)


def heard(turn: Turn) -> Plan | None:
    """Return what is said to whoever denies being in danger, None where they do not.

    Where the danger was said in plain words the denial is met once; where it was guessed from letters or from
    an answer that was not understood, the conversation goes on as well (`goes_on`).
    """
    if not _in_open_danger(turn) or not _denies(turn):
        return None
    assert turn.case is not None
    return Plan(replies=(say(turn, "danger.denied"),), danger=True, asked=None if turn.case.plain else NAME)


def goes_on(turn: Turn) -> bool:
    """Say whether a message is answered as any other, though its contact's case is RED and nobody's yet."""
    return turn.asked == NAME and _in_open_danger(turn) and turn.assessment.level < Level.AMBER


def _in_open_danger(turn: Turn) -> bool:
    return (
        turn.channel == Channel.WHATSAPP
        and not turn.private.disguised
        and turn.case is not None
        and turn.case.level == Level.RED
        and turn.case.nobody_yet
        # The message that was taken for danger denies nothing yet.
        and (turn.danger_replies > 0 or turn.asked in (NAME, MAYBE))
    )


def _denies(turn: Turn) -> bool:
    """Say whether danger is denied in words of their own, and no rule heard any in the same message."""
    assert turn.case is not None
    if turn.asked == MAYBE and not turn.case.plain:
        if turn.button == NO:
            return True
        if turn.button is None and screening.understand(turn.text) is screening.Answer.NO:
            return turn.assessment.level < Level.AMBER
    if turn.content != Content.TEXT or turn.button is not None:
        return False
    risky = turn.assessment.level >= Level.AMBER
    if risky and evidence.by_rule(turn.assessment.reasons):
        return False
    if turn.text.rstrip().endswith(("?", "؟")):
        # «Is there no danger if I take them?»
        return False
    said = normalise(turn.text)
    if not risky and not turn.case.plain and (_MISTAKEN.search(said) or _MISTAKEN_ELSEWHERE.search(said)):
        return True
    return bool(_SAFE.search(said) or _SAFE_ELSEWHERE.search(said))
