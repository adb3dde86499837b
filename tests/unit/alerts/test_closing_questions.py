"""Closing a case: what is asked, how answers travel, and what they add up to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline import content
from helpline.alerts.handover import canned, closing
from helpline.alerts.handover.closing import AnswersUnreadable
from helpline.cases.outcome import Done, Emergency, FollowUpIn, Outcome, Referral, SafetyPlan
from whatsapp.render import ITEM_TITLE, render

DANGER = closing.questions(danger=True, reachable=True)
QUIET = closing.questions(danger=False, reachable=True)


def test_a_case_that_was_red_is_asked_everything_and_a_quiet_one_less() -> None:
    assert DANGER == ("done", "emergency", "safety_plan", "referral", "follow_up")
    assert QUIET == ("done", "referral", "follow_up")
    assert closing.questions(danger=False, reachable=False) == ("done", "referral")


@pytest.mark.parametrize("asked", [DANGER, QUIET])
def test_each_question_and_each_answer_is_a_list_that_whatsapp_shows(asked: tuple[str, ...]) -> None:
    answers = ""
    for name in asked:
        reply = closing.ask(12, asked, answers)
        assert reply.text == content.text(f"closing.{name}", case=12)
        assert all(len(button.title) <= ITEM_TITLE for button in reply.buttons)
        shown = render(reply)
        assert shown.template is not None, "as numbers they would go to the contact when typed"
        answers = reply.buttons[0].id.split(":")[2]
    with pytest.raises(AnswersUnreadable):
        closing.ask(12, asked, answers)


def test_the_answers_add_up_to_the_outcome() -> None:
    assert closing.result(DANGER, "5.32241") == Outcome(
        Done.WITH_SOMEBODY, Emergency.CONFIRMED, SafetyPlan.BEFORE, Referral.VIOLENCE, FollowUpIn.NONE
    )
    quiet = closing.result(QUIET, "3.124")
    assert quiet == Outcome(Done.CALMER, referral=Referral.HOSPITAL, follow_up=FollowUpIn.ONE_WEEK)
    assert not quiet.whole
    assert quiet.follow_up.days == 7


def test_answers_to_fewer_questions_never_count_for_more() -> None:
    """A case became RED between two taps: the same digits would answer other questions."""
    with pytest.raises(AnswersUnreadable):
        closing.next_question(DANGER, "3.12")
    with pytest.raises(AnswersUnreadable):
        closing.result(DANGER, "5.12")


@given(st.text(max_size=12) | st.from_regex(r"[0-9.]{0,10}", fullmatch=True))
def test_whatever_comes_back_is_read_or_refused(answers: str) -> None:
    try:
        name = closing.next_question(DANGER, answers)
    except AnswersUnreadable:
        return
    assert name in (*DANGER, None)


def test_the_canned_replies_are_a_list_and_each_has_its_words() -> None:
    offered = canned.offer(12)
    shown = render(offered)
    assert shown.template is not None
    assert len(offered.buttons) >= 5
    for button in offered.buttons:
        verb, case, text_id = button.id.split(":")
        assert (verb, case) == (canned.VERB, "12")
        assert canned.is_known(text_id)
        assert content.text(text_id, emergency="911")
    assert not canned.is_known("danger.calling")
