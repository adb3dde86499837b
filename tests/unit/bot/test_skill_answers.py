"""What is said to a step and does not simply lead on: back, «I could not», questions, hitting a child."""

from __future__ import annotations

from typing import Any

import pytest

from bot import step_answers
from bot.actions.skills import ActionAskSkillAnswer, ValidateSkillForm
from helpline import content
from helpline.content.skills import all_skills
from tests.unit.bot.test_skill_actions import run, tracker


def answer(words: str, at: str, **more: Any) -> tuple[list[dict[str, Any]], str]:
    """Return what is said to words at a step, and the step that they are at then."""
    said, slots = run(ValidateSkillForm(), tracker(words=words, skill_step=at, skill_answer=words, **more))
    if slots["skill_answer"] is not None:
        return said, "done"
    asked, slots = run(ActionAskSkillAnswer(), tracker(words=words, **more, **slots))
    return [*said, *asked], slots["skill_step"]


def step(at: str) -> str:
    return content.text(f"skill.{at}", emergency="911")


@pytest.mark.parametrize(
    "words", ["ارجع", "ارجعي", "رجعني", "ارجع خطوة", "نرجع للخطوة السابقة", "اللي قبلها"]
)
def test_back_says_the_step_before(words: str) -> None:
    (said,), at = answer(words, "breathing.3")
    assert (said["text"], at) == (step("breathing.2"), "breathing.2")


def test_back_at_the_first_step_says_the_first_step() -> None:
    (said,), at = answer("ارجع", "breathing.1")
    assert (said["text"], at) == (step("breathing.1"), "breathing.1")


@pytest.mark.parametrize("words", ["يله", "يلا", "كمل", "كملي", "سويتها"])
def test_come_on_and_go_on_lead_on(words: str) -> None:
    assert answer(words, "breathing.2")[1] == "breathing.3"


@pytest.mark.parametrize("words", ["ما گدرت", "ماكو", "ما اعرف", "ما ساعدني", "والله ما گدرت اسويها"])
@pytest.mark.parametrize("at", ["breathing.2", "grounding.2", "talking_to_child.4"])
def test_whoever_could_not_is_not_praised_and_may_go_on_stop_or_have_a_person(words: str, at: str) -> None:
    (said,), there = answer(words, at)

    assert said["text"] == content.text("skill.cannot")
    assert [one["payload"] for one in said["buttons"]] == ["/affirm", "/deny", "/ask_counsellor"]
    assert there == at


def test_after_the_offer_yes_leads_on() -> None:
    assert answer("اي", "breathing.2", heard_before=content.text("skill.cannot"))[1] == "breathing.3"


def test_a_second_could_not_leads_on_without_praise() -> None:
    (said,), at = answer("ما ساعدني", "breathing.2", heard_before=content.text("skill.cannot"))
    assert at == "breathing.3"
    assert said["text"] == step("breathing.3").removeprefix("زين. ") != step("breathing.3")


@pytest.mark.parametrize(
    "words", ["اضربهم؟", "والضرب يفيد؟", "اضربه حتى يسكت", "يصير اكفخه؟", "ليش ما اضربه؟"]
)
@pytest.mark.parametrize("at", ["talking_to_child.2", "talking_to_child.3", "talking_to_child.4"])
def test_hitting_a_child_is_answered_and_the_step_asked_again(words: str, at: str) -> None:
    (told, again), there = answer(words, at)

    assert told["text"] == content.text("skill.hitting")
    assert "الضرب لا" in told["text"] and "بداله" in told["text"]
    assert again["text"] in step(at)
    assert not again["text"].startswith(("تمام", "زين"))
    assert there == at


@pytest.mark.parametrize(
    "words", ["ما اضربه ابد", "ابوه ما يضربه", "انضرب بالمدرسة", "صار يضرب اخته", "بلا ضرب"]
)
def test_whoever_does_not_hit_is_told_nothing_of_hitting(words: str) -> None:
    said, at = answer(words, "talking_to_child.1")
    assert [one["text"] for one in said] == [step("talking_to_child.2")]
    assert at == "talking_to_child.2"


