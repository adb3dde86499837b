"""What Twilio is asked for by SMS and by phone, held to its published contract."""

import json
import uuid
from collections.abc import Mapping
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from helpline.alerts.senders.sms import SmsSender
from helpline.infra import clock, twilio_rest
from helpline.infra.database import transaction
from helpline.infra.settings import settings
from helpline.outbox import Ambiguous, Kind, Outbox, Refused, Unavailable, enqueue
from helpline.outbox.send import Sender
from ivr.sender import CallSender
from simulator.contract import Contract

COUNSELLOR = "+9647700000101"
WORDS = "وياك: تنبيه"


class Api:
    """Twilio's REST API as far as the senders use it."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, dict[str, Any]]] = []
        self.listed: list[dict[str, Any]] = []
        self.fail: Exception | None = None

    def post(self, url: str, *, form: Any = None, body: Any = None) -> dict[str, Any]:
        if self.fail is not None:
            raise self.fail
        self.requests.append((urlsplit(url).path, form))
        return {"sid": f"SM{len(self.requests):032d}"}

    def get(self, url: str, params: Any = None) -> dict[str, Any]:
        return {"messages": self.listed}

    def lists(self, sid: str, body: str = WORDS, ago: float = 0) -> None:
        created = format_datetime(clock.now() - timedelta(seconds=ago))
        self.listed.insert(0, {"sid": sid, "body": body, "date_created": created})


@pytest.fixture
def api(database: str, environment: pytest.MonkeyPatch) -> Api:
    fake = Api()
    environment.setattr(twilio_rest, "post", fake.post)
    environment.setattr(twilio_rest, "get", fake.get)
    environment.setenv("SMS_NUMBER", "+15550100005")
    settings.cache_clear()
    return fake


@pytest.fixture
def contract(shared: Path) -> Contract:
    return Contract([json.loads(path.read_text()) for path in sorted((shared / "twilio").glob("*.json"))])


def put(kind: Kind, payload: Mapping[str, str], sid: str | None = None) -> Outbox:
    with transaction() as session:
        row = enqueue(session, kind, COUNSELLOR, dict(payload), now=clock.now(), urgent=True)
        row.provider_sid = sid
        session.flush()
        session.expunge(row)
        return row


def sms(sid: str | None = None) -> Outbox:
    return put(Kind.SMS, {"text": WORDS}, sid)


def as_sent(form: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return a form as it goes over the wire: texts only."""
    return {
        name: [str(one) for one in (value if isinstance(value, list) else [value])]
        for name, value in form.items()
    }


@pytest.mark.parametrize(
    ("sender", "kind", "payload"),
    [
        (SmsSender(), Kind.SMS, {"text": WORDS}),
        (CallSender(), Kind.CALL, {"alert": str(uuid.uuid4())}),
        (CallSender(), Kind.CALL, {"call_back": str(uuid.uuid4())}),
    ],
)
@pytest.mark.parametrize("service", ["", "MG" + "1" * 32])
def test_every_request_fits_the_published_contract(
    api: Api,
    contract: Contract,
    environment: pytest.MonkeyPatch,
    sender: Sender,
    kind: Kind,
    payload: dict[str, str],
    service: str,
) -> None:
    environment.setenv("MESSAGING_SERVICE_SID", service)
    settings.cache_clear()
    sender.send(put(kind, payload))

    ((path, form),) = api.requests
    assert contract.problems("POST", path, form=as_sent(form)) == []


def test_an_sms_comes_from_the_number_or_from_the_service(api: Api, environment: pytest.MonkeyPatch) -> None:
    row = sms()
    SmsSender().send(row)
    environment.setenv("MESSAGING_SERVICE_SID", "MG1")
    settings.cache_clear()
    SmsSender().send(row)

    by_number, by_service = (form for _, form in api.requests)
    assert by_number == {
        "From": "+15550100005",
        "To": COUNSELLOR,
        "Body": WORDS,
        "StatusCallback": f"https://wiyak.test/alerts/sms/{row.token}",
    }
    assert "From" not in by_service
    assert by_service["MessagingServiceSid"] == "MG1"


def test_an_alert_by_phone_asks_who_picked_up_beside_the_call(api: Api) -> None:
    token = str(uuid.uuid4())
    CallSender().send(put(Kind.CALL, {"alert": token}))
    CallSender().send(put(Kind.CALL, {"call_back": token}))

    alert, back = (form for _, form in api.requests)
    assert (alert["MachineDetection"], alert["AsyncAmd"]) == ("Enable", "true")
    assert alert["AsyncAmdStatusCallback"] == f"https://wiyak.test/ivr/alert/{token}/machine"
    assert not {"MachineDetection", "AsyncAmd"} & set(back)


def test_an_sms_in_doubt_is_found_by_number_words_and_time(api: Api) -> None:
    sms("SMother")
    api.lists("SMold", ago=600)
    api.lists("SMwords", body="شي ثاني")
    api.lists("SMother")
    assert SmsSender().find_sent(sms()) is None

    api.lists("SMmine")
    assert SmsSender().find_sent(sms()) == "SMmine"


@pytest.mark.parametrize(
    ("error", "becomes"),
    [
        (twilio_rest.TwilioError(400, "21608"), Refused),
        (twilio_rest.TwilioError(401, "20003"), Unavailable),
        (twilio_rest.TwilioError(503, "20503"), Ambiguous),
        (twilio_rest.NotSent("ConnectError"), Unavailable),
    ],
)
def test_failures_are_sorted_as_for_other_messages(
    api: Api, error: Exception, becomes: type[Exception]
) -> None:
    api.fail = error
    with pytest.raises(becomes):
        SmsSender().send(sms())
