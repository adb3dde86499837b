"""A test and a real alert to the same person in the same second: the real one is as if there were no test."""

import pytest

from helpline import content
from helpline.alerts import AlertState
from helpline.alerts.drill import daily
from helpline.cases import State
from helpline.outbox import Kind, Outbox
from tests.integration.alerts.drilling import drills, go_to, outcomes, switch_on
from tests.integration.world import CONTACT, RED, ZAINAB, World, text


@pytest.fixture
def both(world: World, environment: pytest.MonkeyPatch) -> World:
    """A test goes out, and in the same second somebody is in danger."""
    switch_on(environment)
    go_to(world.time, "11:00")
    daily.each_minute()
    world.says(RED)
    return world


def calls(world: World) -> tuple[Outbox, Outbox]:
    """Return the test call and the real one to Zainab's phone."""
    rung = [row for row in world.twilio.sent if row.to == ZAINAB and row.kind == Kind.CALL]
    (test,) = [row for row in rung if "test" in row.payload]
    (real,) = [row for row in rung if "alert" in row.payload]
    return test, real


def ends(world: World, path: str, row: Outbox, status: str) -> None:
    form = {"CallStatus": status, "CallSid": f"CA{row.id}"}
    assert world.client.post_signed(f"/ivr/{path}/{row.token}", form).status_code == 204
    world.jobs.run()


def real(world: World, transport: str) -> AlertState:
    """Return the state of Zainab's first alert by a transport."""
    found = [one for one in world.all_alerts() if (one.counsellor, one.transport) == ("zainab", transport)]
    return AlertState(found[0].state)


def test_both_ring_and_both_are_written(both: World) -> None:
    calls(both)
    written = [
        row.payload["template"] for row in both.twilio.sent if row.to == ZAINAB and row.kind == Kind.WHATSAPP
    ]
    assert sorted(written) == ["alert", "test"]
    # What is urgent went first, though it was written later.
    kinds = ["test" in row.payload for row in both.twilio.sent if row.to == ZAINAB]
    assert kinds == [False, False, True, True]


def test_answering_the_test_takes_nothing_over(both: World) -> None:
    token = drills()["voice"].token
    said = both.client.post_signed(f"/ivr/test/{token}/key", {"CallSid": "CA1", "Digits": "1"}).text
    assert text("alert.test.thanks") in said
    assert both.taps(ZAINAB, f"test:{drills()['whatsapp'].token}") == [text("alert.test.thanks")]

    case = both.open_case()
    assert (case.state, case.acknowledged_by) == (State.OPEN, None)
    assert (real(both, "voice"), real(both, "whatsapp")) == (AlertState.SENT, AlertState.SENT)
    both.passes(90)
    assert ("ahmed", "voice") in both.alerts(), "the next step comes as ever"


def test_a_line_that_is_busy_with_the_test_is_a_failed_call_and_the_other_ways_go_on(both: World) -> None:
    test, rung = calls(both)
    ends(both, "test/placed", test, "in-progress")
    ends(both, "placed", rung, "busy")

    assert real(both, "voice") == AlertState.FAILED
    assert real(both, "whatsapp") == AlertState.SENT
    assert both.history().count("not_delivered") == 1
    both.passes(90)
    assert ("ahmed", "voice") in both.alerts()
    assert both.acknowledges() and both.open_case().acknowledged_by == "zainab"


def test_where_the_line_was_all_there_was_the_next_step_begins_at_once(both: World) -> None:
    test, rung = calls(both)
    written = next(row for row in both.outbox() if row.kind == Kind.WHATSAPP and row.alert_id is not None)
    both.client.post_signed(
        f"/whatsapp/status/{written.token}", {"MessageStatus": "undelivered", "ErrorCode": "63024"}
    )
    assert ("ahmed", "voice") not in both.alerts()
    ends(both, "test/placed", test, "in-progress")
    ends(both, "placed", rung, "busy")

    assert ("ahmed", "voice") in both.alerts()


@pytest.mark.parametrize("status", ["busy", "no-answer", "completed"])
def test_a_test_that_fails_moves_no_case(both: World, status: str) -> None:
    before = both.alerts(), both.history(), both.open_case().timer_version
    test, _ = calls(both)
    ends(both, "test/placed", test, status)

    assert outcomes()["voice"][0] == "failed"
    assert (both.alerts(), both.history(), both.open_case().timer_version) == before


def test_what_belongs_to_the_one_is_nothing_to_the_other(both: World) -> None:
    test, rung = (drills()["voice"].token, both.alert("zainab").token)
    for path, digits in ((f"/ivr/alert/{test}/key", "1"), (f"/ivr/test/{rung}/key", "1")):
        assert both.client.post_signed(path, {"CallSid": "CA1", "Digits": digits}).status_code == 404
    both.client.post_signed(f"/ivr/test/{rung}/machine", {"AnsweredBy": "machine_start"})
    both.client.post_signed(f"/ivr/alert/{test}/machine", {"AnsweredBy": "machine_start"})
    assert both.taps(ZAINAB, f"ack:{test}") == [text("alert.whatsapp.no_case")]
    assert both.taps(ZAINAB, f"pass:{test}") == [text("alert.whatsapp.no_case")]
    assert both.taps(ZAINAB, f"test:{rung}") == [text("alert.test.over")]

    assert both.open_case().state == State.OPEN
    assert {drill.state for drill in drills().values()} == {"sent"}
    assert real(both, "voice") == AlertState.SENT


def test_acknowledging_ends_no_test_and_a_test_ends_no_words(both: World) -> None:
    both.acknowledges()
    assert {drill.state for drill in drills().values()} == {"sent"}
    both.says("اني وياك", ZAINAB)

    assert both.twilio.texts(CONTACT)[-1] == "اني وياك"


def test_the_buttons_word_of_who_holds_a_case_goes_to_the_contact_as_well(both: World) -> None:
    both.acknowledges()
    (button,) = content.buttons("alert.test.whatsapp")
    assert both.says(button.title, ZAINAB)[-1] == text("alert.test.thanks")

    assert both.twilio.texts(CONTACT)[-1] == button.title
    assert outcomes()["whatsapp"] == ("arrived", "button")


@pytest.mark.parametrize("path", ["", "/key", "/machine"])
def test_nothing_that_twilio_did_not_sign_is_taken(both: World, path: str) -> None:
    form = {"Digits": "1", "AnsweredBy": "machine_start", "CallStatus": "completed"}
    assert both.client.post_unsigned(f"/ivr/test/{drills()['voice'].token}{path}", form).status_code == 403
    row, _ = calls(both)
    assert both.client.post_unsigned(f"/ivr/test/placed/{row.token}", form).status_code == 403
    assert outcomes()["voice"] == ("sent", None)
