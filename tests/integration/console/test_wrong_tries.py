"""Whoever guesses waits, and nobody else does."""

from collections.abc import Iterator

import pytest

from tests.integration.console.conftest import PASSWORD, Browser, Console

ELSEWHERE = {"environ_overrides": {"REMOTE_ADDR": "192.0.2.7"}}


def guess(browser: Browser, name: str) -> None:
    """Try a wrong password ten times."""
    browser.get("/login")
    for _ in range(10):
        assert browser.post("/login", {"name": name, "password": "not the password"}).status_code == 401


@pytest.mark.parametrize("known", [True, False])
def test_after_ten_wrong_passwords_a_name_waits_whether_or_not_somebody_has_it(
    console: Console, known: bool
) -> None:
    name = console.account("counsellor") if known else "nobody"
    browser = console.browser()
    guess(browser, name)
    right = {"name": name, "password": PASSWORD}
    answer = browser.post("/login", right)
    assert answer.status_code == 429
    assert "محاولات هواية" in answer.text
    elsewhere = console.browser()
    elsewhere.get("/login")
    assert elsewhere.post("/login", right, **ELSEWHERE).status_code == 429


def test_the_page_says_until_when(console: Console) -> None:
    browser = console.browser()
    guess(browser, "nobody")
    assert ":" in browser.post("/login", {"name": "nobody", "password": "x"}).text.split("قبل الساعة ")[1][:6]


def test_nobody_else_waits_for_a_name_that_is_guessed(console: Console) -> None:
    guess(console.browser(), console.account("counsellor"))
    assert console.as_("supervisor").inside()


def test_right_tries_are_not_counted(console: Console) -> None:
    console.account("counsellor")
    for _ in range(12):
        assert console.browser().log_in("zainab").status_code == 200


def test_after_ten_wrong_codes_a_name_waits(console: Console) -> None:
    browser, name = console.browser(), console.account("counsellor")
    browser.get("/login")
    browser.post("/login", {"name": name, "password": PASSWORD})
    for number in range(10):
        # A name in the form must not have it counted as somebody else's.
        assert browser.post("/login/code", {"code": "000000", "name": f"n{number}"}).status_code == 401
    assert browser.post("/login/code", {"code": browser.code(name)}).status_code == 429


def test_an_address_that_guesses_many_names_waits_too(console: Console) -> None:
    browser = console.browser()
    browser.get("/login")
    for number in range(40):
        assert browser.post("/login", {"name": f"nobody{number}", "password": "x"}).status_code == 401
    assert browser.post("/login", {"name": "another", "password": "x"}).status_code == 429
    other = console.browser()
    other.get("/login")
    assert other.post("/login", {"name": "another", "password": "x"}, **ELSEWHERE).status_code == 401


def test_wrong_passwords_on_ones_own_page_count_for_oneself_alone(console: Console) -> None:
    guesser, other = console.as_("counsellor"), console.as_("supervisor")
    guesser.get("/me")
    for _ in range(10):
        assert guesser.post("/me/recovery-codes", {"password": "not it"}).status_code == 422
    guesser.get("/me")
    assert guesser.post("/me/recovery-codes", {"password": PASSWORD}).status_code == 429
    other.get("/me")
    assert other.post("/me/recovery-codes", {"password": PASSWORD}).status_code == 200


@pytest.fixture
def without_redis(console: Console) -> Iterator[Console]:
    """The console whose Redis has gone away."""
    from console.extensions import limiter

    limiter.storage.storage.connection_pool.connection_kwargs["port"] = 1
    limiter.storage.storage.connection_pool.disconnect()
    yield console
    from console.app import create_app

    # Makes the limiter anew.
    create_app()


def test_without_redis_people_still_come_in_and_guessing_still_ends(without_redis: Console) -> None:
    assert without_redis.as_("counsellor").inside()
    browser = without_redis.browser()
    guess(browser, "nobody")
    assert browser.post("/login", {"name": "nobody", "password": "x"}).status_code == 429
