"""What somebody meets who writes or calls while nothing of the server answers."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bench.load import Sent
from bench.messages import danger
from tests.chaos.twilio import Twilio
from tests.conftest import wait_until
from tests.e2e.conftest import AHMED

CALLER, WRITER = "+9647700001990", "+9647700001991"


@dataclass(frozen=True, slots=True)
class Dark:
    """One look around: a call while the counsellor talks on it, and a message of danger."""

    # The contact's call and the counsellor's, as they were while both talked, and when it was over.
    call: dict[str, Any]
    counsellors_call: dict[str, Any]
    call_after: dict[str, Any]
    written: Sent
    deliveries: list[dict[str, Any]]
    # What the writer had received by then.
    received: list[str]


def look_around(twilio: Twilio) -> Dark:
    """Dial in, let the counsellor on call pick up, hang up; write that there is danger."""
    at = datetime.now(UTC)
    answer = twilio.http.post("/sim/messages", json={"from": WRITER, "body": danger()[0]}).json()
    elapsed = (datetime.now(UTC) - at).total_seconds()
    sid = twilio.http.post("/sim/calls", json={"from": CALLER}).json()["sid"]

    def rings() -> dict[str, Any] | None:
        """the phone of the counsellor on call rings for the caller"""
        mine = [one for one in twilio.calls(AHMED) if one["direction"] == "outbound-dial"]
        return mine[-1] if mine and mine[-1]["status"] == "ringing" else None

    leg = wait_until(rings, 20)["sid"]
    twilio.http.post(f"/sim/calls/{leg}/answer").raise_for_status()

    def both_talk() -> tuple[dict[str, Any], dict[str, Any]] | None:
        """the caller and the counsellor are connected"""
        both = [twilio.http.get(f"/sim/calls/{one}").json() for one in (sid, leg)]
        return (both[0], both[1]) if all(one["doing"] == "talking" for one in both) else None

    call, counsellors = wait_until(both_talk, 20)
    twilio.http.post(f"/sim/calls/{leg}/hangup").raise_for_status()

    def over() -> dict[str, Any] | None:
        """the caller's call is over"""
        call = twilio.http.get(f"/sim/calls/{sid}").json()
        return None if call["status"] == "in-progress" else dict(call)

    return Dark(
        call=call,
        counsellors_call=counsellors,
        call_after=wait_until(over, 20),
        written=Sent(
            str(answer["sid"]), WRITER, 1, True, at, 0.0, elapsed, answer["deliveries"][0]["status"]
        ),
        deliveries=answer["deliveries"],
        received=[one["body"] for one in twilio.messages("outbound", WRITER)],
    )
