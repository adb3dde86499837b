"""Calling back: three attempts, nothing told before it is safe, and no stranger's telephone bill."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from sqlalchemy import select

from helpline import contacts, content
from helpline.cases import CaseEvent, State
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.infra.settings import settings
from helpline.outbox import Kind, Outbox
from ivr import call_back
from ivr.call import Call
from ivr.call_back import CallBack, Stage
from simulator.twiml import parse, warnings_of
from tests.integration.conftest import SignedClient
from tests.integration.ivr.conftest import CALLER, Caller, Facts

MISSED = "+15550100009"
Later = Callable[[float], None]


class Phone:
    """The contact's own telephone, rung by the helpline."""

    def __init__(self, client: SignedClient, facts: Facts) -> None:
        self._client = client
        self._facts = facts
        self.sid = f"CA{id(self):032d}"

    @property
    def row(self) -> CallBack:
        return self._facts.only(CallBack)[-1]

    def post(self, what: str, **form: str) -> Any:
        path = f"/ivr/call-back/{self.row.token}{what}"
        base = {"CallSid": self.sid, "From": "+15550100002", "To": CALLER, "CallStatus": "in-progress"}
        return self._client.post_signed(path, base | form)

    def answers(self) -> str:
        """Take the call; returns what is heard."""
        return self._heard(self.post("").text)

    def press(self, key: str) -> str:
        return self._heard(self.post("/key", Digits=key).text)

    def ends(self, status: str = "completed") -> None:
        assert self.post("/status", CallStatus=status).status_code == 204

    @staticmethod
    def _heard(document: str) -> str:
        assert warnings_of(parse(document)) == []
        return "\n".join(one.text or "" for one in fromstring(document).iter("Say"))


@pytest.fixture
def phone(client: SignedClient, facts: Facts) -> Phone:
    return Phone(client, facts)


@pytest.fixture
def missed_number(monkeypatch: pytest.MonkeyPatch, environment: pytest.MonkeyPatch) -> str:
    environment.setenv("MISSED_CALL_NUMBER", MISSED)
    settings.cache_clear()
    return MISSED


def placed(facts: Facts) -> list[Outbox]:
    """Return the calls to contacts that were written for Twilio."""
    return [row for row in facts.only(Outbox) if row.kind == Kind.CALL and "call_back" in row.payload]


def run_due(facts: Facts) -> None:
    """Do what the job of each due call-back does."""
    for row in facts.only(CallBack):
        if row.state == Stage.DUE and row.due_at <= clock.now():
            call_back.attempt(row.id, row.attempts)


def hung_up_in_danger(caller: Caller) -> None:
    caller.dial().press("1").hang_up()


def test_whoever_hangs_up_in_danger_is_called_back_at_once(caller: Caller, facts: Facts) -> None:
    hung_up_in_danger(caller)
    run_due(facts)

    (call,) = placed(facts)
    assert call.to == CALLER
    assert call.urgent


def test_three_attempts_at_0_5_and_15_minutes_and_then_no_more(
    caller: Caller, facts: Facts, phone: Phone, later: Later
) -> None:
    hung_up_in_danger(caller)
    began = facts.only(CallBack)[0].first_due_at
    due = []
    for wait in (0, 5 * 60, 10 * 60):
        later(wait)
        due.append(facts.only(CallBack)[0].due_at - began)
        run_due(facts)
        phone.ends("no-answer")

    assert due == [timedelta(0), timedelta(minutes=5), timedelta(minutes=15)]
    later(3600)
    run_due(facts)
    assert len(placed(facts)) == 3
    assert phone.row.state == Stage.GIVEN_UP
    case = facts.case()
    assert case is not None
    assert case.state == State.OPEN
    assert facts.history().count("call_back_missed") == 3


def test_who_answers_learns_nothing_before_the_key(caller: Caller, facts: Facts, phone: Phone) -> None:
    hung_up_in_danger(caller)
    run_due(facts)

    heard = phone.answers()
    assert content.text("ivr.call_back.ask", spoken=True) in heard
    for word in ("وياك", "خطر", "فريقنا", "خط", "مساعد"):
        assert word not in heard.replace("السلام عليكم", "")


def test_safe_goes_on_in_the_case_that_waits(caller: Caller, facts: Facts, phone: Phone) -> None:
    hung_up_in_danger(caller)
    run_due(facts)
    phone.answers()

    assert content.text("ivr.call_back.here", spoken=True) in phone.press("1")
    case = facts.case()
    assert case is not None
    assert case.waiting_call == phone.sid
    assert phone.row.state == Stage.REACHED
    call = next(one for one in facts.only(Call) if one.call_sid == phone.sid)
    assert (call.contact_id, call.inbound) == (case.contact_id, False)
    assert len(facts.only(contacts.Contact)) == 1


def test_not_now_is_obeyed_and_tried_again_later(caller: Caller, facts: Facts, phone: Phone) -> None:
    hung_up_in_danger(caller)
    run_due(facts)

    heard = phone.press("2")
    phone.ends()
    assert heard == content.text("ivr.call_back.not_now", spoken=True)
    assert phone.row.state == Stage.DUE
    assert phone.row.attempts == 1


