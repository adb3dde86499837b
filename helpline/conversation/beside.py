"""Somebody who is feared sits beside the phone, or will look at it: nothing of violence is written then."""

import re
from collections.abc import Collection

from helpline.text import normalise

_WHO = r"(?:رجلي|زوجي|ابوي|ابويه|اخوي|اخويه|خطيبي|عمي|خالي|حماي|حماتي|هو|اهلي|اهله)"
_NEAR = r"(?:يمي|بصفي|جنبي|حدي|براسي|[كگ]اعد هنا|[كگ]اعده هنا)"
_PHONE = r"(?:التلفون|تلفوني|الموبايل|موبايلي|الجهاز|جهازي|رسايلي|الرسايل)"
_BESIDE = re.compile(rf"{_WHO} (?:\w+ ){{0,2}}{_NEAR}(?: |$)")
_LOOKS = re.compile(rf"{_WHO} (?:\w+ ){{0,2}}(?:يشوف|يفتش|ياخذ|يقرا|يباوع) (?:ب)?{_PHONE}")
_AFRAID = re.compile(r"(?:^| )و?(?:اخاف|خايفه|خايف|ما ا[كگ]در|ماا[كگ]در|ما احچي|ما احجي|راح)(?: |$)")


def is_watched(text: str, routes: Collection[str]) -> bool:
    """Say whether somebody whom the writer fears is beside them, or looks through their phone."""
    said = normalise(text)
    beside = _BESIDE.search(said) or _LOOKS.search(said)
    return beside is not None and ("gbv" in routes or bool(_AFRAID.search(said)))
