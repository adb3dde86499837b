"""What is asked about the chat itself is answered while a question about risk is open, and none is lost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from helpline import content, screening
from helpline.conversation import discretion
from helpline.conversation.effects import Erase, Forget
from helpline.conversation.plan import CaseView, Plan
from helpline.conversation.turn import decide, unanswered
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
    assert plan.asked == discretion.PAUSED
    # What the text teaches is obeyed.
    assert any(word in plan.replies[0].text for word in content.TAUGHT["hide_chat"])


@pytest.mark.parametrize("said", ["شلون امسح المحادثة", "اريد امسح هالرسائل من التلفون", "وشلون احذف الچات"])
def test_how_the_chat_is_deleted_is_told_and_the_question_asked_again(said: str) -> None:
    state = screening.start("full")
    plan = decide(replace(PLAIN, text=said, screening=state, case=CASE, assessment=assess(said)))
    assert told(plan) == [content.text("delete_chat.chat"), content.text("asq.1")]
    assert plan.screening == state and plan.effects == (Forget(),)


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
        "اجه رجلي",
        "رجلي اجه من الشغل تعبان وما حچه وياي وصارلنا اسبوع هيچ",
        "هسه دخلت امي بغيبوبة",
        "هسه دخل رجلي المستشفى",
        "هسه رجع رجلي يضرب",
        "اكو واحد وياي بالغرفة ويهددني",
        "محد اجه يمي",
        "ما اريد احد يمي",
        "اني يم امي",
        "اي",
        "امسح دموعي بعبايتي",
        "امسح الرسائل قبل ما اموت",
        "مسحت كل المسجات وودعتهم",
        "مسحت رقمه",
        "طليقي مسح رقمي وحظرني",
        "هو مسح معلوماتي",
    ],
)
def test_other_words_ask_nothing_about_the_chat(said: str) -> None:
    asked = (discretion.somebody_came(said), discretion.asks_to_delete(said), discretion.asks_to_erase(said))
    assert asked == (False, False, False)


def test_what_is_written_next_may_be_somebody_elses_and_answers_no_question() -> None:
    state = screening.start("full")
    waiting = replace(PLAIN, screening=state, case=CASE, asked=discretion.PAUSED)
    for said in ("لا", "اي", "اي منو هذا", "نعم منو", "هلو", "منو انتو", "شنو هذا"):
        plan = decide(replace(waiting, text=said))
        assert ids(plan) == ["screening.paused"] and plan.screening == state
        assert plan.asked == discretion.PAUSED
    later = decide(replace(waiting, text="مو هسه", button=discretion.NOT_YET))
    assert ids(later) == ["screening.waits"] and later.asked == discretion.PAUSED


@pytest.mark.parametrize(
    ("said", "button"), [("رجعت", None), ("نكمل", None), ("رجعت، نكمل", discretion.GO_ON)]
)
def test_whoever_is_back_is_asked_again(said: str, button: str | None) -> None:
    state = screening.start("full")
    waiting = replace(PLAIN, screening=state, asked=discretion.PAUSED, text=said, button=button)
    plan = decide(waiting)
    assert ids(plan) == ["asq.1"] and plan.screening == state and plan.asked is None


def test_danger_and_a_wish_for_a_person_are_heard_while_it_waits() -> None:
    state = screening.start("acuity_first")
    waiting = replace(PLAIN, screening=state, asked=discretion.PAUSED)
    person = decide(replace(waiting, text="انسان"))
    assert person.person_wanted and ids(person) == ["case.person_told"] and person.asked == discretion.PAUSED
    assert decide(replace(waiting, text="نهاية")).remember["opted_out"] is True
    # A relative would write that as well: the question about now is not shown for it.
    assert ids(decide(replace(waiting, text="ما اريد اسئلة"))) == ["screening.waits"]
    red = decide(replace(waiting, text="بلعت الحبوب كلهن", assessment=assess("بلعت الحبوب كلهن")))
    assert red.danger
    # Silence about now counts as ever, and says nothing of it to whoever holds the phone.
    gone = unanswered(waiting)
    assert gone.danger and gone.assessment is not None and gone.assessment.level == Level.RED
    assert ids(gone) == ["screening.paused_silence"]


@pytest.mark.parametrize(
    "said", ["اني زينة", "عادي", "شنو هذا", "ماكو شي يفرحني", "ما امزح", "فهمتوا غلط، مو بس فكرت، جربت"]
)
def test_what_may_be_a_yes_is_no_no(said: str) -> None:
    plan = decide(replace(PLAIN, text=said, screening=screening.start("full")))
    assert plan.screening is not None and plan.screening.answered == ()
