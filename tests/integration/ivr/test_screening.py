"""The ASQ on the phone, by keypad alone."""

import pytest

from helpline.contacts.inbox import Inbox
from helpline.triage import Level
from tests.integration.ivr.conftest import Caller, Facts, FakeRasa

WISH = "اريد اموت"


def screened(caller: Caller, assistant: FakeRasa) -> Caller:
    """Bring a caller to the screening's first question."""
    assistant.request(helpline="screen")
    caller.dial().press("2").say("اريد افحص نفسي")
    assert caller.hears("asq.1", "ivr.asq_keys")
    return caller


def test_four_times_no_ends_without_a_case(caller: Caller, assistant: FakeRasa, facts: Facts) -> None:
    screened(caller, assistant)
    for _ in range(4):
        caller.press("2")

    assert caller.hears("screening.negative")
    assert facts.case() is None


def test_in_the_screening_one_is_yes_and_not_the_danger_key(
    caller: Caller, assistant: FakeRasa, facts: Facts
) -> None:
    screened(caller, assistant).press("1")

    assert facts.case() is None
    assert caller.place == "talk"


def test_yes_to_the_question_about_now_is_danger(caller: Caller, assistant: FakeRasa, facts: Facts) -> None:
    screened(caller, assistant).press("1").press("2").press("2").press("2")
    assert caller.hears("asq.5")

    caller.press("1")
    case = facts.case()
    assert case is not None
    assert case.level == Level.RED
    assert case.waiting_call == caller.sid
    assert caller.hears("ivr.danger.calling")


def test_nine_counts_as_yes(caller: Caller, assistant: FakeRasa, facts: Facts) -> None:
    screened(caller, assistant).press("2").press("2").press("2").press("9").press("2")

    case = facts.case()
    assert case is not None
    assert case.level == Level.AMBER
    assert case.past_attempt


def test_an_explicit_wish_is_asked_about_now_at_once(caller: Caller, facts: Facts) -> None:
    caller.dial().press("2").say(WISH)

    case = facts.case()
    assert case is not None
    assert case.level == Level.AMBER
    assert caller.hears("asq.5")


def test_silence_on_the_question_about_now_is_danger(caller: Caller, facts: Facts) -> None:
    caller.dial().press("2").say(WISH)
    assert len(caller.twiml.findall("Gather")) == 3

    caller.keep_silent()
    case = facts.case()
    assert case is not None
    assert case.level == Level.RED
    assert caller.hears("screening.stopped_silence")
    assert caller.place == "waiting"


def test_hanging_up_on_the_question_about_now_is_danger(caller: Caller, facts: Facts) -> None:
    caller.dial().press("2").say(WISH).hang_up()

    case = facts.case()
    assert case is not None
    assert case.level == Level.RED
    assert case.timer_due_at is not None
    assert case.call_back_due_at is not None


def test_hanging_up_after_a_yes_leaves_a_case(caller: Caller, assistant: FakeRasa, facts: Facts) -> None:
    screened(caller, assistant).press("1").hang_up()

    case = facts.case()
    assert case is not None
    assert case.level == Level.AMBER


def test_hanging_up_after_only_no_leaves_none(caller: Caller, assistant: FakeRasa, facts: Facts) -> None:
    screened(caller, assistant).press("2").hang_up()

    assert facts.case() is None


@pytest.mark.parametrize("confidence", ["0.1", "0.3"])
def test_a_doubtful_no_does_not_end_the_screening(caller: Caller, facts: Facts, confidence: str) -> None:
    caller.dial().press("2").say(WISH).say("لا", confidence=confidence)

    assert caller.hears("screening.again")
    assert caller.hears("asq.5")


def test_an_answer_can_be_spoken(caller: Caller, facts: Facts) -> None:
    caller.dial().press("2").say(WISH).say("اي")

    case = facts.case()
    assert case is not None
    assert case.level == Level.RED


def test_zero_in_the_screening_calls_a_person_and_the_question_waits(
    caller: Caller, assistant: FakeRasa
) -> None:
    screened(caller, assistant).press("0")

    assert caller.hears("ivr.person.calling")


def test_the_star_repeats_the_question(caller: Caller, assistant: FakeRasa) -> None:
    screened(caller, assistant).press("2").press("*")

    assert caller.hears("asq.2")


def test_a_repeated_answer_does_not_answer_the_next_question(
    caller: Caller, assistant: FakeRasa, facts: Facts
) -> None:
    screened(caller, assistant).press("2")
    second = caller.heard
    caller.again()
    caller.again()
    caller.press("2")

    assert caller.heard != second
    assert len(facts.only(Inbox)) == 3


def test_whoever_cannot_be_called_back_is_not_promised_it_but_connected_now(
    withheld: Caller, facts: Facts
) -> None:
    withheld.dial().press("2").say(WISH).press("2").press("2").press("2").press("2").press("2")

    assert withheld.hears("ivr.withheld.amber")
    assert withheld.place == "waiting"
