"""Services: what the programme does, asking once for the governorate and never insisting."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.history import last_response, said_place

Domain = dict[str, Any]
ASK_PLACE = "utter_ask_governorate"
UNKNOWN_PLACE = "utter_location_unknown"
OVERVIEW = "ask_services"
RESPONSES = {
    OVERVIEW: "utter_services",
    "ask_documents": "utter_documents",
    "ask_livelihood": "utter_livelihood",
    "ask_housing_land": "utter_housing_land",
    "ask_women_services": "utter_women_services",
    "ask_disability_services": "utter_disability_services",
    "ask_activities": "utter_activities",
    "ask_where_when": "utter_where_when",
}


def answer(dispatcher: CollectingDispatcher, topic: str, place: str | None) -> None:
    """Say what there is on a topic, and honestly who knows the exact place and hours."""
    dispatcher.utter_message(response=RESPONSES.get(topic, RESPONSES[OVERVIEW]))
    # The overview ends in a choice of its own; two questions at once would be one too many.
    if topic != OVERVIEW and place:
        dispatcher.utter_message(response="utter_place_honest_known", governorate=place)
    elif topic != OVERVIEW:
        dispatcher.utter_message(response="utter_place_honest")


def answer_pending(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """Answer the topic that waited for the place, with whatever is known of it now."""
    answer(dispatcher, tracker.get_slot("pending_topic") or OVERVIEW, tracker.get_slot("governorate"))
    return [SlotSet("pending_topic", None)]


class ActionServices(Action):
    """Answer any question about services."""

    def name(self) -> str:
        """Return the name used in the domain."""
        return "action_services"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> list[EventType]:
        """Answer, or ask for the governorate the first time."""
        topic = str((tracker.latest_message.get("intent") or {}).get("name"))
        place = said_place(tracker)
        if place:
            dispatcher.utter_message(response="utter_governorate_signal", governorate=place)
        known = place or tracker.get_slot("governorate")
        if not known and not tracker.get_slot("place_asked"):
            dispatcher.utter_message(response=ASK_PLACE)
            return [SlotSet("place_asked", True), SlotSet("pending_topic", topic)]
        answer(dispatcher, topic, known)
        return [SlotSet("pending_topic", None)]


class ActionInformLocation(Action):
    """Remember where somebody lives, and answer what waited for it."""

    def name(self) -> str:
        """Return the name used in the domain."""
        return "action_inform_location"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> list[EventType]:
        """Signal the place to the conversation service; ask once more when it is not known."""
        place = said_place(tracker)
        waiting = tracker.get_slot("pending_topic")
        if place is None:
            if waiting and last_response(tracker) == UNKNOWN_PLACE:
                return answer_pending(dispatcher, tracker)
            dispatcher.utter_message(response=UNKNOWN_PLACE)
            return []
        dispatcher.utter_message(response="utter_governorate_signal", governorate=place)
        if waiting:
            answer(dispatcher, waiting, place)
        else:
            dispatcher.utter_message(response="utter_location_noted", governorate=place)
        return [SlotSet("governorate", place), SlotSet("pending_topic", None)]
