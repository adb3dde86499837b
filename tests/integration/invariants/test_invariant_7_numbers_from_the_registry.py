"""Every phone number that is given comes from the registry; an unknown region gets the federal one."""

import re

import pytest

from helpline import content
from helpline.content import hotlines
from tests.integration.world import CONTACT, PASSIVE, RED, THANKS, WISH, ZAINAB, World

NUMBER = re.compile(r"\d{3,}")


def test_invariant_7_no_other_number_is_ever_written_to_a_contact(world: World) -> None:
    known = {one.number for one in content.usable()}
    for words in (RED, RED, WISH, PASSIVE, "خطر", "انسان", "نهاية", THANKS):
        world.says(words, f"+96477000006{len(world.outbox()):02}")
    world.says(RED)
    world.passes(181)
    world.acknowledges()
    world.passes(301)

    said = [row.payload["text"] for row in world.outbox() if row.contact_id is not None]
    numbers = {number for words in said for number in NUMBER.findall(words)}
    assert numbers
    assert numbers <= known


@pytest.mark.parametrize("governorate", [None, "بغداد", "???", "البصرة"])
def test_invariant_7_an_unknown_or_federal_place_gets_the_federal_number(
    world: World, governorate: str | None
) -> None:
    if governorate:
        world.rasa.wants = [{"helpline": "governorate", "value": governorate}]
        world.says(THANKS)
    world.says(RED)

    assert content.emergency_number(None) in world.twilio.texts(CONTACT)[-1]


def test_invariant_7_a_stale_number_is_not_taken_from_somebody_in_danger(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hotlines.Hotline, "stale", lambda self, today: True)
    world.says(RED)
    world.says("انتهى", ZAINAB)

    assert content.emergency_number(None) in world.twilio.texts(CONTACT)[-1]
