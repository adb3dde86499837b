"""Retries as Twilio does them and no more."""

from __future__ import annotations

import socket
import threading

import pytest
from twilio.request_validator import RequestValidator

from simulator.faults import Faults
from simulator.settings import Settings
from simulator.webhooks import Webhooks


@pytest.fixture
def webhooks(helpline):
    return Webhooks(Settings("AC" + "1" * 32, "test-token", helpline.url), Faults())


def test_a_refused_connection_is_tried_once_more(webhooks):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/x"
        delivery = webhooks.send("message", url, {})
    assert (delivery.attempts, delivery.error, delivery.status) == (2, "ct", None)


def test_an_http_error_is_not_tried_again(webhooks, helpline):
    helpline.answers["/x"] = (500, "text/plain", "")
    delivery = webhooks.send("message", f"{helpline.url}/x", {"Body": "هلو"})
    assert (delivery.attempts, delivery.status) == (1, 500)
    assert len(helpline.received) == 1


def test_an_answer_that_takes_too_long_is_given_up(webhooks):
    with socket.create_server(("127.0.0.1", 0)) as mute:
        url = f"http://127.0.0.1:{mute.getsockname()[1]}/x#rt=100"
        delivery = webhooks.send("message", url, {})
    assert (delivery.attempts, delivery.error) == (1, "rt")


def test_a_connection_cut_after_the_request_is_not_tried_again(webhooks):
    asked = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def cut() -> None:
            wire, _ = server.accept()
            asked.append(wire.recv(10_000))
            wire.close()

        thread = threading.Thread(target=cut)
        thread.start()
        delivery = webhooks.send("message", f"http://127.0.0.1:{server.getsockname()[1]}/x", {"a": "b"})
        thread.join()
    assert (delivery.attempts, delivery.ok, len(asked)) == (1, False, 1)


def test_overrides_in_the_fragment_change_the_retries_and_are_not_signed(webhooks, helpline):
    helpline.answers["/x"] = [(500, "text/plain", ""), (503, "text/plain", ""), (200, "text/plain", "")]
    delivery = webhooks.send("message", f"{helpline.url}/x#rc=3&rp=5xx", {"Body": "هلو"})
    assert (delivery.attempts, delivery.status) == (3, 200)
    assert all(entry["valid"] for entry in helpline.received)
    assert len({entry["token"] for entry in helpline.received}) == 1


def test_a_get_webhook_carries_its_parameters_signed_in_the_query(webhooks, helpline):
    webhooks.send("voice", f"{helpline.url}/x?step=1", {"Digits": "1"}, "GET")
    (entry,) = helpline.received
    assert entry["valid"]
    assert entry["query"] == {"step": "1", "Digits": "1"}


def test_the_signature_covers_the_public_url_when_the_process_listens_elsewhere(helpline):
    settings = Settings("AC" + "1" * 32, "test-token", "https://helpline.example", connect_url=helpline.url)
    Webhooks(settings, Faults()).send("message", "https://helpline.example/in", {"Body": "x"})
    (entry,) = helpline.received
    assert entry["path"] == "/in"
    public = RequestValidator("test-token")
    assert public.validate("https://helpline.example/in", {"Body": "x"}, entry["signature"])


def test_a_webhook_can_be_delivered_twice(helpline):
    faults = Faults()
    faults.add("webhook message", "twice")
    settings = Settings("AC" + "1" * 32, "test-token", helpline.url)
    Webhooks(settings, faults).send("message", f"{helpline.url}/in", {"MessageSid": "SM1"})
    assert [entry["form"]["MessageSid"] for entry in helpline.received] == ["SM1", "SM1"]
    assert len({entry["token"] for entry in helpline.received}) == 1
