"""A text fits its channel, its buttons a phone's screen, and every value in it is one that is filled in."""

import pytest

from helpline.content import Button
from tests.unit.content.wording import codes, wording

FAIL = "FAIL"


def test_a_body_above_whatsapps_limit_fails_once_its_values_are_in() -> None:
    assert ("LEN01", FAIL) not in codes(wording("س" * 1024))
    assert ("LEN01", FAIL) in codes(wording("س" * 1025))
    assert ("LEN01", FAIL) in codes(wording("س" * 600 + "{summary}"))


def test_buttons_have_a_short_title_and_an_id_of_their_own() -> None:
    fits = Button("a", "س" * 20)
    assert ("BTN01", FAIL) not in codes(wording("س", buttons=(fits, Button("b", "لا"))))
    assert ("BTN01", FAIL) in codes(wording("س", buttons=(Button("a", "س" * 21),)))
    assert ("BTN01", FAIL) in codes(wording("س", buttons=(Button("a", " "),)))
    assert ("BTN01", FAIL) in codes(wording("س", buttons=(fits, Button("a", "لا"))))


def test_three_buttons_for_a_text_and_ten_for_a_list_of_the_assistant() -> None:
    four = tuple(Button(str(n), str(n)) for n in range(4))
    assert ("BTN01", FAIL) in codes(wording("س", buttons=four))
    assert ("BTN01", FAIL) not in codes(wording("س", kind="response", buttons=four))
    eleven = tuple(Button(str(n), str(n)) for n in range(11))
    assert ("BTN01", FAIL) in codes(wording("س", kind="response", buttons=eleven))


def test_a_value_nobody_fills_in_fails() -> None:
    assert ("VAL01", FAIL) in codes(wording("هلا {nickname}"))
    assert ("VAL01", FAIL) not in codes(wording("هلا {name}"))


def test_a_form_may_not_need_more_than_the_neutral_one() -> None:
    assert ("VAL01", FAIL) in codes(
        wording("{name} {hours}", form="female", neutral_uses=frozenset({"name"}))
    )
    assert ("VAL01", FAIL) not in codes(wording("وياك", form="spoken", neutral_uses=frozenset({"name"})))


def test_a_word_people_are_told_to_send_must_be_obeyed() -> None:
    assert ("VAL02", FAIL) in codes(wording("كلمة «سمسم» تكفي"))
    assert ("VAL02", FAIL) not in codes(wording("كلمة «خطر» تكفي"))


@pytest.mark.parametrize(
    "text",
    [
        "كلمة «سمسم» هنا تكفي",
        "واذا صار شي، كلمة «سمسم».",
        "باچر، بكلمة «سمسم» هنا: فريقنا يجاوب",
        "كلمة «سمسم» توگفها",
        "نكتب كلمة «سمسم» والفريق يعرف",
        "دز كلمة «سمسم» لو رسالة",
        "كلمة «سمسم»، او رقم الطوارئ",
        "If so, write «sesame» and wait",
    ],
)
def test_a_phrase_that_tells_to_send_is_found_however_it_is_put(text: str) -> None:
    assert ("VAL02", FAIL) in codes(wording(text))


@pytest.mark.parametrize(
    "text",
    [
        "كلمة «لا» صعبة على هواية ناس",
        "وكلمة «عيب» توجع اللي يسمعها",
        "نگول كلمة «عاشت ايدك»، ونبتسم",
        "اللوم يبعّد، وكلمة «گلبي عليك» تقرّب",
        "بكلمة «عفية» نفرّح الطفل",
        "نسمع كلمة «فاشل» ونعرف انها مو احنا",
    ],
)
def test_a_word_that_is_only_spoken_of_is_not_one_to_send(text: str) -> None:
    assert ("VAL02", FAIL) not in codes(wording(text))
