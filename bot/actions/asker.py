"""Whether a man asks: by how he wants to be addressed, or by what he says of himself in plain words.

Only places for women are kept from him by it. A state that women, too, name in the form of a man («اني
تعبان») says nothing; what a man alone is called does.
"""

from __future__ import annotations

import re

from rasa_sdk import Tracker

from helpline.text import normalise

# Of oneself, in the form of a man; a woman says تعبانة.
_STATES = "ساكن|نازح|عاطل|متزوج|مطلق|خريج|طالب|موظف|متقاعد|معوق|جريح"
_I = r"\b(?:اني|انا)(?: هسه| كلش| واحد)?"
_MAN = re.compile(rf"{_I} (?:{_STATES}|رجال|رجل|زلمه|شاب|ولد|ابو)\b|\b(?:زوجتي|مرتي|خطيبتي)\b")
_WOMAN = re.compile(rf"{_I} (?:(?:{_STATES})ه|بنيه|مره|ام|حامل|ارمله|بت|بنت)\b|\b(?:زوجي|رجلي|خطيبي)\b")


def is_man(tracker: Tracker) -> bool:
    """Say whether it is known that a man asks; where both is said, or neither, it is not."""
    metadata = tracker.latest_message.get("metadata") or {}
    address = tracker.get_slot("address") or metadata.get("address")
    if address in ("m", "f"):
        return bool(address == "m")
    said = [
        normalise(str(event.get("text") or ""))
        for event in [*tracker.events, {**tracker.latest_message, "event": "user"}]
        if event.get("event") == "user"
    ]
    return any(map(_MAN.search, said)) and not any(map(_WOMAN.search, said))
