"""The simulator's page in a real browser, on the whole stack: what a newcomer sees and does first."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser import chromium
from tests.conftest import wait_until
from tests.e2e.conftest import Stack

WISH = "تعبت من كلشي ومااريد اعيش بعد"
# As 911 is spoken.
SPOKEN_EMERGENCY = "تسعة، واحد، واحد"


@pytest.fixture
def page(stack: Stack) -> Iterator[Page]:
    """The page, open; skipped where no browser can be had."""
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1300, "height": 900})
        page.set_default_timeout(20000)
        page.goto(f"http://127.0.0.1:{stack.base + 1}/")
        page.wait_for_selector("[data-testid=live][data-state=open]")
        yield page
        if folder := os.environ.get("SCREENSHOTS"):
            page.screenshot(path=f"{folder}/simulator.png")


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


def test_who_hangs_up_in_danger_is_rung_on_the_page_and_brought_to_the_counsellor(
    stack: Stack, page: Page
) -> None:
    expect.set_options(timeout=30000)
    contact, counsellor = page.get_by_test_id("contact-phone"), page.get_by_test_id("counsellor-phone")
    heard = page.get_by_test_id("contact-transcript")
    page.get_by_test_id("contact-phone-dial").click()
    expect(contact).to_have_attribute("data-state", "in-call")
    page.get_by_test_id("contact-key-1").click()
    expect(heard).to_contain_text(SPOKEN_EMERGENCY)
    page.get_by_test_id("contact-hangup").click()

    expect(contact).to_have_attribute("data-state", "ringing")
    page.get_by_test_id("contact-answer").click()
    expect(heard.locator("[data-kind=say]").first).to_be_visible()
    page.get_by_test_id("contact-key-1").click()

    expect(counsellor).to_have_attribute("data-state", "ringing")
    page.get_by_test_id("counsellor-answer").click()
    page.get_by_test_id("counsellor-key-1").click()
    for phone in (contact, counsellor):
        expect(phone).to_have_attribute("data-doing", "conference")
    page.get_by_test_id("counsellor-speech").fill("آني وياك")
    page.get_by_test_id("counsellor-speak").click()
    expect(heard).to_contain_text("آني وياك")


def refused(stack: Stack) -> int:
    """Return how many calls were turned away unanswered."""
    calls = stack.simulator.get("/sim/calls").json()["calls"]
    return sum(call["status"] == "busy" for call in calls)


def test_a_call_to_the_second_number_is_refused_and_rung_back(stack: Stack, page: Page) -> None:
    expect.set_options(timeout=30000)
    phone = page.get_by_test_id("contact-phone")
    before = refused(stack)
    page.get_by_test_id("contact-line").select_option(index=1)
    page.get_by_test_id("contact-phone-dial").click()
    expect(phone).to_have_attribute("data-state", "ringing")
    # The page says that the line was busy for no longer than it takes to ring back.
    assert refused(stack) == before + 1
    page.get_by_test_id("contact-answer").click()
    expect(page.get_by_test_id("contact-transcript").locator("[data-kind=say]").first).to_be_visible()
