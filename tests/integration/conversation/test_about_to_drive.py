"""Whoever drank and is about to drive hears that the car stays, and is asked and brought a person as ever."""

import pytest

from helpline.outbox.reply import Reply
from helpline.triage import Level, assess
from tests.integration.world import World, text

CALM, FRIEND, AMBER = "احنا شاربين ونسوق", "صاحبي سكران وراح يسوق", "سكران واريد اسوق"
WISH = "اريد اسوق واني سكران واموت"


@pytest.mark.parametrize("said", [CALM, FRIEND])
def test_it_takes_the_place_of_an_answer_that_knows_nothing_of_it(world: World, said: str) -> None:
    assert assess(said).level < Level.AMBER, "another text is needed here"
    world.rasa.says = [Reply("شلونك؟")]

    assert world.says(said) == [text("welcome.first"), text("wheel.not_now")]
    assert world.rasa.heard == [said]


def test_a_silent_assistant_does_not_keep_it_back(world: World) -> None:
    world.rasa.down = True
    assert world.says(CALM)[-1] == text("wheel.not_now")


def test_a_wish_beside_it_is_asked_about_all_the_same(world: World) -> None:
    found = assess(WISH)
    assert (found.level, found.ask_acuity) == (Level.AMBER, True), "another text is needed here"
    said = world.says(WISH)

    assert said[-1] in (text("screening.gate"), text("asq.5"))
    assert text("wheel.beside") in said


def test_danger_beside_it_opens_its_case_and_says_how_it_stands(world: World) -> None:
    said = world.says("سكران واسوق هسه والف يسار وينتهي كلشي")

    case = world.case()
    assert case is not None and case.level == Level.RED
    assert said[0] == text("danger.calling") and text("wheel.beside") in said
