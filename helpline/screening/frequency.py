"""How often, as people in Iraq say it: what an answer to an item of PHQ-9 or WHO-5 means.

A phrase counts where nothing in the message denies it and no other answer is named beside it: «مو كل يوم» is
not every day. Whatever is left is not understood, and is asked again: a wrong number would be a wrong score.
"""

from __future__ import annotations

import enum
from functools import lru_cache

from helpline.screening import vocabulary as v
from helpline.screening.answers import understand as yes_or_no
from helpline.screening.asq import Answer
from helpline.text import fold, is_latin, normalise, sounds_like, words

# By what an answer is worth. PHQ-9: not at all, several days, more than half the days, nearly every day.
DAYS: tuple[tuple[str, ...], ...] = (
    ("ولا يوم", "ولا مرة", "ابد", "ابدا", "ولا شي", "نهائيا", "بالمرة ماكو", "ما صار", "ما صارت", "never"),
    (
        *("چم يوم", "كم يوم", "چم مرة", "كم مرة", "بعض الايام", "بعض ايام", "ايام قليلة", "ايام معدودة"),
        *("يومين", "يوم يومين", "يوم لو يومين", "يومين ثلاثة", "يوم واحد", "مرة وحدة", "مرتين", "مرة مرتين"),
        *("مرات", "احيانا", "ساعات", "شوية", "شويه", "قليل", "نادرا", "sometimes", "some days"),
    ),
    (
        *("اكثر من نص الايام", "اكثر من نصها", "اكثر من النص", "اكثر من نص", "فوگ النص", "اكثر من اسبوع"),
        *("اكثر الايام", "اغلب الايام", "معظم الايام", "اغلبها", "اكثرها", "نص الايام", "most days"),
    ),
    (
        *(
            "تقريبا كل يوم",
            "كل يوم تقريبا",
            "يوميا تقريبا",
            "تقريبا يوميا",
            "تقريبا كل ليلة",
            "كل ليلة تقريبا",
            "كل يوم",
            "كل الايام",
            "يوميا",
            "يومية",
            "كلها",
            "kol youm",
            "كل ليلة",
            "ليل ونهار",
        ),
        *("دايما", "دائما", "دوم", "على طول", "طول الوقت", "كل الوقت", "every day", "always"),
    ),
)
# WHO-5: at no time, some of the time, less than half, more than half, most of the time, all the time.
# «بأي وقت» (at any time) stands in many copies where "at no time" belongs; here it is no answer at all.
TIME: tuple[tuple[str, ...], ...] = (
    ("ولا مرة", "ولا وقت", "ولا يوم", "ابد", "ابدا", "ولا شي", "نهائيا", "بالمرة ماكو", "never"),
    (
        *("شوية من الوقت", "شوية", "شويه", "بعض الوقت", "بعض الاوقات", "وقت قليل", "قليل", "نادرا"),
        *("مرات", "احيانا", "ساعات", "مرة مرتين", "چم مرة", "كم مرة", "چم يوم", "sometimes"),
    ),
    ("اقل من نص الوقت", "اقل من النص", "اقل من نصه", "اقل من نص", "جوة النص"),
    ("اكثر من نص الوقت", "اكثر من النص", "اكثر من نصه", "اكثر من نص", "فوگ النص"),
    (
        "اغلب الوقت",
        "معظم الوقت",
        "اكثر الوقت",
        "اغلب الاوقات",
        "اكثر الاوقات",
        "اغلب الايام",
        "most of the time",
    ),
    (
        *("كل الوقت", "طول الوقت", "كل يوم", "كل الايام", "دايما", "دائما", "دوم", "على طول"),
        *("يوميا", "ليل ونهار", "always", "all the time"),
    ),
)
# Where there is one of these beside it, the answer may be the opposite, or somebody else's.
_DENYING = "ما مو مب مش لا ولا بدون بس غير لكن الا اقل قبل هسه not no"
_ENOUGH = (
    *("كافي", "بس كافي", "كافي اسئلة", "نوگف", "نوگف هنا", "وگف", "وقف", "وگفي", "خلص", "خلاص", "بطلت"),
    *("ما اريد اكمل", "مااريد اكمل", "ما اريد بعد", "بعدين نكمل"),
    *("اوگف", "الغاء", "stop", "cancel", "quit"),
)
_SKIP = ("نعوفه", "نعوفها", "نعوف هالسؤال", "عوفه", "عوفها", "عبر", "عبري", "التالي", "بعده", "next")
# Begins the id of an answer's button; what it is worth follows.
BUTTON = "value:"
# What answers how often, as a whole message. By its letters alone such a one is no risk.
ANSWERS = frozenset(normalise(phrase) for of_value in (*DAYS, *TIME) for phrase in of_value)
_NUMBERS = "واحد اثنين ثلاثة اربعة خمسة ستة"
_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
# Beyond this somebody tells of something, and a phrase in it answers no question.
LONGEST_ANSWER = 8


