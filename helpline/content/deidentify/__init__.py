"""Take out of what somebody wrote who they are: names, places, numbers, their age but for its band. Pure.

What it cannot know (a rare trade, an event that was in the news, a name that it never heard) stays: somebody
reads each text before it leaves (docs/decisions/0013).
"""

import re
from functools import lru_cache
from pathlib import Path

import yaml

from helpline.content.deidentify import numbers
from helpline.content.directory import all_services, place_words
from helpline.text import fold, is_latin, normalise, to_arabic

NAME, PLACE = "[اسم]", "[مكان]"
_FILE = Path(__file__).with_name("names.yml")
_WORD = re.compile(r"[^\W\d_]+(?:['\d]*[^\W\d_]+)*|\[[^\]]*\]")


def _spelled(words: str) -> frozenset[str]:
    # Not folded: قرار (a decision) is not كرار, and «عليه» not علياء.
    return frozenset(normalise(word) for word in words.split())


# What is followed by a name, whatever it is.
_TELLS = _spelled("اسمي اسمه اسمها اسمك نادوني ناديني سموني صيحولي واسمي واسمه واسمها ناوم ناوی")
# What is often followed by a name: then also by one that is an everyday word.
_ANNOUNCES = _spelled(
    "ابو ام بنت ابن اخو اخت اخوي اخويه اختي خوية رجلي زوجي زوجتي مرتي مرته صديقي صديقتي حبيبي حبيبتي"
    " خطيبي خطيبتي عمي خالي عمتي خالتي ابني بنتي ولدي دكتور دكتورة الدكتور الدكتورة استاذ استاذة الاستاذ"
    " ست شيخ الشيخ سيد السيد حجي حجية يا مرشد مرشدة بيت ويه ويا"
)
_NO_NAMES = _spelled(
    "ما مو لا شنو شلون ليش هو هم هذا هاي بس اريد يعني الحقيقي اني انا كان چان ابو ام مهم سر"
    " عليه من الى اي بيه بيها بلا"
)
# A title is followed by a name, whatever it is.
_TITLES = _spelled(
    "ست الست د دكتور دكتورة الدكتور الدكتورة استاذ استاذة الاستاذ الاستاذة شيخ الشيخ سيد السيد حجي حجية الحجي"
    " الحجية العقيد النقيب الرائد المقدم العميد الملازم المرشد المرشدة المعلم المعلمة مس المحامي المحامية"
)
# So is a kunya, but for «ام البيت» and «ابو المولدة».
_KUNYAS = _spelled("ابو ام ابا")
_ARTICLE = "ال"
# What is followed by the name of a place that no list holds.
_OF_PLACES = _spelled(
    "شارع محلة زقاق قرية عشيرة جامعة مجمع مدرسة مستشفى بحي لحي مخيم جامع صيدلية مطعم ساحة قطاع كرفان حسينية"
)
_SERVANT = "عبد"
_FRONTS = ("و", "ل", "ب", "ف")
_LATIN_FROM = 5


@lru_cache(maxsize=1)
def _names() -> tuple[frozenset[str], frozenset[str]]:
    """Return the names that are replaced wherever they stand, and those that are words too."""
    listed = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    words = _spelled(listed["words"])
    return _spelled(listed["sure"]) - words, words


@lru_cache(maxsize=1)
def _by_sound() -> frozenset[str]:
    return frozenset(map(fold, _names()[0]))


def _heard(word: str, sure: frozenset[str]) -> frozenset[str]:
    """Return the names that a word may be; a short Latin one sounds like too much («ali» is «on me»)."""
    if not is_latin(word):
        return sure
    return _by_sound() if len(word) >= _LATIN_FROM else frozenset()


def deidentify(text: str) -> str:
    """Return a text without who wrote it and whom they name; what is replaced leaves its kind in brackets."""
    text = numbers.without(text)
    found = list(_WORD.finditer(text))
    typed = [one[0] for one in found]
    kinds = _kinds(typed)
    for at in sorted(kinds, reverse=True):
        text = text[: found[at].start()] + kinds[at] + text[found[at].end() :]
    # A name of two words is one name.
    return re.sub(r"(\[[^\]\d]*\])(?:\s+\1)+", r"\1", text)


def _kinds(typed: list[str]) -> dict[int, str]:
    """Return what stands in the place of which word."""
    kinds = {at: PLACE for at in place_words(typed, all_services()) if not typed[at].startswith("[")}
    keys = [_key(word) for word in typed]
    sure, words = _names()
    for at, key in enumerate(keys):
        if typed[at].startswith("[") or at in kinds:
            continue
        before = keys[at - 1] if at else ""
        named = at > 0 and kinds.get(at - 1) == NAME
        if _is_one(before, _OF_PLACES) and key not in _NO_NAMES:
            kinds[at] = PLACE
        elif before == _SERVANT and key.startswith(_ARTICLE):
            kinds[at - 1] = kinds[at] = NAME
        elif (
            (before in _TELLS and key not in _NO_NAMES)
            or (before in _TITLES and _may_be_name(key))
            or (before in _KUNYAS and _may_be_name(key) and not key.startswith(_ARTICLE))
            or (named and _is_family(key))
            or _is_one(key, _heard(typed[at], sure))
            or ((before in _ANNOUNCES or named) and _is_one(key, words))
        ):
            kinds[at] = NAME
    return kinds


def _may_be_name(key: str) -> bool:
    return len(key) > 2 and key not in _NO_NAMES and key not in _ANNOUNCES and key not in _TITLES


def _is_family(key: str) -> bool:
    """Say whether a word after a name looks like that of a family or a tribe («الساعدي»)."""
    return key.startswith(_ARTICLE) and key.endswith("ي") and len(key) > 5


def _key(word: str) -> str:
    return fold(to_arabic(word.lower())) if is_latin(word) else normalise(word)


def _is_one(key: str, names: frozenset[str]) -> bool:
    return key in names or any(key[:1] == front and key[1:] in names for front in _FRONTS if len(key) > 3)
