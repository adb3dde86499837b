"""Danger on a call: a counsellor is rung while the caller hears what is true."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from helpline import cases, contacts
from helpline.cases import State, Timer
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.outbox import Outbox
from helpline.triage import Assessment, Level
from ivr import waiting
from ivr.call import Call
from tests.integration.conftest import FakeTwilio, Jobs, SignedClient
from tests.integration.ivr.conftest import Caller, Facts, FakeRasa


def test_the_emergency_key_opens_a_red_case_and_rings(
    caller: Caller, facts: Facts, jobs: Jobs, twilio: FakeTwilio
) -> None:
    caller.dial().press("1")
    assert caller.hears("ivr.danger.calling")

    case = facts.case()
    assert case is not None
    assert (case.level, case.channel, case.waiting_call) == (Level.RED, "voice", caller.sid)
    # Armed once: a second alarm would skip the first counsellor's 90 seconds.
    assert case.timer_version == 1
    jobs.run()
    assert [row.kind for row in twilio.sent if row.alert_id == facts.rung()[0].id] == ["call"]


@pytest.mark.parametrize("way", [[], ["2"], ["3"], ["4"], ["0"]])
def test_the_emergency_key_works_everywhere(caller: Caller, facts: Facts, way: list[str]) -> None:
    caller.dial()
    for key in way:
        caller.press(key)
    caller.press("1")

    case = facts.case()
    assert case is not None
    assert case.level == Level.RED


def test_the_emergency_key_works_while_choices_are_offered(
    caller: Caller, assistant: FakeRasa, facts: Facts
) -> None:
    assistant.offer("شنو الاقرب؟", "تمرين", "خدمات")
    caller.dial().press("2").say("هلو").press("1")

    case = facts.case()
    assert case is not None
    assert case.level == Level.RED


def test_danger_that_is_said_is_danger_without_the_assistant(
    caller: Caller, assistant: FakeRasa, facts: Facts
) -> None:
    caller.dial().say("شربت الحبوب كلهن هسه وودعتكم")

    assert assistant.asked == []
    case = facts.case()
    assert case is not None
    assert case.level == Level.RED
    assert caller.place == "waiting"


def test_the_key_pressed_once_and_sent_twice_rings_once(caller: Caller, facts: Facts, jobs: Jobs) -> None:
    caller.dial().press("1")
    assert caller.again() == caller.again()

    jobs.run("alerts.case_timer")
    assert len(facts.rung()) == 1
    assert facts.history().count("opened") == 1


def test_a_step_sent_several_times_at_once_is_done_once(caller: Caller, facts: Facts) -> None:
    caller.dial()
    path = caller._action("dtmf")
    form = {"CallSid": caller.sid, "From": caller.phone, "CallStatus": "in-progress", "Digits": "1"}
    app = caller._client._client.application

    def send(_: int) -> str:
        client = SignedClient(app.test_client(), "test-token", "https://wiyak.test")
        return client.post_signed(path, form).text

    with ThreadPoolExecutor(6) as pool:
        answers = set(pool.map(send, range(12)))

    assert len(answers) == 1
    assert facts.history() == ["opened", "caller_waiting"]


def test_whoever_waits_hears_true_lines_and_keeps_the_line(caller: Caller, facts: Facts) -> None:
    caller.dial().press("1")
    lines = set()
    for _ in range(3):
        caller.keep_silent()
        lines.add(caller.heard)
        assert caller.place == "waiting"

    assert len(lines) == 3
    assert any(caller.hears(f"ivr.danger.waiting.{number}") for number in (1, 2, 3))


def test_pressing_danger_again_while_waiting_rings_nobody_twice(
    caller: Caller, facts: Facts, jobs: Jobs
) -> None:
    caller.dial().press("1")
    jobs.run("alerts.case_timer")
    caller.press("1").press("1").press("1")
    jobs.run("alerts.case_timer")

    assert len(facts.rung()) == 1


def test_whoever_waits_for_a_person_can_say_that_it_is_danger(caller: Caller, facts: Facts) -> None:
    caller.dial().press("0").keep_silent().press("1")

    case = facts.case()
    assert case is not None
    assert case.level == Level.RED
    assert case.waiting_call == caller.sid
    assert "raised" in facts.history()


def test_hanging_up_in_danger_keeps_the_case_alerting_and_promises_a_call_back(
    caller: Caller, facts: Facts, jobs: Jobs
) -> None:
    caller.dial().press("1").keep_silent().hang_up()

    case = facts.case()
    assert case is not None
    assert (case.level, case.state, case.timer) == (Level.RED, State.OPEN, Timer.ALERT)
    assert case.waiting_call is None
    assert case.call_back_due_at is not None
    assert facts.history()[-2:] == ["caller_hung_up", "call_back_promised"]
    assert facts.only(Call)[0].ended_at is not None
    jobs.run("alerts.case_timer")
    assert len(facts.rung()) == 1


def test_the_end_of_a_call_told_twice_is_taken_once(caller: Caller, facts: Facts) -> None:
    caller.dial().press("1").hang_up()
    caller.hang_up()

    assert facts.history().count("caller_hung_up") == 1


def test_whoever_calls_again_in_danger_is_brought_to_a_person_at_once(
    client: SignedClient, caller: Caller, facts: Facts
) -> None:
    caller.dial().press("1").hang_up()
    before = facts.case()
    again = Caller(client).dial()

    assert again.hears("ivr.danger.calling")
    case = facts.case()
    assert before is not None
    assert case is not None
    assert (case.id, case.waiting_call) == (before.id, again.sid)
    assert case.timer_version > before.timer_version
    assert case.timer_due_at is not None
    assert case.timer_due_at <= clock.now()


def test_a_withheld_number_that_hangs_up_is_promised_nothing(withheld: Caller, facts: Facts) -> None:
    withheld.dial().press("1").hang_up()

    assert "caller_hung_up" in facts.history()
    assert "call_back_promised" not in facts.history()


def nobody_answers(caller: Caller) -> Caller:
    """Wait until the caller is told that nobody has answered."""
    for _ in range(waiting.ROUNDS_BEFORE_NOBODY + 1):
        caller.keep_silent()
    assert caller.place == "nobody"
    return caller


def test_nobody_is_said_after_three_minutes_and_a_call_back_is_recorded(caller: Caller, facts: Facts) -> None:
    nobody_answers(caller.dial().press("1"))
    assert caller.hears("ivr.danger.nobody")

    caller.press("2")
    assert caller.over
    assert caller.hears("ivr.callback.recorded")
    case = facts.case()
    assert case is not None
    assert (case.level, case.state, case.timer) == (Level.RED, State.OPEN, Timer.ALERT)
    assert case.timer_due_at is not None
    assert case.call_back_due_at is not None
    assert 14 * 60 < (case.call_back_due_at - clock.now()).total_seconds() < 16 * 60
    caller.hang_up()
    assert "caller_hung_up" not in facts.history()


@pytest.mark.parametrize("key", ["1", "0", "7"])
def test_whoever_is_in_danger_and_chooses_nothing_else_stays_on_the_line(caller: Caller, key: str) -> None:
    nobody_answers(caller.dial().press("1")).press(key)

    assert caller.place == "waiting"


def test_silence_after_nobody_is_staying(caller: Caller) -> None:
    nobody_answers(caller.dial().press("1")).keep_silent()

    assert caller.place == "waiting"


def test_a_person_who_is_not_there_is_offered_as_a_call_back(caller: Caller, facts: Facts) -> None:
    nobody_answers(caller.dial().press("0"))
    assert caller.hears("ivr.person.nobody")

    caller.press("2")
    assert caller.over
    case = facts.case()
    assert case is not None
    assert case.state == State.OPEN
    assert case.call_back_due_at is not None


def test_waiting_in_silence_for_a_person_ends_in_a_call_back_and_not_in_a_loop(
    caller: Caller, facts: Facts
) -> None:
    nobody_answers(caller.dial().press("0")).keep_silent()
    for _ in range(waiting.ROUNDS_BEFORE_NOBODY):
        caller.keep_silent()
    caller.keep_silent()

    assert caller.over
    assert caller.hears("ivr.person.callback")
    assert "call_back_promised" in facts.history()


def test_asking_for_a_person_rings_somebody_at_once(caller: Caller, facts: Facts, jobs: Jobs) -> None:
    caller.dial().press("0")
    jobs.run("alerts.case_timer")

    assert len(facts.rung()) == 1
    case = facts.case()
    assert case is not None
    assert case.level == Level.BLUE


def test_a_quiet_case_that_waits_since_before_rings_at_once_when_its_contact_is_on_the_line(
    caller: Caller, facts: Facts, jobs: Jobs
) -> None:
    with transaction() as session:
        contact = contacts.find_or_create(session, caller.phone, clock.now())
        wanted = Assessment(Level.BLUE, (), 0.0, ("rule:person_wanted",), False)
        cases.store_assessment(
            session,
            contact.id,
            wanted,
            source="contact",
            channel="whatsapp",
            now=clock.now(),
            opens=Level.BLUE,
            reason="asked",
        )
    jobs.run("alerts.case_timer")
    assert facts.rung() == []

    caller.dial().press("0")
    jobs.run("alerts.case_timer")
    assert len(facts.rung()) == 1


def test_a_failure_on_the_way_to_a_person_is_an_error_for_twilios_fallback(
    caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    caller.dial()
    monkeypatch.setattr(waiting, "begin", lambda *args: 1 / 0)

    assert caller.post(caller._action("dtmf"), Digits="1").status_code == 500


def test_a_failure_elsewhere_is_spoken_and_the_next_key_works(
    caller: Caller, facts: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ivr import prompts

    caller.dial()
    with monkeypatch.context() as broken:
        broken.setattr(prompts, "skills", lambda *args: 1 / 0)
        caller.press("3")
    assert caller.hears("ivr.slow")

    caller.press("1")
    case = facts.case()
    assert case is not None
    assert case.level == Level.RED


def test_a_case_is_stored_even_if_the_answer_to_it_fails(
    caller: Caller, facts: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    caller.dial()
    monkeypatch.setattr(waiting, "begin", lambda *args: 1 / 0)
    caller.post(caller._action("dtmf"), Digits="1")

    case = facts.case()
    assert case is not None
    assert (case.level, case.timer) == (Level.RED, Timer.ALERT)


def test_no_words_of_a_caller_are_in_what_is_sent(caller: Caller, facts: Facts, jobs: Jobs) -> None:
    caller.dial().say("شربت الحبوب كلهن هسه وودعتكم")
    jobs.run("alerts.case_timer")

    assert not any("شربت" in str(row.payload) for row in facts.only(Outbox))
