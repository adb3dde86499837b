"""What tests stand on: a real PostgreSQL and Redis of their own, on ports of their own, gone afterwards."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from cryptography.fernet import Fernet

ROOT = Path(__file__).resolve().parents[1]
# These need Rasa's environment; tests/e2e/test_rasa_environment.py runs them there.
collect_ignore = ["rasa"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by their folder, and run the slow ones last."""
    order = {"unit": 0, "integration": 1, "rasa": 2, "e2e": 3, "chaos": 4}
    for item in items:
        folder = item.path.relative_to(ROOT / "tests").parts[0]
        if folder in ("integration", "e2e", "rasa", "chaos"):
            item.add_marker(getattr(pytest.mark, folder))
        if folder == "e2e" and item.get_closest_marker("timeout") is None:
            # Whichever comes first also waits until the whole helpline has started.
            item.add_marker(pytest.mark.timeout(420))
    items.sort(key=lambda item: order.get(item.path.relative_to(ROOT / "tests").parts[0], 0))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference material beside the repository; a test that needs it is skipped without it."""
    folder = Path(os.environ.get("WIYAK_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"reference material is absent ({folder.name} beside the repository)")
    return folder


def free_port() -> int:
    """Return a loopback port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL of this test run."""
    from processes import embedded
    from processes.run import migrate, wait_for_database

    folder = Path(tempfile.mkdtemp(prefix="wiyak-test-"))
    port = free_port()
    embedded.prepare_postgres(folder / "postgres", "test")
    user = embedded.account()
    command = [
        *(sys.executable, "-m", "processes.child", *(["--user", user] if user else [])),
        *embedded.postgres_command(folder / "postgres", port),
        # Durability is tested where it matters, by killing the whole stack; here it only costs time.
        *("-c", "fsync=off"),
    ]
    with (folder / "postgres.log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
    url = f"postgresql://wiyak:test@127.0.0.1:{port}/wiyak"
    try:
        wait_for_database(url)
        os.environ["DATABASE_URL"] = url
        # A test without a database may have read the settings before.
        clear_caches()
        migrate(url)
        yield url
    finally:
        process.send_signal(2)
        process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


TEST_ENVIRONMENT = {
    "HELPLINE_ENCRYPTION_KEYS": Fernet.generate_key().decode(),
    "HELPLINE_HASH_KEY": "test-hash-key",
    "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
    "TWILIO_AUTH_TOKEN": "test-token",
    "PUBLIC_URL": "https://wiyak.test",
    "WHATSAPP_NUMBER": "+15550100001",
    "VOICE_NUMBER": "+15550100002",
    # What somebody has recorded in this copy must not answer for the texts.
    "RECORDINGS_DIR": "/nonexistent/recordings",
    # Nobody listens there: the assistant of a copy that runs beside the tests must not answer them.
    "RASA_URL": "http://127.0.0.1:9",
    # A test that runs at that hour would find its counsellors being tested.
    "TEST_ALERT_AT": "",
}


def clear_caches() -> None:
    """Forget settings and everything made from them.

    The engine stays while it serves the same database: its compiled statements are half of a test's time.
    """
    from helpline.alerts import roster
    from helpline.conversation import rasa
    from helpline.infra import crypto, database, twilio_rest
    from helpline.infra.settings import settings

    for cached in (settings, crypto._cipher, twilio_rest._client, rasa._client):
        cached.cache_clear()
    roster.forget(all_of_it=True)
    if database.engine.cache_info().currsize:
        serves = database.engine().url.render_as_string(hide_password=False)
        if serves != database.sqlalchemy_url(os.environ.get("DATABASE_URL", "")):
            database.engine().dispose()
            database.engine.cache_clear()


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Settings for a test; returns monkeypatch so that it can change more before the first use."""
    for name, value in TEST_ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    clear_caches()
    yield monkeypatch
    clear_caches()


# Bytes. A table that has grown beyond is truncated, whatever it holds: what is deleted is still read past.
GROWN = 64 * 1024


def _empty(connection: psycopg.Connection[Any]) -> None:
    """Empty every table and let every number begin at 1 again.

    Truncating all tables takes a hundred times as long as deleting the few rows that a test leaves.
    """
    tables = _names(
        connection,
        "SELECT format('%I', tablename) FROM pg_tables "
        "WHERE schemaname = 'public' AND tablename <> 'alembic_version'",
    )
    # As TRUNCATE does: whatever the test before has left running ends first.
    connection.execute(f"LOCK TABLE {', '.join(tables)}")
    # The audit log refuses to be emptied, as it should.
    connection.execute("SET LOCAL session_replication_role = replica")
    any_row = " UNION ALL ".join(f"(SELECT '{table}' FROM {table} LIMIT 1)" for table in tables)
    for table in _names(connection, any_row):
        connection.execute(f"DELETE FROM {table}")
    sizes = " UNION ALL ".join(f"SELECT '{table}', pg_relation_size('{table}') AS size" for table in tables)
    if grown := _names(connection, f"SELECT * FROM ({sizes}) AS all_of_them WHERE size > {GROWN}"):
        connection.execute(f"TRUNCATE {', '.join(grown)} CASCADE")
    connection.execute(
        "SELECT setval(format('%I', sequencename), 1, false) FROM pg_sequences "
        "WHERE schemaname = 'public' AND last_value IS NOT NULL"
    )


def _names(connection: psycopg.Connection[Any], query: str) -> list[str]:
    return [row[0] for row in connection.execute(query)]


@pytest.fixture
def database(environment: pytest.MonkeyPatch, postgres_url: str) -> Iterator[str]:
    """An empty, migrated database."""
    environment.setenv("DATABASE_URL", postgres_url)
    clear_caches()
    with psycopg.connect(postgres_url) as connection:
        _empty(connection)
    yield postgres_url
    clear_caches()


def wait_until(condition, seconds: float = 10, every: float = 0.05):  # type: ignore[no-untyped-def]
    """Return the condition's first true value; fails after `seconds`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if value := condition():
            return value
        time.sleep(every)
    pytest.fail(f"not within {seconds} s: {condition.__doc__ or condition}")
