"""Calls from the first ring to the counsellor's room, by keys, by speech and by saying nothing."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import httpx
import pytest

from tests.conftest import wait_until
from tests.e2e.conftest import COUNSELLORS, Stack

# As 911 is spoken.
EMERGENCY = "تسعة، واحد، واحد"


class Caller:
    """Somebody on the phone."""

    def __init__(self, stack: Stack, number: str) -> None:
        self.stack = stack
        answer = stack.simulator.post("/sim/calls", json={"from": number})
        answer.raise_for_status()
        self.sid = answer.json()["sid"]

    def call(self) -> dict[str, Any]:
        """Return the call as it stands."""
        return dict(self.stack.simulator.get(f"/sim/calls/{self.sid}").json())

    def heard(self) -> str:
        """Return all that was said on the line."""
        return "\n".join(str(line.get("text", line)) for line in self.call()["transcript"])

    def press(self, digits: str) -> None:
        """Press keys once the line listens."""
        self._tell("digits", {"digits": digits})

    def speak(self, text: str) -> None:
        """Say something once the line listens."""
        self._tell("speech", {"text": text, "confidence": 0.9})

    def stay_silent(self) -> None:
        """Say nothing until the line goes on by itself."""
        self._tell("silence", {})

    def hang_up(self) -> None:
        """End the call."""
        self.stack.simulator.post(f"/sim/calls/{self.sid}/hangup").raise_for_status()

    def _tell(self, what: str, body: dict[str, Any]) -> None:
        self.stack.simulator.post(f"/sim/calls/{self.sid}/{what}", json=body).raise_for_status()

    def hears(self, words: str, seconds: float = 20) -> None:
        """Wait until something is said."""
        wait_until(lambda: words in self.heard(), seconds)


@pytest.fixture
def dial(stack: Stack) -> Callable[[], tuple[Caller, str]]:
    """Call the helpline from a new number."""

    def call() -> tuple[Caller, str]:
        number = stack.new_contact()
        return Caller(stack, number), number

    return call


def answer_the_ringing_phone(stack: Stack) -> dict[str, Any]:
    """Let the counsellor who is rung answer and press 1."""

    def ringing() -> dict[str, Any] | None:
        """a counsellor's phone rings"""
        calls = [call for number in COUNSELLORS for call in stack.calls(number)]
        return next((call for call in calls if call["status"] == "ringing"), None)

    call = wait_until(ringing, 20)
    stack.simulator.post(f"/sim/calls/{call['sid']}/answer").raise_for_status()
    stack.simulator.post(f"/sim/calls/{call['sid']}/digits", json={"digits": "1"}).raise_for_status()
    return dict(call)


def level(stack: Stack, number: str) -> str | None:
    """Return the level of the contact's case."""
    case = stack.case(number)
    return case["level"] if case else None


def test_emergency_key_rings_a_counsellor_and_joins_both(stack: Stack, dial) -> None:
    caller, number = dial()
    caller.press("1")
    caller.hears(EMERGENCY)
    counsellor = answer_the_ringing_phone(stack)
    wait_until(lambda: (stack.case(number) or {}).get("state") == "acknowledged", 20)

    def together() -> bool:
        """both are in the same conference"""
        lines = [caller.call(), stack.simulator.get(f"/sim/calls/{counsellor['sid']}").json()]
        return all(line["doing"] == "conference" for line in lines)

    wait_until(together, 20)
    caller.hang_up()

    def alone() -> bool:
        """the counsellor has left the empty room"""
        return stack.simulator.get(f"/sim/calls/{counsellor['sid']}").json()["doing"] != "conference"

    wait_until(alone, 20)


def test_a_call_reaches_a_counsellor_by_digits_alone(stack: Stack, dial) -> None:
    caller, number = dial()
    caller.press("0")
    wait_until(lambda: level(stack, number) == "BLUE", 20)
    answer_the_ringing_phone(stack)
    wait_until(lambda: (stack.case(number) or {}).get("state") == "acknowledged", 20)
    caller.hang_up()


def test_spoken_wish_is_screened_by_keys_and_yes_is_red(stack: Stack, dial) -> None:
    caller, number = dial()
    caller.press("2")
    caller.speak("تعبت من كلشي ومااريد اعيش بعد")
    caller.hears("واحد")
    caller.press("1")
    wait_until(lambda: level(stack, number) == "RED", 20)
    caller.hears(EMERGENCY)
    caller.hang_up()
    case = stack.case(number)
    assert case is not None
    assert case["state"] == "open", "hanging up in danger ends the call, not the case"


def test_silence_on_the_acuity_question_is_red(stack: Stack, dial) -> None:
    caller, number = dial()
    caller.press("2")
    caller.speak("مااريد اعيش بعد")

    def silent_until_red() -> bool:
        if level(stack, number) == "RED":
            return True
        with suppress(httpx.HTTPStatusError):  # nobody listens at this moment: an answer is on its way
            caller.stay_silent()
        return False

    wait_until(silent_until_red, 60, every=0.5)
    caller.hang_up()


def test_the_assistant_answers_on_the_phone(stack: Stack, dial) -> None:
    caller, number = dial()
    caller.press("2")
    before = caller.heard()
    caller.speak("ما انام بالليل من القلق")
    wait_until(lambda: len(caller.heard()) > len(before) + 40, 20)
    assert "ديتأخر" not in caller.heard(), "the fallback was spoken although the assistant runs"
    assert level(stack, number) is None
    caller.hang_up()