class Unmeasured(enum.Enum):
    """What was said instead of how often; YES is that it is so, without how often."""

    SKIPPED = "skipped"
    ENOUGH = "enough"
    YES = "yes"
    UNCLEAR = "unclear"


def is_tapped(text: str, payload: str | None) -> bool:
    """Say whether an answer of a questionnaire was tapped, and nothing else was written."""
    return payload is not None and payload.startswith(BUTTON) and normalise(text) in ANSWERS


def understand(text: str, phrases: tuple[tuple[str, ...], ...]) -> int | Unmeasured:
    """Return what an answer is worth, by the ways to say each; a number is the place in the list, from 1.

    The list is read from never on, so 1 is worth 0. A zero is no place in it and is asked again: whoever
    counts from nought would be one too low with every other number.
    """
    found = _in_arabic(words(normalise(text)), phrases)
    if not found:
        return Unmeasured.UNCLEAR
    if (place := _place(found)) is not None:
        return place - 1 if 1 <= place <= len(phrases) else Unmeasured.UNCLEAR
    said = " ".join(fold(word) for word in found)
    if said in v.phrase_keys(_ENOUGH):
        return Unmeasured.ENOUGH
    if said in v.phrase_keys(_SKIP):
        return Unmeasured.SKIPPED
    short = len(found) <= LONGEST_ANSWER
    if short and (value := _named(said, phrases)) is not None:
        return value
    understood = yes_or_no(text, "how_often")
    if understood is Answer.NO:
        return 0
    if understood is Answer.REFUSED and short:
        return Unmeasured.SKIPPED
    return Unmeasured.YES if understood is Answer.YES else Unmeasured.UNCLEAR


def is_nought(text: str) -> bool:
    """Say whether a nought is all there is of a message."""
    found = words(normalise(text))
    return _place(found) == 0 or [fold(word) for word in found] == [fold("صفر")]


def _named(said: str, phrases: tuple[tuple[str, ...], ...]) -> int | None:
    """Return the one answer that is named in a message, None for none, for several, or for one denied."""
    rest, values = f" {said} ", set()
    ways = ((key, value) for value, of_value in enumerate(phrases) for key in v.phrase_keys(of_value))
    for key, value in sorted(ways, key=lambda way: -len(way[0])):
        # The longest first: «اكثر من نص الايام» is not «نص الايام».
        if f" {key} " in rest:
            rest = rest.replace(f" {key} ", " | ")
            values.add(value)
    if len(values) != 1 or not v.keys(_DENYING).isdisjoint(rest.split()):
        return None
    return values.pop()


def _place(found: list[str]) -> int | None:
    """Return the number that is all there is of a message."""
    said = [word for word in found if fold(word) not in v.keys(v.KEY_FILLERS)]
    if len(said) != 1:
        return None
    number = said[0].translate(_ARABIC_DIGITS)
    if number.isdecimal():
        return int(number)
    names = [fold(word) for word in normalise(_NUMBERS).split()]
    return names.index(fold(number)) + 1 if fold(number) in names else None


def _in_arabic(found: list[str], phrases: tuple[tuple[str, ...], ...]) -> list[str]:
    """Put Latin words into the Arabic ones of an answer that they sound like."""
    known = _vocabulary(phrases)
    return [
        next((one for one in known if sounds_like(word, one)), word)
        if is_latin(word) and word not in known
        else word
        for word in found
    ]


@lru_cache(maxsize=4)
def _vocabulary(phrases: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Return the single words of all answers, and those that deny them, longest first."""
    every = " ".join([_DENYING, *(" ".join(of_value) for of_value in phrases)])
    return tuple(sorted(set(normalise(every).split()), key=lambda word: (-len(word), word)))