@pytest.mark.parametrize(
    "words",
    [
        *(
            "رجلي يضربه شلون احميه",
            "رجلي يضربه",
            "زوجي دا يضربهم هواية",
            "المعلم كفخه البارحة",
            "شلون احميه من ابوه؟",
        ),
        *("يضربه ابوها", "امه تضربه وتصيح عليه", "دا يضربها وما اعرف شلون احميها", "رجلي هواية يضرب الطفل"),
    ],
)
@pytest.mark.parametrize("at", ["talking_to_child.1", "talking_to_child.2", "talking_to_child.3"])
def test_a_child_that_is_hit_is_heard_before_the_next_step(words: str, at: str) -> None:
    (said,), there = answer(words, at)

    assert (said["text"], there) == (content.text("skill.child_hit"), at)
    assert "«خطر»" in said["text"] and "ذنب الطفل" in said["text"]
    assert [one["payload"] for one in said["buttons"]] == ["/affirm", "/danger_now", "/ask_counsellor"]


@pytest.mark.parametrize("words", ["رجلي يضربني ويضربه", "رجلي طيب وياه", "وحميته من البرد", "ضربه الحر"])
def test_a_wife_who_is_hit_and_no_hitting_at_all_are_not_met_by_it(words: str) -> None:
    assert step_answers.read("talking_to_child", "words", words) is None


@pytest.mark.parametrize("words", ["ما عندي احد", "والله ماكو احد", "وحدي", "محد وياي", "ما عندي احد يسمعني"])
@pytest.mark.parametrize("at", ["breathing.2", "problem_solving.5", "kindness.2"])
def test_whoever_has_nobody_is_met_and_may_leave_the_step_stop_or_have_a_person(words: str, at: str) -> None:
    (said,), there = answer(words, at)

    assert (said["text"], there) == (content.text("skill.alone"), at)
    assert [one["payload"] for one in said["buttons"]] == ["/affirm", "/deny", "/ask_counsellor"]
    skill, _, number = at.partition(".")
    (again,), there = answer(words, at, heard_before=content.text("skill.alone"))
    following = all_skills()[skill].steps[int(number)]
    assert there == f"{skill}.{int(number) + 1}"
    assert again["text"] == following.unpraised(content.text(following.text, emergency="911"))


def test_in_another_skill_hitting_is_their_own_thought() -> None:
    assert answer("اضرب ابني واندم", "unhooking.1")[1] == "unhooking.2"


def test_a_question_where_something_is_done_is_no_done() -> None:
    (told, again), at = answer("ليش من الخشم؟", "breathing.3")
    assert told["text"] == content.text("skill.question")
    assert (again["text"], at) == (step("breathing.3").removeprefix("زين. "), "breathing.3")


def test_a_question_in_the_place_of_words_is_not_praised() -> None:
    (said,), at = answer("شلون يعني هالسؤال؟", "kindness.2")
    assert at == "kindness.3"
    assert said["text"] == step("kindness.3").removeprefix("زين. ") != step("kindness.3")


@pytest.mark.parametrize("at", ["talking_to_child.3", "supporting_someone.3"])
def test_a_question_that_was_asked_for_is_an_answer(at: str) -> None:
    skill, _, number = at.partition(".")
    (said,), _ = answer("شلونك هالايام، وشنو ببالك؟", at)
    assert said["text"] == step(f"{skill}.{int(number) + 1}")


@pytest.mark.parametrize("name", list(all_skills()))
def test_a_step_without_its_praise_still_says_something(name: str) -> None:
    for number in range(2, len(all_skills()[name].steps)):
        said, _ = answer("شلون؟ ", f"{name}.{number}")
        assert len(said[-1]["text"].split()) > 8


@pytest.mark.parametrize(
    "words", ["/affirm", "/deny", "كتاب وباب", "ما اگدر انام بالليل", "ارجع للبيت تعبانة"]
)
def test_anything_else_is_the_way_on(words: str) -> None:
    assert step_answers.read("grounding", "words", words) is None
