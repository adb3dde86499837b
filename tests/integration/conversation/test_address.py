"""How somebody wants to be addressed is asked once, late enough, and kept."""

import pytest

from helpline.outbox.reply import Reply
from tests.integration.world import CONTACT, WISH, World, text


def _asked(world: World, said: list[str]) -> bool:
    return text("address.ask") in said


def test_it_is_asked_once_after_talk_has_begun_and_what_they_say_is_kept(world: World) -> None:
    said = [world.says(words) for words in ("هلو", "ضايجة شوية", "من الدوام", "كل يوم", "اي")]

    assert [_asked(world, one) for one in said] == [False, False, False, True, False]
    answer = world.taps(CONTACT, "address:f", "أخت")
    assert answer == [text("address.noted", address="f")]
    world.says("تعبت من الدوام")
    assert world.rasa.metadata[-1]["address"] == "f"


def test_who_says_that_it_is_all_the_same_is_not_asked_again(world: World) -> None:
    for words in ("هلو", "ضايجة شوية", "من الدوام", "كل يوم"):
        world.says(words)
    assert world.taps(CONTACT, "address:any", "ما يفرق") == [text("address.noted")]
    world.time.forward(48 * 3600)
    assert not any(_asked(world, world.says(words)) for words in ("هلو", "شلونكم", "اي", "تمام"))


def test_it_is_not_asked_behind_buttons_nor_in_trouble(world: World) -> None:
    for words in ("هلو", "ضايجة شوية", "من الدوام"):
        world.says(words)
    world.rasa.offer("نسوي تمرين؟", ("/affirm", "اي"))
    assert not _asked(world, world.says("شنو اسوي"))
    world.rasa.says = [Reply("هلا")]
    assert not _asked(world, world.says(WISH))


@pytest.mark.parametrize("payload", ["address:x", "address:"])
def test_only_the_answers_offered_are_obeyed(world: World, payload: str) -> None:
    for words in ("هلو", "ضايجة شوية", "من الدوام", "كل يوم"):
        world.says(words)
    world.taps(CONTACT, payload, "شي")
    assert world.rasa.heard[-1] == "شي"


@pytest.mark.parametrize(("words", "address"), [("زوجي ما يحچي وياي", "f"), ("مرتي زعلانة عليه", "m")])
def test_whose_words_tell_it_is_not_asked_and_answered_so_at_once(
    world: World, words: str, address: str
) -> None:
    said = [world.says(one) for one in ("هلو", words, "من الدوام", "كل يوم", "اي", "بعد")]
    assert not any(_asked(world, one) for one in said)
    assert [told["address"] for told in world.rasa.metadata[:3]] == ["neutral", address, address]


def test_who_said_that_it_is_all_the_same_is_taken_at_their_word(world: World) -> None:
    for words in ("هلو", "ضايجة شوية", "من الدوام", "كل يوم"):
        world.says(words)
    world.taps(CONTACT, "address:any", "ما يفرق")
    world.says("زوجي ما يحچي وياي")
    assert world.rasa.metadata[-1]["address"] == "neutral"


def test_whoever_asked_for_no_questions_is_not_asked_this_one(world: World) -> None:
    world.rasa.wants = [{"helpline": "quiet"}]
    assert not any(_asked(world, world.says(words)) for words in ("هلو", "كافي اسئلة", "كل يوم", "اي", "بعد"))
    world.rasa.wants = []
    assert _asked(world, world.says("شلونكم"))
