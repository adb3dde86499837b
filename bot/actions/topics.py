"""Topics: found for a free question, opened, and gone through part by part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.words import Button, button, payload, person, said
from helpline.content.skills import all_skills
from helpline.content.topics import Topic, all_topics

Domain = dict[str, Any]
# Nearness from which one topic is opened without asking, and from which it is worth offering; measured on
# questions of authors who had not seen what the search is made of (docs/assistant.md).
SURE = 0.30
AHEAD = 0.05
WORTH_OFFERING = 0.18
OFFERED = 3
# Rows of a list, with one left for going on.
A_PAGE = 8


class ActionFindTopic(Action):
    """Answer a question about a subject with the topic it is about."""

    def name(self) -> str:
        """Return the name used in the domain."""
        return "action_find_topic"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> list[EventType]:
        """Open the topic, offer the nearest, or say that there is none."""
        near = found(tracker.latest_message.get("topics") or ())
        if len(near) == 1:
            return open_topic(dispatcher, tracker, near[0])
        if not near:
            dispatcher.utter_message(response="utter_no_topic")
            return []
        dispatcher.utter_message(text=said(tracker, "topic.which"), buttons=[_opens(topic) for topic in near])
        return []


class ActionListTopics(Action):
    """Show the subjects, a page at a time."""

    def name(self) -> str:
        """Return the name used in the domain."""
        return "action_list_topics"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> list[EventType]:
        """Show one page; the last leads to the first again."""
        topics = list(all_topics().values())
        start = int(_entity(tracker, "page") or 0) % max(len(topics), 1)
        rows = [_opens(topic) for topic in topics[start : start + A_PAGE]]
        following = start + A_PAGE if start + A_PAGE < len(topics) else 0
        rows.append(button(tracker, "topic.more", "ask_topics_list", page=str(following)))
        dispatcher.utter_message(text=said(tracker, "topic.list"), buttons=rows)
        return []


class ActionTopic(Action):
    """Open a topic by its button, and go on in the one that is open."""

    def name(self) -> str:
        """Return the name used in the domain."""
        return "action_topic"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> list[EventType]:
        """Say the part that was asked for, or the next one."""
        topics = all_topics()
        asked = _entity(tracker, "topic")
        if asked in topics:
            return open_topic(dispatcher, tracker, topics[asked])
        topic = topics.get(str(tracker.get_slot("topic")))
        if topic is None:
            return ActionListTopics().run(dispatcher, tracker, domain)
        return go_on(dispatcher, tracker, topic, int(tracker.get_slot("topic_part") or 0))


def found(ranking: Sequence[Sequence[Any]]) -> list[Topic]:
    """Return the one topic a question is clearly about, else up to three that it may be about, else none."""
    topics = all_topics()
    near = [(topics[name], score) for name, score in ranking if name in topics and score >= WORTH_OFFERING]
    if len(near) > 1 and near[0][1] >= SURE and near[0][1] - near[1][1] >= AHEAD:
        return [near[0][0]]
    return [topic for topic, _ in near[:OFFERED]]


def open_topic(dispatcher: CollectingDispatcher, tracker: Tracker, topic: Topic) -> list[EventType]:
    """Say what it is about and what is happening; what helps comes when they go on."""
    dispatcher.utter_message(image=f"topic:{topic.name}")
    parts = [part.text_id for role in ("opening", "happening") for part in topic.of(role)]
    buttons = [button(tracker, "topic.what_helps", "next_part"), _others(tracker), person(tracker)]
    _say(dispatcher, tracker, parts, buttons)
    return [SlotSet("topic", topic.name), SlotSet("topic_part", "0")]


def go_on(dispatcher: CollectingDispatcher, tracker: Tracker, topic: Topic, done: int) -> list[EventType]:
    """Say the next of what helps, one thing to do at a time; after the last, when to see a person."""
    helps = topic.of("helps")
    if done < len(helps):
        _say(
            dispatcher,
            tracker,
            [helps[done].text_id],
            [button(tracker, "topic.go_on", "next_part"), person(tracker)],
        )
        return [SlotSet("topic_part", str(done + 1))]
    last = [part.text_id for role in ("person", "next") for part in topic.of(role)]
    skill = {"title": all_skills()[topic.skill].title, "payload": payload("start_skill", skill=topic.skill)}
    _say(dispatcher, tracker, last, [skill, _others(tracker), person(tracker)])
    return [SlotSet("topic", None), SlotSet("topic_part", None)]


def _say(
    dispatcher: CollectingDispatcher, tracker: Tracker, text_ids: Sequence[str], buttons: list[Button]
) -> None:
    """Say texts as one written message, or one after the other on the phone; the buttons come last."""
    words = [said(tracker, text_id) for text_id in text_ids]
    if (tracker.latest_message.get("metadata") or {}).get("channel") == "whatsapp":
        words = ["\n\n".join(words)]
    for text in words[:-1]:
        dispatcher.utter_message(text=text)
    dispatcher.utter_message(text=words[-1], buttons=buttons)


def _opens(topic: Topic) -> Button:
    return {"title": topic.title, "payload": payload("open_topic", topic=topic.name)}


def _others(tracker: Tracker) -> Button:
    return button(tracker, "topic.others", "ask_topics_list")


def _entity(tracker: Tracker, name: str) -> str | None:
    entities = tracker.latest_message.get("entities") or []
    return next((str(one["value"]) for one in entities if one.get("entity") == name), None)
