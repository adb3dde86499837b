"""Calls while something else fails: the caller still hears the next right thing."""

from collections.abc import Callable, Iterator

import pytest

from helpline import content
from tests.conftest import wait_until
from tests.e2e.conftest import COUNSELLORS, Stack
from tests.e2e.test_calls import EMERGENCY, Caller, level


@pytest.fixture
def caller(stack: Stack) -> Iterator[tuple[Caller, str]]:
    """Somebody who has just called, and their number."""
    number = stack.new_contact()
    calling = Caller(stack, number)
    yield calling, number
    calling.hang_up()


@pytest.fixture
def fault(stack: Stack) -> Iterator[Callable[[str, str, int], None]]:
    """Have Twilio's next requests fail."""

    def arm(target: str, kind: str, count: int) -> None:
        body = {"target": target, "kind": kind, "count": count}
        stack.simulator.post("/sim/faults", json=body).raise_for_status()

    yield arm
    stack.simulator.delete("/sim/faults")


def accept(stack: Stack, number: str) -> None:
    """Let counsellors answer and press 1 until this contact's case is theirs: others' cases ring as well."""

    def accepted() -> bool:
        """the case has its counsellor"""
        for call in [one for phone in COUNSELLORS for one in stack.calls(phone)]:
            if call["status"] == "ringing":
                stack.simulator.post(f"/sim/calls/{call['sid']}/answer")
                stack.simulator.post(f"/sim/calls/{call['sid']}/digits", json={"digits": "1"})
        return (stack.case(number) or {}).get("state") == "acknowledged"

    wait_until(accepted, 60, every=0.3)


def test_the_assistant_killed_in_the_middle_of_a_call(stack: Stack, caller: tuple[Caller, str]) -> None:
    calling, number = caller
    calling.press("2")
    old = stack.kill("rasa")
    calling.speak("ما انام بالليل من القلق")
    calling.hears(content.text("fallback.slow", spoken=True).split("،")[0], 30)

    calling.speak("مليت وما اريد اعيش بعد")
    calling.hears("اثنين")
    calling.press("1")
    wait_until(lambda: level(stack, number) == "RED", 20)
    calling.hears(EMERGENCY)
    stack.wait_for_restart("rasa", old, 90)


def test_the_database_restarted_in_the_middle_of_a_call(stack: Stack, caller: tuple[Caller, str]) -> None:
    calling, number = caller
    calling.press("3")
    calling.hears(content.text("ivr.skills", spoken=True))
    old = stack.kill("postgres")
    calling.press("1")
    calling.hears(EMERGENCY, 40)

    stack.wait_for_restart("postgres", old)
    wait_until(lambda: level(stack, number) == "RED", 30)
    accept(stack, number)


@pytest.mark.parametrize("kind", ["500", "429"])
def test_twilio_failing_while_a_counsellor_is_to_be_rung(
    stack: Stack, caller: tuple[Caller, str], fault: Callable[[str, str, int], None], kind: str
) -> None:
    calling, number = caller
    fault("POST Calls", kind, 3)
    calling.press("1")
    calling.hears(EMERGENCY)
    calling.hears(content.text("ivr.danger.breathe", spoken=True), 40)
    accept(stack, number)
    wait_until(lambda: calling.call()["doing"] == "conference", 20)
