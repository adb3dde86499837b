"""One's own account."""

import re
from collections.abc import Callable

import pyotp

from console.accounts.model import Account
from tests.integration.console.conftest import PASSWORD, Console
from tests.integration.console.test_login import acts

NEW = "olive bridge window nine"


def test_it_says_who_one_is_and_where_one_is_logged_in(console: Console) -> None:
    browser = console.as_("counsellor")
    phone = "Mozilla/5.0 (Linux; Android 9) AppleWebKit/537.36 Chrome/96.0 Mobile Safari/537.36"
    other = console.browser()
    other.client.environ_base["HTTP_USER_AGENT"] = phone
    other.log_in("zainab")
    page = browser.get("/me").text
    assert "زينب" in page
    assert "Chrome · Android" in page
    assert page.count("/me/sessions/2/end") == 1
    assert "/me/sessions/1/end" not in page


def test_a_new_password_counts_at_once_and_ends_the_other_sessions(console: Console) -> None:
    browser, other = console.as_("counsellor"), console.as_("counsellor")
    browser.get("/me")
    wrong = {"password": "not it", "new": NEW, "again": NEW}
    assert browser.post("/me/password", wrong).status_code == 422
    for new, again in (("short", "short"), (NEW, "another")):
        form = {"password": PASSWORD, "new": new, "again": again}
        assert browser.post("/me/password", form).status_code == 422
    answer = browser.post("/me/password", {"password": PASSWORD, "new": NEW, "again": NEW})
    assert (answer.status_code, answer.request.path) == (200, "/me")
    assert other.get("/me").request.path == "/login"
    other.log_in("zainab", NEW)
    assert other.inside()
    assert ("zainab", "password_changed") in acts()


def test_another_app_counts_once_it_has_shown_a_code_and_not_before(
    console: Console, read_account: Callable[[str], Account]
) -> None:
    browser, other = console.as_("counsellor"), console.as_("counsellor")
    browser.get("/me")
    assert browser.post("/me/second-factor", {"password": "not it"}).status_code == 422
    page = browser.post("/me/second-factor", {"password": PASSWORD}).text
    old = read_account("zainab").totp
    assert browser.post("/me/second-factor/confirm", {"code": "000000"}).status_code == 422
    assert read_account("zainab").totp == old
    found = re.search(r'class="secret"[^>]*>([A-Z2-7]+)<', page)
    assert found is not None
    code = pyotp.TOTP(found.group(1)).at(console.time.now())
    assert browser.post("/me/second-factor/confirm", {"code": code}).request.path == "/me"
    assert read_account("zainab").totp == found.group(1)
    assert other.get("/me").request.path == "/login"


def test_new_recovery_codes_end_the_old_ones_and_are_shown_once(
    console: Console, read_account: Callable[[str], Account]
) -> None:
    browser = console.as_("counsellor")
    browser.get("/me")
    assert browser.post("/me/recovery-codes", {"password": "not it"}).status_code == 422
    first = browser.post("/me/recovery-codes", {"password": PASSWORD})
    before = read_account("zainab").recovery
    assert len(re.findall(r"<code>\w{5}-\w{5}</code>", first.text)) == len(before) == 10
    assert first.headers["Cache-Control"] == "no-store"
    browser.get("/me")
    browser.post("/me/recovery-codes", {"password": PASSWORD})
    assert not {*before} & {*read_account("zainab").recovery}


def test_the_secret_is_encrypted_in_the_database(console: Console, database: str) -> None:
    import psycopg

    console.as_("counsellor")
    with psycopg.connect(database) as connection:
        row = connection.execute("SELECT totp, password FROM console_accounts").fetchone()
    assert row is not None
    assert bytes(row[0]).startswith(b"gAAAA")
    assert row[1].startswith("$argon2id$")
