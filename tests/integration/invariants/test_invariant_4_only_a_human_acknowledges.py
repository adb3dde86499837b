"""Only a named human's own act acknowledges: delivered, answered and voicemail do not."""

import uuid

import pytest

from helpline.cases import State
from helpline.outbox import Outbox
from tests.integration.world import AHMED, CONTACT, RED, ZAINAB, World


def calls(world: World) -> list[Outbox]:
    return [row for row in world.outbox() if row.kind == "call"]


@pytest.mark.parametrize("status", ["queued", "sent", "delivered", "read", "failed", "undelivered"])
def test_invariant_4_no_status_of_an_alert_message_acknowledges(world: World, status: str) -> None:
    world.says(RED)
    row = next(row for row in world.outbox() if row.alert_id and row.kind == "whatsapp")
    world.client.post_signed(f"/whatsapp/status/{row.token}", {"MessageStatus": status, "MessageSid": "SM1"})

    assert world.open_case().state == State.OPEN


@pytest.mark.parametrize("status", ["ringing", "in-progress", "answered", "completed", "busy", "no-answer"])
def test_invariant_4_no_status_of_an_alert_call_acknowledges(world: World, status: str) -> None:
    world.says(RED)
    (row,) = calls(world)
    world.client.post_signed(
        f"/ivr/placed/{row.token}", {"CallStatus": status, "CallSid": "CA1", "AnsweredBy": "machine_start"}
    )

    assert world.open_case().state == State.OPEN
    world.passes(90)
    assert ("ahmed", "voice") in world.alerts()


@pytest.mark.parametrize("digits", ["", "3", "9", "#", "11"])
def test_invariant_4_a_voicemail_or_a_wrong_key_acknowledges_nothing(world: World, digits: str) -> None:
    world.says(RED)
    token = world.alert("zainab").token
    voice = next(alert for alert in world.all_alerts() if alert.transport == "voice")
    world.client.post_signed(f"/ivr/alert/{voice.token}", {"CallSid": "CA1"})
    world.client.post_signed(f"/ivr/alert/{voice.token}/key", {"CallSid": "CA1", "Digits": digits})

    assert world.open_case().state == State.OPEN
    assert token != voice.token


def test_invariant_4_the_key_and_the_button_acknowledge(world: World) -> None:
    world.says(RED)
    voice = next(alert for alert in world.all_alerts() if alert.transport == "voice")
    world.client.post_signed(f"/ivr/alert/{voice.token}/key", {"CallSid": "CA1", "Digits": "1"})

    case = world.open_case()
    assert (case.state, case.acknowledged_by) == (State.ACKNOWLEDGED, "zainab")


def test_invariant_4_a_button_counts_only_from_the_phone_it_was_sent_to(world: World) -> None:
    world.says(RED)
    token = world.alert("zainab").token
    world.taps(AHMED, f"ack:{token}")
    world.taps(CONTACT, f"ack:{token}")
    world.taps("+9647700000999", f"ack:{token}")

    assert world.open_case().state == State.OPEN


@pytest.mark.parametrize("payload", [f"ack:{uuid.UUID(int=1)}", "ack:", "ack:1", "ack:' OR 1=1", "resolve:1"])
def test_invariant_4_a_made_up_button_acknowledges_nothing(world: World, payload: str) -> None:
    world.says(RED)
    world.taps(ZAINAB, payload)

    assert world.open_case().state == State.OPEN


def test_invariant_4_words_of_a_counsellor_are_no_acknowledgement(world: World) -> None:
    world.says(RED)
    world.says("استلمها", ZAINAB)
    world.says("تمام", ZAINAB)

    assert world.open_case().state == State.OPEN


def test_invariant_4_an_unsigned_tap_acknowledges_nothing(world: World) -> None:
    world.says(RED)
    form = {
        "MessageSid": "SM9",
        "From": f"whatsapp:{ZAINAB}",
        "ButtonPayload": f"ack:{world.alert('zainab').token}",
    }

    assert world.client.post_unsigned("/whatsapp/inbound", form).status_code == 403
    assert world.open_case().state == State.OPEN
