"""The counsellor comes to the caller, drops, finishes, or calls back."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest

from helpline import alerts, cases, content
from helpline.alerts import Alert, AlertState
from helpline.cases import Case, Outcome, State
from helpline.cases.outcome import Done, Emergency, FollowUpIn, Referral, SafetyPlan
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.outbox import Outbox
from helpline.triage import Level
from ivr.call import Call
from tests.integration.conftest import FakeTwilio, Jobs
from tests.integration.ivr.conftest import CALLER, Caller, Counsellor, Facts

OUTCOME = Outcome(
    done=Done.CALMER,
    emergency=Emergency.NOT_NEEDED,
    safety_plan=SafetyPlan.MADE,
    referral=Referral.NONE,
    follow_up=FollowUpIn.NONE,
)


def said(twiml: Element) -> list[str]:
    """Return what is said, in order."""
    return [one.text or "" for one in twiml.iter("Say")]


@pytest.fixture
def waiting(caller: Caller, jobs: Jobs) -> Caller:
    """A caller in danger, for whom a counsellor's phone rings."""
    caller.dial().press("1").keep_silent()
    jobs.run("alerts.case_timer")
    return caller


def fetched(facts: Facts) -> list[tuple[str, str]]:
    """Return whom the helpline fetched, and where to."""
    rows = [row for row in facts.only(Outbox) if row.kind == "call_update"]
    return [(row.to, row.payload.get("path", "/ivr/wait")) for row in rows]


def met(waiting: Caller, counsellor: Counsellor, facts: Facts) -> Alert:
    """Bring caller and counsellor together."""
    alert = facts.rung()[-1]
    counsellor.press(alert, "1")
    waiting.fetched()
    assert waiting.room is not None
    return alert


def the_case(facts: Facts) -> Case:
    case = facts.case()
    assert case is not None
    return case


def test_the_key_brings_both_into_one_room(waiting: Caller, counsellor: Counsellor, facts: Facts) -> None:
    twiml = counsellor.press(facts.rung()[0], "1")
    assert fetched(facts) == [(waiting.sid, "/ivr/wait")]

    waiting.fetched()
    assert waiting.hears("ivr.danger.joining")
    assert waiting.room == twiml.findtext("Dial/Conference") == f"case-{the_case(facts).id}"
    assert the_case(facts).state == State.ACKNOWLEDGED
    assert facts.history()[-1] == "counsellor_spoke"


def test_a_caller_who_is_not_fetched_comes_with_the_next_round(
    waiting: Caller, counsellor: Counsellor, facts: Facts
) -> None:
    counsellor.press(facts.rung()[0], "1")

    assert waiting.keep_silent().room is not None


def test_answering_without_a_key_joins_nobody(waiting: Caller, counsellor: Counsellor, facts: Facts) -> None:
    alert = facts.rung()[0]
    counsellor.goes_on(f"/ivr/alert/{alert.token}")
    counsellor.hangs_up(alert)

    assert the_case(facts).state == State.OPEN
    assert waiting.keep_silent().place == "waiting"


def test_a_counsellor_who_drops_leaves_the_caller_waiting_and_the_case_escalating(
    waiting: Caller, counsellor: Counsellor, facts: Facts, jobs: Jobs
) -> None:
    alert = met(waiting, counsellor, facts)
    rung = len(facts.rung())
    waiting.room_closes()
    counsellor.hangs_up(alert)

    assert waiting.hears("ivr.danger.counsellor_left")
    assert waiting.place == "waiting"
    case = the_case(facts)
    assert (case.state, case.waiting_call) == (State.OPEN, waiting.sid)
    assert case.timer_due_at is not None
    assert case.timer_due_at <= clock.now()
    jobs.run("alerts.case_timer")
    assert len(facts.rung()) == rung + 1
    assert fetched(facts) == [(waiting.sid, "/ivr/wait")]


def test_after_a_drop_the_next_counsellor_can_join(
    waiting: Caller, counsellor: Counsellor, facts: Facts, jobs: Jobs
) -> None:
    met(waiting, counsellor, facts)
    waiting.room_closes()
    jobs.run("alerts.case_timer")
    other = Counsellor(counsellor._client)
    other.press(facts.rung()[-1], "1")

    assert waiting.fetched().room is not None
    assert the_case(facts).acknowledged_by == facts.rung()[-1].counsellor


