"""Services: answered from the directory, asking once for the governorate and never insisting."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.asked import OPEN, asked, question, remembered, topic_of
from bot.actions.asker import is_man
from bot.actions.history import last_response, said_place, was_said_lately
from helpline.content import directory
from helpline.content.directory import Query
from helpline.content.directory.tell import places
from helpline.infra import clock
from helpline.infra.settings import settings

Domain = dict[str, Any]
ASK_PLACE = "utter_ask_governorate"
UNKNOWN_PLACE = "utter_location_unknown"
OVERVIEW = "ask_services"
WHERE_WHEN = "ask_where_when"
# With these a question about a service was answered; so many turns later a place is still about it.
ANSWERED = ("utter_services_next", "utter_place_honest", "utter_place_honest_known", "utter_ask_team")
STILL_ABOUT = 3
# What is said of a whole subject, where no kind of service was named.
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


def answer(dispatcher: CollectingDispatcher, tracker: Tracker, topic: str, query: Query, named: bool) -> None:
    """Say what there is, where as far as it is known, and honestly who knows the rest.

    `named`: a kind of service was said, and not only its subject.
    """
    services = directory.all_services()
    kind = services.types[query.types[0]] if query.types else None
    if kind is not None and (named or topic not in RESPONSES):
        dispatcher.utter_message(text=kind.what)
    else:
        dispatcher.utter_message(response=RESPONSES.get(topic, RESPONSES[OVERVIEW]))
        if topic == OVERVIEW:
            # It ends in a choice of its own; two questions at once would be one too many.
            return
    service = kind.id if kind else ""
    if query.governorate is None:
        dispatcher.utter_message(response="utter_place_honest", service=service)
        return
    result = _search(tracker, query)
    if kind is None or not (result.found or result.remote):
        dispatcher.utter_message(
            response="utter_place_honest_known", governorate=query.governorate, service=service
        )
        return
    spoken = (tracker.latest_message.get("metadata") or {}).get("channel") == "voice"
    dispatcher.utter_message(text=places(result, query, services, clock.now().date(), spoken=spoken))
    dispatcher.utter_message(response="utter_services_next", service=service)


def _search(tracker: Tracker, query: Query) -> directory.Result:
    """Look for what there is for whoever asks; examples are for development alone."""
    asked_by = replace(query, by_man=is_man(tracker))
    return directory.search(
        asked_by, directory.all_services(), placeholders=settings().environment != "production"
    )


def found_places(tracker: Tracker) -> tuple[directory.Found, ...]:
    """Return the places of the service that was asked about last."""
    query, _ = asked(tracker)
    return _search(tracker, replace(query, governorate=tracker.get_slot("governorate"))).found


def answer_pending(
    dispatcher: CollectingDispatcher, tracker: Tracker, place: str | None = None, district: str | None = None
) -> list[EventType]:
    """Answer the question that waited for the place, with whatever is known of it now."""
    topic = topic_of(tracker) or OVERVIEW
    waiting, named = asked(tracker)
    known = place or tracker.get_slot("governorate")
    answer(dispatcher, tracker, topic, replace(waiting, governorate=known, district=district), named)
    return [SlotSet("pending_topic", None)]


def is_still_about(tracker: Tracker) -> bool:
    """Say whether a service was asked about just now, so that a place or a time is about it."""
    return bool(topic_of(tracker)) and was_said_lately(tracker, ANSWERED, STILL_ABOUT)


class ActionServices(Action):
    """Answer any question about services."""

    def name(self) -> str:
        """Return the name used in the domain."""
        return "action_services"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> list[EventType]:
        """Answer, or ask for the governorate the first time."""
        return answer_question(
            dispatcher, tracker, str((tracker.latest_message.get("intent") or {}).get("name"))
        )


def answer_question(dispatcher: CollectingDispatcher, tracker: Tracker, topic: str) -> list[EventType]:
    """Answer what the latest message asks about services, or ask for the governorate the first time."""
    place = said_place(tracker)
    if place:
        dispatcher.utter_message(response="utter_governorate_signal", governorate=place)
    query, named = question(tracker, topic)
    if topic == WHERE_WHEN and not named and is_still_about(tracker):
        # «And when does it begin?»
        topic = topic_of(tracker)
        before, named = asked(tracker)
        query = replace(before, governorate=query.governorate, district=query.district)
    query = replace(query, governorate=place or query.governorate or tracker.get_slot("governorate"))
    kept = [SlotSet("service_topic", topic), *remembered(query, named)]
    if not query.governorate and not tracker.get_slot("place_asked"):
        dispatcher.utter_message(response=ASK_PLACE)
        return [SlotSet("place_asked", True), SlotSet("pending_topic", topic), *kept]
    answer(dispatcher, tracker, topic, query, named)
    return [SlotSet("pending_topic", None), *kept]


class ActionReferral(Action):
    """Begin a referral to what was spoken of, or to what the message names."""

    def name(self) -> str:
        """Return the name used in the domain."""
        return "action_referral"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> list[EventType]:
        """Signal it to the conversation service, which explains it and asks whether they agree."""
        query, named = question(tracker, OPEN)
        # «Refer me» names no kind by itself.
        kinds = [kind for kind in query.types if kind != directory.ANY] if named else []
        kind = next(iter(kinds or asked(tracker)[0].types), "")
        dispatcher.utter_message(response="utter_referral", service=kind)
        return []


class ActionInformLocation(Action):
    """Remember where somebody lives, and answer what waited for it."""

    def name(self) -> str:
        """Return the name used in the domain."""
        return "action_inform_location"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> list[EventType]:
        """Signal the place to the conversation service; a question that waits is answered either way.

        One that was answered just now is answered again, for the place that they meant.
        """
        place = said_place(tracker)
        query, _ = question(tracker, OPEN, asked_where=last_response(tracker) in (ASK_PLACE, UNKNOWN_PLACE))
        waiting = tracker.get_slot("pending_topic") or is_still_about(tracker)
        if place is None:
            # A name we do not know is looked for as it sounds, asked about once more, and then let be.
            if waiting and (query.governorate or not _is_asked_again(tracker)):
                return answer_pending(dispatcher, tracker, query.governorate, query.district)
            dispatcher.utter_message(response=UNKNOWN_PLACE)
            return []
        dispatcher.utter_message(response="utter_governorate_signal", governorate=place)
        if waiting:
            events = answer_pending(dispatcher, tracker, place, query.district)
            return [SlotSet("governorate", place), *events]
        dispatcher.utter_message(response="utter_location_noted", governorate=place)
        return [SlotSet("governorate", place), SlotSet("pending_topic", None)]


def _is_asked_again(tracker: Tracker) -> bool:
    """Say whether a place that was not understood is asked about once more: not where they do not know."""
    intent = str((tracker.latest_message.get("intent") or {}).get("name"))
    return last_response(tracker) == ASK_PLACE and intent != "not_sure"
