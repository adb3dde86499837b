"""Into the console and out of it."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from console.accounts import second_factor
from console.accounts.model import Account, by_name
from helpline.infra.audit import AuditEntry
from helpline.infra.database import transaction
from tests.integration.console.conftest import PASSWORD, Console


def acts() -> list[tuple[str, str]]:
    """Return who did what, as the audit log has it."""
    with transaction() as session:
        every = session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        return [(one.actor, one.action) for one in every]


def test_password_and_code_let_somebody_in_and_the_log_says_so(console: Console) -> None:
    browser = console.as_("counsellor")
    answer = browser.get("/me")
    assert answer.status_code == 200
    assert "زينب" in answer.text
    assert acts()[-1] == ("zainab", "logged_in")


def test_whoever_is_not_logged_in_comes_back_to_what_they_wanted(console: Console) -> None:
    browser = console.browser()
    assert browser.get("/me").request.path == "/login"
    assert browser.log_in(console.account("auditor")).request.path == "/me"


@pytest.mark.parametrize("path", ["/", "/me", "/me/second-factor", "/nothing", "/cases/1"])
def test_whoever_is_not_logged_in_learns_not_even_what_exists(console: Console, path: str) -> None:
    answer = console.app.test_client().get(path)
    assert (answer.status_code, answer.location) == (302, "/login")


def test_a_page_that_asks_by_itself_is_sent_to_the_login_too(console: Console) -> None:
    answer = console.app.test_client().get("/me", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/login")


def test_the_password_alone_opens_nothing(console: Console) -> None:
    browser = console.browser()
    browser.get("/login")
    name = console.account("counsellor")
    assert browser.post("/login", {"name": name, "password": PASSWORD}).request.path == "/login/code"
    assert browser.get("/me").request.path == "/login"


def test_a_code_without_the_password_opens_nothing(console: Console) -> None:
    browser = console.browser()
    name = console.account("counsellor")
    browser.get("/login")
    assert browser.post("/login/code", {"code": browser.code(name)}).request.path == "/login"


def test_the_code_must_come_soon_after_the_password(console: Console) -> None:
    browser, name = console.browser(), console.account("counsellor")
    browser.get("/login")
    browser.post("/login", {"name": name, "password": PASSWORD})
    console.time.forward(16 * 60)
    assert browser.post("/login/code", {"code": browser.code(name)}).request.path == "/login"


def test_a_wrong_password_and_an_unknown_name_look_the_same(console: Console) -> None:
    browser, name = console.browser(), console.account("counsellor")
    browser.get("/login")
    wrong = browser.post("/login", {"name": name, "password": "not the password"})
    unknown = browser.post("/login", {"name": "nobody", "password": "not the password"})
    assert wrong.status_code == unknown.status_code == 401
    assert "الاسم أو كلمة السر غلط" in wrong.text
    assert "الاسم أو كلمة السر غلط" in unknown.text
    assert acts()[-1] == ("zainab", "login_failed")


def test_a_name_may_be_typed_in_large_letters_and_with_what_no_database_takes(console: Console) -> None:
    browser, name = console.browser(), console.account("counsellor")
    browser.get("/login")
    answer = browser.post("/login", {"name": f" {name.upper()}\0 ", "password": PASSWORD})
    assert answer.request.path == "/login/code"


def test_a_code_opens_once(console: Console) -> None:
    name = console.account("counsellor")
    first = console.browser()
    first.log_in(name)
    assert first.inside()
    seen, second = first.code(name), console.browser()
    second.get("/login")
    second.post("/login", {"name": name, "password": PASSWORD})
    assert second.post("/login/code", {"code": seen}).status_code == 401


def test_a_code_may_be_typed_in_arabic_digits_and_half_a_minute_late(console: Console) -> None:
    browser, name = console.browser(), console.account("counsellor")
    browser.get("/login")
    browser.post("/login", {"name": name, "password": PASSWORD})
    code = browser.code(name)
    console.time.forward(30)
    typed = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    browser.post("/login/code", {"code": f"{typed[:3]} {typed[3:]}"})
    assert browser.inside()


def test_a_recovery_code_opens_once_and_says_how_many_are_left(
    console: Console, read_account: Callable[[str], Account]
) -> None:
    name = console.account("counsellor")
    with transaction() as session:
        account = by_name(session, name)
        assert account is not None
        codes = second_factor.new_recovery_codes(account)
    for code, opens in ((codes[0].upper(), True), (codes[0], False), (codes[1].replace("-", " "), True)):
        browser = console.browser()
        browser.get("/login")
        browser.post("/login", {"name": name, "password": PASSWORD})
        answer = browser.post("/login/code", {"code": code})
        assert browser.inside() is opens
    assert "الباقي 8" in answer.text
    assert len(read_account(name).recovery) == 8


def test_logging_out_ends_the_session_itself(console: Console) -> None:
    browser = console.as_("counsellor")
    cookie = browser.client.get_cookie("console")
    assert cookie is not None
    browser.get("/me")
    assert browser.post("/logout").request.path == "/login"
    # Whoever kept a copy of the cookie is out as well.
    browser.client.set_cookie("console", cookie.value)
    assert browser.get("/me").request.path == "/login"
    assert acts()[-1] == ("zainab", "logged_out")


def test_a_counsellor_who_has_left_the_roster_is_out(console: Console, roster_file) -> None:  # type: ignore[no-untyped-def]
    name = console.account("counsellor")
    kept = [line for line in roster_file.read_text("utf-8").splitlines() if "id: zainab" not in line]
    roster_file.write_text("\n".join(kept).replace("[zainab, ahmed]", "[ahmed]"), "utf-8")
    browser = console.browser()
    browser.get("/login")
    assert browser.post("/login", {"name": name, "password": PASSWORD}).status_code == 401


def test_the_language_is_remembered_by_the_browser_and_then_by_the_account(console: Console) -> None:
    browser = console.browser()
    browser.get("/login")
    assert 'dir="rtl"' in browser.get("/login").text
    assert 'lang="en" dir="ltr"' in browser.post("/language", {"language": "en", "back": "/login"}).text
    browser.log_in(console.account("counsellor"))
    assert "My account" in browser.get("/me").text
    browser.post("/language", {"language": "ku", "back": "/me"})
    elsewhere = console.browser()
    elsewhere.log_in("zainab")
    assert 'lang="ckb" dir="rtl"' in elsewhere.get("/me").text


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org", "/\\example.org", ""])
def test_choosing_a_language_leads_nowhere_else(console: Console, back: str) -> None:
    browser = console.browser()
    browser.get("/login")
    form = {"csrf_token": browser.token(), "language": "en", "back": back}
    assert browser.client.post("/language", data=form).location == "/"