def test_a_counsellor_gone_before_the_caller_came_is_noticed(
    waiting: Caller, counsellor: Counsellor, facts: Facts
) -> None:
    alert = facts.rung()[0]
    counsellor.press(alert, "1")
    counsellor.hangs_up(alert)

    assert the_case(facts).state == State.OPEN
    assert fetched(facts)[-1] == (waiting.sid, "/ivr/wait?left=1")
    waiting.fetched("?left=1")
    assert waiting.hears("ivr.danger.counsellor_left")
    assert waiting.place == "waiting"


def test_a_case_resolved_meanwhile_ends_the_call_kindly(
    waiting: Caller, counsellor: Counsellor, facts: Facts
) -> None:
    alert = met(waiting, counsellor, facts)
    with transaction() as session:
        case = session.get_one(Case, alert.case_id)
        assert cases.resolve(session, case, alert.counsellor, clock.now(), OUTCOME)
    waiting.room_closes()

    assert waiting.over
    assert waiting.hears("ivr.goodbye")


def test_an_acknowledgement_by_button_rings_the_counsellor_and_is_no_room_yet(
    waiting: Caller, counsellor: Counsellor, facts: Facts, later: Callable[[float], None]
) -> None:
    by_button(facts)
    later(1)
    rung = len(facts.rung())
    waiting.fetched()
    assert waiting.room is None
    assert waiting.hears("ivr.danger.accepted")
    assert len(facts.rung()) == rung + 1

    waiting.keep_silent()
    assert len(facts.rung()) == rung + 1

    counsellor.press(facts.rung()[-1], "1")
    assert fetched(facts) == [(waiting.sid, "/ivr/wait")] * 2
    assert waiting.fetched().room is not None
    counsellor.hangs_up(facts.rung()[-1])
    assert facts.rung()[-1].state == AlertState.ACKNOWLEDGED


def test_a_counsellor_who_accepted_and_does_not_come_gives_the_case_back(
    waiting: Caller, facts: Facts, later: Callable[[float], None]
) -> None:
    by_button(facts)
    later(1)
    waiting.fetched()
    later(90)
    waiting.keep_silent()

    assert the_case(facts).state == State.OPEN
    assert waiting.place == "waiting"
    assert not waiting.hears("ivr.danger.accepted")


def by_button(facts: Facts) -> None:
    """Acknowledge as a tap on WhatsApp does."""
    with transaction() as session:
        alert = next(one for one in facts.only(Alert) if one.transport == "whatsapp")
        alerts.acknowledge(session, session.get_one(Alert, alert.id), clock.now(), via="button")


def test_a_caller_who_hangs_up_leaves_the_counsellor_with_a_choice(
    waiting: Caller, counsellor: Counsellor, facts: Facts
) -> None:
    alert = met(waiting, counsellor, facts)
    waiting.hang_up()
    assert fetched(facts)[-1] == (counsellor.sid, f"/ivr/counsellor/{alert.token}/left")

    twiml = counsellor.goes_on(f"/ivr/counsellor/{alert.token}/left")
    gather = twiml.find("Gather")
    assert gather is not None
    case = the_case(facts)
    assert (case.state, case.waiting_call) == (State.ACKNOWLEDGED, None)
    assert "call_back_promised" not in facts.history()

    twiml = counsellor.answers(twiml, "1")
    for _ in range(5):
        assert the_case(facts).state == State.ACKNOWLEDGED, "a case that was RED says what was done"
        twiml = counsellor.answers(twiml, "1")
    case = the_case(facts)
    assert (case.state, case.outcome) == (State.RESOLVED, OUTCOME.to_json())


def test_who_hangs_up_while_closing_keeps_the_case_and_a_wrong_key_is_asked_again(
    waiting: Caller, counsellor: Counsellor, facts: Facts
) -> None:
    alert = met(waiting, counsellor, facts)
    waiting.hang_up()
    twiml = counsellor.goes_on(f"/ivr/counsellor/{alert.token}/left")
    first = counsellor.answers(twiml, "1")
    assert said(first)[0] == content.text("closing.done", spoken=True, case=the_case(facts).id)

    assert said(counsellor.answers(first, "9")) == said(first)
    assert said(counsellor.answers(first, "*")) == said(first)
    second = counsellor.answers(first, "2")
    assert said(second)[0] == content.text("closing.emergency", spoken=True, case=the_case(facts).id)
    counsellor.hangs_up(alert)
    assert the_case(facts).state == State.ACKNOWLEDGED


