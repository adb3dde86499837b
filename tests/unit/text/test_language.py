"""The language of a message is told from its letters and small words."""

import pytest

from helpline.text import LANGUAGES, detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("شلونك هسه", "ar-IQ"),
        ("اريد احچي وياك شوية", "ar-IQ"),
        ("يعتبر النهر من أطول الأنهار", "ar"),
        ("shlonak hessa, areed a7chi", "arabizi"),
        ("ma a3ruf shasawi", "arabizi"),
        ("I need help please", "en"),
        ("دەمەوێت قسە بکەم لەگەڵ کەسێک", "ckb"),
        ("ئەز گەلەک نەخوشم و دڤێت باخڤم", "badini"),
        ("این کتاب را می خواهم که خود بخوانم", "other"),
        ("👍", "other"),
        ("123", "other"),
        ("", "other"),
    ],
)
def test_the_language_is_told(text: str, language: str) -> None:
    assert detect(text) == language
    assert language in LANGUAGES
