"""One plain question before the screening, where only letters look like risk."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from helpline import content, screening
from helpline.contacts.inbox import Channel, Content
from helpline.conversation import gate
from helpline.conversation.effects import Forget
from helpline.conversation.plan import CaseView, Plan
from helpline.conversation.turn import decide, unanswered
from helpline.triage import Assessment, Level
from tests.unit.conversation.test_deciding_a_turn import PLAIN, ids

LETTERS = Assessment(Level.AMBER, (), 0.9, ("ngram:x", "rule:sad"), False)
HINTED = replace(PLAIN, text="اريد ارجعه", assessment=LETTERS, hinted=True)
ASKED = replace(PLAIN, asked=gate.NAME)


def answered(text: str, button: str | None = None, **more: Any) -> Plan:
    return decide(replace(ASKED, text=text, button=button, **more))


def test_one_question_comes_first_and_no_case_with_it() -> None:
    plan = decide(HINTED)
    assert (ids(plan), plan.asked) == (["screening.gate"], gate.NAME)
    assert plan.screening is None and plan.assessment is None


def test_whoever_writes_for_the_first_time_is_told_who_asks() -> None:
    plan = decide(replace(HINTED, first=True))
    assert ids(plan) == ["welcome.first", "screening.gate"] and plan.welcomed


@pytest.mark.parametrize(
    "change",
    [
        {"assessment": replace(LETTERS, reasons=("rule:tired_of_life",))},
        {"assessment": replace(LETTERS, reasons=("reported:wish_die",))},
        {"assessment": replace(LETTERS, reasons=("recent:disclosed",))},
        {"assessment": replace(LETTERS, routes=("third_party",))},
        {"channel": Channel.VOICE},
        {"content": Content.MEDIA},
        {"case": CaseView(Level.AMBER, False, timedelta(), (), "risk")},
    ],
)
def test_what_says_more_than_letters_goes_its_own_way(change: dict[str, Any]) -> None:
    plan = decide(replace(HINTED, **change))
    assert plan.asked != gate.NAME
    assert plan.assessment is not None


@pytest.mark.parametrize("text", ["اي", "نعم اكو", "مرات", "ما اريد اجاوب", "مدري", "يمكن", "mrrat"])
def test_whatever_is_no_clear_no_is_asked_about_now(text: str) -> None:
    plan = answered(text)
    assert ids(plan)[-1] == "asq.5"
    assert plan.assessment is not None and plan.assessment.reasons == (gate.SAID,)


@pytest.mark.parametrize("text", ["لا", "لا والله", "لا ابد", "كلا"])
def test_a_no_ends_it(text: str) -> None:
    plan = answered(text)
    assert ids(plan) == ["screening.gate_no"]
    assert plan.screening is None and plan.assessment is None and plan.asked is None


def test_the_buttons_are_the_answers() -> None:
    assert ids(answered("لا، مو هيچ", gate.NO)) == ["screening.gate_no"]
    assert ids(answered("اي، اكو", gate.YES))[-1] == "asq.5"


def test_what_they_go_on_with_is_answered() -> None:
    assert answered("زين شلون احچي وياها").ask_rasa


def test_the_next_thing_that_sounds_like_risk_is_screened() -> None:
    plan = answered("ما اريد احچي بيها وبس", assessment=LETTERS)
    assert plan.screening is not None and plan.assessment == LETTERS


def test_whoever_asks_why_is_told_and_asked_again() -> None:
    plan = answered("ليش تسأل")
    assert (ids(plan), plan.asked) == (["screening.why", "screening.gate"], gate.NAME)


def test_danger_is_danger_at_this_question_too() -> None:
    red = Assessment(Level.RED, (), 1.0, ("rule:now",), False)
    assert answered("هسه اسويها", assessment=red).danger


def test_silence_opens_a_case_and_says_nothing() -> None:
    plan = unanswered(replace(ASKED, content=Content.SILENCE, text=""))
    assert plan.replies == ()
    assert plan.assessment is not None and plan.assessment.reasons == (gate.NOT_ANSWERED,)


def test_what_was_under_way_waits() -> None:
    flow = decide(replace(PLAIN, text="خطة الامان")).flow
    asked = decide(replace(HINTED, flow=flow))
    assert asked.flow == flow
    assert answered("لا", flow=flow).flow == flow


def test_soon_after_the_four_questions_letters_are_not_asked_about_again() -> None:
    case = CaseView(Level.AMBER, False, timedelta(), (), "risk")
    told = replace(HINTED, case=case, screened_recently=True)
    assert decide(told).ask_rasa
    wish = replace(LETTERS, reasons=("rule:wish_die",), ask_acuity=True)
    assert ids(decide(replace(told, assessment=wish)))[-1] == "asq.5"


def test_letters_beside_a_no_take_nothing_from_it_but_at_the_question_about_now() -> None:
    said = replace(HINTED, text="لا ما قصدي شي بس تعبانة", assessment=replace(LETTERS, score=0.5))
    assert ids(decide(replace(said, screening=screening.start("full")))) == ["asq.2"]
    about_now = screening.start("acuity_first")
    assert ids(decide(replace(said, screening=about_now))) == ["screening.again", "asq.5"]


def test_deleting_the_chat_does_not_end_the_question() -> None:
    plan = answered("شلون امسح المحادثة")
    said = [content.text(one) for one in ("delete_chat.chat", "screening.gate")]
    assert ([reply.text for reply in plan.replies], plan.asked) == (said, gate.NAME)
    assert plan.effects == (Forget(),)


def test_where_somebody_came_in_a_person_hears_of_it_and_the_question_is_not_shown() -> None:
    plan = answered("لحظة دخل رجلي")
    assert (ids(plan), plan.asked) == (["screening.came"], gate.NAME)
    assert plan.assessment is not None and plan.assessment.reasons == (gate.NOT_ANSWERED,)
    assert plan.assessment.level == Level.AMBER
    assert ids(answered("رجعت")) == ["screening.gate"]
