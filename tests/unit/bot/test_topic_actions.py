"""Topics in conversation: found, offered, opened, gone through, and never a dead end."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.name import ActionInformName
from bot.actions.topics import ActionFindTopic, ActionListTopics, ActionTopic
from helpline.content import text
from helpline.content.topics import all_topics

Said = dict[str, Any]


def tracker(
    intent: str = "ask_topic",
    topics: list[list[Any]] | None = None,
    slots: Said | None = None,
    channel: str = "whatsapp",
    **entities: str,
) -> Tracker:
    message = {
        "text": "x",
        "intent": {"name": intent},
        "entities": [{"entity": name, "value": value} for name, value in entities.items()],
        "metadata": {"channel": channel, "address": "neutral", "governorate": None},
        "topics": topics or [],
    }
    return Tracker("c", dict(slots or {}), message, [], False, None, {}, "")


def run(action: Any, state: Tracker) -> tuple[list[Said], dict[str, Any]]:
    dispatcher = CollectingDispatcher()
    events = action.run(dispatcher, state, {})
    return dispatcher.messages, {event["name"]: event["value"] for event in events}


def opening(name: str) -> str:
    return text(f"topic.{name}.opening", emergency="911")


def test_a_clear_question_opens_its_topic_with_its_picture_and_a_way_on() -> None:
    said, slots = run(ActionFindTopic(), tracker(topics=[["sleep", 0.9], ["stress", 0.3]]))
    assert said[0]["image"] == "topic:sleep"
    assert said[-1]["text"].startswith(opening("sleep"))
    assert [button["payload"] for button in said[-1]["buttons"]][::2] == ["/next_part", "/ask_counsellor"]
    assert slots == {"topic": "sleep", "topic_part": "0"}


def test_between_two_near_topics_the_contact_chooses() -> None:
    said, slots = run(ActionFindTopic(), tracker(topics=[["sleep", 0.7], ["trauma", 0.69], ["men", 0.1]]))
    assert [button["payload"] for button in said[-1]["buttons"]] == [
        '/open_topic{"topic": "sleep"}',
        '/open_topic{"topic": "trauma"}',
    ]
    assert slots == {}


def test_where_nothing_is_near_it_says_so() -> None:
    said, _ = run(ActionFindTopic(), tracker(topics=[["sleep", 0.1]]))
    assert [one["response"] for one in said] == ["utter_no_topic"]


@pytest.mark.parametrize("name", sorted(all_topics()))
def test_every_topic_can_be_gone_through_to_its_end(name: str) -> None:
    said, slots = run(ActionTopic(), tracker("open_topic", topic=name))
    heard = [said[-1]["text"]]
    for _ in all_topics()[name].of("helps"):
        said, changed = run(ActionTopic(), tracker("next_part", slots=slots))
        slots |= changed
        heard.append(said[-1]["text"])
        assert said[-1]["buttons"][0]["payload"] == "/next_part"
    said, slots = run(ActionTopic(), tracker("next_part", slots=slots))
    heard.append(said[-1]["text"])
    assert slots == {"topic": None, "topic_part": None}
    skill = all_topics()[name].skill
    assert said[-1]["buttons"][0]["payload"] == f'/start_skill{{"skill": "{skill}"}}'
    for part in all_topics()[name].parts:
        assert any(text(part.text_id, emergency="911") in message for message in heard)


@pytest.mark.parametrize("name", sorted(all_topics()))
def test_a_caller_hears_the_parts_one_by_one_and_can_press_a_key_after_the_last(name: str) -> None:
    said, _ = run(ActionTopic(), tracker("open_topic", channel="voice", topic=name))
    spoken = [one for one in said if one["text"]]
    assert [one["text"] for one in spoken] == [
        text(part.text_id, spoken=True, emergency="911")
        for role in ("opening", "happening")
        for part in all_topics()[name].of(role)
    ]
    assert [bool(one["buttons"]) for one in spoken] == [False] * (len(spoken) - 1) + [True]


def test_going_on_without_an_open_topic_shows_the_subjects() -> None:
    said, _ = run(ActionTopic(), tracker("next_part"))
    assert said[-1]["buttons"][0]["payload"].startswith("/open_topic")


def test_all_subjects_can_be_reached_page_by_page_and_the_last_leads_back() -> None:
    page, seen = "0", []
    for _ in range(3):
        said, _ = run(ActionListTopics(), tracker("ask_topics_list", page=page))
        *rows, more = said[-1]["buttons"]
        assert len(rows) < 10
        seen += [json.loads(row["payload"].removeprefix("/open_topic"))["topic"] for row in rows]
        page = json.loads(more["payload"].removeprefix("/ask_topics_list"))["page"]
    assert seen == list(all_topics())
    assert page == "0"


def test_a_name_is_used_and_one_from_before_is_not_taken_for_it() -> None:
    said, _ = run(ActionInformName(), tracker("inform_name", name="ام حسين"))
    assert (said[0]["response"], said[0]["name"]) == ("utter_name_noted", "ام حسين")
    said, _ = run(ActionInformName(), tracker("inform_name", slots={"name": "زينب"}))
    assert said[0]["response"] == "utter_name_unheard"


def test_a_name_alone_answers_the_question_for_it_and_other_words_do_not() -> None:
    for words, response in {"زينب": "utter_name_noted", "مو مهم": "utter_name_unheard"}.items():
        state = tracker("inform_name")
        state.latest_message["text"] = words
        said, _ = run(ActionInformName(), state)
        assert said[0]["response"] == response
