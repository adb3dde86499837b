"""A phone that was busy is rung again within the step, and nobody waits for that."""

import pytest

from helpline.alerts import AlertState
from helpline.alerts.drill import daily
from helpline.cases import State
from helpline.outbox import Kind, Outbox
from tests.integration.alerts.drilling import go_to, switch_on
from tests.integration.world import PASSIVE, RED, ZAINAB, World


def rings(world: World) -> list[Outbox]:
    """Return the calls that were placed to Zainab for a case, in order."""
    return [
        row
        for row in world.twilio.sent
        if row.to == ZAINAB and row.kind == Kind.CALL and "alert" in row.payload
    ]


def ends(world: World, status: str) -> None:
    row = rings(world)[-1]
    form = {"CallStatus": status, "CallSid": f"CA{row.id}"}
    assert world.client.post_signed(f"/ivr/placed/{row.token}", form).status_code == 204
    world.jobs.run()


def voice(world: World) -> list[str]:
    return [one.state for one in world.all_alerts() if (one.counsellor, one.transport) == ("zainab", "voice")]


def test_a_busy_phone_rings_again_after_twenty_seconds(world: World) -> None:
    world.says(RED)
    ends(world, "busy")
    assert len(rings(world)) == 1
    world.passes(19)
    assert len(rings(world)) == 1
    world.passes(1)
    assert len(rings(world)) == 2

    token = rings(world)[-1].payload["alert"]
    world.client.post_signed(f"/ivr/alert/{token}/key", {"CallSid": "CA9", "Digits": "1"})
    case = world.open_case()
    assert (case.state, case.acknowledged_by) == (State.ACKNOWLEDGED, "zainab")


def test_what_the_daily_test_occupied_rings_once_the_test_is_over(
    world: World, environment: pytest.MonkeyPatch
) -> None:
    switch_on(environment)
    go_to(world.time, "11:00")
    daily.each_minute()
    world.says(RED)
    ends(world, "busy")
    world.passes(20)

    assert len(rings(world)) == 2
    assert voice(world) == [AlertState.FAILED, AlertState.SENT]


def test_whoever_declines_each_time_is_left_in_peace_until_their_next_step(world: World) -> None:
    world.says(RED)
    for _ in range(4):
        ends(world, "busy")
        world.passes(20)
    assert len(rings(world)) == 4
    assert ("ahmed", "voice") not in world.alerts()
    world.passes(10)
    assert ("ahmed", "voice") in world.alerts(), "the second person comes after 90 seconds as ever"


def test_the_next_step_does_not_wait_for_a_call_that_is_only_to_follow(world: World) -> None:
    world.says(RED)
    ends(world, "busy")
    written = next(row for row in world.outbox() if row.kind == Kind.WHATSAPP and row.alert_id is not None)
    world.client.post_signed(
        f"/whatsapp/status/{written.token}", {"MessageStatus": "undelivered", "ErrorCode": "63024"}
    )
    world.jobs.run()
    assert ("ahmed", "voice") in world.alerts()


def test_a_case_that_was_taken_meanwhile_rings_nobody(world: World) -> None:
    world.says(RED)
    ends(world, "busy")
    world.acknowledges()
    world.passes(30)

    assert len(rings(world)) == 1
    placed = {row.id for row in rings(world)}
    (waiting,) = [row for row in world.outbox() if row.kind == Kind.CALL and row.id not in placed]
    assert waiting.error_code == "withdrawn"


@pytest.mark.parametrize("status", ["no-answer", "canceled", "failed"])
def test_a_phone_that_was_not_picked_up_waits_for_the_policy(world: World, status: str) -> None:
    world.says(RED)
    ends(world, status)
    world.passes(60)
    assert len(rings(world)) == 1


def test_outside_danger_a_busy_phone_is_left(world: World) -> None:
    world.says(PASSIVE)
    world.passes(30 * 60)
    assert rings(world), "AMBER rings too, later"
    before = len(rings(world))
    ends(world, "busy")
    world.passes(60)
    assert len(rings(world)) == before
