"""Text typed in any way comes out in one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.text import normalise, words


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("أُرِيدُ", "اريد"),
        ("آني إنسان ٱلله", "اني انسان الله"),
        ("حياتـــي", "حياتي"),
        ("علىٰ", "علي"),
        ("تعبانة", "تعبانه"),
        ("مسؤول بيئة", "مسوول بييه"),
        ("کتاب یمه", "كتاب يمه"),
        ("٠١٢٣٤٥٦٧٨٩", "0123456789"),
        ("۰۱۲۳۴۵۶۷۸۹", "0123456789"),
        ("مووووت", "موت"),
        ("ا م و ت", "اموت"),
        ("ان.تحر", "انتحر"),
        ("ا*ن*ت*ح*ر", "انتحر"),
        ("انت7ر", "انتحر"),
        ("ﺍﺭﻳﺪ ﺍﻣﻮﺕ", "اريد اموت"),
        ("اريد\u200f \u202bاموت\u202c", "اريد اموت"),
        ("ان\u200bتح\u200dر", "انتحر"),
        ("I WANT\tTO", "i want to"),
        ("k i l l me", "kill me"),
        ("dоn’t", "don't"),
    ],
)
def test_every_trap_of_typing_comes_out_plain(typed: str, plain: str) -> None:
    assert normalise(typed) == plain


def test_iraqi_letters_stay_because_they_tell_words_apart() -> None:
    assert normalise("گلب كلب چان پاچة") == "گلب كلب چان پاچه"


def test_two_sentences_without_a_space_after_the_full_stop_stay_two() -> None:
    assert words(normalise("تعبت.اريد اموت")) == ["تعبت", "اريد", "اموت"]


def test_a_single_letter_between_words_is_not_joined() -> None:
    assert normalise("اني و امي") == "اني و امي"


def test_line_breaks_and_punctuation_stay_because_clauses_are_found_by_them() -> None:
    assert normalise("لا،\nشكرا!") == "لا،\nشكرا!"


@given(st.text(max_size=400))
def test_normalising_any_text_never_raises_and_settles(text: str) -> None:
    once = normalise(text)
    assert normalise(normalise(once)) == normalise(once)


@given(st.text(alphabet="اريدموت \u064b\u064e\u0640\u200b\u200f.", max_size=60))
def test_no_mark_or_invisible_character_is_left(text: str) -> None:
    assert not set(normalise(text)) & set("\u064b\u064e\u0640\u200b\u200f")
