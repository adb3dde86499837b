"""Replies, typed choices, and when the outbox tries again; pure."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.outbox.reply import Button, Reply, chosen
from helpline.outbox.send import RETRY_AFTER, URGENT_FOR, retry_after

OFFERED = (Button("yes", "نعم"), Button("no", "لا"), Button("skip", "ما اريد اجاوب"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("1", "yes"), (" 2 ", "no"), ("٣", "skip"), ("۱", "yes"), ("لا", "no"), (" ما اريد اجاوب", "skip")],
)
def test_a_number_or_a_title_stands_for_its_button(typed: str, meant: str) -> None:
    found = chosen(typed, OFFERED)

    assert found is not None
    assert found.id == meant


@pytest.mark.parametrize("typed", ["اي نسويها", "اي، نسويها.", "أي نسويها", "اي   نسويها!"])
def test_a_title_is_known_as_people_type_it(typed: str) -> None:
    assert chosen(typed, (Button("go", "اي، نسويها"), Button("no", "لا، شكراً"))) == Button("go", "اي، نسويها")


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("تمرين يهدى", "تمرين يهدّي"), ("مواضيع غيرها", "المواضيع غيرها"), ("الخدمات", "خدمات"),
        ("كم يوم", "چم يوم"), ("جم يوم", "چم يوم"), ("تقريبا كليوم", "تقريبا كل يوم"),
        ("الضغط و الجسم", "الضغط والجسم"), ("ضغط والجسم", "الضغط والجسم"), ("😀 نبدي", "نبدي"),
        ("ابدي 🌹", "🌹 ابدي"), ("اثر حرب والخوف", "اثر الحرب والخوف"), ("خدمات للنسا", "خدمات للنساء"),
    ],
)  # fmt: skip
def test_small_differences_of_spelling_leave_it_the_same_title(typed: str, title: str) -> None:
    buttons = (Button("other", "اريد انسان"), Button("this", title))
    assert chosen(typed, buttons) == buttons[1]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("ماكو خطر هسه", "اكو خطر هسه"), ("اريد ابچي", "اريد احچي"), ("ما اريد انسان", "اريد انسان"),
        ("اريد اجاوب", "ما اريد اجاوب"), ("اقل من نص الوقت", "اكثر من نص الوقت"), ("لا امان", "اي، امان"),
        ("نعمل هنا", "نكمل هنا"), ("الا", "لا"), ("ال", "لا"),
    ],
)  # fmt: skip
def test_what_says_something_else_is_no_title(typed: str, title: str) -> None:
    assert chosen(typed, (Button("this", title), Button("other", "🌹"))) is None


def test_what_could_be_two_titles_is_none() -> None:
    assert chosen("دورات", (Button("1", "الدورات"), Button("2", "للدورات"))) is None


@pytest.mark.parametrize("typed", ["0", "4", "11", "-1", "²", "", "نعم لا", "yes", "1.5"])
def test_anything_else_stands_for_none(typed: str) -> None:
    assert chosen(typed, OFFERED) is None


@given(st.text())
def test_no_text_breaks_the_choice(typed: str) -> None:
    assert chosen(typed, OFFERED) is None or chosen(typed, ()) is None


@given(st.text(), st.lists(st.tuples(st.text(), st.text())))
def test_a_reply_survives_the_outbox(words: str, buttons: list[tuple[str, str]]) -> None:
    reply = Reply(words, tuple(Button(*button) for button in buttons))

    assert Reply.from_json(reply.to_json()) == reply


def test_a_routine_message_waits_longer_each_time_and_is_given_up() -> None:
    waits = [retry_after(number, timedelta(), urgent=False) for number in range(1, len(RETRY_AFTER) + 2)]

    assert waits == [*RETRY_AFTER, None]


def test_danger_is_never_given_up_before_half_an_hour() -> None:
    """Simulate an outage from the first attempt on."""
    age, attempts = 0.0, 1
    while (wait := retry_after(attempts, timedelta(seconds=age), urgent=True)) is not None:
        assert wait <= 10
        age += wait
        attempts += 1

    assert timedelta(seconds=age) >= URGENT_FOR == timedelta(minutes=30)
