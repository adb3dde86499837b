"""The desk at which a case is worked on: who sits there, and a contact in danger."""

from functools import cache

import pyotp
import pytest
from sqlalchemy import select

from console.accounts import invitations, passwords
from console.accounts.model import by_name
from helpline.infra.audit import AuditEntry
from helpline.infra.database import transaction
from tests.integration.console.conftest import PASSWORD, Browser, Console
from tests.integration.world import RED, World

HELLO = "هلا بيك، اني وياك"


@cache
def _hash() -> str:
    """Return the hash of PASSWORD, made once: it is slow by intent."""
    return passwords.hashed(PASSWORD, "nobody")


class Desk:
    """The helpline and its console, and what a test does at both."""

    def __init__(self, world: World, console: Console) -> None:
        self.world, self.console = world, console

    def colleague(
        self, name: str = "ahmed", role: str = "counsellor", counsellor: str | None = ""
    ) -> Browser:
        """Return the browser of somebody else, logged in; on the roster by their name unless said so."""
        self.account(name, role, name if counsellor == "" else counsellor)
        browser = self.console.browser()
        assert browser.log_in(name).request.path != "/login"
        return browser

    def account(self, name: str, role: str, counsellor: str | None) -> str:
        """Make an account with password and second factor; returns the secret of its app."""
        secret = pyotp.random_base32()
        with transaction() as session:
            invitations.invite(session, name, role, counsellor, by="test", now=self.console.time.now())
            account = by_name(session, name)
            assert account is not None
            account.password, account.invitation = _hash(), None
            account.totp = secret
        return secret

    def page(self, browser: Browser, case: int) -> str:
        """Return a case's page as somebody sees it."""
        answer = browser.get(f"/case/{case}")
        assert answer.status_code == 200
        return answer.text

    def does(self, browser: Browser, case: int, act: str, **form: str) -> str:
        """Do something from the case's page, and all that it leads to; returns the page that follows."""
        browser.get(f"/case/{case}")
        answer = browser.post(f"/case/{case}/{act}", form)
        self.world.jobs.run()
        return answer.text

    def on_record(self) -> list[tuple[str, str]]:
        """Return who did what with cases, oldest first."""
        with transaction() as session:
            rows = session.scalars(select(AuditEntry).order_by(AuditEntry.id))
            return [(row.actor, row.action) for row in rows if "case" in row.detail]


@pytest.fixture
def desk(world: World, console: Console) -> Desk:
    """The helpline and its console."""
    return Desk(world, console)


@pytest.fixture
def zainab(console: Console) -> Browser:
    """Whoever is on call first, logged in."""
    return console.as_("counsellor")


@pytest.fixture
def danger(desk: Desk) -> int:
    """A contact in danger; returns the number of their case, which has alerted zainab."""
    desk.world.says(RED)
    return desk.world.open_case().id


@pytest.fixture
def mine(desk: Desk, danger: int, zainab: Browser) -> int:
    """The same case, taken by zainab in the console."""
    desk.does(zainab, danger, "take")
    return danger
