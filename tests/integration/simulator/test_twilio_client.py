"""Twilio's own client library finds here what it expects of Twilio."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client
from twilio.rest.content.v1.content import ContentList

ACCOUNT = "AC" + "1" * 32
CONTACT = "+9647700000001"


class Rerouted(TwilioHttpClient):
    """Send what is meant for Twilio's hosts to the simulator."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self._base = base

    def request(self, method, url, *args, **kwargs):
        parts = urlsplit(url)
        query = f"?{parts.query}" if parts.query else ""
        return super().request(method, f"{self._base}{parts.path}{query}", *args, **kwargs)


@pytest.fixture
def client(simulator):
    return Client(ACCOUNT, "test-token", http_client=Rerouted(simulator.url))


def test_messages_are_sent_listed_and_fetched(simulator, client):
    simulator.sim("messages", **{"from": CONTACT, "body": "هلو"})
    sent = [
        client.messages.create(to=f"whatsapp:{CONTACT}", from_="whatsapp:+15550100001", body=str(n))
        for n in range(3)
    ]
    listed = client.messages.list(to=f"whatsapp:{CONTACT}", page_size=2)
    assert [message.sid for message in listed] == [message.sid for message in sent[::-1]]
    fetched = client.messages(sent[0].sid).fetch()
    assert (fetched.body, fetched.direction, fetched.date_created.year) == (
        "0",
        "outbound-api",
        sent[0].date_created.year,
    )
    inbound = client.messages.list(from_=f"whatsapp:{CONTACT}")
    assert [message.direction for message in inbound] == ["inbound"]


def test_an_error_becomes_the_librarys_exception(client):
    with pytest.raises(TwilioRestException) as refused:
        client.messages.create(to=f"whatsapp:{CONTACT}", from_="whatsapp:+15550100001", body="x" * 1601)
    assert (refused.value.status, refused.value.code) == (400, 21617)


def test_calls_are_placed_redirected_and_ended(simulator, client, eventually):
    call = client.calls.create(
        to=CONTACT, from_="+15550100002", twiml='<Response><Pause length="600"/></Response>'
    )
    simulator.sim(f"numbers/{CONTACT}/answer")
    eventually(lambda: client.calls(call.sid).fetch().status == "in-progress")
    client.calls(call.sid).update(twiml='<Response><Say>هلو</Say><Pause length="600"/></Response>')
    eventually(lambda: simulator.heard(call.sid) == ["هلو"])
    assert client.calls(call.sid).update(status="completed").status == "completed"
    assert [each.sid for each in client.calls.list(to=CONTACT, status="completed")] == [call.sid]


def test_conferences_queues_and_the_balance_are_read(simulator, client, helpline, eventually):
    room = "<Response><Dial><Conference>case-1</Conference></Dial></Response>"
    call = client.calls.create(to=CONTACT, from_="+15550100002", twiml=room)
    simulator.sim(f"numbers/{CONTACT}/answer")
    (conference,) = eventually(lambda: client.conferences.list(friendly_name="case-1", status="in-progress"))
    (participant,) = conference.participants.list()
    assert participant.call_sid == call.sid
    assert conference.participants(call.sid).update(muted=True).muted is True
    queue = client.queues.create(friendly_name="oncall")
    assert client.queues(queue.sid).fetch().current_size == 0
    assert client.balance.fetch().currency == "USD"


def test_templates_are_created_and_listed(client):
    reply = {"body": "سؤال", "actions": [{"type": "QUICK_REPLY", "title": "اي", "id": "yes"}]}
    wish = {"language": "ar", "friendly_name": "asq", "types": {"twilio/quick-reply": reply}}
    made = client.content.v1.contents.create(ContentList.ContentCreateRequest(wish))
    assert [each.sid for each in client.content.v1.contents.list()] == [made.sid]
