"""The skills' actions: the next step whatever was said, in the contact's form, and nothing of it kept."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.skills import FIRST, ActionAskSkillAnswer, ActionChooseSkill, ValidateSkillForm
from bot.actions.yes_no import ActionAffirm
from helpline import content
from helpline.content.skills import all_skills

Event = dict[str, Any]
WORDS = "ما ابد اگولها لأحد"


def tracker(
    intent: str = "affirm",
    page: str = "",
    channel: str = "whatsapp",
    before: str = "",
    words: str = WORDS,
    heard_before: str = "…",
    **slots: Any,
) -> Tracker:
    entities = [{"entity": "page", "value": page}] if page else []
    metadata = {"channel": channel, "address": "neutral", "governorate": None}
    message = {"text": words, "intent": {"name": intent}, "entities": entities, "metadata": metadata}
    said = {"event": "bot", "text": heard_before, "data": {}, "metadata": {"utter_action": before}}
    user = {"event": "user", "text": WORDS}
    return Tracker("c", slots, message, [user, said, user], False, None, {"name": "skill_form"}, "")


def run(action: Any, state: Tracker) -> tuple[list[Event], dict[str, Any]]:
    """Return what was said and what the slots became."""
    dispatcher = CollectingDispatcher()
    events = action.run(dispatcher, state, {})
    return dispatcher.messages, {
        event["name"]: event["value"] for event in events if event["event"] == "slot"
    }


@pytest.mark.parametrize("name", list(all_skills()))
def test_the_steps_follow_one_another_to_the_closing_one(name: str) -> None:
    skill = all_skills()[name]
    said, slots = run(ActionAskSkillAnswer(), tracker(skill=name))
    for number in range(1, len(skill.steps)):
        step = skill.steps[number - 1]
        assert said[0]["text"] == content.text(step.text, emergency="911")
        assert slots == {
            "skill_step": f"{name}.{number}",
            "skill_expects": step.expects,
            "skill_answer": None,
        }
        closing, moved = run(ValidateSkillForm(), tracker(**{**slots, "skill_answer": WORDS}))
        if number < len(skill.steps) - 1:
            assert closing == []
            said, slots = run(ActionAskSkillAnswer(), tracker(**moved))
    assert closing[0]["text"] == content.text(skill.steps[-1].text, emergency="911")
    assert moved == {"skill_answer": "done"}


def test_a_step_has_a_button_to_go_on_and_one_to_stop() -> None:
    titles = {}
    for at in ("breathing.1", "unhooking.1"):
        said, _ = run(ActionAskSkillAnswer(), tracker(skill_step=at))
        assert [button["payload"] for button in said[0]["buttons"]] == ["/affirm", "/deny"]
        titles[at] = [button["title"] for button in said[0]["buttons"]]
    assert titles == {"breathing.1": ["سويتها", "نوگف هنا"], "unhooking.1": ["نكمل", "نوگف هنا"]}


def test_the_phone_hears_the_spoken_form() -> None:
    said, _ = run(ActionAskSkillAnswer(), tracker(channel="voice", skill_step="breathing.2"))
    assert said[0]["text"] == content.text("skill.breathing.2", spoken=True)


@pytest.mark.parametrize("intent", ["repeat_please", "confused"])
def test_asking_again_stays_at_the_step(intent: str) -> None:
    said, slots = run(ValidateSkillForm(), tracker(intent, skill_step="kindness.3", skill_answer=WORDS))
    assert (said, slots["skill_step"], slots["skill_answer"]) == ([], "kindness.3", None)


def test_without_an_answer_nothing_moves() -> None:
    assert run(ValidateSkillForm(), tracker(skill="kindness")) == ([], {})


def test_a_guess_at_another_skill_does_not_move_them_to_it() -> None:
    _, slots = run(ValidateSkillForm(), tracker(skill="breathing", skill_step="kindness.2", skill_answer="x"))
    assert slots["skill_step"] == "kindness.3"


@pytest.mark.parametrize("slots", [{}, {"skill": "x"}, {"skill_step": "x.1"}, {"skill_step": "kindness"}])
def test_what_is_not_known_becomes_breathing(slots: Event) -> None:
    assert run(ActionAskSkillAnswer(), tracker(**slots))[1]["skill_step"] == f"{FIRST}.1"


def test_a_step_that_is_no_longer_there_is_the_last_that_is() -> None:
    last = len(all_skills()["kindness"].steps) - 1
    assert (
        run(ActionAskSkillAnswer(), tracker(skill_step="kindness.9"))[1]["skill_step"] == f"kindness.{last}"
    )


def test_the_menu_is_one_list_to_read_and_pages_to_hear() -> None:
    rows = run(ActionChooseSkill(), tracker())[0][0]["buttons"]
    assert [row["title"] for row in rows] == [skill.title for skill in all_skills().values()]
    assert json.loads(rows[2]["payload"].removeprefix("/start_skill")) == {"skill": "unhooking"}

    first = run(ActionChooseSkill(), tracker(channel="voice"))[0][0]["buttons"]
    assert json.loads(first[-1]["payload"].removeprefix("/choose_skill")) == {"page": "5"}
    second = run(ActionChooseSkill(), tracker(channel="voice", page="5"))[0][0]["buttons"]
    assert [*first[:-1], *second[:-1]] == rows
    assert json.loads(second[-1]["payload"].removeprefix("/choose_skill")) == {"page": "0"}
    assert run(ActionChooseSkill(), tracker(channel="voice", page="x"))[0][0]["buttons"] == first


def test_yes_to_waiting_together_begins_breathing() -> None:
    dispatcher = CollectingDispatcher()
    events = ActionAffirm().run(dispatcher, tracker(before="utter_wait_together"), {})
    assert [(event["event"], event.get("name")) for event in events] == [
        ("slot", "skill"),
        ("followup", "skill_form"),
    ]
