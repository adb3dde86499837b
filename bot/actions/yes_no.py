"""Yes, no and «I would rather not say», understood by what was asked."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.history import last_response, said_place
from bot.actions.offers import OFFERS
from bot.actions.services import (
    ASK_PLACE,
    UNKNOWN_PLACE,
    ActionInformLocation,
    answer_pending,
    is_still_about,
)
from bot.actions.skills import FIRST, FORM

Domain = dict[str, Any]


def follow(name: str, dispatcher: CollectingDispatcher) -> list[EventType]:
    """Say a response, or start a skill: what is offered with a plain yes is breathing."""
    if name == FORM:
        return [SlotSet("skill", FIRST), FollowupAction(name)]
    dispatcher.utter_message(response=name)
    return []


class ActionAffirm(Action):
    """Do what was offered, else ask the contact to go on."""

    def name(self) -> str:
        """Return the name used in the domain."""
        return "action_affirm"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> list[EventType]:
        """Follow the offer's yes."""
        offer = OFFERS.get(last_response(tracker) or "")
        return follow(offer.yes if offer else "utter_affirm", dispatcher)


class ActionDeny(Action):
    """Leave what was offered; a question about the place is simply dropped."""

    default = "utter_deny"

    def name(self) -> str:
        """Return the name used in the domain."""
        return "action_deny"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> list[EventType]:
        """Follow the offer's no."""
        asked = last_response(tracker) or ""
        if asked == ASK_PLACE or (asked == UNKNOWN_PLACE and tracker.get_slot("pending_topic")):
            return answer_pending(dispatcher, tracker)
        if said_place(tracker) and is_still_about(tracker):
            # «No, in Mosul»
            return ActionInformLocation().run(dispatcher, tracker, domain)
        offer = OFFERS.get(asked)
        return follow(offer.no if offer else self.default, dispatcher)


class ActionRefuse(ActionDeny):
    """Accept that something is not said."""

    default = "utter_refuse_answer"

    def name(self) -> str:
        """Return the name used in the domain."""
        return "action_refuse"
