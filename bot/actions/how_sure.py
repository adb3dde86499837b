"""«Are these addresses real?»: what was made sure of and when, and of what nobody has."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.services import found_places, is_still_about
from bot.actions.words import said
from helpline.content import emergency_hotline
from helpline.content.directory import Found
from helpline.infra import clock
from helpline.text import normalise

Domain = dict[str, Any]
_NUMBER = re.compile(r"ر[قگك]م|ار[قگك]ام|تلفون|هاتف|موبايل|\bخط\b|number|raqm")


class ActionHowSure(Action):
    """Say how sure the helpline is of the places it told of, or of the numbers that it gives."""

    def name(self) -> str:
        """Return the name used in the domain."""
        return "action_how_sure"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> list[EventType]:
        """Say the truth and offer somebody who knows."""
        about_number = _NUMBER.search(normalise(str(tracker.latest_message.get("text") or "")))
        words = _of_numbers(tracker) if about_number else _of_places(tracker, _told(tracker))
        dispatcher.utter_message(text=words)
        dispatcher.utter_message(response="utter_ask_team")
        return []


def _told(tracker: Tracker) -> tuple[Found, ...]:
    """Return the places that were told of just now."""
    return found_places(tracker) if is_still_about(tracker) else ()


def _of_places(tracker: Tracker, told: tuple[Found, ...]) -> str:
    if not told:
        return said(tracker, "directory.sure.general")
    if any(one.entry.placeholder for one in told):
        return said(tracker, "directory.sure.example")
    # The oldest speaks for all of them.
    oldest = min(one.entry.last_verified for one in told)
    stale = any(one.entry.stale(clock.now().date()) for one in told)
    return said(tracker, "directory.sure.old" if stale else "directory.sure.real", day=_day(oldest))


def _of_numbers(tracker: Tracker) -> str:
    place = tracker.get_slot("governorate") or (tracker.latest_message.get("metadata") or {}).get(
        "governorate"
    )
    line = emergency_hotline(place)
    old = line.stale(clock.now().date())
    assert line.last_verified is not None  # only a verified line is given out
    text = "directory.sure.number_old" if old else "directory.sure.number"
    return said(tracker, text, day=_day(line.last_verified))


def _day(day: date) -> str:
    return f"{day:%Y/%m/%d}"
