"""What begins a flow of their own, and how erasing is agreed to; no database."""

from dataclasses import replace

import pytest

from helpline import content
from helpline.conversation import flows
from helpline.conversation.effects import Erase
from helpline.conversation.turn import decide
from tests.unit.conversation.private_turns import goes_on, said
from tests.unit.conversation.turns import PLAIN

pytestmark = pytest.mark.usefixtures("environment")


def test_nothing_but_a_clear_yes_erases() -> None:
    asked = decide(replace(PLAIN, text="امسح بياناتي"))
    assert asked.flow is not None and "رقمك" in said(asked) and "خطتك" in said(asked)

    assert goes_on(PLAIN, asked, "اي").effects == (Erase(),)
    assert goes_on(PLAIN, asked, "لا").effects == ()
    assert goes_on(PLAIN, asked, "ليش").effects == ()


def test_how_to_delete_the_chat_tells_of_the_calls_too() -> None:
    plan = decide(replace(PLAIN, text="مسح المحادثة"))

    assert "ايفون" in said(plan) and "قائمة المكالمات" in said(plan)


def test_every_word_that_begins_a_flow_is_taught() -> None:
    assert {name for name in flows.WORDS if name not in content.TAUGHT} == set()
    assert {flow for flow in flows.WORDS.values() if flow not in flows.FLOWS} == set()
