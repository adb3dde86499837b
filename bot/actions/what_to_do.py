"""«شسوي؟» after a trouble was told: what there is to do about that trouble."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.history import intents
from bot.actions.topics import go_on
from bot.actions.words import button, payload, person, said
from helpline.content.skills import all_skills
from helpline.content.topics import all_topics

Domain = dict[str, Any]
# The topic (helpline/content/topics) of a trouble; its skill is what is done.
TOPICS = {
    "after_birth": "mothers",
    "angry": "anger",
    "assaulted": "violence",
    "body_symptoms": "stress",
    "bullied": "students",
    "cannot_cry": "grief",
    "cant_sleep": "sleep",
    "child_assaulted": "violence",
    "child_problem": "parenting",
    "displaced_return": "return",
    "ask_study": "students",
    "domestic_violence": "violence",
    "drunk_now": "substances",
    "dying_relative": "grief",
    "empty_bored": "sadness",
    "faith_after_loss": "grief",
    "feel_anxious": "stress",
    "feel_sad": "sadness",
    "grieving": "grief",
    "guilt_shame": "stigma",
    "hit_child": "parenting",
    "lonely": "community",
    "love_trouble": "sadness",
    "missing_relative": "grief",
    "nightmares": "trauma",
    "panic_attack": "panic",
    "safe_to_talk": "violence",
    "sick_relative": "helpers",
    "stressed_exams": "students",
    "substance_use": "substances",
    "trauma_war": "trauma",
    "worried_about_someone": "suicide",
}
# Where the trouble is a matter of doing and not of feeling.
SKILLS = {
    "family_conflict": "problem_solving",
    "first_love": "problem_solving",
    "marital_problem": "problem_solving",
    "stressed_exams": "problem_solving",
    "stressed_money_work": "problem_solving",
}
# Kindness to oneself is no answer to being beaten: what is offered there is the topic and a person.
NO_SKILL = ("assaulted", "child_assaulted", "domestic_violence", "safe_to_talk")
RESPONSES = {"online_blackmail": "utter_blackmail_steps"}
# So many of the contact's messages back a trouble is still what they speak of.
STILL_ABOUT = 5


class ActionWhatToDo(Action):
    """Say what can be done about what they told last."""

    def name(self) -> str:
        """Return the name used in the domain."""
        return "action_what_to_do"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> list[EventType]:
        """Go on in the topic that is open; else offer what fits the trouble; else ask which it is."""
        opened = all_topics().get(str(tracker.get_slot("topic")))
        if opened is not None:
            return go_on(dispatcher, tracker, opened, int(tracker.get_slot("topic_part") or 0))
        trouble = trouble_of(tracker)
        if trouble in RESPONSES:
            dispatcher.utter_message(response=RESPONSES[trouble])
            return []
        if trouble is None:
            solving = payload("start_skill", skill="problem_solving")
            buttons = [
                {"title": all_skills()["problem_solving"].title, "payload": solving},
                button(tracker, "what_to_do.calm", "choose_skill"),
                person(tracker),
            ]
            dispatcher.utter_message(text=said(tracker, "what_to_do.open"), buttons=buttons)
            return []
        topic = all_topics().get(TOPICS.get(trouble, ""))
        skill = all_skills()[SKILLS.get(trouble) or (topic.skill if topic else "")]
        buttons = []
        if trouble not in NO_SKILL:
            buttons.append({"title": skill.title, "payload": payload("start_skill", skill=skill.name)})
        if topic is not None:
            buttons.append({"title": topic.title, "payload": payload("open_topic", topic=topic.name)})
        dispatcher.utter_message(
            text=said(tracker, "what_to_do.known", about=(topic or skill).about),
            buttons=[*buttons, person(tracker)],
        )
        return []


def trouble_of(tracker: Tracker) -> str | None:
    """Return the intent of the trouble that was told last, None where none was lately."""
    for count, intent in enumerate(intents(tracker)):
        if count > STILL_ABOUT:
            return None
        if intent in TOPICS or intent in SKILLS or intent in RESPONSES:
            return intent
    return None
