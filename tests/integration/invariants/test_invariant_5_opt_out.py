"""Opt-out silences campaigns and follow-ups, never a reply; its words are read for risk first."""

import pytest

from helpline.triage import Level
from tests.integration.world import CONTACT, RED, SAD, WISH, World, text


@pytest.mark.parametrize("word", ["نهاية", "END", "stop", "Cancel", "الغاء", "«نهاية»"])
def test_invariant_5_the_word_is_obeyed_and_the_next_message_is_answered(world: World, word: str) -> None:
    assert world.says(word) == [text("opt_out.done")]
    assert world.contact().opted_out

    assert "هلا" in world.says(SAD)


def test_invariant_5_somebody_who_opted_out_is_heard_in_danger(world: World) -> None:
    world.says("نهاية")
    replies = world.says(RED)

    assert replies == [text("danger.calling")]
    assert ("zainab", "voice") in world.alerts()


def test_invariant_5_the_word_after_a_wish_to_die_is_risk_and_no_command(world: World) -> None:
    world.says(WISH)
    world.says("لا")
    replies = world.says("نهاية")

    assert text("opt_out.done") not in replies
    assert world.open_case().level >= Level.AMBER


def test_invariant_5_the_word_as_an_answer_to_the_question_about_now_ends_nothing(world: World) -> None:
    world.says(WISH)
    replies = world.says("stop")

    # Not understood as an answer: it is asked once more, and then taken as yes.
    assert replies
    assert text("opt_out.done") not in replies
    world.says("stop")
    assert world.open_case().level == Level.RED
    assert world.contact().opted_out


def test_invariant_5_the_assistants_opt_out_is_remembered_too(world: World) -> None:
    world.rasa.wants = [{"helpline": "opt_out"}]
    world.says("ما اريد رسائل منكم")
    assert world.contact().opted_out

    world.rasa.wants = [{"helpline": "opt_in"}]
    assert "هلا" in world.says("رجعوا دزولي")
    assert not world.contact().opted_out
    assert world.twilio.texts(CONTACT).count("هلا") == 2
