"""The custom actions, on trackers built by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.greet import NOT_ALONE, STILL_TALKING, ActionGreet, ActionRepeat
from bot.actions.not_understood import LATELY, ActionNotUnderstood, ActionOtherLanguage
from bot.actions.offers import OFFERS
from bot.actions.yes_no import ActionAffirm, ActionDeny, ActionRefuse

Event = dict[str, Any]


def user(text: str = "x") -> Event:
    return {"event": "user", "text": text}


def action(name: str) -> Event:
    return {"event": "action", "name": name}


def bot(response: str | None = None, text: str = "…", buttons: list[Event] | None = None) -> Event:
    metadata = {"utter_action": response} if response else {}
    return {"event": "bot", "text": text, "data": {"buttons": buttons}, "metadata": metadata}


def tracker(
    *before: Event, text: str = "x", intent: str = "", slots: Event | None = None, place: str = "",
    known_place: str = "", metadata: Event | None = None, loop: str | None = None,
) -> Tracker:  # fmt: skip
    entities = [{"entity": "governorate", "value": place, "extractor": "PlaceExtractor"}] if place else []
    if known_place:
        entities.append({"entity": "governorate", "value": known_place, "extractor": "ContactContext"})
    message = {"text": text, "intent": {"name": intent}, "entities": entities, "metadata": metadata or {}}
    events = [*before, user(text)]
    return Tracker("c", dict(slots or {}), message, events, False, None, {"name": loop} if loop else {}, "")


def run(action_object: Any, state: Tracker) -> tuple[list[str], list[Event]]:
    """Return the names of the responses (or the texts) said, and the events."""
    dispatcher = CollectingDispatcher()
    events = action_object.run(dispatcher, state, {})
    return [m["response"] or m["text"] for m in dispatcher.messages], events


def test_the_first_hello_says_who_this_is_and_the_next_does_not() -> None:
    assert run(ActionGreet(), tracker())[0] == ["utter_greet"]
    assert run(ActionGreet(), tracker(user(), bot("utter_greet")))[0] == ["utter_greet_again"]


def test_a_second_hello_is_said_with_the_name_and_the_trouble_that_were_told() -> None:
    for response, told in {
        "utter_greet_again_named": {"name": "سارة"},
        "utter_greet_again_about": {"concern": "النوم"},
        "utter_greet_again_named_about": {"name": "سارة", "concern": "النوم"},
    }.items():
        assert hello(0, 90, slots=told) == [response]


def hello(*at: float, slots: Event, meant: str = "feel_sad") -> list[str]:
    """Return what is said to a hello, which is the last of some messages at so many seconds."""
    before = [{**user(), "timestamp": when, "parse_data": {"intent": {"name": meant}}} for when in at[:-1]]
    state = tracker(*before, bot("utter_greet"), slots=slots)
    state.events[-1]["timestamp"] = at[-1]
    return run(ActionGreet(), state)[0]


TOLD = {"name": "سارة", "concern": "النوم"}


@pytest.mark.parametrize(
    "at", [(0, STILL_TALKING + 1), (0, 30, 60, 4000), (0, STILL_TALKING + 1, STILL_TALKING + 9)]
)
def test_after_a_pause_no_hello_shows_who_wrote_before_or_of_what(at: tuple[float, ...]) -> None:
    assert hello(*at, slots=TOLD) == ["utter_greet_again"]


@pytest.mark.parametrize("meant", sorted(NOT_ALONE))
def test_where_somebody_else_may_have_the_phone_no_hello_shows_it_either(meant: str) -> None:
    assert hello(0, 20, slots=TOLD, meant=meant) == ["utter_greet_again"]
    assert meant in yaml.safe_load(Path("domain.yml").read_text("utf-8"))["intents"]


def test_repeating_says_the_last_messages_again_with_their_buttons() -> None:
    buttons = [{"title": "اي", "payload": "/affirm"}]
    dispatcher = CollectingDispatcher()
    state = tracker(user(), bot(text="قديم"), user(), bot(text="اول"), bot(text="ثاني", buttons=buttons))
    ActionRepeat().run(dispatcher, state, {})
    assert [m["text"] for m in dispatcher.messages] == ["اول", "ثاني"]
    assert dispatcher.messages[-1]["buttons"] == buttons


def test_repeating_sends_no_signal_a_second_time() -> None:
    signal = {"event": "bot", "text": None, "data": {"custom": {"helpline": "person"}}, "metadata": {}}
    assert run(ActionRepeat(), tracker(user(), signal))[0] == ["utter_nothing_to_repeat"]


def test_repeating_inside_an_exercise_leaves_it_to_the_form() -> None:
    assert run(ActionRepeat(), tracker(user(), bot(text="نبدي"), loop="skill_form"))[0] == []


@pytest.mark.parametrize("response", sorted(OFFERS))
def test_yes_and_no_follow_every_offer(response: str) -> None:
    for reply, follows in ((ActionAffirm(), OFFERS[response].yes), (ActionDeny(), OFFERS[response].no)):
        said, events = run(reply, tracker(user(), action("x"), bot(response)))
        if follows.endswith("_form"):
            assert said == [] and events[-1]["name"] == follows
        else:
            assert said == [follows]


def test_yes_and_no_without_an_offer_keep_the_conversation_open() -> None:
    assert run(ActionAffirm(), tracker(user(), bot("utter_feel_sad")))[0] == ["utter_affirm"]
    assert run(ActionDeny(), tracker(user(), bot("utter_feel_sad")))[0] == ["utter_deny"]
    assert run(ActionRefuse(), tracker())[0] == ["utter_refuse_answer"]


def test_an_older_offer_is_not_what_yes_answers() -> None:
    state = tracker(user(), bot("utter_place_honest"), user(), bot("utter_feel_sad"))
    assert run(ActionAffirm(), state)[0] == ["utter_affirm"]


@pytest.mark.parametrize(
    ("reply", "asked"),
    [
        (ActionDeny(), "utter_ask_governorate"),
        (ActionRefuse(), "utter_ask_governorate"),
        (ActionDeny(), "utter_location_unknown"),
        (ActionNotUnderstood(), "utter_location_unknown"),
    ],
)
def test_not_saying_the_place_still_gets_the_answer(reply: Any, asked: str) -> None:
    state = tracker(user(), bot(asked), slots={"pending_topic": "ask_documents"})
    said, events = run(reply, state)
    assert said == ["utter_documents", "utter_place_honest"]
    assert {"event": "slot", "timestamp": None, "name": "pending_topic", "value": None} in events


def test_what_is_not_understood_after_the_question_about_the_place_is_a_place_that_is_not_known() -> None:
    state = tracker(user(), bot("utter_ask_governorate"), slots={"pending_topic": "ask_documents"})
    assert run(ActionNotUnderstood(), state) == (["utter_location_unknown"], [])


NOT_UNDERSTOOD = [user(), action("action_not_understood")]


UNDERSTOOD = [user(), action("utter_thanks")]


def test_a_word_not_understood_is_asked_once_then_there_is_a_choice_then_a_person_is_brought() -> None:
    said = [run(ActionNotUnderstood(), tracker(*NOT_UNDERSTOOD * n))[0][0] for n in range(4)]
    assert said == [
        "utter_not_understood",
        "utter_not_understood_again",
        "utter_not_understood_person",
        "utter_not_understood_person",
    ]


def test_the_same_words_are_not_said_again_soon_after_something_was_understood() -> None:
    state = tracker(*NOT_UNDERSTOOD, *UNDERSTOOD)
    assert run(ActionNotUnderstood(), state)[0] == ["utter_not_understood_again"]


def test_the_count_starts_again_later() -> None:
    state = tracker(*NOT_UNDERSTOOD, *UNDERSTOOD * LATELY)
    assert run(ActionNotUnderstood(), state)[0] == ["utter_not_understood"]


@pytest.mark.parametrize(
    "story", [{"text": "صارت سالفة هواية طويلة وية جارنا بالمنطقة"}, {"metadata": {"level": "BLUE"}}]
)
def test_a_story_is_listened_to_before_a_person_is_brought(story: Event) -> None:
    said = [run(ActionNotUnderstood(), tracker(*NOT_UNDERSTOOD * n, **story))[0][0] for n in range(4)]
    assert said == [
        "utter_listen",
        "utter_listen_offer_person",
        "utter_not_understood_person",
        "utter_not_understood_person",
    ]


def test_another_language_gets_a_person_the_second_time() -> None:
    once = tracker(user(), action("action_other_language"), bot("utter_other_language"))
    assert run(ActionOtherLanguage(), tracker())[0] == ["utter_other_language"]
    assert run(ActionOtherLanguage(), once)[0] == ["utter_other_language_person"]


def test_a_sentence_in_another_language_brings_a_person_at_once() -> None:
    said = tracker(text="my mother is very sick and I cannot sleep")
    assert run(ActionOtherLanguage(), said)[0] == ["utter_other_language_person"]
