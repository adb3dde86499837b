"""The safety plan, question by question; no database."""

from dataclasses import replace

import pytest

from helpline import content
from helpline.contacts.inbox import Channel, Content
from helpline.contacts.safety_plan import STEPS
from helpline.conversation.effects import FinishPlan, KeepDraft
from helpline.conversation.plan import Private
from helpline.conversation.turn import decide
from helpline.triage import Assessment, Level
from tests.unit.conversation.private_turns import goes_on, said
from tests.unit.conversation.turns import PLAIN

pytestmark = pytest.mark.usefixtures("environment")


def test_a_plan_takes_seven_answers_one_by_one_and_is_read_back_in_their_words() -> None:
    plan = decide(replace(PLAIN, text="خطة الامان"))
    assert content.text("plan.ask.signs") in said(plan)
    for number in range(1, 8):
        plan = goes_on(PLAIN, plan, f"جواب {number}")

    whole = said(plan)
    assert all(f"جواب {number}" in whole for number in range(1, 8))
    assert "«خطر»" in whole and "911" in whole
    assert plan.flow is None
    assert FinishPlan({step: f"جواب {number}" for number, step in enumerate(STEPS, 1)}) in plan.effects


def test_a_question_can_be_skipped_by_word_and_by_button_and_gone_back_to() -> None:
    plan = decide(replace(PLAIN, text="خطة الامان"))
    plan = goes_on(PLAIN, plan, "عبر")
    assert said(plan) == content.text("plan.ask.alone")

    plan = decide(replace(PLAIN, flow=plan.flow, button="plan_skip", text="نعوف هالسؤال"))
    assert said(plan) == content.text("plan.ask.places")
    plan = goes_on(PLAIN, plan, "ارجع")
    assert said(plan) == content.text("plan.ask.alone")
    assert goes_on(PLAIN, plan, "الصلاة").flow.state["answers"] == {"alone": "الصلاة"}  # type: ignore[union-attr]


def test_a_plan_that_is_left_goes_on_where_it_was() -> None:
    plan = goes_on(PLAIN, decide(replace(PLAIN, text="خطة الامان")), "ما انام")
    left = goes_on(PLAIN, plan, "كافي")
    assert left.flow is None and left.effects == (KeepDraft(1, {"signs": "ما انام"}),)

    draft = Private(draft={"at": 1, "answers": {"signs": "ما انام"}})
    again = decide(replace(PLAIN, text="خطة الامان", private=draft))
    assert content.text("plan.ask.alone") in said(again)


def test_a_plan_of_nothing_but_skipped_questions_keeps_nothing_and_offers_it_again() -> None:
    plan = decide(replace(PLAIN, text="خطة الامان"))
    for _ in STEPS:
        plan = goes_on(PLAIN, plan, "نعوف هالسؤال")

    assert said(plan) == content.text("plan.empty")
    assert not any(isinstance(effect, FinishPlan) for effect in plan.effects)


@pytest.mark.parametrize("words", ["اريد احچي ويا انسان", "اريد مرشد هسه"])
def test_whoever_asks_for_a_person_in_the_middle_is_not_written_down_as_an_answer(words: str) -> None:
    plan = decide(replace(PLAIN, text="خطة الامان"))

    assert goes_on(PLAIN, plan, words).ask_rasa


def test_danger_and_the_word_for_a_person_come_before_a_question_of_the_plan() -> None:
    flow = decide(replace(PLAIN, text="خطة الامان")).flow
    risk = Assessment(Level.AMBER, (), 0.9, ("rule:tired_of_life",), False)

    assert decide(replace(PLAIN, flow=flow, assessment=risk)).screening is not None
    assert decide(replace(PLAIN, flow=flow, assessment=replace(risk, level=Level.RED))).danger
    assert decide(replace(PLAIN, flow=flow, text="انسان")).person_wanted


def test_the_sixth_question_names_no_means() -> None:
    assert "شنو نگدر نبعده، او نخلي واحد نثق بيه يشيله" in content.text("plan.ask.surroundings")


def test_on_the_phone_every_question_has_its_keys_and_the_plan_is_heard_line_by_line() -> None:
    caller = replace(PLAIN, channel=Channel.VOICE, content=Content.SPEECH)
    plan = decide(replace(caller, text="خطة الامان"))
    assert [button.id for button in plan.replies[-1].buttons] == ["plan_skip", "plan_back", "plan_leave"]
    for number in range(7):
        plan = goes_on(caller, plan, f"جواب {number}")

    assert len(plan.replies) == 10
    assert "«" not in said(plan)
