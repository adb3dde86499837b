"""The simulator's page in a real browser, on the whole stack: what a newcomer sees and does first."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.browser import ARGUMENTS, executable
from tests.conftest import wait_until
from tests.e2e.conftest import Stack

WISH = "تعبت من كلشي ومااريد اعيش بعد"


@pytest.fixture
def page(stack: Stack) -> Iterator[Page]:
    """The page, open; skipped where no browser can be had."""
    with sync_playwright() as playwright:
        found = executable(playwright)
        if found is None:
            pytest.skip("no Chromium on PATH, from Playwright or from Debian")
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1300, "height": 900})
        page.set_default_timeout(20000)
        page.goto(f"http://127.0.0.1:{stack.base + 1}/")
        page.wait_for_selector("[data-testid=live][data-state=open]")
        yield page
        if folder := os.environ.get("WIYAK_SCREENSHOTS"):
            page.screenshot(path=f"{folder}/simulator.png")
        browser.close()


def test_a_wish_to_die_leads_to_screening_a_ringing_phone_and_an_answer_that_is_told(
    stack: Stack, page: Page
) -> None:
    expect.set_options(timeout=20000)
    chat = page.get_by_test_id("contact-chat")
    page.get_by_test_id("contact-input").fill(WISH)
    page.get_by_test_id("contact-send").click()

    yes = chat.get_by_test_id("contact-button").filter(has_text="نعم")
    expect(yes.last).to_be_enabled()
    yes.last.click()
    expect(chat).to_contain_text("911")

    phone = page.get_by_test_id("counsellor-phone")
    expect(phone).to_have_attribute("data-state", "ringing")
    page.get_by_test_id("counsellor-answer").click()
    expect(phone).to_have_attribute("data-state", "in-call")
    page.get_by_test_id("counsellor-key-1").click()

    expect(chat).to_contain_text("صارت يم")
    number = stack.query("SELECT count(*) FROM cases WHERE state = 'acknowledged' AND level = 3")
    assert number == [(1,)]
    wait_until(lambda: "صارت يم" in chat.inner_text(), 5)
