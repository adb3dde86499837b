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
