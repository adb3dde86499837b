"""Sessions end by themselves, from elsewhere, and with the account."""

import pytest
from sqlalchemy import select

from console.accounts import invitations
from console.accounts.model import LoginSession
from helpline.infra.database import transaction
from tests.integration.console.conftest import PASSWORD, Browser, Console

HOUR = 3600


def is_in(browser: Browser) -> bool:
    """Say whether somebody is still logged in."""
    return browser.get("/me").request.path == "/me"


@pytest.mark.parametrize("role", ["supervisor", "clinician", "programme", "auditor"])
def test_half_an_hour_without_use_ends_a_session(console: Console, role: str) -> None:
    browser = console.as_(role)
    console.time.forward(29 * 60)
    assert is_in(browser)
    console.time.forward(29 * 60)
    assert is_in(browser)
    console.time.forward(31 * 60)
    assert not is_in(browser)


def test_a_counsellor_stays_for_a_shift(console: Console) -> None:
    browser = console.as_("counsellor")
    console.time.forward(11.9 * HOUR)
    assert is_in(browser)
    # In the middle of a case nobody is thrown out on the hour.
    console.time.forward(0.3 * HOUR)
    assert is_in(browser)
    console.time.forward(0.6 * HOUR)
    assert not is_in(browser)


def test_no_session_outlives_a_day(console: Console) -> None:
    browser = console.as_("supervisor")
    for _ in range(57):
        console.time.forward(25 * 60)
        assert is_in(browser)
    console.time.forward(25 * 60)
    assert not is_in(browser)


def test_logging_out_everywhere_is_everywhere(console: Console) -> None:
    here, there = console.as_("counsellor"), console.as_("counsellor")
    here.get("/me")
    assert here.post("/me/sessions/end").request.path == "/login"
    assert not is_in(here)
    assert not is_in(there)


def test_one_of_ones_sessions_can_be_ended_and_nobody_elses(console: Console) -> None:
    here, there, other = console.as_("counsellor"), console.as_("counsellor"), console.as_("supervisor")
    with transaction() as session:
        mine, theirs, others = session.scalars(select(LoginSession.id).order_by(LoginSession.id))
    here.get("/me")
    for which in (theirs, others):
        here.post(f"/me/sessions/{which}/end")
    assert is_in(here)
    assert not is_in(there)
    assert is_in(other)
    here.post(f"/me/sessions/{mine}/end")
    assert not is_in(here)


def test_an_account_that_is_closed_is_out_at_once(console: Console) -> None:
    browser = console.as_("counsellor")
    with transaction() as session:
        assert invitations.close(session, "zainab", by="test", now=console.time.now())
    assert not is_in(browser)
    browser.get("/login")
    assert browser.post("/login", {"name": "zainab", "password": PASSWORD}).status_code == 401


def test_the_database_holds_no_token_that_would_open_a_session(console: Console) -> None:
    browser = console.as_("counsellor")
    with browser.client.session_transaction() as cookie:
        token = cookie["_user_id"]
    with transaction() as session:
        assert token not in session.scalars(select(LoginSession.token))


def test_what_the_browser_asks_by_itself_keeps_nobody_logged_in(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = console.as_("supervisor")
    show = console.app.view_functions["me.show"]
    monkeypatch.setattr(show, "passive", True, raising=False)
    for _ in range(2):
        console.time.forward(20 * 60)
        last = is_in(browser)
    assert not last
