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
