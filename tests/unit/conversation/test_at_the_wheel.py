"""Whoever drank and wants to drive hears that the car stays, and whatever else is done is done."""

from dataclasses import replace

import pytest

from helpline import content, screening
from helpline.conversation.at_the_wheel import heard, is_about_to_drive
from helpline.conversation.plan import Flow, Plan
from helpline.conversation.say import say
from helpline.outbox.reply import Button, Reply
from helpline.triage import Assessment, Level, assess
from tests.unit.conversation.turns import PLAIN

DRUNK = replace(PLAIN, text="سكران واريد اسوق")
HELLO = (Reply("هلا"),)


@pytest.mark.parametrize(
    "text",
    [
        *("سكران واريد اسوق", "اني شارب وراح اسوق هسه", "صديقي شرب ويريد يسوق", "شاربين ونسوق للبصرة"),
        *(
            "شربت ولازم ارجع للبيت بالسيارة",
            "محشش واسوگ تكسي",
            "سكرانه واطلع بسيارتي",
            *("اخوي سكران ويسوك هسه", "سكران وسايق"),
        ),
    ],
)
def test_it_is_heard(text: str) -> None:
    assert is_about_to_drive(text)
    plan = heard(replace(PLAIN, text=text), Plan(replies=HELLO))
    assert [one.text for one in plan.replies] == [content.text("wheel.not_now", emergency="911")]
    assert plan.replies[0].buttons[0].id == "/ask_counsellor"


@pytest.mark.parametrize(
    "text",
    [
        *("سكران", "اريد اسوق", "شربت چاي وراح اسوق", "شارب دوا واريد اسوق", "سكران ورحت للسوق"),
        *(
            "السايق چان سكران ويسوق بسرعة",
            "مات بحادث، واحد سكران يسوق",
            "السايق سكران",
            "مو سكران واگدر اسوق",
        ),
        *("سكران وما اسوق", "سكران ولا راح اسوق", "شربت ورجعت بالتكسي"),
    ],
)
def test_nothing_else_is_taken_for_it(text: str) -> None:
    plan = Plan(replies=HELLO)
    assert heard(replace(PLAIN, text=text), plan) == plan


BUTTONS = (Reply("؟", (Button("yes", "اي"),)),)


@pytest.mark.parametrize(
    "plan",
    [
        Plan(replies=HELLO, danger=True),
        Plan(replies=HELLO, assessment=Assessment(Level.AMBER, (), 0.9, (), True)),
        Plan(replies=BUTTONS, screening=screening.start("full")),
        Plan(replies=BUTTONS, asked="risk"),
        Plan(replies=HELLO, flow=Flow("referral", {"stage": "what"})),
        Plan(replies=HELLO, person_wanted=True),
    ],
)
def test_beside_danger_a_question_or_a_person_all_of_that_stays(plan: Plan) -> None:
    told = heard(DRUNK, plan)
    beside = say(DRUNK, "wheel.beside")
    expected = (beside, *BUTTONS) if plan.replies == BUTTONS else (*HELLO, beside)
    assert told == replace(plan, replies=expected)


@pytest.mark.parametrize(
    "found",
    [
        Assessment(Level.AMBER, (), 0.87, ("ngram:x",), True),
        Assessment(Level.BLUE, ("gbv", "harm_to_others"), 0.1, ("ngram:x",), False),
    ],
)
def test_what_triage_heard_beside_it_keeps_its_answer(found: Assessment) -> None:
    told = heard(replace(DRUNK, assessment=found), Plan(replies=HELLO))
    assert told.replies == (*HELLO, say(DRUNK, "wheel.beside"))


@pytest.mark.parametrize("text", ["شربت سم وراح اسوق للمستشفى", "شربت حبوب هواية وراح اسوق"])
def test_nobody_who_swallowed_something_is_kept_from_the_way_to_a_doctor(text: str) -> None:
    plan = Plan(replies=HELLO, danger=True)
    assert is_about_to_drive(text)
    assert heard(replace(PLAIN, text=text, assessment=assess(text)), plan) == plan


def test_beside_danger_nobody_is_told_to_sleep() -> None:
    assert "نوم" not in content.text("wheel.beside")


def test_with_a_counsellor_it_is_their_conversation() -> None:
    plan = Plan(relay=True)
    assert heard(DRUNK, plan) == plan


def test_whoever_writes_for_the_first_time_is_welcomed_first() -> None:
    welcome = say(PLAIN, "welcome.first")
    told = heard(DRUNK, Plan(replies=(welcome, *HELLO), welcomed=True))
    assert told.replies == (welcome, say(DRUNK, "wheel.not_now"))
