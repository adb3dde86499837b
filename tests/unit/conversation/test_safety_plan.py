"""What is written down as an answer of a safety plan, and what is not."""

from dataclasses import replace

import pytest

from helpline import content
from helpline.contacts.safety_plan import STEPS
from helpline.conversation.plan import Flow, Plan, Turn
from helpline.conversation.turn import decide
from tests.unit.conversation.turns import PLAIN


def at(step: int, text: str, **state: object) -> Turn:
    return replace(PLAIN, flow=Flow("safety_plan", {"at": step, "answers": {}, **state}), text=text)


def ids(plan: Plan) -> list[str]:
    named = [f"plan.{kind}.{step}" for kind in ("ask", "more") for step in STEPS]
    known = {
        content.text(name, emergency=content.emergency_number(None)): name
        for name in (*named, "plan.nothing", "plan.nothing.reason", "plan.empty")
    }
    return [known[reply.text] for reply in plan.replies]


def answers(plan: Plan) -> dict[str, str]:
    assert plan.flow is not None
    return dict(plan.flow.state["answers"])


@pytest.mark.parametrize(
    "text",
    [
        "شنو يعني",
        "شنو يعني؟",
        "ما افتهمت السؤال",
        "مافتهمت",
        "ليش",
        "اي",
        "تمام",
        "والله مدري",
        "ما اعرف شنو اكتب",
    ],
)
def test_whoever_asks_back_or_only_agrees_is_told_what_is_meant(text: str) -> None:
    plan = decide(at(1, text))
    assert ids(plan) == ["plan.more.alone"]
    assert answers(plan) == {}
    assert plan.flow is not None
    assert plan.flow.state["at"] == 1


def test_what_was_explained_once_is_left_and_not_explained_again() -> None:
    plan = decide(at(1, "مدري", explained=True))
    assert ids(plan) == ["plan.nothing", "plan.ask.places"]
    assert answers(plan) == {}
    assert plan.flow is not None
    assert "explained" not in plan.flow.state


@pytest.mark.parametrize("text", ["ماكو", "محد", "لا", "والله ما عندي احد"])
def test_that_there_is_nobody_is_not_written_into_the_plan(text: str) -> None:
    plan = decide(at(3, text))
    assert ids(plan) == ["plan.nothing", "plan.ask.professionals"]
    assert answers(plan) == {}


def test_who_finds_no_reason_is_told_the_word_for_danger() -> None:
    plan = decide(at(6, "ماكو شي"))
    assert ids(plan)[0] == "plan.nothing.reason"
    assert "خطر" in plan.replies[0].text


@pytest.mark.parametrize(
    "text",
    [
        "امي",
        "اي امي ما تتركني",
        "ما اعرف غير اخوي علي",
        "اصلي",
        "شنو الفايدة بس اخوي يسمعني",
        "لا احد غير خالتي",
    ],
)
def test_their_own_words_are_kept(text: str) -> None:
    plan = decide(at(3, text))
    assert answers(plan) == {"people": text}


def test_every_question_can_be_explained() -> None:
    assert [ids(decide(at(number, "شنو يعني")))[0] for number in range(len(STEPS))] == [
        f"plan.more.{step}" for step in STEPS
    ]
