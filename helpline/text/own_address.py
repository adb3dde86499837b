"""Whether whoever writes is a woman or a man, told from words that leave no doubt; pure.

A husband is a woman's, a wife a man's, in what people write here of themselves; «اني متزوجة» and «اني ام
علي» say it as well. Nothing is told from words that quote somebody («اختي تگول زوجي ...»), nor from a state
whose bearer is not named («تعبانة نفسيتي»), nor where both are said. Being taken for the other sex hurts more
than words that fit both: a man's moods («اني تعبان») are not enough, because women write so, too.
"""

from __future__ import annotations

from collections.abc import Sequence

from helpline.text.clauses import clauses
from helpline.text.fold import fold
from helpline.text.listed import folded
from helpline.text.normalise import normalise
from helpline.text.told_name import address_of, key, told

_WOMAN, _MAN = "f", "m"


_SAYS = folded(
    "تگول گالت تگلي گالتلي گالتله گالتلها تگوللي يگول گال گاللي گالي يگلي يگوللي گالوا يگولون تقول قالت يقول "
    "قال كتبت كتبتلي كتبلي دزتلي دزلي تكتب تكتبلي يكتب تحچي حچت سمعت سمعتها"
)
_HUSBAND = folded("زوجي وزوجي لزوجي بزوجي جوزي خطيبي وخطيبي طليقي وطليقي ضرتي وضرتي")
_WIFE = folded("زوجتي وزوجتي لزوجتي بزوجتي مرتي ومرتي لمرتي مغتي ومغتي خطيبتي وخطيبتي طليقتي وطليقتي")
_TIMES = folded("الاولى الاول الثانية الثالثة الاخيرة")
# «رجلي» is my husband and my leg. A leg is a woman's word in grammar, and nobody's relative.
_MY_MAN = folded("رجلي ورجلي")
_OF_MY_MAN = folded("اهل بيت ام اخو اخت مرت ابو")
_HE_DID = folded(
    "مات توفى استشهد متوفي شهيد مستشهد عافني تركني طلگني ضربني كتلني هجرني خانني خاني تزوج سافر زعل سكران "
    "عصبي بخيل مسافر مخطوف مفقود مسجون سجين محبوس عسكري جندي عاطل "
    "يضربني يكتلني يسبني يهددني يخونني يصيح يعصب يغار يسكر يشرب"
)
_OF_A_BODY = ("وجع", "ورم", "الم", "نمل", "حكن", "عور", "خدر", "نزف")
_SELF = folded("اني انا")
_BETWEEN = folded("مو ما كلش هواية هسه اليوم والله هم بعدني صرت ترى مرة وحدة واحد انسانة انسان")
_HER_STATE = folded(
    "تعبانة متزوجة ارملة مطلقة مخطوبة ضايجة حزينة خايفة وحيدة مريضة زعلانة فرحانة مقهورة متضايقة مخنوگة "
    "محتارة ندمانة قلقانة نعسانة مستحية خجلانة تايهة منهارة مذبوحة مكسورة معنفة يتيمة نازحة موظفة معلمة "
    "طالبة ممرضة دكتورة مهندسة محامية بنية بنت بت حرمة متعبة متأذية متوترة مشتاقة ميتة ساكنة عايشة موجوعة"
)
_HIS_STATE = folded(
    "متزوج ارمل مطلق اعزب رجال رجل زلمة جندي عسكري ضابط ولد شاب "
    "ساكن نازح عاطل خريج طالب موظف متقاعد معوق جريح"
)
_DENIED_SEX = folded("بنية بنت بت حرمة رجال رجل زلمة ولد شاب")
_NOT = folded("مو مب موش")
_CHILDREN = tuple(folded("لثلاث لطفل لاربع لخمس لبن لولد ليتام لايتام لست لسبع لجهال"))
_HOUSEWIFE = (folded("ست ربة"), fold("بيت"))
_HEADS = {fold("ام"): _WOMAN, fold("ابو"): _MAN, fold("اب"): _MAN}


def said(text: str) -> str | None:
    """Return how a message's writer is to be addressed by their own words: "f", "m", or None."""
    spoken = clauses(normalise(text))
    if any(key(word) in _SAYS for words in spoken for word in words):
        return None
    found = {one for words in spoken for one in _in_clause(words)}
    return found.pop() if len(found) == 1 else None


def _in_clause(words: list[str]) -> set[str]:
    keys = [key(word) for word in words]
    found = {_WOMAN} if _has_husband(keys) else set()
    if _has_wife(keys):
        found.add(_MAN)
    name = told(words)
    of_name = address_of(words[name[0] : name[1]]) if name else None
    return found | {one for one in (of_name, _of_self(keys)) if one}


def _has_wife(keys: Sequence[str]) -> bool:
    """Say whether a wife is spoken of; «هاي مرتي الاولى» is my first time."""
    return any(
        word in _WIFE and not (place + 1 < len(keys) and keys[place + 1] in _TIMES)
        for place, word in enumerate(keys)
    )


def _has_husband(keys: Sequence[str]) -> bool:
    return not _HUSBAND.isdisjoint(keys) or any(
        word in _MY_MAN and _is_person(keys, place) for place, word in enumerate(keys)
    )


def _is_person(keys: Sequence[str], place: int) -> bool:
    if place and keys[place - 1] in _OF_MY_MAN:
        return True
    after = [word for word in keys[place + 1 : place + 4] if word not in _BETWEEN]
    if not after or any(part in after[0] for part in _OF_A_BODY):
        return False
    return after[0] in _HE_DID


def _of_self(keys: Sequence[str]) -> str | None:
    """Return what is said behind «اني», with no other bearer of it named behind."""
    for place, word in enumerate(keys):
        if word not in _SELF:
            continue
        start = place + 1
        while start < len(keys) and keys[start] in _BETWEEN:
            start += 1
        state = keys[start] if start < len(keys) else ""
        after = keys[start + 1] if start + 1 < len(keys) else ""
        if state in _HEADS and after.startswith(_CHILDREN):
            return _HEADS[state]
        if state in _HOUSEWIFE[0] and after == _HOUSEWIFE[1]:
            return _WOMAN
        denied = state in _DENIED_SEX and keys[start - 1] in _NOT
        if denied or _is_somebodys(after):
            continue
        if state in _HER_STATE or state in _HIS_STATE:
            return _WOMAN if state in _HER_STATE else _MAN
    return None


def _is_somebodys(word: str) -> bool:
    """Say whether a word is what may be in that state instead: «نفسيتي», «امي»."""
    return (
        word.endswith("ي") and len(word) > 2 and not word.startswith(("و", "ب", "ل")) and word not in _BETWEEN
    )
