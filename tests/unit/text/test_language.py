"""The language of a message is told from its letters and small words."""

import pytest

from helpline.text import LANGUAGES, detect, is_foreign


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


@pytest.mark.parametrize(
    "text",
    [
        "my mother is very sick and I cannot sleep",
        "دایکم نەخۆشە و ناتوانم بخەوم",
        "من خیلی خسته هستم و کمک می خواهم",
        "мне очень плохо помогите пожалуйста",
        "merhaba yardıma ihtiyacım var",
        "kimse beni anlamıyor artık yoruldum",
    ],
)
def test_a_sentence_that_the_assistant_cannot_answer_is_foreign(text: str) -> None:
    assert is_foreign(text)


@pytest.mark.parametrize(
    "text",
    [
        "hello how are",
        "اي هاي هي اللي اريدها",
        "hay el shaghla tla3bet nafsi bil leil",
        "workshops for girls اكو يمكم",
        "kulkum ghashashin mani mkammil",
        "تعبت من هالدنيا وما ادري شسوي",
    ],
)
def test_iraqi_in_any_script_and_a_greeting_are_not(text: str) -> None:
    assert not is_foreign(text)
