"""Dialect, nobody's gender guessed, short sentences, prompts a caller can hold in mind."""

import pytest

from helpline.content.rules.language import seconds_to_say
from tests.unit.content.wording import codes, wording


@pytest.mark.parametrize("word", ["سوف", "لماذا", "الآن", "جداً", "يمكنك", "هل", "الذي", "ليس"])
def test_school_arabic_is_shown_to_a_person(word: str) -> None:
    assert ("SM17", "WARN") in codes(wording(f"اني {word} وياك"))


@pytest.mark.parametrize("text", ["هلا بيك", "هلال جديد", "هسه شلونك", "الانسان", "لمة ناس", "شلون الوضع"])
def test_dialect_is_not_taken_for_school_arabic(text: str) -> None:
    assert ("SM17", "WARN") not in codes(wording(text))


def test_other_languages_are_not_held_to_the_dialect() -> None:
    assert ("SM17", "WARN") not in codes(wording("هل انت بخير الآن", language="ar"))


@pytest.mark.parametrize("text", ["اضغط واحد", "اذا انت تعبان", "شنو تريد", "گولي شنو صار", "عزيزي"])
def test_one_gender_in_a_form_for_anybody_is_shown(text: str) -> None:
    assert ("SM16", "WARN") in codes(wording(text))
    assert ("SM16", "WARN") not in codes(wording(text, form="male"))
    assert ("SM16", "WARN") not in codes(wording(text, kind="alert"))


@pytest.mark.parametrize("text", ["احچي على راحتك", "شلونك هسه", "اكو احد يمك", "بامكانك نحچي سوه"])
def test_words_alike_for_everybody_pass(text: str) -> None:
    assert ("SM16", "WARN") not in codes(wording(text))


def test_frightening_pictures_are_shown() -> None:
    assert ("SM18", "WARN") in codes(wording("انتبه 💊"))
    assert ("SM18", "WARN") not in codes(wording("هلا 🌱"))


def test_long_sentences_and_long_prompts_are_shown() -> None:
    assert ("SM20", "WARN") in codes(wording("كلمة " * 19))
    assert ("SM20", "WARN") not in codes(wording(("كلمة " * 9 + ". ") * 3))
    prompt = ("كلمة " * 9 + ". ") * 4
    assert ("SM20", "WARN") in codes(wording(prompt, kind="ivr"))
    assert ("SM20", "WARN") in codes(wording(prompt, form="spoken"))
    assert ("SM20", "WARN") not in codes(wording(prompt, kind="danger", state="beside"))


def test_the_emergency_number_takes_its_time_to_say() -> None:
    assert (
        seconds_to_say("الطوارئ {emergency}")
        == seconds_to_say("الطوارئ تسعة، واحد، واحد")
        > seconds_to_say("الطوارئ")
    )


@pytest.mark.parametrize(
    "text",
    [
        "الناس تگول هواية شغلات",
        "والنفس تريد شوية راحة",
        "الفكرة تگول ما يفيد",
        "الدنيا تحب اللي يضحك",
        "العيلة تحتاج وكت",
    ],
)
def test_what_things_and_others_do_is_not_taken_for_an_address(text: str) -> None:
    assert ("SM16", "WARN") not in codes(wording(text))


@pytest.mark.parametrize(
    "text",
    [
        "شلون تگول هيچ",
        "هالوكت تريد شي؟",
        "الليلة تگدر تنام",
        "الساعة تحتاج احد؟",
        "الناس تعبانة",
        "الفكرة زينة، تحب نكمل؟",
    ],
)
def test_an_address_is_still_found(text: str) -> None:
    assert ("SM16", "WARN") in codes(wording(text))
