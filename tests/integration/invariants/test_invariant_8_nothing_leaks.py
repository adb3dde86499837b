"""Text, names and numbers never reach a log, a job's arguments, an error page or the plain database."""

import json
import logging
import sys
from collections.abc import Iterator
from io import StringIO

import psycopg
import pytest

from helpline.infra import logs
from tests.integration.world import AHMED, CONTACT, PASSIVE, RED, SAD, WISH, ZAINAB, World

SECRETS = ("اقتل", "انتحر", "9647700000", "7700000501", "زينب", "MEDIAURL")


@pytest.fixture
def logged(world: World) -> Iterator[StringIO]:
    """Everything that is logged, from the moment the helpline stands."""
    written = StringIO()
    handlers, level = logging.root.handlers, logging.root.level
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stderr", written)
        logs.configure("test", "DEBUG")
    yield written
    logs.configure("test")
    logging.root.handlers, logging.root.level = handlers, level


def live(world: World) -> None:
    """Live through everything that a case can go through, failures included."""
    world.says(RED)
    world.says(WISH, "+9647700000502")
    world.says(PASSIVE, "+9647700000503")
    world.says(SAD, "+9647700000504")
    world.sends_voice_note("+9647700000505")
    world.rasa.down = True
    world.says(SAD, "+9647700000506")
    world.acknowledges()
    world.taps(AHMED, "ack:nonsense")
    world.says(f"{RED} شلونك", ZAINAB)
    world.says(RED)
    world.twilio.refuse("63024")
    world.says(RED, "+9647700000507")
    world.passes(200)
    world.watchdog()
    world.client.post_unsigned("/whatsapp/inbound", {"Body": RED, "From": CONTACT})


def test_invariant_8_no_log_line_tells_anything(world: World, logged: StringIO) -> None:
    live(world)
    written = logged.getvalue()

    assert "rasa_silent" in written
    assert "not_delivered" in written
    assert [secret for secret in SECRETS if secret in written] == []


def test_invariant_8_an_error_shows_nothing_on_its_page_or_in_the_log(
    world: World, logged: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_session: object, inbound: object, *_: object, **__: object) -> None:
        raise RuntimeError(f"{inbound!r}")

    monkeypatch.setattr("whatsapp.webhook.receive", broken)
    answer = world.writes(RED)

    assert (answer.status_code, answer.text) == (500, "error\n")
    written = logged.getvalue()
    assert "request_failed" in written
    assert [secret for secret in SECRETS if secret in written] == []


def test_invariant_8_a_database_error_does_not_quote_what_was_stored(world: World, logged: StringIO) -> None:
    answer = world.writes(RED, sid="S" * 200)

    assert (answer.status_code, answer.text) == (500, "error\n")
    assert [secret for secret in SECRETS if secret in logged.getvalue()] == []


def test_invariant_8_jobs_carry_ids_only(world: World) -> None:
    world.writes(RED)
    world.writes(WISH, "+9647700000502")
    seen = []
    while waiting := [job for job in world.jobs.waiting() if job[3]]:
        seen += [arguments for _, _, arguments, _ in world.jobs.waiting()]
        world.jobs.run(only=waiting[0][1])

    assert seen
    for arguments in seen:
        assert all(isinstance(value, int) for value in arguments.values()), arguments


def test_invariant_8_nothing_of_a_contact_is_readable_in_the_database(world: World, database: str) -> None:
    live(world)
    with psycopg.connect(database) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        dump = "\n".join(
            str(connection.execute(f'SELECT to_json(t) FROM "{table}" t').fetchall()) for (table,) in tables
        )

    hidden = {secret: json.dumps(secret)[1:-1] for secret in SECRETS if secret != "زينب"}
    assert [plain for plain, escaped in hidden.items() if plain in dump or escaped in dump] == []


def test_invariant_8_the_assistant_knows_no_number(world: World) -> None:
    world.says(SAD)

    assert CONTACT not in str(world.rasa.senders) + str(world.rasa.metadata)
    assert str(world.rasa.senders[0]) != str(world.contact().public_id)


def test_invariant_8_what_cannot_be_handled_is_logged_without_its_words(
    logged: StringIO,
) -> None:
    logging.getLogger("procrastinate").error("Job with %s", RED, exc_info=ValueError(RED))
    written = logged.getvalue()

    assert "ValueError" in written
    assert RED not in written
