"""When the words are not understood: listen to a story; ask about a word, then offer, then bring a person."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.asked import OPEN
from bot.actions.history import last_response, turns_in_a_row, turns_lately
from bot.actions.services import (
    ASK_PLACE,
    UNKNOWN_PLACE,
    WHERE_WHEN,
    ActionInformLocation,
    answer_pending,
    answer_question,
    is_still_about,
)
from helpline.content import directory
from helpline.text import is_foreign, normalise, words

Domain = dict[str, Any]
# When, where, what to bring: of the service that was told of.
_ASKS_OF_IT = re.compile(r"\b(?:متى|شوكت|شوكتات|يمته|يمتى|وين|العنوان|بيش|شكد|شگد|دوام|يفتحون|تبدي|يبدي)\b")
# Somebody who writes this much is telling something; «I did not understand» would shut the door.
STORY_WORDS = 6
# «I did not understand» is not said twice within so many turns, whatever came between.
LATELY = 3


class ActionNotUnderstood(Action):
    """Answer a message no intent fits."""

    def name(self) -> str:
        """Return the name used in the domain."""
        return "action_not_understood"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> list[EventType]:
        """Choose by what it looks like and by how often in a row it happened."""
        if last_response(tracker) in (ASK_PLACE, UNKNOWN_PLACE) and tracker.get_slot("pending_topic"):
            if is_story(tracker):
                return answer_pending(dispatcher, tracker)
            return ActionInformLocation().run(dispatcher, tracker, domain)
        if not is_story(tracker):
            # A few words that no intent fits may still name what the directory knows.
            text = str(tracker.latest_message.get("text") or "")
            if directory.names_type(text, directory.all_services()):
                return answer_question(dispatcher, tracker, OPEN)
            if is_still_about(tracker) and _ASKS_OF_IT.search(normalise(text)):
                return answer_question(dispatcher, tracker, WHERE_WHEN)
            place = directory.understand(text, directory.all_services()).governorate
            if place is not None and is_still_about(tracker):
                return ActionInformLocation().run(dispatcher, tracker, domain)
        earlier = (
            turns_in_a_row(tracker, self.name())
            if is_story(tracker)
            else turns_lately(tracker, self.name(), LATELY)
        )
        dispatcher.utter_message(response=choose(tracker, earlier))
        return []


def choose(tracker: Tracker, earlier: int) -> str:
    """Return the response after `earlier` turns that were not understood either.

    A story gets two turns of listening, the second with the offer of a person; anything shorter one question,
    and then what there is to choose from. After that a person is asked for.
    """
    if is_story(tracker):
        return ("utter_listen", "utter_listen_offer_person", "utter_not_understood_person")[min(earlier, 2)]
    responses = ("utter_not_understood", "utter_not_understood_again", "utter_not_understood_person")
    return responses[min(earlier, 2)]


def is_story(tracker: Tracker) -> bool:
    """Say whether the latest message tells of something: long, or distressed by triage's reading."""
    message = tracker.latest_message
    level = (message.get("metadata") or {}).get("level")
    return level == "BLUE" or len(words(normalise(message.get("text") or ""))) >= STORY_WORDS


class ActionOtherLanguage(Action):
    """Bring a person to whoever says something in another language; offer one to whoever asks about it."""

    def name(self) -> str:
        """Return the name used in the domain."""
        return "action_other_language"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> list[EventType]:
        """Ask for a person at once after a sentence, else the second time."""
        again = turns_in_a_row(tracker, self.name()) > 0
        said = is_foreign(tracker.latest_message.get("text") or "")
        person = again or said
        dispatcher.utter_message(response="utter_other_language_person" if person else "utter_other_language")
        return []
