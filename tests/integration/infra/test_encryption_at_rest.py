"""Keys can be rotated: what was stored under the old one is read, what is new is under the new one."""

import pytest
from cryptography.fernet import Fernet

from helpline import contacts
from helpline.contacts.inbox import Inbox
from helpline.infra import clock
from helpline.infra.database import transaction
from tests.conftest import TEST_ENVIRONMENT, clear_caches
from tests.integration.world import CONTACT, RED, World


def test_a_rotated_key_reads_what_the_old_one_wrote(world: World, environment: pytest.MonkeyPatch) -> None:
    world.writes(RED)
    old, new = TEST_ENVIRONMENT["HELPLINE_ENCRYPTION_KEYS"], Fernet.generate_key().decode()
    environment.setenv("HELPLINE_ENCRYPTION_KEYS", f"{new},{old}")
    clear_caches()
    world.writes(RED)

    assert [row.text for row in world.find(Inbox)] == [RED, RED]
    assert world.contact().phone == CONTACT


def test_a_withheld_number_is_somebody_new_each_time(world: World) -> None:
    with transaction() as session:
        first = contacts.find_or_create(session, None, clock.now())
        second = contacts.find_or_create(session, None, clock.now())

    assert first.id != second.id
    assert first.phone is None
