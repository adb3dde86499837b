"""Numbers and ages in what somebody wrote: an age becomes a band, another long number only that. Pure."""

import re

# From which age each band begins, and its name.
BANDS = ((60, "60 وفوگ"), (30, "30 الى 59"), (18, "18 الى 29"), (12, "12 الى 17"), (0, "جوه 12"))
NUMBER, AGE, LINK = "[رقم]", "[عمر]", "[رابط]"
# Years of an age; fewer with «سنين» are how long something lasts.
_YOUNGEST_BARE = 8
_DIGITS = {ord(one): str(at % 10) for at, one in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}
_LINK = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|(?<!\w)@\w{3,}", re.IGNORECASE)
_ABOUT = r"(?:عمر(?:ي|ه|ها|ك|هم|نا)?|بعمر|العمر|عمو?ري|[3e]omr[iya]{0,2}|age|aged|تەمەن\w*)"
_SMALL = r"(?<!\d)(\d{1,2})(?!\d)"
_AGE_AFTER_CUE = re.compile(rf"({_ABOUT}\W{{0,3}}(?:هو |هي |صار |حوالي |تقريبا )?){_SMALL}", re.IGNORECASE)
_AGE_BEFORE_YEARS = re.compile(rf"{_SMALL}(\s*(?:سنة|سنه|عام|ساڵ|years?|yrs?)\b)", re.IGNORECASE)
_TENS = "عشرين|عشرون|ثلاثين|تلاثين|اربعين|أربعين|خمسين|ستين|سبعين|ثمانين"
_TEENS = "عشرة|عشره|ع?حد(?:ع|اع)ش|دعش|(?:اث?ن|ط)(?:ا|ط)?عش|[^\\W\\d_]{2,5}طعش|[^\\W\\d_]{2,5}تعش"
_AGE_IN_WORDS = re.compile(
    rf"({_ABOUT}\W{{0,3}})((?:[^\W\d_]+\s+و\s?)?(?:{_TENS})|(?:{_TEENS})|[^\W\d_]+\s+و\s?(?:{_TENS}))"
)
# Digits with what people put between them; as letters of Arabizi (3ali, ma7ad) they are left alone.
_RUN = re.compile(r"(?<![^\W\d_])\+?\d(?:[ \-./:()]{0,2}\d)*(?![^\W\d_])")
_SPOKEN = (
    "صفر|واحد|اثنين|ثنين|ثلاثة|ثلاثه|تلاثة|اربعة|اربعه|خمسة|خمسه|ستة|سته|سبعة|سبعه|ثمانية|ثمانيه|تسعة|تسعه"
)
_SPOKEN_RUN = re.compile(rf"\b(?:{_SPOKEN})(?:[\s،,]+(?:و)?(?:{_SPOKEN})){{3,}}\b")
_SHORTEST = 3


def without(text: str) -> str:
    """Return a text with its links, ages and long numbers replaced, and its digits as 0 to 9."""
    text = _LINK.sub(LINK, text.translate(_DIGITS))
    text = _AGE_IN_WORDS.sub(rf"\1{AGE}", text)
    text = _AGE_AFTER_CUE.sub(lambda found: found[1] + band(int(found[2])), text)
    text = _AGE_BEFORE_YEARS.sub(_years, text)
    text = _SPOKEN_RUN.sub(NUMBER, text)
    return _RUN.sub(lambda found: NUMBER if sum(map(str.isdigit, found[0])) >= _SHORTEST else found[0], text)


def band(age: int) -> str:
    """Return an age as no more than its band."""
    return next(f"[عمر {name}]" for begins, name in BANDS if age >= begins)


def _years(found: re.Match[str]) -> str:
    years = int(found[1])
    return found[0] if years < _YOUNGEST_BARE else band(years)
