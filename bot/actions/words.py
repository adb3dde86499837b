"""Content texts and buttons, as the contact of a tracker reads or hears them."""

from __future__ import annotations

import json
from typing import Any

from rasa_sdk import Tracker

from helpline import content

Button = dict[str, Any]
_ADDRESSES = ("m", "f")


def said(tracker: Tracker, text_id: str, **values: object) -> str:
    """Return a content text in the contact's address and the channel's form. Raises KeyError."""
    metadata = tracker.latest_message.get("metadata") or {}
    place = tracker.get_slot("governorate") or metadata.get("governorate")
    values.setdefault("emergency", content.emergency_number(place))
    return content.text(
        text_id,
        address=address(tracker),
        spoken=metadata.get("channel") == "voice",
        **values,
    )


def address(tracker: Tracker) -> str:
    """Return how the contact is addressed: "m", "f" or "neutral".

    What they have just said themselves comes before what the helpline knew.
    """
    metadata = tracker.latest_message.get("metadata") or {}
    found = tracker.get_slot("address") or metadata.get("address")
    return found if found in _ADDRESSES else "neutral"


def button(tracker: Tracker, title_id: str, intent: str, **entities: str) -> Button:
    """Return a button with a content text as its title, which says an intent with its entities."""
    return {"title": said(tracker, title_id), "payload": payload(intent, **entities)}


def person(tracker: Tracker) -> Button:
    """Return the button for a person."""
    return button(tracker, "button.person", "ask_counsellor")


def payload(intent: str, **entities: str) -> str:
    """Return what a button says to the assistant in place of words."""
    return f"/{intent}{json.dumps(entities, ensure_ascii=False) if entities else ''}"
