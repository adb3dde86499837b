"""A person at a real browser: invited, in, out, wrong ten times, in their own language."""

import re

import pyotp
import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page

from console.accounts import invitations
from helpline.infra.database import transaction
from tests.conftest import wait_until
from tests.integration.console.browser import Person
from tests.integration.console.conftest import PASSWORD, Console


def invited(console: Console) -> str:
    """Invite zainab; returns the link's path."""
    with transaction() as session:
        token = invitations.invite(
            session, "zainab", "counsellor", "zainab", by="test", now=console.time.now()
        )
    return f"/invitation/{token}"


def secret_of(page: Page) -> str:
    """Return what the page shows for typing into an app."""
    found = re.search(r'class="secret"[^>]*>([A-Z2-7]+)<', page.content())
    assert found is not None
    return found.group(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_counsellor_is_invited_comes_in_looks_around_and_goes(
    console: Console, chromium: Chromium, address: str, scheme: str
) -> None:
    zainab = Person(chromium, address, color_scheme=scheme)
    page = zainab.page
    zainab.opens(invited(console))
    zainab.looks()
    zainab.types(password=PASSWORD, again="another")
    zainab.looks()
    zainab.types(password=PASSWORD, again=PASSWORD)
    secret = secret_of(page)
    page.click("summary")
    zainab.looks()
    zainab.types(code="000000")
    zainab.looks()
    zainab.types(code=pyotp.TOTP(secret).at(console.time.now()))
    assert page.locator(".codes code").count() == 10
    zainab.looks()
    page.click("main .first")
    zainab.opens("/me")
    for summary in page.locator("summary").all():
        summary.click()
    zainab.looks()
    zainab.opens("/nothing")
    zainab.looks()
    page.click("footer form:last-child button")
    assert page.url == f"{address}/login"
    zainab.looks()
    zainab.logs_in("zainab", PASSWORD, secret, console.time)
    assert page.locator("nav.pages").is_visible()
    zainab.leaves()


def test_whoever_is_wrong_ten_times_waits_and_reads_what_to_do(
    console: Console, chromium: Chromium, address: str
) -> None:
    person = Person(chromium, address)
    person.opens("/login")
    console.account("counsellor")
    for _ in range(10):
        person.types(name="zainab", password="not the password")
        assert person.page.locator("[role=alert]:visible").count() == 1
    person.looks()
    person.types(name="zainab", password=PASSWORD)
    assert "محاولات هواية" in person.page.inner_text("h1")
    assert "نتصل بالمشرف" in person.page.inner_text("main")
    person.looks()
    person.leaves()


def test_the_language_is_switched_with_one_tap_and_stays(
    console: Console, chromium: Chromium, address: str
) -> None:
    person = Person(chromium, address)
    page = person.page
    person.opens(invited(console))
    for name, tag, direction in (("English", "en", "ltr"), ("کوردی", "ckb", "rtl")):
        page.click(f"footer >> text={name}")
        person.opens("/login")
        shown = page.locator("html")
        assert (shown.get_attribute("lang"), shown.get_attribute("dir")) == (tag, direction)
        person.looks()
    person.leaves()


def test_the_keyboard_alone_is_enough(console: Console, chromium: Chromium, address: str) -> None:
    person = Person(chromium, address, viewport={"width": 1280, "height": 800})
    console.account("counsellor")
    page = person.page
    person.opens("/login")
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("class") == "skip"
    wait_until(lambda: page.evaluate("document.activeElement.getBoundingClientRect().top >= 0"))
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("zainab")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) == "solid"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == f"{address}/login/code"
    person.leaves()


def test_a_page_says_when_the_network_is_away(console: Console, chromium: Chromium, address: str) -> None:
    person = Person(chromium, address)
    person.opens("/login")
    assert person.page.locator("#trouble").is_hidden()
    person.context.set_offline(True)
    person.page.wait_for_selector("#trouble:visible")
    assert "ماكو اتصال" in person.page.inner_text("#trouble")
    person.looks()
    person.context.set_offline(False)
    person.page.wait_for_selector("#trouble", state="hidden")
    person.leaves()
