"""How a message is spelled out before anything learns from it."""

from __future__ import annotations

from bot.components.words import NO_WORDS, expand, prepare, words


def test_spelling_habits_meet_in_one_word() -> None:
    assert prepare("گلبي") == prepare("قلبي") == prepare("كلبي")
    assert prepare("شلوووونچ") == prepare("شلونج")
    assert prepare("areed") == prepare("أُريد")


def test_english_is_left_alone() -> None:
    assert prepare("I need help please").split()[:2] == ["i", "ned"]


def test_emoji_are_words_and_signs_are_not() -> None:
    assert words("ضايج😭!!") == ["ضايج", "😭"]
    assert words("؟!") == [NO_WORDS]


def test_ngrams_mark_the_edges_of_words() -> None:
    pieces = expand("اب جد").split()
    assert pieces[0] == "اب"
    assert "<ا" in pieces and "د>" in pieces and "<اب" in pieces
    assert "بج" not in pieces
