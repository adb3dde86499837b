"""Twilio's own client library reads the account, its sender and its debugger here."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from twilio.rest import Client

from tests.integration.simulator.test_twilio_client import Rerouted

ACCOUNT = "AC" + "1" * 32
CONTACT = "+9647700000001"


@pytest.fixture
def client(simulator):
    return Client(ACCOUNT, "test-token", http_client=Rerouted(simulator.url))


def test_the_balance_is_what_a_test_sets(simulator, client):
    assert client.balance.fetch().balance == "42.00"
    simulator.sim("account", balance="3.50", currency="EUR")
    told = client.balance.fetch()
    assert (told.balance, told.currency) == ("3.50", "EUR")
    simulator.sim("reset")
    assert client.balance.fetch().balance == "42.00"


def test_the_sender_is_listed_and_fetched(simulator, client):
    (sender,) = client.messaging.v2.channels_senders.list(channel="whatsapp")
    assert (sender.sender_id, sender.status) == ("whatsapp:+15550100001", "ONLINE")
    assert sender.properties["quality_rating"] == "HIGH"
    reason = {"code": "63020", "message": "the business account is locked", "more_info": ""}
    simulator.sim("account", status="OFFLINE", offline_reasons=[reason])
    fetched = client.messaging.v2.channels_senders(sender.sid).fetch()
    assert (fetched.status, fetched.offline_reasons) == ("OFFLINE", [reason])
    simulator.sim("account", has_sender=False)
    assert client.messaging.v2.channels_senders.list(channel="whatsapp") == []


def test_the_senders_channel_must_be_named(simulator):
    assert simulator.rest("GET", "/v2/Channels/Senders").status_code == 400


def test_a_webhook_that_fails_is_in_the_debuggers_list(simulator, helpline, client):
    helpline.answers["/whatsapp/inbound"] = [(500, "text/plain", ""), (200, "text/xml", "<Response")]
    sent = simulator.sim("messages", **{"from": CONTACT, "body": "هلو"})
    simulator.sim("messages", **{"from": CONTACT, "body": "هلو"})
    before = datetime.now(UTC) - timedelta(minutes=5)
    newest, oldest = client.monitor.v1.alerts.list(log_level="error", start_date=before, page_size=1)
    assert (newest.error_code, oldest.error_code) == ("12100", "11200")
    assert oldest.resource_sid == sent["sid"]
    assert oldest.date_created >= before
    assert client.monitor.v1.alerts.list(log_level="warning", start_date=before) == []
    later = datetime.now(UTC) + timedelta(minutes=5)
    assert client.monitor.v1.alerts.list(log_level="error", start_date=later) == []


def test_whatsapp_changes_its_mind_about_a_template(simulator, client):
    reply = {"body": "سؤال", "actions": [{"type": "QUICK_REPLY", "title": "اي", "id": "yes"}]}
    wish = {"language": "ar", "friendly_name": "asq", "types": {"twilio/quick-reply": reply}}
    made = simulator.rest("POST", "/v1/Content", json=wish).json()
    approval = client.content.v1.contents(made["sid"]).approval_fetch
    assert approval().fetch().whatsapp["status"] == "unsubmitted"
    simulator.sim(f"templates/{made['sid']}", status="paused", rejection_reason="blocked by many")
    told = approval().fetch().whatsapp
    assert (told["status"], told["rejection_reason"]) == ("paused", "blocked by many")
    assert simulator.http.get("/sim/templates").json()["templates"][0]["status"] == "paused"


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("account", {"colour": "red"}),
        ("account", {"status": "AWAY"}),
        ("templates/HX0", {"status": "paused"}),
    ],
)
def test_what_twilio_does_not_have_cannot_be_set(simulator, path, asked):
    assert simulator.http.post(f"/sim/{path}", json=asked).status_code in (400, 404)
