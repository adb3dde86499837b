"""What a key means in each place."""

import pytest

from helpline.outbox.reply import Button
from ivr.heard import Heard
from ivr.keypad import Act, numbered, read, said_key

OFFERED = (Button("/breathing_exercise", "تمرين يهدّي"), Button("/ask_counsellor", "اريد انسان"))
ASQ = (Button("yes", "نعم"), Button("no", "لا"), Button("skip", "ما اريد اجاوب"))


def key(digits: str) -> Heard:
    return Heard("CA1", None, digits=digits)


def speech(text: str) -> Heard:
    return Heard("CA1", None, speech=text)


@pytest.mark.parametrize("keys", ["234", "23", ""])
@pytest.mark.parametrize("offered", [(), OFFERED])
def test_one_is_danger_and_zero_a_person_wherever_choices_are_offered(
    keys: str, offered: tuple[Button, ...]
) -> None:
    assert read(key("1"), keys, offered, screening=False).act is Act.DANGER
    assert read(key("0"), keys, offered, screening=False).act is Act.PERSON


def test_choices_are_numbered_from_two_and_leave_out_five() -> None:
    many = [Button(str(number), str(number)) for number in range(9)]

    assert [digit for digit, _ in numbered(many)] == ["2", "3", "4", "6", "7", "8"]


def test_a_choice_is_the_button_that_was_read_with_its_number() -> None:
    assert read(key("3"), "", OFFERED, screening=False).button == OFFERED[1]


@pytest.mark.parametrize(("digit", "answer"), [("1", "yes"), ("2", "no"), ("9", "skip")])
def test_in_a_screening_the_keys_are_its_answers(digit: str, answer: str) -> None:
    done = read(key(digit), "", ASQ, screening=True)

    assert done.act is Act.CHOICE
    assert done.button is not None
    assert done.button.id == answer


def test_in_a_screening_zero_is_still_a_person() -> None:
    assert read(key("0"), "", ASQ, screening=True).act is Act.PERSON


@pytest.mark.parametrize("digit", ["3", "6", "7"])
def test_a_key_without_a_meaning_is_wrong_and_not_silence(digit: str) -> None:
    assert read(key(digit), "", ASQ, screening=True).act is Act.WRONG


@pytest.mark.parametrize(("digit", "act"), [("*", Act.AGAIN), ("#", Act.BACK)])
@pytest.mark.parametrize("screening", [True, False])
def test_the_star_is_once_more_and_the_hash_back_everywhere(digit: str, act: Act, screening: bool) -> None:
    assert read(key(digit), "234", ASQ if screening else (), screening).act is act


def test_nothing_heard_is_silence() -> None:
    assert read(Heard("CA1", None), "234", (), screening=False).act is Act.SILENCE


@pytest.mark.parametrize(("said", "digit"), [("رقم اثنين", "2"), ("٣", "3"), ("واحد.", "1")])
def test_a_number_said_aloud_is_its_key(said: str, digit: str) -> None:
    assert said_key(said, choosing=True) == digit


def test_a_number_said_where_nothing_is_offered_stays_words() -> None:
    assert read(speech("ثلاثة"), "", (), screening=False).act is Act.WORDS


def test_a_sentence_with_a_number_in_it_is_words() -> None:
    assert read(speech("عندي واحد اخوية مريض"), "", OFFERED, screening=False).act is Act.WORDS
