"""People at a real browser, each at a device of their own, and what holds of every page that they see."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyotp
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page

from tests.integration.world import Clock

PHONE = {"viewport": {"width": 320, "height": 640}}


def looks(page: Page, name: str = "") -> None:
    """Have axe look at the page, and see that nothing is wider than the screen; with a name, keep it."""
    # What a test waited for can be gone before the next page is there.
    page.wait_for_load_state()
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["impact"], [n["html"] for n in one["nodes"]]) for one in found] == []
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
    if name:
        shoot(page, name)


def shoot(page: Page, name: str) -> None:
    """Keep a picture for whoever wants to look."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


class Device:
    """A browser of one person; whatever its pages complain of or ask elsewhere is kept."""

    # In milliseconds.
    timeout = 20000

    def __init__(self, browser: Chromium, address: str, **context: Any) -> None:
        self.address, self.problems = address, list[str]()
        # The smallest phone unless said otherwise.
        self.context = browser.new_context(**{**PHONE, **context})

    def tab(self) -> Page:
        """Return a new tab."""
        page = self.context.new_page()
        page.set_default_timeout(self.timeout)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", self._said)
        page.on("request", self._asked)
        return page

    def _said(self, message: Any) -> None:
        # A refused login is a 4xx by intent, and the browser complains of each.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.problems.append(message.text)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith(self.address):
            self.problems.append(request.url)

    def is_let_in(self, cookie: str) -> None:
        """Be logged in as whoever has this cookie."""
        self.context.add_cookies([{"name": "console", "value": cookie, "url": self.address}])

    def leaves(self) -> None:
        """Close the browser; nothing may have been wrong."""
        self.context.close()
        assert self.problems == []


class Person(Device):
    """Somebody who looks at one page after another."""

    def __init__(self, browser: Chromium, address: str, **context: Any) -> None:
        super().__init__(browser, address, **context)
        self.page = self.tab()

    def opens(self, path: str) -> None:
        """Open a page."""
        self.page.goto(self.address + path)

    def types(self, **fields: str) -> None:
        """Fill in a form and send it with the keyboard."""
        for name, value in fields.items():
            self.page.fill(f"main [name={name}]:visible", value)
        self.page.press(f"main [name={name}]:visible", "Enter")
        self.page.wait_for_load_state()

    def logs_in(self, name: str, password: str, secret: str, time: Clock) -> None:
        """Log in with password and app."""
        self.opens("/login")
        self.types(name=name, password=password)
        # None is good twice.
        time.forward(61)
        self.types(code=pyotp.TOTP(secret).at(time.now()))

    def looks(self, name: str = "") -> None:
        """Have the page looked at; with a name, keep a picture of it."""
        looks(self.page, name)

    def shoot(self, name: str) -> None:
        """Keep a picture of the page."""
        shoot(self.page, name)


# Takes a role, the kind of device where it is no Person, and what its browser is like; returns the device.
Sits = Callable[..., Any]
