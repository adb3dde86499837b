"""Closing a case: what the counsellor is asked, and what the contact is told."""

from helpline import content
from helpline.cases import State
from helpline.cases.outcome import Done, Emergency
from tests.integration.alerts.holding import HELLO, held
from tests.integration.world import (
    CONTACT,
    PASSIVE,
    RED,
    WISH,
    ZAINAB,
    World,
    text,
)


def test_a_case_that_was_red_is_closed_only_with_all_that_was_done(world: World) -> None:
    case = held(world)
    assert world.taps(ZAINAB, f"close:{case}:3.111") == [text("closing.done", case=case)]
    assert world.taps(ZAINAB, f"close:{case}:5.1111") == [text("closing.follow_up", case=case)]
    assert world.open_case().state == State.ACKNOWLEDGED

    told = world.closes("2313")
    assert told[-1] == text("alert.whatsapp.resolved", case=case)
    outcome = world.open_case().outcome
    assert outcome is not None
    assert (outcome["done"], outcome["emergency"]) == (Done.NO_DANGER, Emergency.NOT_CONFIRMED)
    assert world.twilio.texts(CONTACT)[-1] == text("case.resolved")


def test_who_could_not_be_reached_is_not_thanked_for_a_talk(world: World) -> None:
    world.says(RED)
    world.acknowledges()
    world.closes("5")

    assert world.twilio.texts(CONTACT)[-1] == text("case.not_reached")


def test_a_case_that_was_raised_between_two_answers_is_asked_the_rest(world: World) -> None:
    world.says(PASSIVE)
    world.acknowledges()
    world.says(HELLO, ZAINAB)
    case = world.open_case().id
    assert world.taps(ZAINAB, f"close:{case}:3.1") == [text("closing.referral", case=case)]
    world.says(RED)

    assert world.taps(ZAINAB, f"close:{case}:3.11")[-1] == text("closing.done", case=case)
    assert world.open_case().state == State.ACKNOWLEDGED


def test_silence_after_a_case_was_closed_is_no_danger(world: World) -> None:
    world.says(WISH)
    world.acknowledges()
    world.closes()
    world.passes(700)

    assert world.open_case().state == State.RESOLVED
    assert world.twilio.texts(CONTACT)[-1] == text("case.resolved")


def test_every_answer_of_closing_and_every_reason_has_its_words() -> None:
    kinds = ("danger_now", "preparation", "wish", "passive", "care", "others", "indirect", "other_languages")
    for kind in kinds:
        assert content.text(f"alert.why.{kind}")
    for route in ("gbv", "child", "medical", "harm_to_others", "self_harm"):
        assert content.text(f"alert.route.{route}")
