"""Every inbound text is triaged before anything else happens to it."""

import pytest

from helpline.cases import State
from helpline.contacts.inbox import Handling, Inbox
from helpline.conversation import loading
from helpline.triage import Level
from tests.integration.world import CONTACT, RED, SAD, WISH, ZAINAB, World


def test_invariant_1_danger_is_stored_with_its_level_before_any_job_has_run(world: World) -> None:
    world.writes(RED)

    (row,) = world.find(Inbox)
    assert (row.level, row.state) == (Level.RED, Handling.PENDING)
    assert world.open_case().level == Level.RED


@pytest.mark.parametrize(
    "words", [f"/restart {RED}", f"نهاية {RED}", f"انسان. {RED}", f"1 {RED}", f"STOP {RED}"]
)
def test_invariant_1_words_that_look_like_a_command_are_read_for_risk_first(world: World, words: str) -> None:
    world.says(words)

    assert world.open_case().level == Level.RED
    assert world.rasa.heard == []


def test_invariant_1_holds_in_the_middle_of_a_screening(world: World) -> None:
    world.says(WISH)
    world.writes(RED)

    assert world.open_case().level == Level.RED


def test_invariant_1_holds_for_the_words_of_a_contact_whom_a_counsellor_has(world: World) -> None:
    world.says("انسان")
    world.acknowledges()
    world.writes(RED)

    case = world.open_case()
    assert (case.level, case.state, case.acknowledged_by) == (Level.RED, State.ACKNOWLEDGED, "zainab")


def test_invariant_1_a_wish_told_to_a_counsellor_raises_their_quiet_case(world: World) -> None:
    world.says("انسان")
    world.acknowledges()
    world.says(WISH)

    assert world.open_case().level == Level.AMBER
    assert "raised" in world.history()


def test_invariant_1_holds_for_a_counsellor_who_writes_as_anybody(world: World) -> None:
    world.says(RED, ZAINAB)

    assert world.open_case(ZAINAB).level == Level.RED


def test_invariant_1_holds_while_the_conversation_cannot_be_handled(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(loading, "load", broken)
    world.writes(RED)
    with pytest.raises(RuntimeError):
        world.jobs.run()

    assert world.open_case().level == Level.RED
    world.jobs.run()
    assert ("zainab", "voice") in world.alerts()


def test_invariant_1_two_halves_are_read_together_in_whatever_step_the_second_comes(world: World) -> None:
    world.says("بلعت")
    assert world.case() is None
    world.writes("الحبوب")

    assert world.open_case().level == Level.RED


def test_invariant_1_sadness_alone_opens_no_case(world: World) -> None:
    world.says(SAD, CONTACT)

    assert world.case() is None
    assert world.rasa.metadata[-1]["level"] == "BLUE"
