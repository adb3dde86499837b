"""How a value is written or said in Iraqi Arabic: durations, and numbers read out to be dialled."""

from __future__ import annotations

# What a listener has to press or dial is said digit by digit: «تسعة احدعش» is three keys heard as two.
DIGIT_WORDS = {
    "0": "صفر",
    "1": "واحد",
    "2": "اثنين",
    "3": "ثلاثة",
    "4": "اربعة",
    "5": "خمسة",
    "6": "ستة",
    "7": "سبعة",
    "8": "ثمانية",
    "9": "تسعة",
}
_KURDISH = ("سفر", "یەک", "دوو", "سێ", "چوار", "پێنج", "شەش", "حەوت", "هەشت", "نۆ")
_ENGLISH = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_DIGITS_IN = {
    "ar-IQ": DIGIT_WORDS,
    "ckb": dict(zip("0123456789", _KURDISH, strict=True)),
    "en": dict(zip("0123456789", _ENGLISH, strict=True)),
}
_PAUSE_IN = {"ar-IQ": "، ", "ckb": "، ", "en": ", "}
_DIALLED = frozenset({"emergency", "number", "n", "ahead"})


def written_form(name: str, value: object) -> str:
    """Return a value as it is written: days, hours and minutes (numbers) as a duration, the rest as it is."""
    if name == "days" and isinstance(value, int):
        return _counted(value, "يوم", "يومين", "ايام")
    if name in ("hours", "minutes") and isinstance(value, (int, float)):
        return duration(value * 60 if name == "hours" else value)
    return str(value)


def spoken_form(name: str, value: object, language: str = "ar-IQ") -> str:
    """Return a value as it is said: what is dialled digit by digit, the rest as it is written."""
    if name in _DIALLED:
        return digits_aloud(str(value), language)
    return written_form(name, value)


def digits_aloud(number: str, language: str = "ar-IQ") -> str:
    """Return a number's digits as words with pauses between them; what is no digit is left out."""
    words = _DIGITS_IN[language]
    return _PAUSE_IN[language].join(words[c] for c in number if c in words)


def duration(minutes: float) -> str:
    """Return minutes as people say them, rounded up: a wait must never sound shorter than it is.

    Whole hours from 60 minutes on, minutes below; the counted noun follows its number.
    """
    whole = max(1, -int(-minutes // 1))
    if whole < 60:
        return _counted(whole, "دقيقة", "دقيقتين", "دقايق")
    hours, rest = divmod(whole, 60)
    said = _counted(hours, "ساعة", "ساعتين", "ساعات")
    return said if rest == 0 else f"{said} و{_counted(rest, 'دقيقة', 'دقيقتين', 'دقايق')}"


def _counted(number: int, one: str, two: str, few: str) -> str:
    """Return a number with its noun: one, two (dual), 3 to 10 (plural), above (singular)."""
    if number == 1:
        return one
    if number == 2:
        return two
    return f"{number} {few if 3 <= number <= 10 else one}"
