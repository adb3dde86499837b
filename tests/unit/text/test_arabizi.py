"""Arabic in Latin letters is heard as the Arabic word, whatever vowels were written."""

import pytest

from helpline.text import skeleton, sounds_like, to_arabic


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("areed", "اريد"),
        ("arid", "اريد"),
        ("ared", "اريد"),
        ("amoot", "اموت"),
        ("amut", "اموت"),
        ("a3eesh", "اعيش"),
        ("anta7ir", "انتحر"),
        ("agtil", "اكتل"),
        ("aqtul", "اقتل"),
        ("roo7i", "روحي"),
        ("nafsi", "نفسي"),
        ("5alas", "خلاص"),
        ("khalas", "خلاص"),
        ("9adri", "صدري"),
        ("6ab3i", "طبعي"),
        ("chan", "چان"),
        ("8albi", "قلبي"),
        ("3'areeb", "غريب"),
        ("yirta7oon", "يرتاحون"),
    ],
)
def test_a_latin_spelling_sounds_like_its_word(latin: str, arabic: str) -> None:
    assert sounds_like(latin, arabic)


@pytest.mark.parametrize(
    ("latin", "arabic"), [("ra7", "روحي"), ("hay", "حياه"), ("nafs", "نفسي"), ("areed", "ورد"), ("ma", "مو")]
)
def test_it_does_not_sound_like_a_word_with_other_vowels(latin: str, arabic: str) -> None:
    assert not sounds_like(latin, arabic)


def test_the_skeleton_is_the_same_in_both_scripts() -> None:
    assert skeleton("a3eesh") == skeleton("اعيش")
    assert skeleton("kitalni") == skeleton("قتلني")


@pytest.mark.parametrize(
    ("latin", "arabic"), [("shlon", "شلن"), ("zeen", "زين"), ("ana", "انا"), ("walla", "ولا")]
)
def test_an_unknown_word_is_written_by_rule(latin: str, arabic: str) -> None:
    assert to_arabic(latin).replace("لل", "ل") == arabic
