"""Somebody in danger whom nobody answers is found from rows alone, whatever became of the timers."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from helpline import cases
from helpline.cases import Case, State, Timer
from helpline.infra.database import transaction
from helpline.outbox import Refused, Unavailable
from tests.integration.ivr.conftest import Caller, Counsellor
from tests.integration.world import CONTACT, OTHER, RED, THANKS, ZAINAB, World


def found(world: World) -> int:
    """Return how many are found unanswered."""
    return {one.key: one.count for one in world.watchdog()}.get("danger_unanswered", 0)


def timers_do_nothing(world: World) -> None:
    """Let the timers be armed for much later than they should be, and their jobs be gone."""
    with transaction() as session:
        later = world.time.now() + timedelta(hours=2)
        session.execute(update(Case).values(timer=Timer.REVIEW, timer_due_at=later))
    world.jobs.lose()


def held(world: World) -> None:
    """Let a case be accepted and its counsellor have the last word."""
    world.says(RED)
    world.acknowledges()
    world.says("شلونك هسه", ZAINAB)


@pytest.fixture
def caller(world: World) -> Caller:
    """The contact's telephone."""
    return Caller(world.client, CONTACT)


def test_a_message_that_a_timer_forgot_is_found_until_it_is_answered(world: World) -> None:
    held(world)
    world.says("خايف")
    timers_do_nothing(world)
    world.time.forward(205)
    assert found(world) == 0
    world.time.forward(10)
    assert found(world) == 1

    # Writing once more does not begin the time anew.
    world.says("وينكم")
    assert found(world) == 1
    world.says("اني وياك", ZAINAB)
    assert found(world) == 0


def test_an_answer_to_another_contact_hides_nobody(world: World) -> None:
    held(world)
    world.says("خايف")
    timers_do_nothing(world)
    world.time.forward(215)
    world.says(RED, OTHER)
    assert found(world) == 1

    world.acknowledges()
    world.says(f"#{world.open_case(OTHER).id} شلونك هسه", ZAINAB)
    assert found(world) == 1
    world.says("هلا", OTHER)
    timers_do_nothing(world)
    world.time.forward(215)
    assert found(world) == 2


def test_it_is_over_when_the_case_is(world: World) -> None:
    held(world)
    world.says("خايف")
    timers_do_nothing(world)
    world.time.forward(215)
    assert found(world) == 1

    with transaction() as session:
        session.execute(update(Case).values(state=State.RESOLVED, timer=None, timer_due_at=None))
    assert found(world) == 0


def test_a_conversation_in_which_everybody_answers_is_not_one(world: World) -> None:
    world.says(RED)
    for _ in range(4):
        world.passes(80)
        world.says("وينكم")
        assert found(world) == 0
    world.acknowledges()
    for _ in range(3):
        world.says("شلونك هسه", ZAINAB)
        world.passes(170)
        assert found(world) == 0
        world.says("خايف")
        world.passes(170)
        assert found(world) == 0
    world.says("اني وياك", ZAINAB)
    world.passes(1700)
    assert found(world) == 0


def test_whom_the_timer_has_told_how_it_stands_is_not_found(world: World) -> None:
    held(world)
    world.says("خايف")
    for _ in range(8):
        world.passes(60)
        assert found(world) == 0


def test_a_counsellor_who_has_just_accepted_has_the_time_of_a_first_word(world: World) -> None:
    world.says(RED)
    world.acknowledges()
    world.says("وينك")
    timers_do_nothing(world)
    world.time.forward(320)
    assert found(world) == 0
    world.time.forward(15)
    assert found(world) == 1


def test_whom_our_own_words_never_reached_is_found(world: World) -> None:
    def nothing_to_the_contact(row):  # type: ignore[no-untyped-def]
        return Unavailable("503") if row.to == CONTACT else None

    world.twilio.fail_with = nothing_to_the_contact
    world.says(RED)
    world.passes(205)
    assert found(world) == 0
    world.passes(10)
    assert found(world) == 1

    world.twilio.fail_with = lambda row: None
    world.passes(10)
    assert found(world) == 0


def test_what_was_written_before_the_danger_was_known_is_not_waited_for(world: World) -> None:
    world.says(THANKS)
    world.time.forward(600)
    world.says(RED)
    world.time.forward(400)

    assert found(world) == 0


def test_who_wrote_before_and_then_rang_is_answered_on_the_phone(world: World, caller: Caller) -> None:
    world.says(THANKS)
    world.time.forward(60)
    caller.dial().say(RED)
    for _ in range(13):
        world.passes(20)
        caller.fetched()
        assert found(world) == 0


def test_a_counsellor_who_rang_the_contact_has_answered(world: World) -> None:
    held(world)
    world.says("خايف")
    world.time.forward(100)
    with transaction() as session:
        case = session.get_one(Case, world.open_case().id)
        cases.first_word(session, case, "zainab", world.time.now(), by="call_back")
    timers_do_nothing(world)
    world.time.forward(215)

    assert found(world) == 0


def test_an_invitation_to_write_again_is_no_answer(world: World) -> None:
    held(world)
    world.says("خايف")
    world.twilio.fail_with = lambda row: Refused("63016") if "from" in row.payload else None
    world.says("اني وياك", ZAINAB)
    assert world.twilio.texts(CONTACT)[-1] == "reopen"
    timers_do_nothing(world)
    world.time.forward(215)

    assert found(world) == 1


def test_who_is_not_in_danger_is_not_found(world: World) -> None:
    world.says("اريد انتحر")
    world.time.forward(400)

    assert found(world) == 0


def test_keys_pressed_on_the_phone_wait_for_nobody_once_the_caller_has_gone(
    world: World, caller: Caller
) -> None:
    caller.dial().press("1")
    caller.hang_up()
    world.jobs.run()
    world.time.forward(1000)

    assert world.open_case().waiting_call is None
    assert found(world) == 0


def test_a_caller_who_hears_how_it_stands_is_not_found(world: World, caller: Caller) -> None:
    caller.dial().press("1")
    for _ in range(20):
        world.passes(20)
        caller.fetched()
        assert found(world) == 0


def test_a_caller_whose_call_has_fallen_silent_is_found_until_it_goes_on(
    world: World, caller: Caller
) -> None:
    caller.dial().press("1")
    caller.fetched()
    world.time.forward(205)
    assert found(world) == 0
    world.time.forward(10)
    assert found(world) == 1

    caller.fetched()
    assert found(world) == 0
    world.time.forward(215)
    assert found(world) == 1
    caller.hang_up()
    assert found(world) == 0


def test_a_caller_in_a_room_with_their_counsellor_is_not_found(world: World, caller: Caller) -> None:
    caller.dial().press("1")
    world.jobs.run()
    counsellor = Counsellor(world.client)
    counsellor.press(world.all_alerts()[0], "1")
    caller.fetched()
    assert caller.room is not None
    world.time.forward(1200)

    assert found(world) == 0
