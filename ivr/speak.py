"""The few TwiML pieces that every prompt is made of."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from flask import Response
from twilio.twiml.voice_response import Gather, VoiceResponse

from helpline import content
from helpline.infra.settings import settings


class Speaking(Protocol):
    """A TwiML element that can hold a Say."""

    def say(self, message: str, voice: str, language: str) -> Any:
        """Add a Say."""


def say(twiml: Speaking, text_id: str, **values: Any) -> None:
    """Say a content text in its spoken form."""
    values.setdefault("emergency", content.emergency_number(None))
    speak(twiml, content.text(text_id, spoken=True, **values))


def speak(twiml: Speaking, words: str) -> None:
    """Say words with the configured Arabic voice."""
    twiml.say(words, voice=settings().voice_name, language=settings().voice_language)


@contextmanager
def gather(
    twiml: VoiceResponse, action: str, *, digits: int | None = 1, timeout: int = 6, speech: bool = False
) -> Iterator[Gather]:
    """Listen for keys, and speech if wanted, while what is said inside can be interrupted.

    `timeout` is seconds of silence after the prompt. `action` is a path; an empty result goes on to what
    follows the Gather.
    """
    more: dict[str, Any] = {}
    if speech:
        # speechTimeout "auto" needs a model that supports it; ar-IQ keeps the default one.
        more = {"language": settings().speech_language, "speech_timeout": "3"}
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
