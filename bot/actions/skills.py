"""Interactive skills: one form for all of them, which says what helpline.content has for the next step.

`skill` is what was asked for; `skill_step` ("unhooking.3") is where they are; `skill_expects` tells
ExercisePolicy whether their own words are an answer. `skill_answer` holds what they just said for as long as
the form looks at it, and is never passed on.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.words import Button, button, payload, said
from helpline.content.skills import Skill, Step, all_skills

Domain = dict[str, Any]
FORM = "skill_form"
# What is done where a name is unknown: it helps most people and asks nothing of them.
FIRST = "breathing"
ONCE_MORE = ("repeat_please", "confused")
# The keys of a phone hold six choices (ivr/keypad.py), of which one goes on; WhatsApp's list holds ten rows.
A_CALL, A_LIST = 5, 10


class ValidateSkillForm(Action):
    """Take an answer, whatever it is, as the way on; after the last but one, close the skill."""

    def name(self) -> str:
        """Return the name that Rasa looks for."""
        return f"validate_{FORM}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> list[EventType]:
        """Move to the next step. Called without an answer, as at the start, it changes nothing."""
        if tracker.get_slot("skill_answer") is None:
            return []
        skill, number = where(tracker)
        if (tracker.latest_message.get("intent") or {}).get("name") in ONCE_MORE:
            return _at(skill, number)
        if number + 2 < len(skill.steps):
            return _at(skill, number + 1)
        dispatcher.utter_message(text=said(tracker, skill.steps[-1].text))
        # Any value ends the form; their words are not kept in it.
        return [SlotSet("skill_answer", "done")]


class ActionAskSkillAnswer(Action):
    """Say the step that they are at, with its buttons."""

    def name(self) -> str:
        """Return the name that Rasa looks for."""
        return "action_ask_skill_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> list[EventType]:
        """Say the step and note where they are."""
        skill, number = where(tracker)
        step = skill.steps[number]
        goes_on = "skill.button.done" if _to_do(step) else "skill.button.go_on"
        buttons = [button(tracker, goes_on, "affirm"), button(tracker, "skill.button.stop", "deny")]
        dispatcher.utter_message(text=said(tracker, step.text), buttons=buttons)
        return _at(skill, number)


class ActionChooseSkill(Action):
    """Offer the skills: all in a list where it is read, a few at a time where it is heard."""

    def name(self) -> str:
        """Return the name used in the domain."""
        return "action_choose_skill"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> list[EventType]:
        """Show a page of skills; the last leads to the first again."""
        skills = list(all_skills().values())
        heard = (tracker.latest_message.get("metadata") or {}).get("channel") == "voice"
        size = A_CALL if heard else A_LIST
        start = _page(tracker) % len(skills)
        rows: list[Button] = [
            {"title": skill.title, "payload": payload("start_skill", skill=skill.name)}
            for skill in skills[start : start + size]
        ]
        if len(skills) > size:
            following = start + size if start + size < len(skills) else 0
            rows.append(button(tracker, "skill.more", "choose_skill", page=str(following)))
        dispatcher.utter_message(text=said(tracker, "skill.menu"), buttons=rows)
        return []


def where(tracker: Tracker) -> tuple[Skill, int]:
    """Return the skill they are in and the index of its step; at the start, the first of what they asked for.

    What was asked for counts at the start alone: Rasa fills `skill` from guesses too that nobody acts on.
    """
    skills = all_skills()
    name, _, number = str(tracker.get_slot("skill_step") or "").partition(".")
    if name not in skills or not number.isdecimal():
        return skills.get(str(tracker.get_slot("skill")), skills[FIRST]), 0
    # A text may have been taken out since; the step before the closing one is the last that is asked.
    return skills[name], min(int(number) - 1, len(skills[name].steps) - 2)


def _at(skill: Skill, number: int) -> list[EventType]:
    """Return the events that put them at a step and make the form ask."""
    expects = skill.steps[number].expects
    return [
        SlotSet("skill_step", f"{skill.name}.{number + 1}"),
        SlotSet("skill_expects", expects),
        SlotSet("skill_answer", None),
    ]


def _to_do(step: Step) -> bool:
    return step.expects == "done" and step.seconds > 0


def _page(tracker: Tracker) -> int:
    entities = tracker.latest_message.get("entities") or []
    said_page = next((str(one["value"]) for one in entities if one.get("entity") == "page"), "0")
    return int(said_page) if said_page.isdecimal() else 0
