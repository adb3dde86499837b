"""Whether a man asks: by how he wants to be addressed, or by what he says of himself in plain words.

Only places for women are kept from him by it.
"""

from __future__ import annotations

from rasa_sdk import Tracker

from bot.actions.words import address
from helpline.text import own_address


def is_man(tracker: Tracker) -> bool:
    """Say whether it is known that a man asks; where both is said, or neither, it is not."""
    known = address(tracker)
    if known != "neutral":
        return known == "m"
    events = [*tracker.events, {**tracker.latest_message, "event": "user"}]
    texts = [str(event.get("text") or "") for event in events if event.get("event") == "user"]
    return {own_address.said(text) for text in texts} - {None} == {"m"}
