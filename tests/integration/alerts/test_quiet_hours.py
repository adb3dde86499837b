"""Outside RED somebody's quiet hours are kept, but never so that nobody is alerted."""

from pathlib import Path

import pytest

from tests.integration.world import RED, World

PERSON = "انسان"
QUIET = 'quiet_hours: ["00:00-12:00", "12:00-00:00"]'


@pytest.fixture
def quiet(world: World, roster_file: Path):  # type: ignore[no-untyped-def]
    """Put people into quiet hours that last the whole day."""

    def put(*people: str) -> None:
        lines = roster_file.read_text().splitlines()
        quiet_ = [
            line.replace("whatsapp]", f"whatsapp], {QUIET}")
            if any(f"id: {name}," in line for name in people)
            else line
            for line in lines
        ]
        roster_file.write_text("\n".join(quiet_))

    return put


def test_a_case_that_is_not_red_goes_to_the_next_on_call(world: World, quiet) -> None:  # type: ignore[no-untyped-def]
    quiet("zainab")
    world.says(PERSON)

    assert {who for who, _ in world.alerts()} == {"ahmed"}


def test_red_wakes_whoever_is_first(world: World, quiet) -> None:  # type: ignore[no-untyped-def]
    quiet("zainab", "ahmed", "huda")
    world.says(RED)

    assert {who for who, _ in world.alerts()} == {"zainab"}


def test_where_all_are_quiet_the_first_is_alerted_all_the_same(world: World, quiet) -> None:  # type: ignore[no-untyped-def]
    quiet("zainab", "ahmed", "huda")
    world.says(PERSON)

    assert {who for who, _ in world.alerts()} == {"zainab"}


def test_a_quiet_supervisor_is_told_where_nobody_else_can_be(world: World, quiet) -> None:  # type: ignore[no-untyped-def]
    quiet("zainab", "huda")
    world.says(PERSON)
    world.passes(10 * 60)
    world.passes(30 * 60)

    assert {who for who, _ in world.alerts()} == {"ahmed", "huda"}


def test_a_case_that_becomes_red_reaches_who_was_spared(world: World, quiet) -> None:  # type: ignore[no-untyped-def]
    quiet("zainab")
    world.says(PERSON)
    world.says(RED)

    assert {who for who, _ in world.alerts()} == {"ahmed", "zainab"}
