"""What somebody wants to be called: said back once, remembered for this conversation, kept nowhere else."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from helpline.text import clauses, normalise
from helpline.text.told_name import is_name

Domain = dict[str, Any]


class ActionInformName(Action):
    """Greet by name; ask for it once where it was not understood."""

    def name(self) -> str:
        """Return the name used in the domain."""
        return "action_inform_name"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> list[EventType]:
        """Use the name that this message tells, not one from before."""
        entities = tracker.latest_message.get("entities") or []
        told = next((str(one["value"]) for one in entities if one.get("entity") == "name"), None)
        if told is None and _is_only_a_name(tracker):
            told = str(tracker.latest_message["text"]).strip(" .،,!؟?")
        if told is None:
            dispatcher.utter_message(response="utter_name_unheard")
            return []
        dispatcher.utter_message(response="utter_name_noted", name=told)
        return [SlotSet("name", told)]


def _is_only_a_name(tracker: Tracker) -> bool:
    """Say whether a name is the whole message, as it comes back to the question for it."""
    said = clauses(normalise(str(tracker.latest_message.get("text") or "")))
    return len(said) == 1 and is_name(said[0])
