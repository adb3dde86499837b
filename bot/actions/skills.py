"""Interactive skills: one form for all of them, which says what helpline.content has for the next step.

What is said to a step leads on, but for what bot/step_answers.py names: nobody is praised for «I could not».

`skill` is what was asked for; `skill_step` ("unhooking.3") is where they are; `skill_expects` tells
ExercisePolicy whether their own words are an answer. `skill_answer` holds what they just said for as long as
the form looks at it, and is never passed on.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot import step_answers
from bot.actions.history import last_replies
from bot.actions.words import Button, button, payload, person, said
from helpline.content.skills import Skill, Step, all_skills
from helpline.text import cannot, is_alone, is_question

Domain = dict[str, Any]
FORM = "skill_form"
# What is done where a name is unknown: it helps most people and asks nothing of them.
FIRST = "breathing"
# What is said in place of the next step, with leave to go on without this one.
MET = {
    step_answers.ALONE: "skill.alone",
    step_answers.CANNOT: "skill.cannot",
    step_answers.CHILD_HIT: "skill.child_hit",
}
ONCE_MORE = ("repeat_please", "confused")
# The keys of a phone hold six choices (ivr/keypad.py), of which one goes on; WhatsApp's list holds ten rows.
A_CALL, A_LIST = 5, 10
# What is said, and the step is asked again.
_ANSWERED = {
    step_answers.HITTING: "skill.hitting",
    step_answers.QUESTION: "skill.question",
}


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
        heard = _heard(tracker, skill, number)
        if heard == step_answers.BACK:
            return _at(skill, max(number - 1, 0))
        if heard in _ANSWERED:
            dispatcher.utter_message(text=said(tracker, _ANSWERED[heard]))
        if heard is not None:
            return _at(skill, number)
        if number + 2 < len(skill.steps):
            return _at(skill, number + 1)
        dispatcher.utter_message(text=_words(tracker, skill, number + 1))
        # Any value ends the form; their words are not kept in it.
        return [SlotSet("skill_answer", "done")]


class ActionAskSkillAnswer(Action):
    """Say the step that they are at, with its buttons."""

    def name(self) -> str:
        """Return the name that Rasa looks for."""
        return "action_ask_skill_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> list[EventType]:
        """Say the step and note where they are; after «I could not» and its like, meet that first."""
        skill, number = where(tracker)
        step = skill.steps[number]
        stop = button(tracker, "skill.button.stop", "deny")
        heard = _heard(tracker, skill, number)
        if heard in MET:
            danger = button(tracker, "skill.button.danger", "danger_now")
            second = danger if heard == step_answers.CHILD_HIT else stop
            buttons = [button(tracker, "skill.button.go_on", "affirm"), second, person(tracker)]
            dispatcher.utter_message(text=said(tracker, MET[heard]), buttons=buttons)
            return _at(skill, number)
        goes_on = "skill.button.done" if _to_do(step) else "skill.button.go_on"
        buttons = [button(tracker, goes_on, "affirm"), stop]
        dispatcher.utter_message(text=_words(tracker, skill, number), buttons=buttons)
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


def _heard(tracker: Tracker, skill: Skill, number: int) -> str | None:
    """Return what the latest message is in the step they are at, None for the way on.

    Outside of a skill, as at its start, it is nothing of the kind; nor is a second «I could not» or «I have
    nobody»: said again, the offer would hold them there.
    """
    if tracker.get_slot("skill_step") is None:
        return None
    heard = step_answers.read(skill.name, skill.steps[number].expects, _text(tracker))
    if heard not in (step_answers.ALONE, step_answers.CANNOT):
        return heard
    met = any(reply.get("text") == said(tracker, MET[heard]) for reply in last_replies(tracker))
    return None if met else heard


def _words(tracker: Tracker, skill: Skill, number: int) -> str:
    """Return a step's words, without praise after a question nobody asked for and after «I could not»."""
    step, text = skill.steps[number], _text(tracker)
    words = said(tracker, step.text)
    asked_for = number > 0 and skill.steps[number - 1].expects == "question"
    hitting = _heard(tracker, skill, number) == step_answers.HITTING
    could_not = cannot(text) or is_alone(text)
    praised = not (hitting or could_not or (is_question(text) and not asked_for))
    return words if praised else step.unpraised(words)


def _text(tracker: Tracker) -> str:
    return str(tracker.latest_message.get("text") or "")


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