def test_never_again_ends_the_calls_and_not_the_case(caller: Caller, facts: Facts, phone: Phone) -> None:
    hung_up_in_danger(caller)
    run_due(facts)
    phone.press("3")
    phone.ends()

    assert phone.row.state == Stage.DECLINED
    case = facts.case()
    assert case is not None
    assert case.state == State.OPEN
    assert "call_back_declined" in facts.history()


def test_a_voicemail_presses_nothing_and_counts_as_not_reached(
    caller: Caller, facts: Facts, phone: Phone
) -> None:
    hung_up_in_danger(caller)
    run_due(facts)
    phone.answers()
    phone.ends("completed")

    assert phone.row.state == Stage.DUE


def test_the_same_webhooks_twice_do_nothing_twice(caller: Caller, facts: Facts, phone: Phone) -> None:
    hung_up_in_danger(caller)
    run_due(facts)
    first, second = phone.post("/key", Digits="1").text, phone.post("/key", Digits="1").text
    assert first == second

    call_back.attempt(phone.row.id, 0)
    assert len(placed(facts)) == 1


def test_somebody_spoken_with_meanwhile_is_not_called(caller: Caller, facts: Facts, later: Later) -> None:
    from helpline import cases

    hung_up_in_danger(caller)
    case = facts.case()
    assert case is not None
    with transaction() as session:
        assert cases.acknowledge(session, case.id, "zainab", clock.now())
        later(1)
        cases.first_word(session, session.get_one(cases.Case, case.id), "zainab", clock.now(), by="call_back")
    run_due(facts)

    assert placed(facts) == []
    assert facts.only(CallBack)[0].state == Stage.OVER


def test_a_lost_job_or_outcome_is_found(caller: Caller, facts: Facts, phone: Phone, later: Later) -> None:
    hung_up_in_danger(caller)
    later(60)
    with transaction() as session:
        assert call_back.late_call_backs(session, clock.now()) == 1
    run_due(facts)
    assert phone.row.state == Stage.CALLING

    later(600)
    with transaction() as session:
        assert call_back.late_call_backs(session, clock.now()) == 1
    assert phone.row.state == Stage.DUE


def test_a_missed_call_is_refused_unanswered_and_called_back_within_a_minute(
    caller: Caller, facts: Facts, phone: Phone, missed_number: str
) -> None:
    answers = [caller.post("/ivr/incoming", To=missed_number).text for _ in range(2)]

    assert all("<Reject" in one for one in answers)
    (row,) = facts.only(CallBack)
    assert row.due_at <= clock.now() + timedelta(minutes=1)
    run_due(facts)
    assert len(placed(facts)) == 1
    assert content.text("ivr.call_back.ask", spoken=True) in phone.answers()
    assert content.text("ivr.menu", spoken=True) in phone.press("1")
    assert facts.case() is None


def test_a_withheld_missed_call_is_taken_instead(withheld: Caller, facts: Facts, missed_number: str) -> None:
    answer = withheld.post("/ivr/incoming", To=missed_number).text
    assert "/ivr/incoming?withheld=1" in answer

    assert (
        content.text("ivr.opening", spoken=True)
        in withheld.post("/ivr/incoming?withheld=1", To=missed_number).text
    )
    assert facts.only(CallBack) == []


def test_the_other_number_is_answered_as_ever(caller: Caller, missed_number: str) -> None:
    assert caller.dial().hears("ivr.opening")


@pytest.mark.parametrize("number", ["+8825550001", "+37255500001"])
def test_a_strange_prefix_is_not_called(
    client: SignedClient, facts: Facts, missed_number: str, number: str
) -> None:
    Caller(client, number).post("/ivr/incoming", To=missed_number)

    assert facts.only(CallBack) == []


def test_a_strange_prefix_in_danger_is_called(client: SignedClient, facts: Facts) -> None:
    hung_up_in_danger(Caller(client, "+37255500001"))
    run_due(facts)

    assert [row.to for row in placed(facts)] == ["+37255500001"]


def test_the_days_budget_holds_back_all_but_danger_and_is_told(
    client: SignedClient, facts: Facts, missed_number: str, environment: pytest.MonkeyPatch
) -> None:
    environment.setenv("CALL_BACKS_A_DAY", "2")
    settings.cache_clear()
    for number in range(4):
        Caller(client, f"+96477000000{number:02d}").post("/ivr/incoming", To=missed_number)
    assert len(facts.only(CallBack)) == 2
    with transaction() as session:
        assert call_back.call_back_budget_used(session, clock.now()) == 2

    hung_up_in_danger(Caller(client, "+9647700000077"))
    assert len(facts.only(CallBack)) == 3


def test_one_number_cannot_use_up_the_budget(
    client: SignedClient, facts: Facts, phone: Phone, missed_number: str
) -> None:
    for _ in range(10):
        Caller(client).post("/ivr/incoming", To=missed_number)
        run_due(facts)
        phone.press("3")

    assert len(facts.only(CallBack)) == call_back.MOST_OF_ONE_CONTACT


def test_danger_has_its_history(caller: Caller, facts: Facts, phone: Phone) -> None:
    hung_up_in_danger(caller)
    run_due(facts)
    phone.ends("busy")

    with transaction() as session:
        events = session.scalars(select(CaseEvent).where(CaseEvent.kind == "call_back_missed")).all()
        assert [event.detail["why"] for event in events] == ["busy"]
