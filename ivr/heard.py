"""Parse Twilio's voice webhooks into what was heard on a call."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

# What stands in From when the number is withheld: words on SIP trunks, and on the telephone network
# numbers that spell ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN and UNAVAILABLE on a keypad.
WITHHELD = frozenset(
    (
        *("+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253", "+464"),
        *("anonymous", "restricted", "blocked", "unknown", "unavailable", "private", ""),
    )
)
_E164 = re.compile(r"\+[1-9]\d{6,14}")
# Below this a transcript is more noise than words.
LOW_CONFIDENCE = 0.4


class BadRequest(ValueError):
    """A webhook without the fields that make it a call's."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The fields of one webhook that we use; no digits and no speech is silence.

    `phone` is in E.164, None when it is withheld.
    """

    call_sid: str
    phone: str | None
    digits: str = ""
    speech: str = ""
    confidence: float | None = None
    status: str = ""
    # Seconds that were recorded for the team.
    recorded: int = 0

    @property
    def unsure(self) -> bool:
        """Whether the recogniser itself doubts what it heard."""
        # Some recognisers send 0 for "not measured": that is no doubt.
        return bool(self.speech) and self.confidence is not None and 0 < self.confidence < LOW_CONFIDENCE


def parse(form: Mapping[str, str]) -> Heard:
    """Read a webhook's form; raises BadRequest."""
    if not form.get("CallSid"):
        raise BadRequest("missing CallSid")
    return Heard(
        call_sid=form["CallSid"],
        phone=number_of(form.get("From", "")),
        digits=form.get("Digits", "").strip(),
        speech=form.get("SpeechResult", "").strip(),
        confidence=_confidence(form.get("Confidence", "")),
        status=form.get("CallStatus", ""),
        recorded=int(form["RecordingDuration"]) if form.get("RecordingDuration", "").isdecimal() else 0,
    )


def number_of(sender: str) -> str | None:
    """Return a caller's number in E.164, None when it is withheld or is no number."""
    sender = sender.strip()
    if sender.lower() in WITHHELD or not _E164.fullmatch(sender):
        return None
    return sender


def _confidence(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None
