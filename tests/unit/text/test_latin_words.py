"""The list of words in Latin letters is well made, and what it says is what people mean."""

import re

import pytest

from helpline.text import in_arabic, is_latin, normalise
from helpline.text.latin_words import _FILE

LINES = _FILE.read_text("utf-8").splitlines()


def test_the_list_is_sorted_and_names_each_word_once() -> None:
    words = [line.split("\t")[0] for line in LINES]
    assert words == sorted(set(words)) and len(words) > 3000


def test_a_line_is_a_word_as_it_is_looked_up_and_arabic_words() -> None:
    for line in LINES:
        latin, arabic = line.split("\t")
        assert is_latin(latin) and normalise(latin) == latin, line
        assert re.fullmatch(
            r"[\u0621-\u064a\u067e\u0686\u06af]+(?: [\u0621-\u064a\u067e\u0686\u06af]+)*", arabic
        ), line


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("ummi", ("امي",)),
        ("li2an", ("لان",)),
        ("walla", ("والله",)),
        ("3ala", ("على",)),
        ("abuya", ("ابويا",)),
        ("amoot", ("اموت",)),
        ("xyzzy", ()),
    ],
)
def test_a_word_is_what_people_mean(latin: str, arabic: tuple[str, ...]) -> None:
    assert in_arabic(latin) == arabic
