"""For how long it has been so: after two weeks a person is offered (clinical curriculum, 02)."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

Domain = dict[str, Any]
LONG = 14  # days


class ActionInformDuration(Action):
    """Meet an answer to «since when»; offer a person where it has been long."""

    def name(self) -> str:
        """Return the name used in the domain."""
        return "action_inform_duration"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> list[EventType]:
        """Choose by the days that this message tells; without any, ask to go on."""
        entities = tracker.latest_message.get("entities") or []
        days = next((int(one["value"]) for one in entities if one.get("entity") == "duration"), None)
        if days is None:
            dispatcher.utter_message(response="utter_affirm")
        else:
            dispatcher.utter_message(
                response="utter_duration_long" if days >= LONG else "utter_duration_short"
            )
        return []
