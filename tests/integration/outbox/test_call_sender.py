"""Which call Twilio is really asked to place, and which one is found again after a failure in doubt."""

import uuid
from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from helpline.infra import clock, twilio_rest
from helpline.infra.database import transaction
from helpline.outbox import Kind, Outbox, enqueue
from ivr.sender import CallSender

COUNSELLOR = "+9647700000101"


class Api:
    """Twilio's calls as far as the sender uses them."""

    def __init__(self) -> None:
        self.forms: list[dict[str, Any]] = []
        self.listed: list[dict[str, Any]] = []

    def post(self, url: str, *, form: Any = None, body: Any = None) -> dict[str, Any]:
        self.forms.append(form)
        return {"sid": f"CA{len(self.forms):032d}"}

    def get(self, url: str, params: Any = None) -> dict[str, Any]:
        return {"calls": self.listed}

    def lists(self, sid: str, ago: float = 0) -> None:
        created = format_datetime(clock.now() - timedelta(seconds=ago))
        self.listed.insert(0, {"sid": sid, "date_created": created})


@pytest.fixture
def api(database: str, monkeypatch: pytest.MonkeyPatch) -> Api:
    fake = Api()
    monkeypatch.setattr(twilio_rest, "post", fake.post)
    monkeypatch.setattr(twilio_rest, "get", fake.get)
    return fake


def put(sid: str | None = None, **payload: str) -> Outbox:
    """Write a call to the outbox; with a SID, one that was placed."""
    with transaction() as session:
        row = enqueue(
            session,
            Kind.CALL,
            COUNSELLOR,
            payload or {"alert": str(uuid.uuid4())},
            now=clock.now(),
            urgent=True,
        )
        row.provider_sid = sid
        session.flush()
        session.expunge(row)
        return row


def test_a_call_in_doubt_is_found_by_its_number_and_time(api: Api) -> None:
    api.lists("CAold", ago=600)
    api.lists("CAnew")

    assert CallSender().find_sent(put()) == "CAnew"


def test_another_case_that_rings_the_same_counsellor_is_not_this_one(api: Api) -> None:
    put("CAother")
    api.lists("CAother")

    assert CallSender().find_sent(put()) is None

    api.lists("CAmine")
    assert CallSender().find_sent(put()) == "CAmine"


def test_a_call_back_shows_the_neutral_number_and_tells_its_own_address(
    api: Api, environment: pytest.MonkeyPatch
) -> None:
    from helpline.infra.settings import settings

    environment.setenv("CALL_BACK_NUMBER", "+15550100004")
    settings.cache_clear()
    token = str(uuid.uuid4())
    CallSender().send(put(call_back=token))
    CallSender().send(put())

    back, alert = api.forms
    assert back["From"] == "+15550100004"
    assert back["Url"].endswith(f"/ivr/call-back/{token}")
    assert back["StatusCallback"].endswith(f"/ivr/call-back/{token}/status")
    assert back["Timeout"] < alert["Timeout"]
    assert alert["From"] == settings().voice_number
