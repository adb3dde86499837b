"""A status only moves forward, and may come before our own note of having sent."""

import uuid

import pytest
from sqlalchemy import update

from helpline.infra.database import transaction
from helpline.outbox import Outbox, Sending
from tests.integration.world import CONTACT, RED, THANKS, World


def reply_row(world: World):  # type: ignore[no-untyped-def]
    return [row for row in world.outbox() if row.contact_id is not None][-1]


def call_back(world: World, token: uuid.UUID, status: str, **form: str) -> int:
    posted = world.client.post_signed(f"/whatsapp/status/{token}", {"MessageStatus": status, **form})
    return int(posted.status_code)


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (["sent", "delivered", "read"], Sending.READ),
        (["read", "delivered", "sent"], Sending.READ),
        (["delivered", "sent", "queued"], Sending.DELIVERED),
        (["delivered", "failed"], Sending.DELIVERED),
        (["failed", "delivered"], Sending.FAILED),
        (["undelivered", "sent"], Sending.FAILED),
        (["queued", "accepted", "nonsense"], Sending.SENT),
    ],
)
def test_a_status_only_moves_forward(world: World, told: list[str], state: Sending) -> None:
    world.says(THANKS)
    row = reply_row(world)
    assert [call_back(world, row.token, status) for status in told] == [204] * len(told)

    assert reply_row(world).state == state


def test_a_callback_before_our_own_update_is_not_undone_by_it(world: World) -> None:
    def read_at_once(row):  # type: ignore[no-untyped-def]
        assert call_back(world, row.token, "read") == 204

    world.twilio.fail_with = read_at_once
    world.says(THANKS)

    row = reply_row(world)
    assert (row.state, row.provider_sid is not None) == (Sending.READ, True)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/whatsapp/status", {"MessageStatus": "delivered", "MessageSid": "MM" + "7" * 32}),
        ("/alerts/sms", {"MessageStatus": "sent", "MessageSid": "SM" + "7" * 32}),
        ("/ivr/placed", {"CallStatus": "answered", "CallSid": "CA" + "7" * 32}),
    ],
)
def test_what_a_sender_did_not_live_to_note_is_known_by_its_callback(
    world: World, path: str, status: dict[str, str]
) -> None:
    world.says(THANKS)
    row = reply_row(world)
    with transaction() as session:
        session.execute(
            update(Outbox)
            .where(Outbox.id == row.id)
            .values(state=Sending.SENDING, provider_sid=None, sent_at=None)
        )
    world.client.post_signed(f"{path}/{row.token}", status)

    noted = reply_row(world)
    assert noted.provider_sid in status.values()
    assert noted.sent_at is not None


def test_the_callback_of_a_copy_does_not_hide_what_was_noted(world: World) -> None:
    world.says(THANKS)
    row = reply_row(world)
    call_back(world, row.token, "delivered", MessageSid="SM" + "8" * 32)

    assert (reply_row(world).provider_sid, reply_row(world).sent_at) == (row.provider_sid, row.sent_at)


def test_a_failure_called_back_before_our_own_update_stays_a_failure(world: World) -> None:
    def failed_at_once(row):  # type: ignore[no-untyped-def]
        if row.contact_id is not None:
            call_back(world, row.token, "undelivered", ErrorCode="63024")

    world.twilio.fail_with = failed_at_once
    world.says(RED)

    assert (reply_row(world).state, reply_row(world).error_code) == (Sending.FAILED, "63024")
    assert "not_delivered" in world.history()


def test_a_failure_is_acted_on_once(world: World) -> None:
    world.says(RED)
    row = reply_row(world)
    for _ in range(3):
        call_back(world, row.token, "failed", ErrorCode="63024")

    assert world.history().count("not_delivered") == 1


def test_a_status_of_a_message_that_is_not_ours_is_taken_quietly(world: World) -> None:
    assert call_back(world, uuid.uuid4(), "failed") == 204


def test_an_alert_call_that_nobody_took_tells_why(world: World) -> None:
    world.says(RED)
    (row,) = [row for row in world.outbox() if row.kind == "call"]
    world.client.post_signed(f"/ivr/placed/{row.token}", {"CallStatus": "no-answer", "CallSid": "CA1"})

    voice = next(alert for alert in world.all_alerts() if alert.transport == "voice")
    assert (voice.state, voice.outcome) == ("failed", "no-answer")
    assert world.twilio.texts(CONTACT)
