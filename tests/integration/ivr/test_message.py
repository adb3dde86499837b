"""A caller whom nobody answers leaves a message, after consenting to its recording."""

import pytest
from sqlalchemy import select

from helpline.contacts.inbox import Content, Handling, Inbox
from helpline.contacts.media import Medium, Stage
from helpline.infra.database import transaction
from helpline.triage import Level
from tests.integration.conftest import SignedClient
from tests.integration.ivr.conftest import Caller, Facts

ROUNDS = 9


def wait_for_nobody(caller: Caller) -> Caller:
    """Keep silent until nobody has answered."""
    for _ in range(ROUNDS + 1):
        if caller.place == "nobody":
            return caller
        caller.keep_silent()
    return caller


def recording(caller: Caller, sid: str = "RE1", status: str = "completed") -> int:
    """Tell that a recording of this call is ready; returns the answer's status."""
    return caller.post(
        "/ivr/message",
        RecordingSid=sid,
        RecordingUrl=f"https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/{sid}",
        RecordingStatus=status,
        RecordingDuration="12",
    ).status_code


@pytest.mark.parametrize("first", ["0", "1"])
def test_nothing_is_recorded_before_the_consenting_key(caller: Caller, first: str) -> None:
    wait_for_nobody(caller.dial().press(first))
    assert caller.twiml.find("Record") is None

    assert caller.press("4").hears("ivr.message.consent")
    assert caller.twiml.find("Record") is None

    record = caller.press("4").twiml.find("Record")
    assert record is not None
    assert caller.hears("ivr.message.speak")
    assert record.attrib["recordingStatusCallback"] == "/ivr/message"


def test_another_key_than_the_consenting_one_leads_back_to_waiting(caller: Caller) -> None:
    wait_for_nobody(caller.dial().press("1")).press("4").press("3")

    assert caller.place == "waiting"
    assert caller.twiml.find("Record") is None


def test_a_message_is_kept_once_and_named_to_whoever_takes_the_case(caller: Caller, facts: Facts) -> None:
    wait_for_nobody(caller.dial().press("1")).press("4").press("4")
    assert [recording(caller), recording(caller)] == [204, 204]

    with transaction() as session:
        rows = session.scalars(select(Inbox).where(Inbox.content == Content.MEDIA)).all()
        media = session.scalars(select(Medium)).all()
    assert [row.state for row in rows] == [Handling.HANDLED]
    assert [(medium.kind, medium.stage) for medium in media] == [("audio", Stage.WAITING)]
    assert facts.history().count("message_left") == 1


def test_after_the_message_the_caller_goes_on_waiting_and_hears_the_true_state(caller: Caller) -> None:
    wait_for_nobody(caller.dial().press("1")).press("4").press("4")
    record = caller.twiml.find("Record")
    assert record is not None
    caller._go(record.attrib["action"], RecordingDuration="12", Digits="#", RecordingUrl="https://x.test/RE1")

    assert caller.hears("ivr.message.kept")
    assert caller.place == "waiting"


def test_a_message_of_somebody_not_in_danger_is_heard_as_soon_as_a_voice_note(
    caller: Caller, facts: Facts
) -> None:
    wait_for_nobody(caller.dial().press("0")).press("4").press("4")
    recording(caller)

    case = facts.case()
    assert case is not None
    assert case.level == Level.AMBER
    assert case.reason == "media"


def test_a_recording_that_failed_is_no_message(caller: Caller, facts: Facts) -> None:
    caller.dial().press("1")

    assert recording(caller, status="absent") == 204
    assert facts.only(Medium) == []


def test_a_recording_of_an_unknown_call_is_refused(client: SignedClient, facts: Facts) -> None:
    assert recording(Caller(client)) == 404
    assert facts.only(Medium) == []


def test_who_waits_longer_is_counted_and_said(client: SignedClient) -> None:
    first, second = Caller(client, "+9647700000021"), Caller(client, "+9647700000022")
    first.dial().press("1")
    second.dial().press("1").keep_silent()
    assert "اللي ينتظرون قبلك واحد" in second.heard

    first.keep_silent()
    assert "ينتظرون قبلك" not in first.heard


def test_somebody_in_danger_does_not_wait_behind_somebody_who_is_not(client: SignedClient) -> None:
    calm, danger = Caller(client, "+9647700000021"), Caller(client, "+9647700000022")
    calm.dial().press("0")
    danger.dial().press("1").keep_silent()
    assert "ينتظرون قبلك" not in danger.heard

    calm.keep_silent()
    assert "اللي ينتظرون قبلك واحد" in calm.heard
