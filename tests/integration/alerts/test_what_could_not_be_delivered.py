"""What could not be delivered is acted on: the next person is rung, the counsellor is told."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from helpline.cases import State, Timer
from helpline.contacts import Contact
from helpline.infra.database import transaction
from helpline.outbox import Outbox, Refused, Sending
from tests.integration.world import CONTACT, RED, THANKS, ZAINAB, World, text


def fail(world: World, row: Outbox, code: str = "63024") -> None:
    world.client.post_signed(
        f"/whatsapp/status/{row.token}", {"MessageStatus": "undelivered", "ErrorCode": code}
    )
    world.jobs.run()


def last_to_contact(world: World) -> Outbox:
    return [row for row in world.outbox() if row.contact_id is not None][-1]


def test_a_reply_in_danger_that_does_not_arrive_brings_the_next_person_at_once(world: World) -> None:
    world.says(RED)
    fail(world, last_to_contact(world))

    assert ("ahmed", "voice") in world.alerts()
    assert "not_delivered" in world.history()


def test_a_contact_who_cannot_be_written_to_does_not_set_off_an_endless_round(world: World) -> None:
    world.twilio.fail_with = lambda row: Refused("63024") if row.to == CONTACT else None
    world.says(RED)

    assert len(world.alerts()) <= 6
    assert world.open_case().timer == Timer.ALERT


def test_the_counsellor_keeps_a_case_whose_contact_cannot_be_written_to_and_is_told(world: World) -> None:
    world.says(RED)
    world.twilio.fail_with = lambda row: Refused("63024") if row.to == CONTACT else None
    told = world.acknowledges()

    case = world.open_case()
    assert (case.state, case.acknowledged_by) == (State.ACKNOWLEDGED, "zainab")
    assert text("alert.whatsapp.not_delivered", case=case.id) in told


def test_a_counsellors_word_that_does_not_arrive_starts_the_contacts_time_again(world: World) -> None:
    world.says(RED)
    world.acknowledges()
    world.says("شلونك", ZAINAB)
    assert world.open_case().timer == Timer.REVIEW
    fail(world, last_to_contact(world))

    assert world.open_case().timer == Timer.UNANSWERED
    world.passes(181)
    assert world.open_case().state == State.OPEN


def test_when_every_alert_of_a_step_fails_the_next_step_begins_at_once(world: World) -> None:
    world.twilio.fail_with = lambda row: Refused("21211") if row.to == ZAINAB else None
    world.says(RED)

    assert ("ahmed", "voice") in world.alerts()
    assert [(one.outcome, one.error_code) for one in world.all_alerts()][:2] == [
        ("not delivered", "21211")
    ] * 2


def test_one_failed_transport_does_not_hurry_while_the_other_may_still_reach_them(world: World) -> None:
    world.twilio.fail_with = lambda row: Refused("21211") if row.kind == "call" else None
    world.says(RED)

    assert ("ahmed", "voice") not in world.alerts()


def close_window(world: World) -> None:
    with transaction() as session:
        session.execute(update(Contact).values(last_whatsapp_at=world.time.now() - timedelta(hours=25)))


@pytest.fixture
def held_in_writing(world: World) -> World:
    """A case that a counsellor holds and has written in, and a window that has closed since."""
    world.says("انسان")
    world.acknowledges()
    close_window(world)
    world.twilio.fail_with = lambda row: (
        Refused("63016") if row.to == CONTACT and "template" not in row.payload else None
    )
    return world


def test_outside_of_the_window_the_contact_is_invited_once_and_the_counsellor_told(
    held_in_writing: World,
) -> None:
    world = held_in_writing
    told = world.says("شلونك اليوم", ZAINAB) + world.says("وينك", ZAINAB)

    assert [row.payload for row in world.twilio.sent if row.to == CONTACT][-1] == {"template": "reopen"}
    assert [row.payload.get("template") for row in world.twilio.sent].count("reopen") == 1
    assert text("alert.whatsapp.not_delivered", case=world.open_case().id) in told


def test_the_counsellors_words_follow_in_order_when_the_contact_answers_the_invitation(
    held_in_writing: World,
) -> None:
    world = held_in_writing
    world.says("شلونك اليوم", ZAINAB)
    world.says("وينك", ZAINAB)
    world.twilio.fail_with = lambda row: None
    replies = world.says("نكمل", ButtonPayload="continue")

    assert replies == ["شلونك اليوم", "وينك"]
    assert world.says("اي") == []


def test_what_the_bot_said_into_a_closed_window_is_not_said_late(world: World) -> None:
    world.says(RED)
    close_window(world)
    world.twilio.fail_with = lambda row: (
        Refused("63016") if row.to == CONTACT and "template" not in row.payload else None
    )
    for _ in range(4):
        world.passes(120)
    world.acknowledges()
    world.twilio.fail_with = lambda row: None
    replies = world.says(THANKS)

    assert text("danger.nobody_yet") not in replies


def test_a_callback_of_63016_is_met_in_the_same_way(world: World) -> None:
    world.says("انسان")
    world.acknowledges()
    world.says("شلونك", ZAINAB)
    fail(world, last_to_contact(world), "63016")

    assert world.twilio.sent[-1].payload == {"template": "reopen"} or any(
        row.payload == {"template": "reopen"} for row in world.twilio.sent
    )
    assert world.says("نكمل") == ["شلونك"]
    assert {row.state for row in world.outbox() if row.payload.get("text") == "شلونك"} == {Sending.SENT}
