"""Which kind of service a message asks for, for whom, and what of it waits for the place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from helpline.content import directory
from helpline.content.directory import Query

# An intent that says nothing of the kind.
OPEN = ""
# The kinds that an intent is about; the first is meant where none is named.
KINDS: dict[str, tuple[str, ...]] = {
    "ask_documents": ("civil_documents", "title_deeds", "ownership_proof", "inheritance"),
    "ask_livelihood": ("vocational_training", "income_generation", "livelihood_grants"),
    "ask_housing_land": ("ownership_proof", "housing", "title_deeds", "inheritance", "mediation"),
    "ask_women_services": ("care_women",),
    "ask_disability_services": ("care_disability",),
    "ask_activities": ("community_centres", "sport", "art", "music", "cultural_events"),
    "ask_counselling_service": ("counselling_individual", "counselling_clinical"),
    "ask_inheritance": ("inheritance",),
    "ask_elderly_services": ("care_older",),
    "ask_children_services": ("care_children", "care_orphans"),
    "ask_survivor_services": ("care_survivors",),
    "ask_groups": ("support_groups", "group_discussions", "social_cohesion", "relaxation_workshops"),
}
# For whom an intent asks by itself.
FOR: dict[str, dict[str, str]] = {
    "ask_women_services": {"population_group": "women"},
    "ask_disability_services": {"population_group": "disability"},
    "ask_survivor_services": {"population_group": "survivors"},
    "ask_elderly_services": {"age_group": "older"},
    "ask_children_services": {"age_group": "children"},
}
_SLOTS = ("service_type", "age_group", "population_group")


def question(tracker: Tracker, intent: str, *, asked_where: bool = False) -> tuple[Query, bool]:
    """Return what the latest message asks for, and whether it names the kind of service itself.

    `asked_where`: it follows our question where they live.
    """
    message: dict[str, Any] = tracker.latest_message
    text = str(message.get("text") or "")
    said = {one["entity"]: str(one["value"]) for one in message.get("entities") or ()}
    services = directory.all_services()
    query = Query()
    if not text.startswith("/"):
        query = directory.understand(text, services, asked_where=asked_where)
    named = _named(text, query, KINDS.get(intent, ()))
    if said.get("service_type") in services.types and not named:
        named = [said["service_type"]]
    groups = {
        name: getattr(query, name) or said.get(name) or FOR.get(intent, {}).get(name)
        for name in ("age_group", "population_group")
    }
    return (
        replace(
            query,
            types=tuple(named) or KINDS.get(intent, ())[:1],
            district=query.district or said.get("district"),
            **groups,
        ),
        bool(named),
    )


def _named(text: str, query: Query, about: tuple[str, ...]) -> list[str]:
    """Return the kinds that a message names, of those that it may mean.

    What the assistant understood it to be about goes before what a single word may mean; but a course for
    oneself or for first help is asked about by no intent of its own, and «دورة» alone says little.
    """
    sure = directory.named_types(text, directory.all_services()).intersection(query.types)
    of_intents = {kind for kinds in KINDS.values() for kind in kinds}
    own = [one for one in query.types if one in sure and one not in of_intents]
    fitting = [one for one in query.types if one in about]
    return own if own and not sure.intersection(about) else fitting or list(query.types)


def topic_of(tracker: Tracker) -> str:
    """Return the intent of the question that waits for the place, or of the one that was answered last."""
    return str(tracker.get_slot("pending_topic") or tracker.get_slot("service_topic") or OPEN)


def asked(tracker: Tracker) -> tuple[Query, bool]:
    """Return what was asked about services last, and whether it named the kind of service itself."""
    kind = tracker.get_slot("service_type")
    topic = topic_of(tracker)
    groups = {name: tracker.get_slot(name) or FOR.get(topic, {}).get(name) for name in _SLOTS[1:]}
    return Query((kind,) if kind else KINDS.get(topic, ())[:1], **groups), kind is not None


def remembered(query: Query, named: bool) -> list[EventType]:
    """Return the events that keep a question for the place or the time that may be said after it."""
    kind = query.types[0] if named and query.types else None
    return [
        SlotSet("service_type", kind),
        SlotSet("age_group", query.age_group),
        SlotSet("population_group", query.population_group),
    ]
