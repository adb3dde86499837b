"""Ask Rasa, with a time budget; whatever goes wrong there is one exception."""

import re
import uuid
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import httpx

from helpline.infra.settings import settings
from helpline.outbox.reply import Button, Reply

_COMMAND = re.compile(r"^\s*/[\s/\\]*")
# What a message of slashes alone says to Rasa, which would take an empty one for silence.
NOTHING_SAID = "؟"


class RasaSilent(Exception):
    """Rasa was down, slow, or said nothing usable."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What Rasa said, and what it asked the helpline to do (`custom` objects with a "helpline" key)."""

    replies: tuple[Reply, ...]
    requests: tuple[dict[str, Any], ...]


def prepare() -> None:
    """Make the client: threads that need it first at the same moment would each make one, for a second."""
    _client()


@lru_cache(maxsize=1)
def _client() -> httpx.Client:
    return httpx.Client(
        base_url=settings().rasa_url,
        limits=httpx.Limits(max_connections=64, max_keepalive_connections=32),
        trust_env=False,
    )


def ask(sender: uuid.UUID, text: str, metadata: dict[str, Any], timeout: float) -> Answer:
    """Send a contact's own words to the assistant; `timeout` in seconds; raises RasaSilent."""
    return _post(sender, neutral(text), metadata, timeout)


def press(sender: uuid.UUID, payload: str, metadata: dict[str, Any], timeout: float) -> Answer:
    """Send the payload of a button that Rasa offered, `/intent` form and all; raises RasaSilent."""
    return _post(sender, payload, metadata, timeout)


def intent(text: str, timeout: float) -> tuple[str, float]:
    """Return what the assistant takes a text for, and how sure it is, 0..1. It remembers nothing of it.

    Raises RasaSilent.
    """
    try:
        response = _client().post(
            "/webhooks/wiyak/intent",
            json={"message": neutral(text)},
            timeout=httpx.Timeout(timeout, connect=min(timeout, 1.0)),
        )
        response.raise_for_status()
        found = response.json()
        return str(found["intent"]), float(found["confidence"])
    except (httpx.HTTPError, KeyError, TypeError, ValueError) as error:
        raise RasaSilent(type(error).__name__) from error


def neutral(text: str) -> str:
    """Take the power from a text that Rasa would read as a command (`/restart`, `/intent{...}`)."""
    # Whatever is left after one slash may begin with the next («/ /restart»).
    bare = _COMMAND.sub("", text)
    return bare if bare or not text else NOTHING_SAID


def _post(sender: uuid.UUID, message: str, metadata: dict[str, Any], timeout: float) -> Answer:
    try:
        response = _client().post(
            "/webhooks/wiyak/webhook",
            json={"sender": str(sender), "message": message, "metadata": metadata},
            timeout=httpx.Timeout(timeout, connect=min(timeout, 1.0)),
        )
        response.raise_for_status()
        return _read(response.json())
    except (httpx.HTTPError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise RasaSilent(type(error).__name__) from error


def _read(messages: Any) -> Answer:
    if not isinstance(messages, list):
        raise RasaSilent("unexpected body")
    replies: list[Reply] = []
    requests: list[dict[str, Any]] = []
    # A picture goes with the words that follow it, and never without any.
    image: str | None = None
    for message in messages:
        if isinstance(message.get("image"), str):
            image = message["image"]
        if text := message.get("text"):
            buttons = tuple(
                Button(button["payload"], button["title"]) for button in message.get("buttons") or ()
            )
            replies.append(Reply(text, buttons, image))
            image = None
        custom = message.get("custom")
        if isinstance(custom, dict) and "helpline" in custom:
            requests.append(custom)
    if not replies and not requests:
        raise RasaSilent("no message")
    return Answer(tuple(replies), tuple(requests))
