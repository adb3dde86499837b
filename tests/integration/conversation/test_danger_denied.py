"""Whoever was taken for in danger and says that they are not is heard; the alarm stays a person's to end."""

import pytest

from helpline.cases import State
from helpline.triage import Assessment, Level
from tests.integration.world import CONTACT, RED, World, text

LETTERS = Assessment(Level.RED, (), 0.5, ("ngram:x",), False)
CALM = Assessment(Level.GREEN, (), 0.0, (), False)


@pytest.fixture
def guessed(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A message was danger by its letters alone; all others are calm unless a rule finds more."""
    from helpline.conversation import receive
    from helpline.triage import assess

    def judged(words: str, recent: list[str]) -> Assessment:
        if words == "سألت عن امي":
            return LETTERS
        found = assess(words, [])
        return found if any(one.startswith("rule:") for one in found.reasons) else CALM

    monkeypatch.setattr(receive, "assess", judged)
    assert world.says("سألت عن امي") == [text("danger.maybe")]
    return world


def test_a_denial_is_heard_and_the_talk_goes_on_while_people_are_called(guessed: World) -> None:
    assert guessed.says("ماكو خطر، فهمتني غلط") == [text("danger.denied")]
    assert guessed.says("شلون اراجع الدكتور") == ["هلا"], "the assistant answers"
    assert guessed.says("شكرا") == ["هلا"]

    case = guessed.open_case()
    assert (case.level, case.state) == (Level.RED, State.OPEN)
    guessed.passes(90)
    assert ("ahmed", "voice") in guessed.alerts(), "only a person ends the alarm"


def test_a_tap_undoes_a_guess_and_people_are_called_all_the_same(guessed: World) -> None:
    assert guessed.taps(CONTACT, "danger_none", "لا، ماكو خطر") == [text("danger.denied")]
    assert guessed.says("شلون اراجع الدكتور") == ["هلا"]
    assert guessed.open_case().level == Level.RED
    guessed.passes(90)
    assert ("ahmed", "voice") in guessed.alerts()


def test_a_yes_is_danger(guessed: World) -> None:
    assert guessed.taps(CONTACT, "danger_yes", "اي، اكو خطر") == [text("danger.calling")]
    assert "هلا" not in guessed.says("شلون اراجع الدكتور")


def test_what_they_ask_meanwhile_is_answered_with_the_true_state(guessed: World) -> None:
    guessed.taps(CONTACT, "danger_yes", "اي، اكو خطر")
    assert guessed.says("لا تتصلون بابوي") == [text("danger.about.no_call")]


def test_a_new_danger_is_danger_again(guessed: World) -> None:
    guessed.says("ماكو خطر")
    assert "هلا" not in guessed.says(RED)
    assert "هلا" not in guessed.says("شكرا")


def test_without_a_denial_the_true_state_is_told_as_ever(guessed: World) -> None:
    assert "هلا" not in guessed.says("زين")


@pytest.mark.parametrize("words", ["نعسان", "رايح انام", "تراجعت", "لا تتصلون بابوي", "بطلوا"])
def test_what_is_said_in_danger_too_denies_nothing(guessed: World, words: str) -> None:
    assert text("danger.denied") not in guessed.says(words)
    assert "هلا" not in guessed.says("زين")


def test_the_message_that_was_taken_for_danger_denies_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from helpline.conversation import receive

    monkeypatch.setattr(receive, "assess", lambda words, recent: LETTERS)
    assert world.says("اني زين بس مو قصدي، ماكو خطر على غيري") == [text("danger.maybe")]


def test_danger_said_in_plain_words_is_not_left_to_the_assistant(world: World) -> None:
    world.says(RED)
    assert world.says("لا ماكو خطر اني زين") == [text("danger.denied")]
    assert "هلا" not in world.says("شلون الجو")


def test_a_denial_with_danger_in_it_is_none(world: World) -> None:
    world.says(RED)
    assert world.says("لا تتصلون، هسه راح اقتل نفسي") != [text("danger.denied")]


def test_the_counsellor_who_takes_it_is_told_to_the_contact(guessed: World) -> None:
    guessed.says("ماكو خطر")
    guessed.acknowledges()
    assert guessed.twilio.texts(CONTACT)[-1] == text("danger.accepted", name="زينب")
    assert guessed.says("شكرا") == [], "theirs now"
