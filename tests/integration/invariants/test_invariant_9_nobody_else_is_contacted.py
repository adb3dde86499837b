"""The bot never contacts family or police by itself: it writes to the contact and to counsellors only."""

from helpline import content
from tests.integration.world import AHMED, CONTACT, HUDA, RED, ZAINAB, World

BROTHER = "اخوي رقمه 07700000999 خابروه"


def test_invariant_9_only_the_contact_and_counsellors_are_reached_whatever_happens(world: World) -> None:
    world.says(RED)
    world.says(BROTHER)
    world.says("خابروا الشرطة 104")
    for _ in range(8):
        world.passes(120)
    world.acknowledges()
    world.says("شلونك", ZAINAB)
    world.passes(4000)

    assert {row.to for row in world.outbox()} == {CONTACT, ZAINAB, AHMED, HUDA}


def test_invariant_9_no_call_is_ever_placed_to_an_emergency_number(world: World) -> None:
    world.says(RED)
    for _ in range(6):
        world.passes(120)

    called = {row.to for row in world.outbox() if row.kind != "whatsapp"}
    assert called == {ZAINAB, AHMED, HUDA}
    assert content.emergency_number(None) not in called
