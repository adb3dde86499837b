"""Greeting and repeating: the same words are not said twice unless they are asked for."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.history import intents, last_replies, longest_pause, was_said

Domain = dict[str, Any]
# Seconds without a word from them, after which whoever says hello may be somebody else who has the phone.
STILL_TALKING = 600
# After these somebody else may read, or write, what comes next.
NOT_ALONE = frozenset(
    "delete_chat_help erase_my_data hide_chat not_safe_now other_reader phone_watched".split()
)


class ActionGreet(Action):
    """Say who this is the first time, and after that just hello.

    Their name and trouble go with it in the middle of talking alone: on a phone that is shared, a hello later
    must not show them to somebody else.
    """

    def name(self) -> str:
        """Return the name used in the domain."""
        return "action_greet"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> list[EventType]:
        """Greet."""
        known = _is_surely_them(tracker)
        concern, name = (tracker.get_slot(slot) if known else None for slot in ("concern", "name"))
        if not was_said(tracker, "utter_greet"):
            dispatcher.utter_message(response="utter_greet")
        elif concern and name:
            dispatcher.utter_message(response="utter_greet_again_named_about", name=name, concern=concern)
        elif concern:
            dispatcher.utter_message(response="utter_greet_again_about", concern=concern)
        elif name:
            dispatcher.utter_message(response="utter_greet_again_named", name=name)
        else:
            dispatcher.utter_message(response="utter_greet_again")
        return []


def _is_surely_them(tracker: Tracker) -> bool:
    return longest_pause(tracker) <= STILL_TALKING and NOT_ALONE.isdisjoint(intents(tracker))


class ActionRepeat(Action):
    """Say the last message again."""

    def name(self) -> str:
        """Return the name used in the domain."""
        return "action_repeat"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> list[EventType]:
        """Repeat texts and buttons; signals to the conversation service are not repeated."""
        # A running form asks its question again by itself.
        if tracker.active_loop.get("name"):
            return []
        texts = [reply for reply in last_replies(tracker) if reply.get("text")]
        for reply in texts:
            data = reply.get("data") or {}
            dispatcher.utter_message(text=reply["text"], buttons=data.get("buttons") or [])
        if not texts:
            dispatcher.utter_message(response="utter_nothing_to_repeat")
        return []
