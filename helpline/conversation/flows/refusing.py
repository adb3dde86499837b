"""Whoever would rather not say what is asked, or does not want it at all after all; pure.

Asked for a sentence, «ما اگدر اطلع من البيت» is one, and «ما اگدر احچي» is a refusal: to tell.
"""

import re

from helpline.conversation.flows.choice import AFTER_ALL_NOT, said_any
from helpline.conversation.plan import Turn
from helpline.conversation.whom import Whom, asked_for
from helpline.text import normalise

LONGEST_REFUSAL = 9
_BEFORE = r"(?:(?:لا|والله|صراحه|بصراحه|اني|بس|عفيه|عيني|اسف|اسفه|هسه|زين|شكرا) )*"
_WANT = (
    r"(?:ا?ريد|احب|ارتاح|ا[گكق]در|ودي|اقبل|اوافق|حاب|حابه|مرتاح|مرتاحه|مستعد|مستعده|ناوي|ناويه|"
    r"راح|اود)"
)
_TELL = (
    r"(?:ا?ح[چجك]ي|ا[گكق]ول|اكتب|انطي|اعطي|ادز|ارسل|اشرح|اذكر|اجاوب|اخبر|افصل|اشارك|احد يعرف|واحد يعرف|"
    r"تعرف|يعرف|تنطو|ينطو|تدزو|توصل|يوصل)\w*"
)
_NOT_TOLD = re.compile(rf"{_BEFORE}(?:ما|مو|لا) ?(?:{_WANT} )?{_TELL}(?: \w+)*")
_NO_NEED = re.compile(
    rf"{_BEFORE}(?:ما ?{_WANT}|مو لازم|مو ضروري|مو مهم|ماكو داعي|ما يحتاج|ما ?له داعي|بلا جواب|بدون جواب|"
    r"شي خاص|هذا خاص|خصوصي|هذا سر|سر|تخطي|خليها|خليه|خلوها|عوفها|عوفوها)"
    r"(?: (?:هسه|والله|بعد|الي|اله|عليه|تعرفون|يعرفون|هذا|هاي|السوال|الجواب|شكرا))*"
)
_AFTER_ALL_NOT = re.compile(
    rf"{_BEFORE}(?:خليها|خلوها|عوفها|عوفوها|بطلت|بطلنا|هونت|غيرت راي[يه]?|ما ?ا?ريدها|ما ?ا?ريد بعد|"
    r"انسوها|بلاها|[گك]نسلوها|ما ?ا?ريد شي)(?: (?:هسه|والله|بعد|خلص|خلاص|بعدين|شكرا|كلها|عيني|غير وقت))*"
)
_BEGINS_WITH_NO = re.compile(
    rf"{_BEFORE}(?:بس |اذا ممكن |ممكن )*(?:ما|مو|لا|م(?:اريد|احب|احچي|احجي|ارتاح|ا[گكق]در))(?: |$)"
)
_WANTS = re.compile(r"(?<!ما )(?<!مو )\b(?:ا?ريد|احتاج|خلي|دزو\w*|نطلب)\b")
# Whoever wants nobody at all, or has changed their mind, refuses.
_WANTS_NONE = re.compile(
    r"\b(?:ولا|ا?ريد|ويا|ماريد) احد\b|\bولا (?:شي|واحد)\b|\bا?ريد شي\b|\b(?:بطلت|هونت)\b"
)
# «ما اريد اگول اسمي بس احتاج هوية»: what stands behind it is an answer.
_BUT = re.compile(r" (?:بس|لكن) \w+ \w+")
_NUMBER = re.compile(r"\b(?:ال|ب)?(?:ر[قگك]م\w*|تلفون\w*|موبايل\w*)")


def rather_not(turn: Turn) -> bool:
    """Say whether somebody would rather not tell what was asked."""
    said = _said(turn)
    refused = _NOT_TOLD.fullmatch(said) is not None and _BUT.search(said) is None
    return len(said.split()) <= LONGEST_REFUSAL and (refused or no_need(turn))


def no_need(turn: Turn) -> bool:
    """Say whether somebody finds what was asked unneeded, and names nothing that they would not tell."""
    return _NO_NEED.fullmatch(_said(turn)) is not None


def after_all_not(turn: Turn) -> bool:
    """Say whether somebody does not want it any more, whatever was asked."""
    return said_any(turn, AFTER_ALL_NOT) or _AFTER_ALL_NOT.fullmatch(_said(turn)) is not None


def rather_whom(turn: Turn) -> Whom | None:
    """Return whom somebody would rather have to do with, where they say alone whom they would not.

    «ما اريد احچي ويا رجال» refuses nothing that was asked. «اريد احچي ويا بنية» asks for one now.
    """
    said = _said(turn)
    if _BEGINS_WITH_NO.match(said) is None or _WANTS.search(said) or _WANTS_NONE.search(said):
        return None
    wish = asked_for(turn.text)
    return None if wish is Whom.ANYBODY else wish


def keeps_number(turn: Turn) -> bool:
    """Say whether it is their number that they would rather not give."""
    return rather_not(turn) and _NUMBER.search(_said(turn)) is not None


def _said(turn: Turn) -> str:
    plain = "" if turn.button is not None else re.sub(r"[،,.!؟?]+", " ", normalise(turn.text))
    return " ".join(plain.split())
