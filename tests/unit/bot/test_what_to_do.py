"""«شسوي؟» is answered with what fits the trouble that was told, and never leads nowhere."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.what_to_do import RESPONSES, SKILLS, TOPICS, ActionWhatToDo
from helpline.content import text
from helpline.content.skills import all_skills
from helpline.content.topics import all_topics

Said = dict[str, Any]


def answer(*intents: str, topic: str | None = None) -> tuple[Said, dict[str, Any]]:
    """Return what is said to «شسوي» after messages of these intents, the oldest first."""
    events = [
        {"event": "user", "parse_data": {"intent": {"name": name}}} for name in (*intents, "ask_what_to_do")
    ]
    message = {"text": "شسوي", "intent": {"name": "ask_what_to_do"}, "metadata": {"channel": "whatsapp"}}
    slots = {"topic": topic, "topic_part": "0"} if topic else {}
    dispatcher = CollectingDispatcher()
    done = ActionWhatToDo().run(dispatcher, Tracker("c", slots, message, events, False, None, {}, ""), {})
    return dispatcher.messages[-1], {event["name"]: event["value"] for event in done}


def payloads(said: Said) -> list[str]:
    return [button["payload"] for button in said["buttons"]]


@pytest.mark.parametrize("trouble", sorted({*TOPICS, *SKILLS}))
def test_each_trouble_has_something_to_do_and_a_person(trouble: str) -> None:
    said, _ = answer(trouble)
    assert len(said["text"]) > len(text("what_to_do.known", about=""))
    assert payloads(said)[-1] == "/ask_counsellor"
    assert len(payloads(said)) in (2, 3)
    assert all(len(button["title"]) <= 20 for button in said["buttons"])


def test_the_topics_and_skills_are_there() -> None:
    assert set(TOPICS.values()) <= set(all_topics())
    assert set(SKILLS.values()) <= set(all_skills())


def test_sleeplessness_gets_the_plan_for_sleep() -> None:
    said, _ = answer("cant_sleep")
    assert payloads(said)[0] == '/start_skill{"skill": "sleep_plan"}'


def test_violence_gets_no_exercise() -> None:
    said, _ = answer("domestic_violence")
    assert payloads(said) == ['/open_topic{"topic": "violence"}', "/ask_counsellor"]


def test_blackmail_gets_its_steps() -> None:
    said, _ = answer("online_blackmail", "affirm")
    assert said["response"] == RESPONSES["online_blackmail"]


def test_the_trouble_told_last_counts_and_small_talk_between_does_not() -> None:
    said, _ = answer("cant_sleep", "family_conflict", "thanks", "not_sure")
    assert payloads(said)[0] == '/start_skill{"skill": "problem_solving"}'


def test_what_was_told_long_ago_is_not_taken_for_it() -> None:
    said, _ = answer("cant_sleep", *["greet"] * 6)
    assert said["text"] == text("what_to_do.open")
    assert payloads(said)[-1] == "/ask_counsellor"


def test_in_an_open_topic_it_means_what_helps() -> None:
    said, slots = answer("angry", topic="sleep")
    assert slots == {"topic_part": "1"}
    assert said["text"] == text(all_topics()["sleep"].of("helps")[0].text_id)
