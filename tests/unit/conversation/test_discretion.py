"""What is asked about the chat itself is answered while a question about risk is open, and none is lost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from helpline import content, screening
from helpline.conversation import discretion
from helpline.conversation.effects import Erase
from helpline.conversation.plan import CaseView, Plan
from helpline.conversation.turn import decide
from helpline.triage import Assessment, Level, assess
from tests.unit.conversation.test_deciding_a_turn import ids
from tests.unit.conversation.turns import PLAIN

CASE = CaseView(Level.AMBER, False, timedelta(minutes=1), (), "risk", nobody_yet=True)


def told(plan: Plan) -> list[str]:
    """Return the texts of a plan's replies."""
    return [reply.text for reply in plan.replies]


@pytest.mark.parametrize("kind", ["full", "acuity_first"])
@pytest.mark.parametrize("said", ["هسه اجه رجلي", "لحظة دخلت امي", "اكو احد يمي", "رجلي راح يشوف التلفون"])
def test_whoever_has_come_in_is_shown_no_question_and_it_stays_open(said: str, kind: str) -> None:
    state = screening.start(kind)
    plan = decide(replace(PLAIN, text=said, screening=state, case=CASE, assessment=assess(said)))
    assert ids(plan) == ["screening.came"] and plan.screening == state
    # What the text teaches is obeyed.
    assert any(word in plan.replies[0].text for word in content.TAUGHT["hide_chat"])


@pytest.mark.parametrize("said", ["شلون امسح المحادثة", "اريد امسح هالرسائل من التلفون", "وشلون احذف الچات"])
def test_how_the_chat_is_deleted_is_told_and_the_question_asked_again(said: str) -> None:
    state = screening.start("full")
    plan = decide(replace(PLAIN, text=said, screening=state, case=CASE, assessment=assess(said)))
    assert told(plan) == [content.text("delete_chat.chat"), content.text("asq.1")]
    assert plan.screening == state


def test_a_wish_to_be_erased_is_noted_and_the_question_asked_again() -> None:
    state = screening.start("full")
    asked = replace(PLAIN, text="امسح بياناتي", screening=state, case=CASE)
    plan = decide(asked)
    assert told(plan) == [content.text("erase.later"), content.text("asq.1")]
    assert plan.screening == state
    assert plan.effects == (Erase(only_ask=True),)
    # Without a case nothing is kept open that it would have to wait for.
    assert ids(decide(replace(asked, case=None))) == ["screening.again", "asq.1"]


def test_a_wish_to_die_beside_it_is_heard_first() -> None:
    wish = Assessment(Level.AMBER, (), 0.9, ("rule:wish_die",), True)
    state = screening.start("full")
    plan = decide(replace(PLAIN, text="هسه اجه رجلي", screening=state, case=CASE, assessment=wish))
    assert ids(plan) != ["screening.came"] and plan.screening is not None
    assert plan.screening.answered == (1,)


@pytest.mark.parametrize(
    "said",
    [
        "رجلي اجه من الشغل تعبان وما حچه وياي وصارلنا اسبوع هيچ",
        "محد اجه يمي",
        "ما اريد احد يمي",
        "اني يم امي",
        "اي",
        "امسح دموعي بعبايتي",
        "مسحت رقمه",
    ],
)
def test_other_words_ask_nothing_about_the_chat(said: str) -> None:
    asked = (discretion.somebody_came(said), discretion.asks_to_delete(said), discretion.asks_to_erase(said))
    assert asked == (False, False, False)


@pytest.mark.parametrize("said", ["مو هذا قصدي", "فهمتوني غلط", "بس سألت", "سؤال بس", "نكتة"])
def test_whoever_says_they_were_misread_has_answered_no_to_the_four_but_not_about_now(said: str) -> None:
    full = decide(replace(PLAIN, text=said, screening=screening.start("full"), assessment=assess(said)))
    assert full.screening is not None and full.screening.answered == (1,) and not full.screening.positive
    now = screening.start("acuity_first")
    assert decide(replace(PLAIN, text=said, screening=now, assessment=assess(said))).screening == replace(
        now, asked_again=True
    )


@pytest.mark.parametrize("said", ["اني زينة", "عادي", "شنو هذا"])
def test_that_they_are_well_answers_no_question(said: str) -> None:
    plan = decide(replace(PLAIN, text=said, screening=screening.start("full")))
    assert plan.screening is not None and plan.screening.answered == ()
