"""The call that alerts a counsellor: who picked up, and what each key does."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest

from helpline import content
from helpline.alerts import Alert, AlertState
from helpline.cases import State
from helpline.infra.database import transaction
from helpline.outbox import Outbox
from tests.integration.conftest import FakeTwilio, Jobs
from tests.integration.ivr.conftest import Caller, Counsellor, Facts


@pytest.fixture
def rung(caller: Caller, jobs: Jobs, twilio: FakeTwilio, facts: Facts) -> Alert:
    """The alert of a counsellor whose phone rings for somebody in danger."""
    caller.dial().press("1").keep_silent()
    jobs.run()
    return facts.rung()[0]


def verdict(counsellor: Counsellor, alert: Alert, answered_by: str) -> int:
    form = {"CallSid": counsellor.sid, "AnsweredBy": answered_by, "MachineDetectionDuration": "3000"}
    return int(counsellor._client.post_signed(f"/ivr/alert/{alert.token}/machine", form).status_code)


def now(facts: Facts, alert: Alert) -> Alert:
    return next(one for one in facts.only(Alert) if one.id == alert.id)


def lose_whatsapp() -> None:
    """Let the alert by phone be the only one that may still reach somebody."""
    with transaction() as session:
        for one in session.query(Alert).filter(Alert.transport != "voice"):
            one.state = AlertState.FAILED


def spoken(twiml: Element) -> str:
    return "\n".join(element.text or "" for element in twiml.iter("Say"))


def says(twiml: Element, text_id: str) -> bool:
    return content.text(text_id, spoken=True) in spoken(twiml)


@pytest.mark.parametrize("who", ["machine_start", "machine_end_beep", "fax"])
def test_a_machine_is_nobody_and_the_next_person_is_rung_at_once(
    rung: Alert, counsellor: Counsellor, facts: Facts, jobs: Jobs, who: str
) -> None:
    lose_whatsapp()
    assert verdict(counsellor, rung, who) == 204
    jobs.run()

    alert = now(facts, rung)
    assert (alert.state, alert.outcome, alert.error_code) == (AlertState.FAILED, "machine", None)
    assert alert.ended_at is not None
    assert len({one.counsellor for one in facts.rung()}) == 2
    case = facts.case()
    assert case is not None
    assert (case.state, case.acknowledged_by) == (State.OPEN, None)


@pytest.mark.parametrize("who", ["human", "unknown", ""])
def test_a_person_or_a_doubt_changes_nothing(
    rung: Alert, counsellor: Counsellor, facts: Facts, who: str
) -> None:
    assert verdict(counsellor, rung, who) == 204

    assert now(facts, rung).state == AlertState.SENT
    assert "not_delivered" not in facts.history()


def test_a_key_wins_over_a_verdict_that_was_wrong(rung: Alert, counsellor: Counsellor, facts: Facts) -> None:
    verdict(counsellor, rung, "machine_start")
    twiml = counsellor.press(rung, "1")

    assert twiml.find("Dial/Conference") is not None
    assert now(facts, rung).state == AlertState.ACKNOWLEDGED
    case = facts.case()
    assert case is not None
    assert case.acknowledged_by == rung.counsellor


def test_a_verdict_after_the_key_takes_nothing_back(
    rung: Alert, counsellor: Counsellor, facts: Facts
) -> None:
    counsellor.press(rung, "1")
    verdict(counsellor, rung, "machine_start")

    assert now(facts, rung).state == AlertState.ACKNOWLEDGED
    assert "not_delivered" not in facts.history()


def test_the_end_of_a_call_that_a_machine_took_is_told_once(
    rung: Alert, counsellor: Counsellor, facts: Facts
) -> None:
    verdict(counsellor, rung, "machine_start")
    verdict(counsellor, rung, "machine_end_beep")
    counsellor.hangs_up(rung)

    assert now(facts, rung).outcome == "machine"
    assert facts.history().count("not_delivered") == 1


def test_a_verdict_that_twilio_did_not_sign_is_not_taken(
    rung: Alert, counsellor: Counsellor, facts: Facts
) -> None:
    path = f"/ivr/alert/{rung.token}/machine"
    answered = counsellor._client.post_unsigned(path, {"AnsweredBy": "machine_start"})

    assert answered.status_code == 403
    assert now(facts, rung).state == AlertState.SENT


def test_three_says_all_again_and_another_key_the_choices(rung: Alert, counsellor: Counsellor) -> None:
    again = counsellor.press(rung, "3")
    assert says(again, "alert.voice.opening")
    assert says(again, "alert.voice.choices")
    for _ in range(3):
        # However often.
        again = counsellor.press(rung, "3")
        assert says(again, "alert.voice.choices")
        assert again.find("Gather") is not None

    other = counsellor.press(rung, "7")
    assert says(other, "alert.voice.choices")
    assert not says(other, "alert.voice.opening")


def test_a_call_without_a_key_is_nobody(
    rung: Alert, counsellor: Counsellor, facts: Facts, later: Callable[[float], None]
) -> None:
    counsellor.goes_on(f"/ivr/alert/{rung.token}")
    counsellor.hangs_up(rung)

    alert = now(facts, rung)
    assert (alert.state, alert.outcome) == (AlertState.FAILED, "no key")
    assert [row.error_code for row in facts.only(Outbox) if row.alert_id == rung.id] == ["no key"]
