"""A case that a counsellor holds, for tests of what comes then."""

from tests.integration.world import (
    RED,
    ZAINAB,
    World,
)

HELLO = "هلا بيك، اني زينب"


def held(world: World, words: str = RED) -> int:
    """Let Zainab take the contact's case and say a first word; returns the case's number."""
    world.says(words)
    world.acknowledges()
    world.says(HELLO, ZAINAB)
    return world.open_case().id
