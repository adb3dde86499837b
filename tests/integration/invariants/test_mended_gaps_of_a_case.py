"""What once went wrong with a case, each by its smallest way, beside the state machine."""

from pathlib import Path

import pytest

from helpline.alerts import Alert
from helpline.cases import Case, State
from helpline.infra.database import transaction
from helpline.outbox import Outbox
from helpline.outbox.send import Unavailable
from tests.integration.world import CONTACT, PASSIVE, RED, ZAINAB, World, text

ACCEPTED = text("danger.accepted", name="زينب")


@pytest.fixture
def accepted_while(world: World, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The state of the case at each moment at which the contact is told that it was accepted."""
    states: list[str] = []
    send = world.twilio.send

    def watched(row: Outbox) -> str:
        sid = send(row)
        if row.payload.get("text") == ACCEPTED:
            with transaction() as session:
                states.append(session.get_one(Case, row.case_id).state)
        return sid

    monkeypatch.setattr(world.twilio, "send", watched)
    return states


def no_word_reaches_the_contact(row: Outbox) -> Exception | None:
    return Unavailable("20500") if row.to == CONTACT else None


def every_ten_seconds(world: World, seconds: int) -> None:
    for _ in range(seconds // 10):
        world.passes(10)


def voice_alert(world: World) -> Alert:
    return next(alert for alert in world.all_alerts() if alert.transport == "voice")


def test_accepted_is_not_told_after_the_acknowledgement_has_ended(
    world: World, accepted_while: list[str]
) -> None:
    world.says(RED)
    world.twilio.fail_with = no_word_reaches_the_contact
    world.acknowledges()
    every_ten_seconds(world, 310)
    assert world.open_case().state == State.OPEN
    world.twilio.fail_with = lambda row: None
    every_ten_seconds(world, 20)

    assert set(accepted_while) <= {State.ACKNOWLEDGED}


def test_accepted_is_not_told_after_the_words_that_the_counsellor_was_lost(
    world: World, accepted_while: list[str]
) -> None:
    world.says(PASSIVE)
    world.twilio.fail_with = no_word_reaches_the_contact
    world.acknowledges()
    every_ten_seconds(world, 110)
    world.says(RED)
    every_ten_seconds(world, 200)
    assert world.open_case().state == State.OPEN
    world.twilio.fail_with = lambda row: None
    every_ten_seconds(world, 600)

    told = world.twilio.texts(CONTACT)
    assert ACCEPTED not in told[told.index(text("danger.unanswered")) :]
    assert set(accepted_while) <= {State.ACKNOWLEDGED}


@pytest.mark.parametrize("held", [False, True])
def test_the_key_of_a_counsellor_who_left_the_roster_is_answered_in_words(
    world: World, roster_file: Path, held: bool
) -> None:
    world.says(RED)
    alert = voice_alert(world)
    form = {"CallSid": "CA1", "CallStatus": "in-progress", "Digits": "1"}
    if held:
        assert world.client.post_signed(f"/ivr/alert/{alert.token}/key", form).status_code == 200
    lines = [line for line in roster_file.read_text().splitlines() if "id: zainab" not in line]
    roster_file.write_text("\n".join(lines).replace("[zainab, ahmed]", "[ahmed]"))

    assert world.client.post_signed(f"/ivr/alert/{alert.token}/key", form).status_code == 200


def test_the_contact_is_told_when_the_holder_passes_the_case_on(world: World) -> None:
    world.says(RED)
    world.acknowledges()
    world.taps(ZAINAB, f"pass:{world.alert('zainab').token}")

    assert world.open_case().state == State.OPEN
    assert world.twilio.texts(CONTACT)[-1] != ACCEPTED


def test_nobody_is_rung_for_a_case_that_is_resolved(world: World) -> None:
    world.says("انسان")
    world.acknowledges()
    world.twilio.fail_with = lambda row: Unavailable("20500")
    world.says(RED)
    world.taps(ZAINAB, f"close:{world.open_case().id}:5.11111")
    assert world.open_case().state == State.RESOLVED
    sent = len(world.twilio.sent)
    world.twilio.fail_with = lambda row: None
    every_ten_seconds(world, 30)

    assert [row.kind for row in world.twilio.sent[sent:] if row.alert_id is not None] == []
