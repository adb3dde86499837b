"""A word that stands alone is for the helpline; a sentence is for the contact."""

import pytest

from helpline import content
from helpline.alerts.handover.commands import Act, Command, read

NAMES = {"زينب": "zainab", "zainab": "zainab", "عبد الله": "abdullah"}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("انهي", Act.CLOSE),
        ("إنهي", Act.CLOSE),
        ("انتهى", Act.CLOSE),
        ("انتهت.", Act.CLOSE),
        ("خلصت الحالة", Act.CLOSE),
        (" حول ", Act.HAND_OVER),
        ("حوّل", Act.HAND_OVER),
        ("ملخص", Act.SUMMARY),
        ("«ملخص»", Act.SUMMARY),
        ("ملخّص؟", Act.SUMMARY),
        ("ردود", Act.CANNED),
        ("اوامر", Act.COMMANDS),
        ("أوامر", Act.COMMANDS),
        ("سجل", Act.NOTE),
    ],
)
def test_a_word_alone_is_a_command_however_it_is_spelt(text: str, act: Act) -> None:
    assert read(text, NAMES) == Command(act)
    assert read(f"#12 {text}", NAMES) == Command(act, 12)


@pytest.mark.parametrize(
    "text",
    [
        "انتهى الدوام لو بعدك؟",
        "حول الموضوع الي حچينا بيه",
        "حول شنو؟",
        "حول زينب بنت عمتك شلون صارت؟",
        "ملخص كلامك انو تعبان",
        "ردودك واضحة",
        "اوامر الطبيب لازم نمشي عليها",
        "خلصت",
        "مسجل عندي",
        "هلا بيك",
        "",
        "حول " + "كلام " * 30,
    ],
)
def test_a_sentence_goes_to_the_contact_word_for_word(text: str) -> None:
    assert read(text, NAMES) == Command(Act.SAY, None, text)
    assert read(f"#12 {text}", NAMES).words == text.lstrip()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("سجل عنده طفلين", "عنده طفلين"),
        ("سجل: عنده طفلين", "عنده طفلين"),
        ("سجّل : عنده طفلين", "عنده طفلين"),
        ("سجل\nعنده طفلين", "عنده طفلين"),
        ("سجل " + "كلام " * 100, ("كلام " * 100).strip()),
    ],
)
def test_whatever_stands_behind_the_word_for_a_note_stays_with_the_team(text: str, words: str) -> None:
    assert read(text, NAMES) == Command(Act.NOTE, None, words)


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("حول زينب", "zainab"),
        ("حول الى زينب", "zainab"),
        ("حول zainab", "zainab"),
        ("#7 حول عبد الله", "abdullah"),
    ],
)
def test_a_name_behind_the_word_says_to_whom(text: str, to: str) -> None:
    command = read(text, NAMES)
    assert (command.act, command.words) == (Act.HAND_OVER, to)


def test_a_number_too_long_to_be_a_cases_is_words() -> None:
    assert read("#1234567890123456789012 هلا", NAMES).act is Act.SAY


def test_every_word_that_is_taught_to_counsellors_is_obeyed() -> None:
    for taught in ("commands", "summary", "canned", "hand_over", "resolve", "note"):
        for word in content.TAUGHT[taught]:
            assert read(word, NAMES).act is not Act.SAY, word
