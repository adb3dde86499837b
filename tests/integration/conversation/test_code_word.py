"""The code word and what stands behind it, end to end; and that nothing private leaks."""

import pytest

from helpline import content
from tests.integration.conversation.private_things import (
    ANSWERS,
    WORD,
    everything_stored,
    with_a_plan,
    with_a_word,
)
from tests.integration.world import RED, THANKS, World
from tests.integration.world import text as said


def test_the_plan_comes_only_after_the_word_which_holds_for_ten_minutes(world: World) -> None:
    with_a_plan(world)
    with_a_word(world)
    assert ANSWERS[0] in world.says("خطتي")[0]

    world.passes(11 * 60)
    assert world.says("خطتي") == [said("code.ask")]
    assert world.says("غلط") == [said("code.wrong")]
    assert ANSWERS[0] in world.says(WORD)[0]


def test_after_three_wrong_words_none_is_taken_for_an_hour_and_everything_else_is_open(world: World) -> None:
    with_a_plan(world)
    with_a_word(world)
    world.passes(11 * 60)
    world.says("خطتي")
    for word in ("برتقالة", "موزة", "تفاحة"):
        last = world.says(word)
    assert last == [said("code.forgotten")]
    assert world.says("خطتي") == [said("code.later")]
    assert world.says("خطر") == [said("danger.calling")]

    world.acknowledges()
    world.closes()
    world.passes(61 * 60)
    assert said("code.ask") in world.says("خطتي")


def test_the_word_is_nowhere_in_what_is_stored_nor_shown_to_a_counsellor(world: World) -> None:
    with_a_word(world)
    world.passes(11 * 60)
    world.says("كلمة سر")
    world.says("رمانة حامضه")

    assert "رمانة" not in everything_stored()
    world.says(RED)
    assert "رمانة" not in "\n".join(world.acknowledges())


@pytest.mark.parametrize("name", ["safety_plan", "my_plan", "code_word", "hide_chat", "erase", "delete_chat"])
def test_the_assistant_can_begin_each_of_them(world: World, name: str) -> None:
    world.rasa.says = ()
    world.rasa.wants = [{"helpline": "flow", "name": name}]

    assert world.says(THANKS)[-1] != "هلا"


def test_nothing_private_is_in_a_job(world: World) -> None:
    with_a_plan(world)
    with_a_word(world)
    world.writes("خطتي")

    arguments = [one for _, task, one, _ in world.jobs.waiting() if not task.startswith("builtin")]
    assert arguments and all(isinstance(value, int) for one in arguments for value in one.values())


def test_texts_for_the_contact_speak_of_the_word_that_is_obeyed() -> None:
    assert "«خطتي»" in content.text("plan.done")
