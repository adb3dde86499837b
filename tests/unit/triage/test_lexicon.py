"""A word is found however it is spelled, glued or transliterated."""

import pytest

from helpline.triage.lexicon import Lexicon, expand
from helpline.triage.matcher import matcher

LEXICON = Lexicon(
    {
        "NEG": "ما",
        "WANT": "اريد",
        "DIE": "(د|دا)?اموت",
        "HIT": "=كتلني",
        "KILLME": "=قتلني",
        "SCHOOL": "مدرسه",
        "FIRST_PERSON": "اريد اموت",
    },
    {"=بيت"},
    frozenset({"amount"}),
)


def classes(word: str) -> list[set[str]]:
    return [set(found) for _, found in LEXICON.read(word)]


def test_an_expression_lists_its_variants() -> None:
    assert set(expand("(د|دا)?اموت(ن)?")) == {"داموتن", "داموت", "دااموتن", "دااموت", "اموتن", "اموت"}


@pytest.mark.parametrize("word", ["المدرسه", "بالمدرسه", "والمدرسه", "للمدرسه", "وبالمدرسه"])
def test_articles_and_prepositions_come_off(word: str) -> None:
    assert classes(word) == [{"SCHOOL"}]


def test_a_future_or_progressive_prefix_comes_off_a_first_person_verb() -> None:
    assert "DIE" in classes("حاموت")[0]


@pytest.mark.parametrize("word", ["مااريد", "ماريد", "مريد", "ومااريد"])
def test_a_negation_glued_to_its_verb_comes_apart(word: str) -> None:
    assert classes(word)[0] == {"NEG"}
    assert "WANT" in classes(word)[1]


@pytest.mark.parametrize("word", ["مجرحه", "مجرحة", "مجرح"])
def test_who_is_wounded_does_not_say_that_they_do_not_wound(word: str) -> None:
    assert not any("NEG" in names for names in matcher().read(word).classes)


def test_two_words_typed_as_one_come_apart() -> None:
    found = classes("اريداموت")
    assert "WANT" in found[0] and "DIE" in found[1]


def test_beating_and_killing_are_told_apart_where_the_spelling_tells() -> None:
    assert classes("كتلني") == [{"HIT"}]
    assert classes("قتلني") == [{"KILLME"}]


def test_latin_letters_are_heard() -> None:
    assert "DIE" in classes("amoot")[0]
    assert classes("madrasa") == [{"SCHOOL"}]
    assert classes("bilmadrasa") == [{"SCHOOL"}]


@pytest.mark.parametrize(
    ("latin", "never"),
    [
        ("ummi", "NEG"),
        ("li2an", "NEG"),
        ("walla", "NEG"),
        ("abuya", "WANT"),
        ("3ala", "BURDEN"),
        ("ismi", "KILL"),
    ],
)
def test_a_common_word_in_latin_letters_is_not_taken_for_one_that_sounds_like_it(
    latin: str, never: str
) -> None:
    assert not any(never in names for names in matcher().read(latin).classes)


def test_a_wish_in_latin_letters_reads_as_in_arabic_ones() -> None:
    assert matcher().read("areed amoot").classes == matcher().read("اريد اموت").classes


def test_common_english_is_not_heard_as_arabic() -> None:
    assert classes("amount") == [set()]


def test_an_unknown_word_has_no_class() -> None:
    assert classes("طماطم") == [set()]


def test_a_word_of_endless_length_is_cut() -> None:
    assert classes("اموت" * 5000) == [set()]


def test_the_same_word_in_every_spelling_reads_alike() -> None:
    readings = [matcher().read(t).classes for t in ("اريد اموت", "أُرِيدُ أموووت", "ا ر ي د  ا م و ت")]
    assert readings[0] == readings[1] == readings[2]
