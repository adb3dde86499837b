"""Conversations on the whole stack, and what may not break them."""

import io
import json
import re
from pathlib import Path

import pytest

from simulator.contract import Contract
from simulator.play import PlaySettings, play, read
from simulator.settings import Counsellor
from tests.conftest import ROOT, wait_until
from tests.e2e.conftest import AHMED, HUDA, ZAINAB, Stack

SCENARIOS = sorted((ROOT / "scenarios").glob("*.jsonl"))
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
@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_scenarios_come_out_as_expected(stack: Stack, path: Path) -> None:
    people = tuple(Counsellor(name, number) for name, number in (("a", AHMED), ("z", ZAINAB), ("h", HUDA)))
    lines = path.read_text(encoding="utf-8")
    spoken = '"channel": "voice"' in lines
    settings = PlaySettings(
        f"http://127.0.0.1:{stack.base + 1}",
        f"http://127.0.0.1:{stack.base}",
        stack.token,
        people,
        # On the phone time runs faster here, and waiting for more words would be heard as silence.
        0.25 if spoken else 0.6,
        at_once=1 if spoken else 3,
    )
    out = io.StringIO()
    play(io.StringIO(lines), out, settings)
    played = [json.loads(line) for line in out.getvalue().splitlines()]
    assert played
    assert {one["id"]: one["failures"] for one in played if not one["ok"]} == {}


def test_the_scenarios_are_many_and_each_has_a_name_of_its_own() -> None:
    scenarios = [one for path in SCENARIOS for one in read(io.StringIO(path.read_text(encoding="utf-8")))]
    names = [one["id"] for one in scenarios]
    assert len(names) == len(set(names)) >= 60
    assert {one["channel"] for one in scenarios} == {"whatsapp", "voice"}
    assert [one["id"] for one in scenarios if not one["expect"]] == []


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
