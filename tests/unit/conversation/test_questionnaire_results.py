"""What is said when a questionnaire is over: thoughts of death are acknowledged, a total told again. Pure."""

from dataclasses import replace

import pytest

from helpline import content
from helpline.contacts.inbox import Channel, Content
from helpline.conversation.flows import asking
from helpline.conversation.plan import Plan, Private, Scored
from helpline.conversation.turn import decide
from helpline.screening.questionnaire import WHO5
from tests.unit.conversation.test_questionnaires import begun, filled, follow, offered, phq9, said, text
from tests.unit.conversation.turns import PLAIN


def denied(plan: Plan) -> Plan:
    """Return what comes after four times no to the screening's questions."""
    for _ in range(4):
        assert plan.screening is not None
        plan = follow(plan, "لا")
    return plan


def asked_again(words: str, instrument: str, *answers: int | None, **more: object) -> Plan:
    """Return what comes of asking for a total after these answers, the rest of them nought."""
    items = {"phq9": 9, "who5": 5}[instrument]
    filled_in = (*answers, *([0] * (items - len(answers))))
    return decide(replace(PLAIN, text=words, scored=Scored(instrument, filled_in), **more))


@pytest.mark.parametrize("values", [(0, 0, 0, 0, 0, 0, 0, 0, 1), (3, 3, 0, 0, 0, 0, 0, 0, 2)])
def test_thoughts_of_death_are_acknowledged_in_place_of_a_light_result(values: tuple[int, ...]) -> None:
    plan = denied(filled("phq9", *phq9(*values)))

    assert plan.replies[0].text == text("screening.negative")
    assert said(plan).endswith(text("phq9.thoughts"))
    assert "شوية تعب" not in said(plan) and "التعب چان قليل" not in said(plan)
    assert offered(plan)[:2] == ["person", "/talk_freely"]


@pytest.mark.parametrize(("sad", "band"), [(1, 2), (2, 3)])
def test_thoughts_of_death_are_acknowledged_before_a_heavy_result(sad: int, band: int) -> None:
    plan = denied(filled("phq9", *phq9(3, 3, 3, sad, sad, sad - 1, 0, 0, 1)))
    assert text("phq9.thoughts.heard") in said(plan)
    assert said(plan).endswith(text(f"phq9.result.{band}"))


def test_thoughts_of_death_are_acknowledged_where_no_total_is_told() -> None:
    answers = [*phq9(1)[:7], "skip", "value:1"]
    plan = denied(filled("phq9", *answers))
    assert said(plan).endswith("\n\n".join((text("questionnaire.incomplete"), text("phq9.thoughts"))))


def test_without_thoughts_of_death_the_result_is_what_it_was() -> None:
    assert said(filled("phq9", *phq9(3, 3))).endswith(text("phq9.result.1"))
    assert "افكار الموت" not in said(denied(filled("phq9", *phq9(3, 3)[:8], "skip")))


def test_the_acknowledgement_opens_a_person_talk_and_the_word_for_danger() -> None:
    words = text("phq9.thoughts")
    assert "فريقنا" in words and "نحچي بيها هنا" in words and "«خطر»" in words


@pytest.mark.parametrize("nought", ["0", "٠", "صفر", "صفر."])
def test_a_nought_is_never_in_who5_and_they_hear_where_the_list_begins(nought: str) -> None:
    plan = filled("who5", nought)

    assert plan.flow is not None
    assert plan.flow.state["answers"] == [0]
    assert said(plan).startswith(text("questionnaire.zero", title="ولا مرة"))
    assert text("who5.2") in said(plan)


def test_five_noughts_are_a_total_of_nought() -> None:
    assert text("who5.total", score=0) in said(filled("who5", *["0"] * 5))


@pytest.mark.parametrize("items", [0, 8])
def test_where_an_item_asks_about_death_a_nought_is_asked_again(items: int) -> None:
    plan = filled("phq9", *["value:0"] * items, "0")
    assert said(plan).startswith(text("questionnaire.again"))
    assert plan.screening is None


def test_a_nought_said_on_the_phone_is_no_answer() -> None:
    plan = begun("who5")
    turn = replace(PLAIN, text="صفر", channel=Channel.VOICE, content=Content.SPEECH, flow=plan.flow)
    found = asking.answered(turn, WHO5, lambda *_: Plan())
    assert found is not None and found.flow is not None
    assert found.flow.state == {"answers": [], "again": True}


@pytest.mark.parametrize("words", ["يله", "ياله", "يله نبدي", "يلا نبدا"])
def test_come_on_begins_it(words: str) -> None:
    assert text("phq9.1") in said(follow(Plan(flow=begin("phq9").flow), words))


def begin(name: str) -> Plan:
    return decide(replace(PLAIN, button=f"flow:{name}", content=Content.BUTTON))


@pytest.mark.parametrize(
    "words", ["شكد مجموعي", "شگد طلع", "شگد طلع؟", "چم طلعت نتيجتي", "شنو معناه هالرقم", "نسيت مجموعي"]
)
def test_a_total_is_told_again_with_what_it_means(words: str) -> None:
    plan = asked_again(words, "who5", 3, 3, 3, 3, 3)
    assert said(plan) == "\n\n".join((text("who5.score", score=60), text("who5.result.1")))
    assert "تشخيص" in said(plan)


@pytest.mark.parametrize(
    ("answers", "total", "meaning"),
    [
        ((1, 1), "phq9.score", "phq9.result.0"),
        ((3, 3, 3, 3), "phq9.score", "phq9.result.2"),
        ((3, 3, 0, 0, 0, 0, 0, 0, 1), "phq9.score", "phq9.thoughts"),
        ((3,) * 9, "phq9.score", "phq9.score.4"),
        ((1, None), "questionnaire.no_score", "questionnaire.incomplete.next"),
        ((3, None, 3, 3, 3), "questionnaire.no_score", "phq9.result.2"),
    ],
)
def test_a_total_of_phq9_is_told_as_it_was(answers: tuple[int | None, ...], total: str, meaning: str) -> None:
    plan = asked_again("شكد مجموعي", "phq9", *answers)
    score = sum(one or 0 for one in answers)
    assert said(plan) == "\n\n".join((text(total, score=score), text(meaning)))


def test_a_total_is_private_where_there_is_a_code_word() -> None:
    assert asked_again("شكد مجموعي", "phq9", 1, private=Private(code="hash")).ask_rasa


@pytest.mark.parametrize("words", ["شكد طلعت الفاتورة", "هلا", "طلع ابوي من البيت", "شنو صار"])
def test_what_asks_for_no_total_is_the_assistants(words: str) -> None:
    assert asked_again(words, "who5", 3).ask_rasa


def test_without_a_questionnaire_there_is_no_total() -> None:
    assert decide(replace(PLAIN, text="شكد مجموعي")).ask_rasa


@pytest.mark.parametrize("id", ["phq9.thoughts", "phq9.thoughts.heard", "phq9.score.4"])
def test_what_is_said_of_thoughts_gives_hope_and_no_blame(id: str) -> None:
    assert "المساعدة" in content.text(id)
