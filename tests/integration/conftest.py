"""What integration tests share: signed requests, and jobs run in the test's own process."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from twilio.request_validator import RequestValidator
from werkzeug.test import TestResponse

from helpline.infra import clock, twilio_rest
from helpline.infra.settings import settings
from helpline.outbox import Outbox, Refused
from processes.tasks import TASKS
from tests.integration.world import ROSTER, Clock, FakeMedia, FakeRasa, World, patch_rasa


class SignedClient:
    """Posts as Twilio does: signed over the public URL and all parameters."""

    def __init__(self, client: FlaskClient, token: str, base: str) -> None:
        self._client, self._validator, self._base = client, RequestValidator(token), base

    def post_signed(self, path: str, form: Mapping[str, str]) -> TestResponse:
        """Post a form to a path with a valid signature."""
        signature = self._validator.compute_signature(f"{self._base}{path}", dict(form))
        return self._client.post(path, data=dict(form), headers={"X-Twilio-Signature": signature})

    def post_unsigned(self, path: str, form: Mapping[str, str], signature: str = "") -> TestResponse:
        """Post a form with a signature that does not fit."""
        return self._client.post(path, data=dict(form), headers={"X-Twilio-Signature": signature})


@cache
def web() -> Flask:
    """Return the web process's application, made once: it reads its settings with each request."""
    from processes.web import create_app

    app = create_app()
    app.config["TESTING"] = False
    return app


@pytest.fixture
def client(database: str) -> SignedClient:
    """The web process's application on an empty database, its settings read as at its start."""
    settings()
    return SignedClient(web().test_client(), "test-token", "https://wiyak.test")


class Jobs:
    """Runs the waiting jobs of the queue, in its order, in this process."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def waiting(self) -> list[tuple[int, str, dict[str, Any], bool]]:
        """Return id, task, arguments and whether it is due, most urgent first."""
        return self._connection.execute(
            "SELECT id, task_name, args, coalesce(scheduled_at, %(now)s) <= %(now)s "
            "FROM procrastinate_jobs WHERE status = 'todo' ORDER BY priority DESC, id",
            {"now": clock.now()},
        ).fetchall()

    def lose(self) -> None:
        """Forget every waiting job, as if its worker had died with it."""
        self._connection.execute("DELETE FROM procrastinate_jobs")

    def run(self, only: str | None = None) -> int:
        """Run due jobs until none is left; returns how many ran. An exception is the test's."""
        ran = 0
        while due := [job for job in self.waiting() if job[3] and only in (None, job[1])]:
            identity, task, arguments, _ = due[0]
            self._connection.execute("DELETE FROM procrastinate_jobs WHERE id = %s", (identity,))
            TASKS[task](**arguments)
            ran += 1
        return ran


@pytest.fixture
def jobs(database: str) -> Iterator[Jobs]:
    """The job queue."""
    with psycopg.connect(database, autocommit=True) as connection:
        yield Jobs(connection)


class FakeTwilio:
    """Takes what the outbox sends: a stand-in at the sender, where no socket is wanted."""

    def __init__(self) -> None:
        self.sent: list[Outbox] = []
        self.fail_with: Callable[[Outbox], Exception | None] = lambda row: None

    def send(self, row: Outbox) -> str:
        """Keep the row; raise what the test wants."""
        error = self.fail_with(row)
        if error is not None:
            raise error
        self.sent.append(row)
        return f"SM{len(self.sent):032d}"

    def find_sent(self, row: Outbox) -> str | None:
        """Find what was sent for a row before."""
        known = [one for one in self.sent if one.id == row.id]
        return f"SM{self.sent.index(known[0]) + 1:032d}" if known else None

    def texts(self, to: str) -> list[str]:
        """Return what was written to a number, oldest first."""
        return [row.payload.get("text", row.payload.get("template", "")) for row in self.sent if row.to == to]

    def refuse(self, code: str) -> None:
        """Refuse everything from now on."""
        self.fail_with = lambda row: Refused(code)


@pytest.fixture
def twilio(monkeypatch: pytest.MonkeyPatch) -> FakeTwilio:
    """The outbox's senders replaced by one that only remembers."""
    from processes import tasks

    fake = FakeTwilio()
    monkeypatch.setattr(tasks, "SENDERS", dict.fromkeys(tasks.SENDERS, fake))
    return fake


@pytest.fixture
def roster_file(environment: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A roster of this test: zainab first, ahmed second, huda supervisor, at any hour."""
    path = tmp_path / "roster.yml"
    path.write_text(ROSTER, encoding="utf-8")
    environment.setenv("ROSTER_FILE", str(path))
    return path


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that a test moves on."""
    moved = Clock()
    monkeypatch.setattr(clock, "now", moved.now)
    return moved


@pytest.fixture
def world(
    roster_file: Path,
    client: SignedClient,
    jobs: Jobs,
    twilio: FakeTwilio,
    time: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> World:
    """The helpline in this process, on an empty database."""
    fake = FakeRasa()
    patch_rasa(monkeypatch, fake)
    media = FakeMedia()
    monkeypatch.setattr(twilio_rest, "download", media.download)
    monkeypatch.setattr(twilio_rest, "delete", media.delete)
    return World(client, jobs, twilio, fake, time, media)
