"""A counsellor who has had much danger of late is asked last among equals, and the supervisor is told."""

import pytest

from helpline.alerts.oversight import exposure
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.infra.settings import settings
from tests.integration.world import CONTACT, OTHER, RED, World

THIRD, FOURTH = "+9647700000503", "+9647700000504"


@pytest.fixture
def capped(world: World, environment: pytest.MonkeyPatch) -> World:
    """A helpline in which more than two RED cases a week are too many."""
    environment.setenv("EXPOSURE_RED_PER_WEEK", "2")
    settings.cache_clear()
    return world


def carry(world: World, *phones: str) -> None:
    """Let zainab take a RED case of each number."""
    for phone in phones:
        world.says(RED, phone)
        world.acknowledges()
        world.time.forward(1)


def asked(world: World, phone: str) -> list[str]:
    """Return who was alerted about a contact's case, in order."""
    case = world.open_case(phone).id
    return list(dict.fromkeys(one.counsellor for one in world.all_alerts() if one.case_id == case))


def exposed(world: World) -> list[str]:
    return [one.about for one in world.watchdog() if one.key == "counsellor_exposed"]


def test_above_the_cap_the_other_is_asked_first_and_both_in_the_same_time(capped: World) -> None:
    carry(capped, CONTACT, OTHER)
    capped.says(RED, THIRD)
    assert asked(capped, THIRD) == ["zainab"], "as many as the cap are no more than it"
    assert exposed(capped) == []
    capped.acknowledges()
    capped.time.forward(1)
    assert exposed(capped) == ["zainab"]

    capped.says(RED, FOURTH)
    assert asked(capped, FOURTH) == ["ahmed"]
    capped.passes(91)
    assert asked(capped, FOURTH)[:2] == ["ahmed", "zainab"], "the second step asks whoever was spared"


def test_the_order_does_not_change_between_the_steps_of_one_case(capped: World) -> None:
    carry(capped, CONTACT, OTHER)
    capped.says(RED, FOURTH)
    assert asked(capped, FOURTH) == ["zainab"]
    # Now she has one more: the steps of the case that is under way go on as they began.
    carry(capped, THIRD)
    capped.passes(91)
    assert asked(capped, FOURTH)[:2] == ["zainab", "ahmed"]


def test_whoever_is_alone_on_call_is_asked_at_once_however_much_they_had(
    capped: World, environment: pytest.MonkeyPatch
) -> None:
    from helpline.alerts import roster

    carry(capped, CONTACT, OTHER, THIRD)
    file = settings().roster_file
    file.write_text(file.read_text("utf-8").replace("[zainab, ahmed]}", "[zainab]}"), encoding="utf-8")
    roster.forget(all_of_it=True)
    capped.says(RED, FOURTH)
    assert asked(capped, FOURTH) == ["zainab"]


def test_a_case_counts_once_for_a_week_and_only_if_it_was_danger(capped: World) -> None:
    carry(capped, CONTACT)
    capped.says("انسان", OTHER)
    capped.acknowledges()
    capped.time.forward(1)
    with transaction() as session:
        assert exposure.red_cases(session, exposure.WEEK, clock.now()) == {"zainab": 1}
    # It is left without anybody, and taken again.
    capped.passes(301)
    capped.acknowledges()
    capped.time.forward(1)
    with transaction() as session:
        assert exposure.red_cases(session, exposure.WEEK, clock.now())["zainab"] == 1
    capped.time.forward(8 * 86400)
    with transaction() as session:
        assert exposure.red_cases(session, exposure.WEEK, clock.now()) == {}
