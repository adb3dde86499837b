"""How somebody moves through what is done step by step: on, back, on again after something else, not at all.

A message counts where it is such a phrase and nothing but what may stand beside it: «ارجع للبيت» goes
nowhere, and «ما گدرت انام» is an answer.
"""

from __future__ import annotations

from functools import lru_cache

from helpline.text.fold import fold
from helpline.text.normalise import normalise, words

# «يالله» alone may be a sigh.
_AHEAD = ("يلا", "يله", "ياله", "يلاه", "يللا", "يالله نبدي", "يالله نكمل", "يالله يلا", "yalla", "yala")
_BESIDE_AHEAD = "نبدي نبدا نبده ابدي ابدا نكمل كمل كملي نسويها نسويه سوه اي زين تمام اوكي ok خلينا خلي عيني"
_BACK = (
    *("ارجع", "ارجعي", "رجع", "رجعي", "رجعني", "رجعيني", "رجعنا", "نرجع", "رجوع", "back"),
    *("اللي قبل", "اللي قبلها", "القبلها", "الخطوة السابقة", "للخطوة السابقة", "السابقة", "السابق"),
)
_BESIDE_BACK = (
    "خطوة الخطوة للخطوة وحدة قبل قبلها السابقة اللي القبل القبلها لورا ليورا وره شوية مرة ثانية اريد ممكن "
    "خلي خلينا خل لو سمحت سمحتي رجاء عيني"
)
_ON = (
    *("كمل", "كملي", "كملو", "كملوا", "كملها", "كمليها", "نكمل", "نكملها", "نكمله", "اكمل", "اكملها"),
    *("ارجع للتمرين", "نرجع للتمرين", "رجعنا للتمرين", "رجعني للتمرين", "ارجع التمرين", "نرجع التمرين"),
    *("من وين ما وگفنا", "من وين ما وصلنا", "من وين ما چنا"),
)
_BESIDE_ON = (
    "اريد احب خلي خلينا خل ممكن يلا يله اي زين تمام اوكي هسه التمرين للتمرين بالتمرين تمريننا ويا وياي سوه "
    "چنا كنا بقينا من وين نفس المكان مكاننا لو سمحت سمحتي رجاء عيني شكرا"
)
_CANNOT = (
    *("ما گدرت", "ماگدرت", "مگدرت", "ما اگدر", "مااگدر", "ماگدر", "مگدر", "ما داگدر"),
    *("ما عرفت", "ماعرفت", "ما اعرف", "مااعرف", "ماعرف", "ما ادري", "ماادري", "مادري", "مدري", "ما اتذكر"),
    *("ماكو", "ولا شي", "ما عندي", "ماعندي", "ما اجاني", "ما اجه", "ما خطر ببالي", "ما يجي ببالي"),
    *("ما طلع", "ما طلعت", "ما صار", "ما صارت", "ما تصير", "ما زبطت", "ما ضبطت", "ما نجحت", "فشلت"),
    *("ما ساعدني", "ما ساعدتني", "ما ساعد", "ما ساعدت", "ما فادني", "ما فادتني", "ما فاد", "ما فادت"),
    *("ما نفعني", "ما نفعتني", "ما نفع", "ما نفعت", "ما ينفع", "ما ينفعني", "ما يفيد", "ما يفيدني"),
    *("بلا فايدة", "ما بيها فايدة", "ما بيه فايدة", "ما حسيت", "ما احس", "صعب", "صعبة"),
    *("ma gdart", "ma agdar", "ma a3ruf", "ma adri", "madri", "maku"),
)
_BESIDE_CANNOT = (
    "والله لا اي ايه ولا ابد هواية كلش شي بشي شنو شلون هسه اسوي اسويها اسويه سويتها سويته جربت جربتها حاولت "
    "اگول اگولها احچي هاي هذا هذي الخطوة التمرين وياي صراحة بصراحة الصراحة للاسف ببالي بالي بعدني بعد اني "
    "بس يعني تره عليه علي الي بيها بيه منها منه احد فرق بفرق فايدة جواب مرة عيني"
)
_ALONE = (
    *("ما عندي احد", "ماعندي احد", "ما الي احد", "مالي احد", "ما عندي غير", "ماكو احد", "محد", "ما احد"),
    *("ما عندي اهل", "ما عندي صديق", "ما عندي صديقة", "ما عندي اصدقاء", "ما عندي صديقات", "ما عندي ربع"),
    *("وحدي", "لوحدي", "بوحدي", "وحيد", "وحيدة", "احس بالوحدة", "احس بوحدة", "الوحدة تاكلني"),
    *("ma 3ndi a7ad", "mako a7ad", "wa7di"),
)
_BESIDE_ALONE = (
    "والله لا اي ايه اصلا ابد كلش هواية هسه اني انا احس دا داحس حاس حاسة بس يعني تره صراحة بصراحة بعدني بعد "
    "يمي وياي حولي حواليه حوالي بالبيت بالدنيا بحياتي احچي وياه وياها اگوله اتصل بيه اثق بيه يسمعني يسأل عني "
    "عليه علي يفهمني يعرفني يحبني يهتم بيه روحي نفسي گاعد گاعدة عايش عايشة صرت بقيت الله غير ربي"
)
# Beyond this somebody tells of something.
_LONGEST = 8
_QUESTIONS = frozenset(
    normalise(word)
    for word in (
        *("شنو", "شنوو", "شنهي", "منو", "ليش", "شلون", "وين", "شوكت", "شكد", "چم", "هاي"),
        *("اكو", "هل"),
    )
)


def go_ahead(text: str) -> bool:
    """Say whether a message is «come on»: yes to what was offered, and the next step."""
    return consists(text, _AHEAD, _BESIDE_AHEAD)


def go_back(text: str) -> bool:
    """Say whether a message asks for the step before."""
    return consists(text, _BACK, _BESIDE_BACK)


def go_on(text: str) -> bool:
    """Say whether a message asks to go on where they were."""
    return consists(text, _ON, _BESIDE_ON)


def cannot(text: str) -> bool:
    """Say whether a message is that it could not be done, did not help, or that nothing comes to mind."""
    return consists(text, _CANNOT, _BESIDE_CANNOT)


def is_alone(text: str) -> bool:
    """Say whether a message is that somebody has nobody, and nothing else."""
    return consists(text, _ALONE, _BESIDE_ALONE)


def consists(text: str, phrases: tuple[str, ...], beside: str) -> bool:
    """Say whether a message holds one of the phrases, and nothing else but words that may stand beside it."""
    found = _keys(text)
    if not 0 < len(found) <= _LONGEST:
        return False
    rest = before = f" {' '.join(found)} "
    for phrase in _longest_first(phrases):
        while f" {phrase} " in rest:
            rest = rest.replace(f" {phrase} ", "  ")
    return rest != before and set(rest.split()) <= _set(beside)


def is_question(text: str) -> bool:
    """Say whether a message is a question: by its mark, or by the word it begins with."""
    said = normalise(text).split()
    return text.strip().endswith(("؟", "?")) or (bool(said) and said[0] in _QUESTIONS)


def _keys(text: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in words(normalise(text)))


@lru_cache(maxsize=8)
def _longest_first(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({" ".join(_keys(phrase)) for phrase in phrases}, key=lambda one: (-len(one), one)))


@lru_cache(maxsize=8)
def _set(beside: str) -> frozenset[str]:
    return frozenset(_keys(beside))