def test_a_counsellor_can_call_back_without_seeing_the_number(
    caller: Caller, counsellor: Counsellor, facts: Facts, jobs: Jobs
) -> None:
    caller.dial().press("1").hang_up()
    jobs.run("alerts.case_timer")
    alert = facts.rung()[0]
    twiml = counsellor.press(alert, "1")
    gather = twiml.find("Gather")
    assert gather is not None

    dial = counsellor.goes_on(gather.attrib["action"], Digits="2").find("Dial")
    assert dial is not None
    assert dial.findtext("Number") == CALLER
    assert dial.attrib["callerId"] == "+15550100002"

    counsellor.goes_on(dial.attrib["action"], DialCallStatus="no-answer")
    assert the_case(facts).call_back_due_at is not None

    asks = dial.find("Number")
    assert asks is not None
    contact = Counsellor(counsellor._client)
    asked = contact.goes_on(asks.attrib["url"])
    assert content.text("ivr.call_back.ask", spoken=True) in "".join(asked.itertext())
    assert list(contact.goes_on(asks.attrib["url"], Digits="1")) == []
    counsellor.goes_on(dial.attrib["action"], DialCallStatus="completed")
    case = the_case(facts)
    assert case.call_back_due_at is None
    assert case.first_word_at is not None


@pytest.mark.parametrize("key", ["", "2", "3", "9"])
def test_a_voicemail_or_another_key_is_not_having_reached_the_contact(
    caller: Caller, counsellor: Counsellor, facts: Facts, jobs: Jobs, key: str
) -> None:
    caller.dial().press("1").hang_up()
    jobs.run("alerts.case_timer")
    alert = facts.rung()[0]
    gather = counsellor.press(alert, "1").find("Gather")
    assert gather is not None
    dial = counsellor.goes_on(gather.attrib["action"], Digits="2").find("Dial")
    assert dial is not None
    asks = dial.find("Number")
    assert asks is not None
    answered = Counsellor(counsellor._client).goes_on(asks.attrib["url"], **({"Digits": key} if key else {}))
    assert answered[-1].tag == "Hangup"

    # Somebody or something answered, and so the provider calls it completed.
    counsellor.goes_on(dial.attrib["action"], DialCallStatus="completed")
    case = the_case(facts)
    assert case.first_word_at is None
    assert case.call_back_due_at is not None
    assert "call_back_missed" in facts.history()


def test_a_counsellor_whose_case_went_to_another_cannot_finish_it(
    waiting: Caller, counsellor: Counsellor, facts: Facts
) -> None:
    alert = met(waiting, counsellor, facts)
    waiting.room_closes()
    counsellor.goes_on(f"/ivr/counsellor/{alert.token}/key", Digits="1")

    assert the_case(facts).state == State.OPEN


def test_a_talk_that_was_not_danger_ends_without_ringing_anybody(
    caller: Caller, counsellor: Counsellor, facts: Facts, jobs: Jobs
) -> None:
    caller.dial().press("0").keep_silent()
    jobs.run("alerts.case_timer")
    alert = met(caller, counsellor, facts)
    caller.room_closes()
    counsellor.hangs_up(alert)

    assert caller.hears("ivr.after_talk")
    assert the_case(facts).state == State.ACKNOWLEDGED
    assert len(facts.rung()) == 1
    assert caller.keep_silent().over


def test_a_redirect_goes_where_its_row_says(
    waiting: Caller, counsellor: Counsellor, jobs: Jobs, twilio: FakeTwilio, facts: Facts
) -> None:
    counsellor.press(facts.rung()[0], "1")
    jobs.run("outbox.send")

    assert [row.to for row in twilio.sent if row.kind == "call_update"] == [waiting.sid]


def test_the_call_knows_who_is_in_its_room(waiting: Caller, counsellor: Counsellor, facts: Facts) -> None:
    met(waiting, counsellor, facts)
    assert facts.only(Call)[0].counsellor_call == counsellor.sid

    waiting.room_closes()
    assert facts.only(Call)[0].counsellor_call is None
    assert the_case(facts).level == Level.RED
