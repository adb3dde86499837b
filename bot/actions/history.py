"""What was said before, read from a tracker's events."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import Any

from rasa_sdk import Tracker

Said = dict[str, Any]


def last_replies(tracker: Tracker) -> list[Said]:
    """Return the bot's messages between the contact's last two messages, oldest first."""
    events = iter(_before_latest_message(tracker))
    replies = []
    for event in events:
        if event["event"] == "user":
            break
        if event["event"] == "bot":
            replies.append(event)
    return replies[::-1]


def last_response(tracker: Tracker) -> str | None:
    """Return the name (utter_*) of the last response the contact is answering."""
    for event in reversed(last_replies(tracker)):
        name = (event.get("metadata") or {}).get("utter_action")
        if name:
            return str(name)
    return None


def turns_in_a_row(tracker: Tracker, action: str) -> int:
    """Count the contact's turns just before this one that all led to the action."""
    count = 0
    seen = False
    for event in _before_latest_message(tracker):
        if event["event"] == "action" and event.get("name") == action:
            seen = True
        elif event["event"] == "user":
            if not seen:
                break
            count, seen = count + 1, False
    return count


def turns_lately(tracker: Tracker, action: str, turns: int) -> int:
    """Count those of the contact's last so many turns before this one that led to the action."""
    count = earlier = 0
    seen = False
    for event in _before_latest_message(tracker):
        if event["event"] == "action" and event.get("name") == action:
            seen = True
        elif event["event"] == "user":
            count, earlier, seen = count + seen, earlier + 1, False
            if earlier >= turns:
                break
    return count


def was_said(tracker: Tracker, response: str) -> bool:
    """Say whether the response is among the bot's messages that are still remembered."""
    return any(
        (event.get("metadata") or {}).get("utter_action") == response
        for event in tracker.events
        if event["event"] == "bot"
    )


def was_said_lately(tracker: Tracker, responses: Collection[str], turns: int) -> bool:
    """Say whether one of the responses was said in answer to the contact's last so many messages."""
    earlier = 0
    for event in _before_latest_message(tracker):
        if event["event"] == "bot" and (event.get("metadata") or {}).get("utter_action") in responses:
            return True
        earlier += event["event"] == "user"
        if earlier >= turns:
            return False
    return False


def intents(tracker: Tracker) -> Iterator[str]:
    """Yield what the contact's messages meant, the latest first."""
    for event in reversed(tracker.events):
        if event["event"] == "user":
            yield str(((event.get("parse_data") or {}).get("intent") or {}).get("name"))


def longest_pause(tracker: Tracker) -> float:
    """Return the most seconds between two of the contact's messages; infinite where a time is not known."""
    times = [event.get("timestamp") for event in tracker.events if event["event"] == "user"]
    if None in times:
        return math.inf
    return max((float(later) - float(earlier) for earlier, later in pairwise(times)), default=0.0)


def said_place(tracker: Tracker) -> str | None:
    """Return the governorate named in the latest message itself, not one known from before."""
    for entity in reversed(tracker.latest_message.get("entities") or []):
        if entity.get("entity") == "governorate" and entity.get("extractor") == "PlaceExtractor":
            return str(entity["value"])
    return None


def _before_latest_message(tracker: Tracker) -> Iterator[Said]:
    """Yield the events before the contact's latest message, newest first."""
    passed = False
    for event in reversed(tracker.events):
        if passed:
            yield event
        elif event["event"] == "user":
            passed = True
