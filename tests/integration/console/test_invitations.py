"""Somebody is invited, sets a password, sets up a second factor, and is in."""

import re

import pyotp
import pytest

from console.accounts import cli, invitations
from console.accounts.model import by_name
from helpline.infra.database import transaction
from tests.integration.console.conftest import PASSWORD, Browser, Console
from tests.integration.console.test_login import acts

TYPED = {"password": PASSWORD, "again": PASSWORD}


def invite(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run the command; returns the path of the link that it prints."""
    capsys.readouterr()
    assert cli.invite([*arguments, "--by", "test"]) == 0
    return capsys.readouterr().out.strip().removeprefix("http://127.0.0.1:8706")


def first_code(browser: Browser) -> str:
    """Return what an app shows that was given the page's secret."""
    assert browser.page is not None
    found = re.search(r'class="secret"[^>]*>([A-Z2-7]+)<', browser.page.text)
    assert found is not None
    return pyotp.TOTP(found.group(1)).at(browser._time.now())


def test_from_the_invitation_to_the_first_page(console: Console, capsys: pytest.CaptureFixture[str]) -> None:
    link = invite(capsys, "zainab", "--role", "counsellor", "--counsellor", "zainab")
    browser = console.browser()
    assert "zainab" in browser.get(link).text
    assert browser.post(link, TYPED).request.path == "/login/second-factor"
    assert browser.page is not None
    assert "<svg" in browser.page.text
    # The factor is required: until it is set up there is nothing else.
    assert console.browser().get("/me").request.path == "/login"
    answer = browser.post("/login/second-factor", {"code": "000000"})
    assert answer.status_code == 401
    answer = browser.post("/login/second-factor", {"code": first_code(browser)})
    codes = re.findall(r"<code>(\w{5}-\w{5})</code>", answer.text)
    assert len(set(codes)) == 10
    browser.get("/")
    assert browser.inside()
    assert [what for _, what in acts()] == [
        "account_invited",
        "password_set",
        "second_factor_set_up",
    ]
    with transaction() as session:
        account = by_name(session, "zainab")
    assert account is not None
    assert not {*codes} & {*account.recovery}


def test_whoever_left_before_the_second_factor_goes_on_with_it_at_the_next_login(
    console: Console, capsys: pytest.CaptureFixture[str]
) -> None:
    link = invite(capsys, "layla", "--role", "auditor")
    leaves = console.browser()
    leaves.get(link)
    leaves.post(link, TYPED)
    browser = console.browser()
    browser.get("/login")
    answer = browser.post("/login", {"name": "layla", "password": PASSWORD})
    assert answer.request.path == "/login/second-factor"
    browser.post("/login/second-factor", {"code": first_code(browser)})
    assert browser.get("/me").request.path == "/me"


def test_a_link_is_good_once_and_for_a_day(console: Console, capsys: pytest.CaptureFixture[str]) -> None:
    link = invite(capsys, "layla", "--role", "auditor")
    browser = console.browser()
    browser.get(link)
    browser.post(link, TYPED)
    assert console.browser().get(link).status_code == 404
    late = invite(capsys, "layla", "--role", "auditor")
    console.time.forward(24 * 3600 + 1)
    assert console.browser().get(late).status_code == 404


@pytest.mark.parametrize(
    ("password", "again", "why"),
    [
        ("short", "short", "قصيرة"),
        ("layla layla layla", "layla layla layla", "سهلة"),
        ("aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "سهلة"),
        ("my password 2026", "my password 2026", "سهلة"),
        (PASSWORD, PASSWORD + "!", "مو نفس الشي"),
    ],
)
def test_a_password_that_does_not_do_is_refused_and_the_link_stays_good(
    console: Console, capsys: pytest.CaptureFixture[str], password: str, again: str, why: str
) -> None:
    link = invite(capsys, "layla", "--role", "auditor")
    browser = console.browser()
    browser.get(link)
    answer = browser.post(link, {"password": password, "again": again})
    assert answer.status_code == 422
    assert why in answer.text
    assert browser.post(link, TYPED).request.path == "/login/second-factor"


def test_a_new_invitation_ends_the_old_password_factor_and_sessions(
    console: Console, capsys: pytest.CaptureFixture[str]
) -> None:
    browser = console.as_("auditor")
    invite(capsys, "layla", "--role", "auditor")
    assert browser.get("/me").request.path == "/login"
    assert browser.post("/login", {"name": "layla", "password": PASSWORD}).status_code == 401


@pytest.mark.parametrize(
    ("name", "arguments", "why"),
    [
        ("mona", ["--role", "counsellor"], "--counsellor"),
        ("mona", ["--role", "counsellor", "--counsellor", "mona"], "no counsellor mona"),
        ("mona", ["--role", "auditor", "--counsellor", "ahmed"], "on the roster"),
        ("ahmed", ["--role", "auditor"], "somebody on the roster"),
        ("mona", ["--role", "supervisor", "--counsellor", "zainab"], "another account"),
        ("Mona", ["--role", "auditor"], "small Latin letters"),
    ],
)
def test_who_cannot_be_invited_so(
    console: Console, capsys: pytest.CaptureFixture[str], name: str, arguments: list[str], why: str
) -> None:
    invite(capsys, "zainab", "--role", "counsellor", "--counsellor", "zainab")
    assert cli.invite([name, *arguments]) == 2
    assert why in capsys.readouterr().err


def test_the_list_says_how_far_each_is_and_closing_shuts_out(
    console: Console, capsys: pytest.CaptureFixture[str]
) -> None:
    console.account("supervisor")
    invite(capsys, "layla", "--role", "auditor")
    assert cli.accounts(["close", "layla"]) == 0
    assert cli.accounts(["close", "layla"]) == 2
    assert cli.accounts(["list"]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [(row[0], row[-1]) for row in rows] == [("huda", "use"), ("layla", "closed")]


def test_the_roles_of_the_command_are_those_of_the_table() -> None:
    from console.rights import RIGHTS, Role

    assert set(invitations.ROLES) == set(Role) == set(RIGHTS)
