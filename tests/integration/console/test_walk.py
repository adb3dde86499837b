"""A person at a real browser: invited, in, out, wrong ten times, in their own language."""

import re
import threading
from collections.abc import Iterator
from typing import Any

import pyotp
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from console.accounts import invitations
from helpline.infra.database import transaction
from tests.browser import ARGUMENTS, executable
from tests.integration.console.conftest import PASSWORD, Console


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A real browser; skipped where none can be had."""
    with sync_playwright() as playwright:
        found = executable(playwright)
        if found is None:
            pytest.skip("no Chromium on PATH, from Playwright or from Debian")
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def address(console: Console) -> Iterator[str]:
    """The console's address on loopback."""
    server = make_server("127.0.0.1", 0, console.app, threaded=True)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class Person:
    """Somebody at the browser; whatever the page complains of or asks elsewhere is kept."""

    def __init__(self, browser: Browser, address: str, **context: Any) -> None:
        self.address, self.problems = address, list[str]()
        # A device of its own each: the smallest phone unless said otherwise.
        self._context = browser.new_context(**{"viewport": {"width": 320, "height": 640}, **context})
        self.page: Page = self._context.new_page()
        self.page.set_default_timeout(20000)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("console", self._said)
        self.page.on("request", self._asked)

    def _said(self, message: Any) -> None:
        # A refused login is a 4xx by intent, and the browser complains of each.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.problems.append(message.text)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith(self.address):
            self.problems.append(request.url)

    def opens(self, path: str) -> None:
        """Open a page."""
        self.page.goto(self.address + path)

    def types(self, **fields: str) -> None:
        """Fill in a form and send it with the keyboard."""
        for name, value in fields.items():
            self.page.fill(f"main [name={name}]:visible", value)
        self.page.press(f"main [name={name}]:visible", "Enter")
        self.page.wait_for_load_state()

    def logs_in(self, name: str, secret: str, console: Console, password: str = PASSWORD) -> None:
        """Log in with password and app."""
        self.opens("/login")
        self.types(name=name, password=password)
        console.time.forward(61)
        self.types(code=pyotp.TOTP(secret).at(console.time.now()))

    def looks(self) -> None:
        """Have axe look at the page, and see that nothing is wider than the screen."""
        # An SVG's generated shapes are no matter of the page's structure.
        found = Axe().run(self.page).response["violations"]
        assert [(one["id"], one["impact"], [n["html"] for n in one["nodes"]]) for one in found] == []
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert self.page.evaluate(wide) <= 0

    def leaves(self) -> None:
        """Close the browser; nothing may have been wrong."""
        self._context.close()
        assert self.problems == []


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
    console: Console, chromium: Browser, address: str, scheme: str
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
    zainab.logs_in("zainab", secret, console)
    assert page.locator("nav.pages").is_visible()
    zainab.leaves()


def test_whoever_is_wrong_ten_times_waits_and_reads_what_to_do(
    console: Console, chromium: Browser, address: str
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
    console: Console, chromium: Browser, address: str
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


def test_the_keyboard_alone_is_enough(console: Console, chromium: Browser, address: str) -> None:
    person = Person(chromium, address, viewport={"width": 1280, "height": 800})
    console.account("counsellor")
    page = person.page
    person.opens("/login")
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("class") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
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


def test_a_page_says_when_the_network_is_away(console: Console, chromium: Browser, address: str) -> None:
    person = Person(chromium, address)
    person.opens("/login")
    assert person.page.locator("#trouble").is_hidden()
    person._context.set_offline(True)
    person.page.wait_for_selector("#trouble:visible")
    assert "ماكو اتصال" in person.page.inner_text("#trouble")
    person.looks()
    person._context.set_offline(False)
    person.page.wait_for_selector("#trouble", state="hidden")
    person.leaves()
