"""A contact's messages are answered in their order; those that wait together are read as one."""

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout

import pytest

from helpline.contacts.inbox import Channel, Content, Handling, Inbox
from helpline.conversation import jobs as conversation
from helpline.conversation.receive import HANDLE_TASK, Inbound, receive
from helpline.infra.database import transaction
from helpline.outbox.reply import Reply
from helpline.triage import Level
from tests.integration.world import CONTACT, OTHER, RED, SAD, THANKS, World, text


def test_messages_that_wait_together_are_one_turn_in_their_order(world: World) -> None:
    for words in ("اول", "ثاني", "ثالث"):
        world.writes(words)
    world.jobs.run()

    assert world.rasa.heard == ["اول\nثاني\nثالث"]
    assert {row.state for row in world.find(Inbox)} == {Handling.HANDLED}


def test_replies_keep_the_order_of_the_messages(world: World) -> None:
    said = []
    for number in range(5):
        world.rasa.says = [Reply(f"جواب {number}أ"), Reply(f"جواب {number}ب")]
        said += world.says(f"سؤال {number}")

    answers = [one for one in said[1:] if one != text("address.ask")]
    assert answers == [f"جواب {number}{part}" for number in range(5) for part in "أب"]


def test_a_message_that_comes_in_while_rasa_thinks_is_the_next_turn(world: World) -> None:
    def interrupt() -> None:
        world.rasa.before = None
        world.writes("شلونكم انتو")

    world.rasa.before = interrupt
    world.says("هلو")

    assert world.rasa.heard == ["هلو", "شلونكم انتو"]


def test_danger_that_comes_in_while_rasa_thinks_is_alerted_and_answered(world: World) -> None:
    def interrupt() -> None:
        world.rasa.before = None
        world.writes(RED)

    world.rasa.before = interrupt
    replies = world.says("هلو")

    # It overtakes even the answer that was being thought about.
    assert replies[0] == text("danger.calling")
    assert world.open_case().level == Level.RED


def test_messages_that_wait_together_wait_as_one_job_and_danger_among_them_as_its_own(world: World) -> None:
    for words in ("اول", "ثاني", RED, "رابع"):
        world.writes(words)

    assert [task for _, task, _, _ in world.jobs.waiting()].count(HANDLE_TASK) == 2
    world.jobs.run()
    assert {row.state for row in world.find(Inbox)} == {Handling.HANDLED}


def test_a_message_that_left_its_job_out_is_read_by_the_one_that_waited(world: World) -> None:
    """Even where a worker takes that job before the message is committed."""
    world.writes("اول")
    contact = world.contact().id
    with ThreadPoolExecutor(1) as pool:
        with transaction() as session:
            receive(
                session, Inbound("SM2", Channel.WHATSAPP, CONTACT, Content.TEXT, "ثاني"), world.time.now()
            )
            drained = pool.submit(conversation.handle_message, contact)
            with pytest.raises(FutureTimeout):
                drained.result(0.5)
        drained.result(10)

    assert world.rasa.heard == ["اول\nثاني"]
    assert [task for _, task, _, _ in world.jobs.waiting()].count(HANDLE_TASK) == 1


def test_contacts_do_not_hear_each_other(world: World) -> None:
    world.writes("اول")
    world.writes("ثاني", OTHER)
    world.jobs.run()

    assert sorted(world.rasa.heard) == ["اول", "ثاني"]
    assert len(set(world.rasa.senders)) == 2
    assert world.twilio.texts(OTHER)[-1] == world.twilio.texts(CONTACT)[-1] == "هلا"


def test_a_job_that_runs_twice_answers_once(world: World) -> None:
    world.says(SAD)
    conversation.handle_message(world.contact().id)
    world.jobs.run()

    assert world.rasa.heard == [SAD]
    assert world.twilio.texts(CONTACT).count("هلا") == 1


def test_a_worker_killed_before_it_wrote_the_answer_answers_after_it_is_back(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(conversation, "send", killed)
        world.writes(SAD)
        with pytest.raises(SystemExit):
            world.jobs.run()
    assert world.twilio.texts(CONTACT) == []
    world.time.forward(16)
    assert "unhandled" in {finding.key for finding in world.watchdog()}
    world.jobs.run()

    assert "هلا" in world.twilio.texts(CONTACT)


def test_a_message_that_cannot_be_handled_goes_to_a_person_and_is_answered(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from helpline.conversation import handle

    def broken(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(handle, "think", broken)
        world.writes(THANKS)
        for _ in range(3):
            try:
                world.jobs.run()
            except RuntimeError:
                world.time.forward(16)
                world.watchdog()

    case = world.open_case()
    assert (case.level, case.reason) == (Level.AMBER, "failure")
    assert world.twilio.texts(CONTACT) == [text("fallback.safety")]
    assert {row.state for row in world.find(Inbox)} == {Handling.FAILED}
    # And the next message is not held up by the one that failed.
    assert "هلا" in world.says(THANKS)


def test_a_stored_state_that_cannot_be_read_is_no_trap(world: World) -> None:
    from sqlalchemy import update

    from helpline.conversation.state import Conversation

    world.says("اريد انتحر")
    with transaction() as session:
        session.execute(update(Conversation).values(screening='{"version": 0}'))
    world.writes("لا")
    for _ in range(3):
        try:
            world.jobs.run()
        except ValueError:
            world.time.forward(16)
            world.watchdog()

    assert world.twilio.texts(CONTACT)[-1] == text("fallback.safety")
    assert "هلا" in world.says(THANKS)


def test_a_counsellor_who_accepts_while_rasa_thinks_gets_the_message(world: World) -> None:
    world.says("انسان")

    def accepted() -> None:
        world.rasa.before = None
        world.writes("زر", "+9647700000101", ButtonPayload=f"ack:{world.alert('zainab').token}")

    world.rasa.before = accepted
    replies = world.says("شلونكم")

    assert "هلا" not in replies
    assert any("شلونكم" in words for words in world.twilio.texts("+9647700000101"))


def test_a_long_silence_begins_a_new_session_of_the_assistant(world: World) -> None:
    world.says(SAD)
    world.says(SAD)
    world.time.forward(3601)
    world.says(SAD)

    first, second, third = world.rasa.senders
    assert first == second != third


def test_a_session_of_the_assistant_is_never_longer_than_forty_turns(world: World) -> None:
    for _ in range(41):
        world.says(THANKS)

    assert len(set(world.rasa.senders[:40])) == 1
    assert world.rasa.senders[40] != world.rasa.senders[0]
