"""Conversations on the whole stack, and what may not break them."""

import io
import json
import re

import pytest

from simulator.contract import Contract
from simulator.play import PlaySettings, play
from simulator.settings import Counsellor
from tests.conftest import ROOT, wait_until
from tests.e2e.conftest import AHMED, HUDA, ZAINAB, Stack

MEDIUM_BYTES = re.compile(r"/Media/ME[0-9a-f]{32}$")


def test_danger_in_the_middle_of_an_exercise_leaves_it_at_once(stack: Stack) -> None:
    number = stack.new_contact()
    stack.write(number, "اريد تمرين تنفس")
    wait_until(lambda: stack.messages(number), 15)
    wait_until(lambda: stack.messages(number)[-1]["buttons"], 15)
    stack.write(number, "ما ينفع، راح اقتل نفسي هسه")
    wait_until(lambda: "911" in stack.said_to(number), 15)
    case = stack.case(number)
    assert case is not None
    assert case["level"] == "RED"


@pytest.mark.timeout(420)
def test_scenarios_on_whatsapp_and_on_the_phone_come_out_as_expected(stack: Stack) -> None:
    people = tuple(Counsellor(name, number) for name, number in (("a", AHMED), ("z", ZAINAB), ("h", HUDA)))
    played = []
    # On the phone time runs faster here, and waiting for more words would be heard as silence.
    for name, settle_after in (("whatsapp.jsonl", 1.2), ("voice.jsonl", 0.25)):
        settings = PlaySettings(
            f"http://127.0.0.1:{stack.base + 1}",
            f"http://127.0.0.1:{stack.base}",
            stack.token,
            people,
            settle_after,
        )
        out = io.StringIO()
        with (ROOT / "scenarios" / name).open(encoding="utf-8") as file:
            play(file, out, settings)
        played += [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(played) >= 15
    assert {one["id"]: one["failures"] for one in played if not one["ok"]} == {}


def test_every_request_to_twilio_fits_its_published_contract(stack: Stack, shared) -> None:
    papers = [
        *sorted((shared / "twilio").glob("*.json")),
        ROOT / "tests" / "contracts" / "twilio_account.json",
    ]
    contract = Contract([json.loads(path.read_text()) for path in papers])
    # The bytes of a medium are at the address that its webhook named: the documents tell of its JSON only.
    requests = [
        one
        for one in stack.simulator.get("/sim/requests").json()["requests"]
        if not MEDIUM_BYTES.search(one["path"])
    ]
    sent = [one for one in requests if one["method"] == "POST"]
    assert len(sent) > 20, "the tests before this one have sent messages and placed calls"
    problems = {
        f"{one['method']} {one['path']}": found
        for one in requests
        if (
            found := contract.problems(
                one["method"], one["path"], one.get("query"), one.get("form"), one.get("json")
            )
        )
    }
    assert problems == {}
