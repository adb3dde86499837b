"""A message in danger, from the webhook to the counsellor's key and back to the contact."""

import pytest

from tests.conftest import wait_until
from tests.e2e.conftest import COUNSELLORS, Stack

DANGER = "شربت الحبوب كلهن هسه وودعتكم"


def ringing(stack: Stack) -> dict | None:
    """a counsellor's phone rings"""
    for number in COUNSELLORS:
        for call in stack.calls(number):
            if call["status"] == "ringing":
                return call
    return None


def test_first_message_in_danger_rings_a_counsellor_whose_key_is_told_to_the_contact(stack: Stack) -> None:
    number = stack.new_contact()
    stack.write(number, DANGER)
    call = wait_until(lambda: ringing(stack), 15)
    wait_until(lambda: "911" in stack.said_to(number), 10)

    stack.simulator.post(f"/sim/calls/{call['sid']}/answer").raise_for_status()
    wait_until(lambda: stack.simulator.get(f"/sim/calls/{call['sid']}").json()["listening"], 15)
    heard = stack.simulator.get(f"/sim/calls/{call['sid']}").json()["transcript"]
    assert not any("حمرة" in str(line) for line in heard), "nothing is told before the key"
    stack.simulator.post(f"/sim/calls/{call['sid']}/digits", json={"digits": "1"}).raise_for_status()

    wait_until(lambda: (stack.case(number) or {}).get("state") == "acknowledged", 15)
    case = stack.case(number)
    assert case is not None
    assert case["level"] == "RED"
    assert case["acknowledged_by"] is not None
    wait_until(lambda: "صارت يم" in stack.said_to(number), 15)


def test_worker_killed_between_store_and_alert_loses_nothing(stack: Stack) -> None:
    number = stack.new_contact()
    workers = {name: stack.kill(name) for name in ("urgent", "worker")}
    stack.write(number, DANGER)
    for name, pid in workers.items():
        stack.wait_for_restart(name, pid)
    wait_until(lambda: stack.state(number)["alerts"], 30)
    wait_until(lambda: "911" in stack.said_to(number), 30)
    case = stack.case(number)
    assert case is not None
    assert case["level"] == "RED"


@pytest.mark.parametrize("program", ["urgent", "worker"])
def test_worker_killed_at_work_is_followed_up_within_thirty_seconds(stack: Stack, program: str) -> None:
    number = stack.new_contact()
    stack.write(number, DANGER)
    stack.wait_for_restart(program, stack.kill(program))
    wait_until(lambda: stack.state(number)["alerts"], 30)
    wait_until(lambda: "911" in stack.said_to(number), 30)


def test_rasa_killed_before_a_message_in_danger_makes_no_difference(stack: Stack) -> None:
    number = stack.new_contact()
    old = stack.kill("rasa")
    stack.write(number, DANGER)
    wait_until(lambda: stack.state(number)["alerts"], 10)
    wait_until(lambda: "911" in stack.said_to(number), 10)
    stack.wait_for_restart("rasa", old, 90)


def test_same_webhook_three_times_is_one_message(stack: Stack) -> None:
    number = stack.new_contact()
    sent = stack.write(number, DANGER)
    stack.simulator.post(f"/sim/messages/{sent['sid']}/redeliver", json={"times": 2}).raise_for_status()
    wait_until(lambda: stack.state(number)["alerts"], 15)
    assert stack.query("SELECT count(*) FROM inbox WHERE provider_sid = %s", sent["sid"]) == [(1,)]
    assert len([one for one in stack.state(number)["case"]["history"] if one["kind"] == "opened"]) == 1


def test_unsigned_webhook_is_refused_and_stores_nothing(stack: Stack) -> None:
    form = {"MessageSid": "SM" + "9" * 32, "From": "whatsapp:+9647700000999", "Body": DANGER}
    answer = stack.web.post("/whatsapp/inbound", data=form, headers={"X-Twilio-Signature": "forged"})
    assert answer.status_code == 403
    assert stack.query("SELECT count(*) FROM inbox WHERE provider_sid = %s", form["MessageSid"]) == [(0,)]
