"""The few TwiML pieces that every prompt is made of."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from flask import Response
from twilio.twiml.voice_response import Gather, VoiceResponse

from helpline import content
from helpline.infra.settings import settings
from ivr.recordings import store

# What a recogniser should expect: the words that prompts teach, and the answers to their questions.
HINTS = ",".join(
    (
        *(content.TAUGHT["danger"][0], content.TAUGHT["person"][0], "نعم", "اي", "لا", "ما ادري", "مساعدة"),
        *("تنفس", "نوم", "خدمات", "مستشفى", "ضايج", "خايف", "تعبان", "ما اريد اعيش", "اموت", "انتحر"),
        *("يضربني", "يهددني", "دواء", "وحدي", "صفر", "واحد", "اثنين", "ثلاثة", "اربعة", "خمسة"),
    )
)


# Seconds of words while a caller waits.
LONGEST_ASIDE = 8


class Speaking(Protocol):
    """A TwiML element that can hold a Say or a Play."""

    def play(self, url: str) -> Any:
        """Add a Play."""

    def say(self, message: str, voice: str, language: str) -> Any:
        """Add a Say."""


def say(twiml: Speaking, text_id: str, **values: Any) -> None:
    """Say a content text in its spoken form."""
    values.setdefault("emergency", content.emergency_number(None))
    speak(twiml, content.text(text_id, spoken=True, **values))


def speak(twiml: Speaking, words: str) -> None:
    """Play the recording of these words where there is one, else say them with their language's voice."""
    own = settings()
    address = store.address_of(words)
    if address is not None:
        # The whole address: it is right in whatever document the words stand, also when that is kept.
        twiml.play(f"{own.public_url}{address}")
    elif _mostly_latin(words):
        twiml.say(words, voice=own.voice_name_english, language=own.voice_language_english)
    else:
        twiml.say(words, voice=own.voice_name, language=own.voice_language)


def _mostly_latin(words: str) -> bool:
    letters = [mark for mark in words if mark.isalpha()]
    # Latin letters, those with marks too, lie before U+0250.
    return sum(mark < "\u0250" for mark in letters) * 2 > len(letters)


@contextmanager
def gather(
    twiml: VoiceResponse,
    action: str,
    *,
    digits: int | None = 1,
    timeout: int = 6,
    speech: bool = False,
    heard_out: bool = False,
) -> Iterator[Gather]:
    """Listen for keys, and speech if wanted, while what is said inside can be interrupted.

    `timeout` is seconds of silence after the prompt. `action` is a path; an empty result goes on to what
    follows the Gather. With `heard_out` a voice does not interrupt and is listened to for a few
    seconds only.
    """
    more: dict[str, Any] = {}
    if speech:
        # speechTimeout "auto" needs a model that supports it; ar-IQ keeps the default one.
        more = {"language": settings().speech_language, "speech_timeout": "3", "hints": HINTS}
        if heard_out:
            more |= {"barge_in": False, "max_speech_time": LONGEST_ASIDE}
    if digits is not None:
        more["num_digits"] = digits
    listening = Gather(
        input="dtmf speech" if speech else "dtmf",
        action=action,
        method="POST",
        timeout=timeout,
        # Without this the hash key is an empty answer: somebody who pressed a key would count as silent.
        finish_on_key="",
        **more,
    )
    yield listening
    twiml.append(listening)


def answer(twiml: VoiceResponse) -> Response:
    """Return TwiML as a response."""
    return Response(str(twiml), mimetype="text/xml")


def conference_name(case_id: int) -> str:
    """Name the room in which a caller and a counsellor meet."""
    return f"case-{case_id}"
