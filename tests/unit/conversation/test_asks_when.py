"""Asking when somebody comes, and what only begins so."""

import pytest

from helpline.conversation.asks_when import asks_when


@pytest.mark.parametrize(
    "text", ["شوكت يجي؟", "شوكت تتصلون", "يعني متى يرد الموظف", "زين شوكت يجي واحد منكم؟", "يمته تردون عليه"]
)
def test_it_asks_when(text: str) -> None:
    assert asks_when(text)


@pytest.mark.parametrize(
    "text",
    [
        "شوكت يجي يومي",
        "شوكت يجي عزرائيل",
        "متى تجي ساعتي",
        "شوكت يجي الموت",
        "شوكت اموت",
        "تعبت شوكت يجي",
        "",
    ],
)
def test_it_asks_something_else(text: str) -> None:
    assert not asks_when(text)
