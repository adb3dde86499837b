"""How it sounds: the dialect, nobody's gender guessed, short sentences, no frightening pictures.

Source: clinical/safe-messaging.md, SM16, SM17, SM18 and SM20. All of these ask a person to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpline.content.items import Item
from helpline.content.rules.finding import WARN, Finding, Rule, found, pattern_rule, whole

LONGEST_SENTENCE = 18
LONGEST_PROMPT = 12.0
# A calm voice in Arabic: about 140 words a minute, and a short breath at each mark.
_WORDS_PER_SECOND = 2.4
_SECONDS_PER_MARK = 0.25
_SENTENCE_END = re.compile(r"[.!؟?\n:؛]+")
_MARKS = re.compile(r"[،.؟!:؛]")
_PICTURES = re.compile("[💊🔪🗡⚰⚱💀☠🪢🔫🪓🩸💉]")
_SCHOOL_WORDS = whole(
    "سوف", "لماذا", "ماذا", "الان", "جدا", "يمكنك", "يمكنكم", "تستطيع", "تستطيعين", "استطيع",
    "نستطيع", "هل", "ليس", "ليست", "لست", "هذه", "ذلك", "تلك", "هولاء", "الذي", "التي", "الذين",
    "نحن", "ايضا", "يجب", "ينبغي", "لقد", "كيف", "اين", "متي", "يرجي", "الرجاء", "لن", "لم",
    "سنقوم", "نقوم", "حيث", "لكي", "عندما", "بينما", "لديك", "لدي", "لدينا", "تريد ان", "هنالك",
    "اننا", "انني", "كما", "منذ", "سيتم", "يتم", "اذهب", "انظر",
)  # fmt: skip
# Verbs and adjectives in one gender. Left out: forms that are a first person too («اكتب», «اسمع») or alike.
_GENDERED = whole(
    "اضغط", "اضغطي", "انتظر", "انتظري", "لا تنتظر", "جاوبي", "گول", "گولي", "قولي", "خذ", "خذي",
    "شوف", "شوفي", "جرب", "جربي", "اختار", "اختاري", "دز", "دزي", "اكتبي", "اتصلي", "تعال",
    "تعالي", "لا تخاف", "لا تخافين", "تگدر", "تگدرين", "تكدر", "تكدرين", "تقدر", "تقدرين", "تريد",
    "تريدين", "تحتاج", "تحتاجين", "تحس", "تحسين", "تكتب", "تكتبين", "تگول", "تگولين", "تفكر",
    "تفكرين", "تحب", "تحبين", "تعرف", "تعرفين", "محتاج", "محتاجه", "تعبان", "تعبانه", "ضايج",
    "ضايجه", "خايف", "خايفه", "متاكد", "متاكده", "زعلان", "زعلانه", "انت", "انتي", "عزيزي",
    "عزيزتي", "اخي", "اختي", "مستعد", "مستعده", "راحتج", "وياج", "عندج", "نفسج",
)  # fmt: skip
_GENDERED_WORD = re.compile(_GENDERED)
# Of those, verbs that are written alike for «she» and for many things: then what is spoken of stands before.
_ALSO_SHE = frozenset(
    ("تگدر", "تكدر", "تقدر", "تريد", "تحتاج", "تحس", "تكتب", "تگول", "تفكر", "تحب", "تعرف")
)  # fmt: skip
_SHE = re.compile(
    r"(?<!\w)[وف]?(?:ال|هال)?(?:ناس|عالم|دنيا|نفس|روح|افكار|احاسيس|ذكري|هموم|ايد|عين|ام|بنت|بنيه)\Z"
    r"|(?<!\w)[وف]?ال(?!ليله|ساعه|دقيقه|مره|سنه|جمعه)\w{2,}ه\Z"
)


def addressed_in_one_gender(plain: str) -> str | None:
    """Return the first word of a normalised text that addresses a man or a woman alone; None without one."""
    for match in _GENDERED_WORD.finditer(plain):
        word = match.group().strip()
        before = plain[: match.start()].rstrip()
        if not (word in _ALSO_SHE and _SHE.search(before)):
            return word
    return None


def sm16_gender(item: Item) -> Iterator[Finding]:
    """Ask about words that address one gender in a form for anybody."""
    # Counsellors are staff; the rule is about a contact whose gender nobody knows.
    if not in_dialect(item) or item.form not in ("neutral", "spoken") or item.kind == "alert":
        return
    if word := addressed_in_one_gender(item.plain):
        yield found(item, "SM16", WARN, f"addresses one gender in a form for anybody: «{word}»")


def seconds_to_say(text: str) -> float:
    """Return about how many seconds a calm voice needs for a text; {emergency} is read as three digits."""
    said = re.sub(r"\{(?:emergency|number)\}|911", "تسعة، واحد، واحد", text)
    return len(said.split()) / _WORDS_PER_SECOND + len(_MARKS.findall(said)) * _SECONDS_PER_MARK


def in_dialect(item: Item) -> bool:
    """Say whether a text is meant to be Iraqi Arabic."""
    return item.language == "ar-IQ" and not item.exempt


def sm18_pictures(item: Item) -> Iterator[Finding]:
    """Ask about pictures of means and of death."""
    if match := _PICTURES.search(item.text):
        yield found(item, "SM18", WARN, f"a frightening picture: {match.group()}")


def sm20_length(item: Item) -> Iterator[Finding]:
    """Ask about sentences above 18 words and prompts above 12 seconds."""
    for sentence in _SENTENCE_END.split(item.text):
        if len(sentence.split()) > LONGEST_SENTENCE:
            yield found(
                item, "SM20", WARN, f"a sentence of {len(sentence.split())} words: «{sentence.strip():.40}…»"
            )
    if item.spoken and (seconds := seconds_to_say(item.text)) > LONGEST_PROMPT:
        yield found(item, "SM20", WARN, f"about {seconds:.0f} s to say; at most {LONGEST_PROMPT:.0f}")


RULES: tuple[Rule, ...] = (
    sm16_gender,
    pattern_rule("SM17", WARN, _SCHOOL_WORDS, "a word of school Arabic", in_dialect),
    sm18_pictures,
    sm20_length,
)
