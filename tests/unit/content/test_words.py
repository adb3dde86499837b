"""Durations and numbers come out as people in Iraq say them."""

import pytest

from helpline.content.words import digits_aloud, duration


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "دقيقة"), (1, "دقيقة"), (2, "دقيقتين"), (3, "3 دقايق"),
    (10, "10 دقايق"), (11, "11 دقيقة"), (1.2, "دقيقتين"), (60, "ساعة"), (120, "ساعتين"),
    (240, "4 ساعات"), (720, "12 ساعة"), (90, "ساعة و30 دقيقة")],
)  # fmt: skip
def test_a_duration_is_counted_the_iraqi_way_and_never_sounds_shorter(minutes: float, said: str) -> None:
    assert duration(minutes) == said


def test_a_number_to_dial_is_read_digit_by_digit() -> None:
    assert digits_aloud("911") == "تسعة، واحد، واحد"
    assert digits_aloud("+1 2") == "واحد، اثنين"
