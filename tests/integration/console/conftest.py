"""The console in the test's process on a real PostgreSQL and Redis, with somebody logged in for each role."""

import re
import subprocess
import threading
import time as sleeping
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyotp
import pytest
import redis
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser as Chromium
from werkzeug.serving import make_server
from werkzeug.test import TestResponse

from console import live
from console.accounts import invitations, passwords, second_factor
from console.accounts.model import Account, by_name
from console.live_hub import Hub
from helpline.infra.database import transaction
from processes import embedded
from tests import browser
from tests.conftest import free_port
from tests.integration.console.browser import Device, Person, Sits
from tests.integration.world import Clock

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PASSWORD = "dates tea river lamp"
ROLES = {
    "counsellor": ("zainab", "zainab"),
    "supervisor": ("huda", "huda"),
    "clinician": ("dr.sara", None),
    "programme": ("mustafa", None),
    "auditor": ("layla", None),
}


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Redis of this test run."""
    folder, port = tmp_path_factory.mktemp("redis"), free_port()
    command = embedded.redis_command(folder, port, "test")
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    url = f"redis://:test@127.0.0.1:{port}/0"
    try:
        for _ in range(100):
            try:
                redis.Redis.from_url(url).ping()
                break
            except redis.ConnectionError:
                sleeping.sleep(0.05)
        yield url
    finally:
        process.terminate()
        process.wait(10)


class Browser:
    """A browser of one person: fills in the forms that it sees, and sends their CSRF tokens with them."""

    def __init__(self, client: FlaskClient, time: Clock) -> None:
        self.client, self._time = client, time
        self.page: TestResponse | None = None

    def get(self, path: str, **more: Any) -> TestResponse:
        """Open a page, following redirects."""
        self.page = self.client.get(path, follow_redirects=True, **more)
        return self.page

    def token(self) -> str:
        """Return the CSRF token of the page that is open; of the login where none is."""
        page = self.page or self.get("/login")
        found = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
        assert found, "no form on this page"
        return found.group(1)

    def post(self, path: str, form: dict[str, Any] | None = None, **more: Any) -> TestResponse:
        """Send a form from the page that is open, following redirects."""
        data = {"csrf_token": self.token(), **(form or {})}
        self.page = self.client.post(path, data=data, follow_redirects=True, **more)
        return self.page

    def inside(self) -> bool:
        """Say whether the page that is open is one behind the login."""
        return self.page is not None and not self.page.request.path.startswith(("/login", "/invitation"))

    def code(self, name: str) -> str:
        """Return what the person's app shows now."""
        with transaction() as session:
            account = by_name(session, name)
            assert account is not None
            return pyotp.TOTP(account.totp or account.totp_new or "").at(self._time.now())

    def log_in(self, name: str, password: str = PASSWORD) -> TestResponse:
        """Log in with a password and a fresh code."""
        self.get("/login")
        self.post("/login", {"name": name, "password": password})
        # None is good twice.
        self._time.forward(61)
        return self.post("/login/code", {"code": self.code(name)})


class Console:
    """The console and the people who use it."""

    def __init__(self, app: Flask, time: Clock) -> None:
        self.app, self.time = app, time

    def browser(self) -> Browser:
        """Return a browser in which nobody is logged in."""
        return Browser(self.app.test_client(), self.time)

    def account(self, role: str) -> str:
        """Make the account of a role with password and second factor; returns its name."""
        name, counsellor = ROLES[role]
        with transaction() as session:
            if by_name(session, name) is None:
                invitations.invite(session, name, role, counsellor, by="test", now=self.time.now())
                account = by_name(session, name)
                assert account is not None
                account.password, account.invitation = _hash(), None
                second_factor.propose(account)
                account.totp, account.totp_new = account.totp_new, None
        return name

    def as_(self, role: str) -> Browser:
        """Return a browser in which somebody of a role is logged in."""
        browser = self.browser()
        assert browser.log_in(self.account(role)).status_code == 200
        assert browser.inside()
        return browser

    def cookie(self, role: str) -> str:
        """Return the cookie with which a real browser is logged in as somebody of a role."""
        cookie = self.as_(role).client.get_cookie("console")
        assert cookie is not None
        return cookie.value


_known: list[str] = []


def _hash() -> str:
    """Return the hash of PASSWORD, made once: it is slow by intent."""
    if not _known:
        _known.append(passwords.hashed(PASSWORD, "nobody"))
    return _known[0]


_apps: dict[str, Flask] = {}


@pytest.fixture
def console(
    database: str, redis_url: str, roster_file: Path, time: Clock, environment: pytest.MonkeyPatch
) -> Console:
    """The console on an empty database and an empty Redis."""
    environment.setenv("REDIS_URL", redis_url)
    # What makes guessing slow would make every test slow.
    environment.setattr(passwords, "_hasher", lambda: CHEAP)
    from helpline.infra.settings import settings

    settings.cache_clear()
    redis.Redis.from_url(redis_url).flushall()
    if redis_url not in _apps:
        from console.app import create_app

        _apps[redis_url] = create_app()
    return Console(_apps[redis_url], time)


@pytest.fixture
def read_account(console: Console) -> Callable[[str], Account]:
    """Return an account as it is now."""

    def read(name: str) -> Account:
        with transaction() as session:
            account = by_name(session, name)
            assert account is not None
            return account

    return read


@pytest.fixture
def hub(console: Console, monkeypatch: pytest.MonkeyPatch) -> Hub:
    """What the console hears over this test's Redis."""
    hub = Hub()
    monkeypatch.setattr(live, "hub", hub)
    return hub


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    """A real browser; skipped where none can be had."""
    with browser.chromium() as running:
        yield running


@pytest.fixture
def address(console: Console) -> Iterator[str]:
    """The console's address on loopback."""
    server = make_server("127.0.0.1", 0, console.app, threaded=True)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def sits(console: Console, chromium: Chromium, address: str) -> Iterator[Sits]:
    """Let somebody of a role sit down at a browser, logged in; at the end nothing was wrong."""
    everybody: list[Device] = []

    def sit(role: str, kind: type[Device] = Person, **context: Any) -> Device:
        device = kind(chromium, address, **context)
        device.is_let_in(console.cookie(role))
        everybody.append(device)
        return device

    yield sit
    for one in everybody:
        one.leaves()
