"""Requests are checked against Twilio's own description of its API."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from simulator.contract import Contract

ACCOUNT = "AC" + "0" * 32
SMALL = {
    "paths": {
        "/v1/{AccountSid}/Things/{Sid}.json": {
            "post": {
                "parameters": [
                    {
                        "name": "AccountSid",
                        "in": "path",
                        "required": True,
                        "schema": {"pattern": "^AC[0-9a-f]{32}$"},
                    },
                    {"name": "Sid", "in": "path", "required": True, "schema": {"type": "string"}},
                    {"name": "PageSize", "in": "query", "schema": {"type": "integer", "maximum": 1000}},
                ],
                "requestBody": {
                    "content": {
                        "application/x-www-form-urlencoded": {
                            "schema": {"$ref": "#/components/schemas/thing"}
                        }
                    }
                },
            }
        }
    },
    "components": {
        "schemas": {
            "thing": {
                "required": ["To"],
                "properties": {
                    "To": {"type": "string"},
                    "Status": {"$ref": "#/components/schemas/status"},
                    "Count": {"type": "integer"},
                    "Muted": {"type": "boolean"},
                    "Name": {"type": "string", "maxLength": 3},
                    "Url": {"type": "string", "format": "uri"},
                    "Event": {"type": "array", "items": {"type": "string"}},
                },
            },
            "status": {"type": "string", "enum": ["completed"]},
        }
    },
}
PATH = f"/v1/{ACCOUNT}/Things/T1.json"


@pytest.mark.parametrize(
    ("form", "problem"),
    [
        ({"To": ["x"]}, ""),
        ({}, "missing parameter To"),
        ({"To": ["x"], "Nope": ["1"]}, "unknown parameter Nope"),
        ({"To": ["x", "y"]}, "To is given 2 times"),
        ({"To": ["x"], "Event": ["a", "b"]}, ""),
        ({"To": ["x"], "Status": ["done"]}, "not one of"),
        ({"To": ["x"], "Count": ["three"]}, "not an integer"),
        ({"To": ["x"], "Muted": ["yes"]}, "not true or false"),
        ({"To": ["x"], "Name": ["four"]}, "longer than 3"),
        ({"To": ["x"], "Url": ["/relative"]}, "not an absolute URL"),
    ],
)
def test_a_form_is_checked_for_names_types_and_limits(form, problem):
    found = Contract([SMALL]).problems("POST", PATH, form=form)
    assert bool(found) is bool(problem)
    assert problem in " ".join(found)


def test_paths_and_queries_are_checked_too():
    contract = Contract([SMALL])
    form = {"To": ["x"]}
    assert "AccountSid does not match" in contract.problems("POST", "/v1/AC1/Things/T1.json", form=form)[0]
    assert "outside" in contract.problems("POST", PATH, query={"PageSize": ["5000"]}, form=form)[0]
    assert "unknown query" in contract.problems("POST", PATH, query={"Size": ["5"]}, form=form)[0]
    assert "not in the contract" in contract.problems("DELETE", PATH)[0]


def shared_folder() -> Path | None:
    """Find the folder with Twilio's OpenAPI documents, beside the repository or as WIYAK_SHARED says."""
    root = Path(__file__).resolve().parents[3]
    named = os.environ.get("WIYAK_SHARED")
    folder = (Path(named) if named else root.parent / "shared") / "twilio"
    return folder if folder.is_dir() else None


@pytest.fixture(scope="module")
def twilio() -> Contract:
    """Load Twilio's published contract."""
    folder = shared_folder()
    if folder is None:
        pytest.skip(
            "Twilio's OpenAPI documents are not here: set WIYAK_SHARED to the folder that holds twilio/"
        )
    documents = [json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))]
    assert documents, f"no contract in {folder}"
    return Contract(documents)


def test_the_published_contract_accepts_what_the_helpline_sends(twilio):
    messages = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
    form = {
        "To": ["whatsapp:+9647700000001"],
        "From": ["whatsapp:+15550100001"],
        "Body": ["هلو"],
        "StatusCallback": ["https://helpline.example/whatsapp/status?id=1"],
    }
    assert twilio.problems("POST", messages, form=form) == []
    assert twilio.problems("GET", messages, query={"DateSent>": ["2024-01-01"], "PageSize": ["50"]}) == []
    calls = f"/2010-04-01/Accounts/{ACCOUNT}/Calls.json"
    call = {"To": ["+9647700000001"], "From": ["+15550100002"], "Url": ["https://helpline.example/ivr/alert"]}
    call["StatusCallbackEvent"] = ["initiated", "completed"]
    assert twilio.problems("POST", calls, form=call) == []
    reply = {"body": "x", "actions": [{"type": "QUICK_REPLY", "title": "اي", "id": "yes"}]}
    template = {"language": "ar", "friendly_name": "a", "types": {"twilio/quick-reply": reply}}
    assert twilio.problems("POST", "/v1/Content", json=template) == []
    typing = {"channel": ["whatsapp"], "messageId": ["SM" + "0" * 32]}
    assert twilio.problems("POST", "/v2/Indicators/Typing.json", form=typing) == []


def test_the_published_contract_refuses_mistakes(twilio):
    messages = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
    assert "missing parameter To" in twilio.problems("POST", messages, form={"Body": ["x"]})[0]
    assert "unknown parameter Text" in " ".join(
        twilio.problems("POST", messages, form={"To": ["+9647700000001"], "Text": ["x"]})
    )
    calls = f"/2010-04-01/Accounts/{ACCOUNT}/Calls/{'CA' + '0' * 32}.json"
    assert "not one of" in twilio.problems("POST", calls, form={"Status": ["busy"]})[0]
    broken = {"language": "ar", "types": {"twilio/quick-reply": {"body": "x"}}}
    assert "actions is missing" in twilio.problems("POST", "/v1/Content", json=broken)[0]


def test_the_simulators_resources_are_twilios(twilio):
    from simulator.app import create_app
    from simulator.settings import Settings

    app = create_app(Settings(ACCOUNT, "token", "http://127.0.0.1:1"))
    sids = {
        "account": ACCOUNT,
        "sid": "SM" + "0" * 32,
        "medium_sid": "ME" + "0" * 32,
        "call_sid": "CA" + "0" * 32,
    }
    # Not in the documents at hand: bytes of media and recordings, and the balance.
    beyond = {"Balance", "medium_content", "recording_content", "balance"}
    unknown = []
    for rule in app.url_map.iter_rules():
        name = rule.endpoint.rsplit(".", 1)[-1]
        if not rule.endpoint.startswith("rest_") or name in beyond or not rule.rule.endswith((".json", ">")):
            continue
        path = rule.build({key: sids.get(key, "x") for key in rule.arguments})[1]
        methods = rule.methods - {"HEAD", "OPTIONS"}
        unknown += [f"{m} {path}" for m in methods if path.endswith(".json") and not twilio.knows(m, path)]
    app.extensions["simulator"].clock.stop()
    assert unknown == []
