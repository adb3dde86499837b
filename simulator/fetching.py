"""Fetch what the helpline wants to send along, as Twilio does: by its address, without a password."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from simulator.formats import new_sid
from simulator.messages import Medium, Message

if TYPE_CHECKING:
    from simulator.state import State

MEDIA_FAILED = 63019
MOST_BYTES = 16 * 1024 * 1024
TIMEOUT = 10.0
# What WhatsApp delivers outside of templates.
ACCEPTED = (
    "image/jpeg",
    "image/png",
    "audio/mpeg",
    "audio/ogg",
    "audio/amr",
    "application/pdf",
    "video/mp4",
)


def fetch(state: State, message: Message) -> int | None:
    """Store an outbound message's media; return Twilio's error code when WhatsApp could not deliver them."""
    for url in message.media_urls:
        try:
            answer = httpx.get(url, timeout=TIMEOUT, follow_redirects=True, trust_env=False)
        except httpx.HTTPError as failure:
            state.warn(11200, f"{message.sid}: media could not be fetched: {type(failure).__name__}")
            return MEDIA_FAILED
        content_type = answer.headers.get("Content-Type", "").split(";")[0].strip()
        if not answer.is_success or content_type not in ACCEPTED or len(answer.content) > MOST_BYTES:
            state.warn(12300, f"{message.sid}: media answered {answer.status_code}, {content_type}")
            return MEDIA_FAILED
        medium = Medium(new_sid("ME"), message.sid, content_type, answer.content, state.clock.now())
        state.messages.media[medium.sid] = medium
        message.media.append(medium.sid)
        message.kind = content_type.split("/")[0]
    message.media_urls = []
    return None
