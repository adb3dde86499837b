"""Which language a message is answered in: Kurdish goes on in Kurdish, and a name is no sentence."""

import pytest

from helpline.contacts.inbox import Channel
from helpline.conversation import language
from helpline.triage import assess


def _heard(text: str) -> str | None:
    return language.heard(text, Channel.WHATSAPP, assess(text))


def _answered_in(text: str, remembered: str | None) -> str:
    return language.to_answer_in(text, Channel.WHATSAPP, assess(text), remembered)


def test_three_kurdish_words_are_a_sentence() -> None:
    assert _heard("من زۆر ماندووم") == "ku"
    assert _answered_in("من زۆر ماندووم", None) == "ku"


@pytest.mark.parametrize("text", ["ڕێبوار ئەحمەد", "سڵاو", "اريد اموتۆ هسه"])
def test_a_name_a_greeting_and_an_ornament_are_no_kurdish_sentence(text: str) -> None:
    assert _heard(text) is None
    assert _answered_in(text, None) == "ar"


@pytest.mark.parametrize("word", ["ئا", "نا", "بەڵێ", "سوپاس"])
def test_a_word_after_kurdish_is_answered_in_kurdish(word: str) -> None:
    assert _answered_in(word, "ku") == "ku"


@pytest.mark.parametrize("text", ["شنو", "ما افتهمت هاي شنو تقصدون", "محتاج احچي ويا انسان"])
def test_arabic_after_kurdish_is_answered_in_arabic(text: str) -> None:
    assert _answered_in(text, "ku") == "ar"


def test_an_arabic_word_after_one_english_sentence_is_answered_in_arabic() -> None:
    assert _answered_in("خطر", "en") == "ar"


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("help me", "en"),
        ("please help me now", "en"),
        ("I need help", "en"),
        ("English please", "en"),
        ("do you speak english?", "en"),
        ("I don't know Arabic", "en"),
        ("my manager shoots down every idea", "en"),
        ("took 30 pills and feeling dizzy", "en"),
        ("کوردی", "ku"),
        ("یارمەتیم بدەن", "ku"),
        ("kurdi", "ku"),
        ("nexosh im, serê min dêshêt", "ku"),
    ],
)
def test_a_few_words_that_leave_no_doubt_are_a_language(text: str, spoken: str) -> None:
    assert _heard(text) == spoken


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "ok thanks",
        "thank you so much",
        "how are you today",
        "i love you so much",
        "i wanna go ويا اهلي",
        "ibni ykhaf min el dhalam, akhali lamba",
        "my name احمد",
    ],
)
def test_politeness_and_english_in_the_middle_of_arabic_are_none(text: str) -> None:
    assert _heard(text) is None


def test_politeness_hides_no_risk() -> None:
    assert _heard("thank you for everything, i want to die tonight") == "en"


def test_arabizi_after_an_english_sentence_is_answered_in_arabic() -> None:
    assert _answered_in("wallah ma adri shasawi", "en") == "ar"
    assert _answered_in("na", "ku") == "ku"
