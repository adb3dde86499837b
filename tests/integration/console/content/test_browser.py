"""A clinician at a small phone reads and signs; somebody of the programme rings a number and says so."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect, sync_playwright
from werkzeug.serving import make_server

from tests.browser import ARGUMENTS, executable
from tests.integration.console.conftest import Console
from tests.integration.console.content.conftest import Files
from tests.integration.console.test_walk import Person


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
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


class Reader(Person):
    """Somebody who is logged in, at a phone of 320 pixels unless said otherwise."""

    def __init__(self, console: Console, role: str, browser: Chromium, address: str, **context: Any) -> None:
        super().__init__(browser, address, **context)
        cookie = console.as_(role).client.get_cookie("console")
        assert cookie is not None
        self._context.add_cookies([{"name": "console", "value": cookie.value, "url": address}])

    def seen(self, name: str) -> None:
        """Have the page looked at, and kept as a picture where somebody wants to see it."""
        self.looks()
        if folder := os.environ.get("SCREENSHOTS"):
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


Comes = Callable[..., Reader]


@pytest.fixture
def comes(console: Console, files: Files, chromium: Chromium, address: str) -> Iterator[Comes]:
    """Returns somebody of a role who is logged in; at the end nothing was wrong."""
    everybody: list[Reader] = []

    def come(role: str, **context: Any) -> Reader:
        everybody.append(Reader(console, role, chromium, address, **context))
        return everybody[-1]

    yield come
    for one in everybody:
        one.leaves()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_clinician_signs_a_draft_and_when_its_file_changes_it_is_a_draft_again(
    comes: Comes, files: Files, scheme: str
) -> None:
    sara = comes("clinician", color_scheme=scheme)
    page = sara.page
    sara.opens("/content")
    page.select_option("#kind", "screening")
    page.click("#filter")
    sara.seen(f"content-list-{scheme}")
    page.click("text=screening.intro")
    sara.seen(f"content-text-{scheme}")
    page.click("#sign")
    # On to the next draft, and the one that is signed has left the list.
    expect(page.locator("h1")).to_have_text("asq.1")
    expect(page.locator(".message.good")).to_contain_text("screening.intro")
    sara.seen(f"content-next-{scheme}")
    page.fill("[name=note]", "اقصر، وبلا «لو»")
    page.click("#change")
    expect(page.locator("h1")).not_to_have_text("asq.1")
    sara.opens("/content?kind=screening&show=signed")
    expect(page.locator(".texts li")).to_have_count(1)
    expect(page.locator(".state-signed")).to_have_count(1)
    files.edit("texts/screening.yml", "شكراً على هالصراحة، هذا مو حچي سهل.", "شكراً على هالصراحة.")
    sara.opens("/content?kind=screening&show=signed")
    expect(page.locator(".texts li")).to_have_count(0)
    sara.opens("/content/text/screening.intro")
    expect(page.locator(".state-changed")).to_be_visible()
    expect(page.locator(".words").first).to_contain_text("شكراً على هالصراحة. السؤال الصريح")
    expect(page.locator("#reviews li")).to_have_count(1)
    sara.seen(f"content-changed-{scheme}")
    sara.opens("/content/text/asq.1")
    expect(page.locator(".note")).to_have_text("اقصر، وبلا «لو»")
    sara.seen(f"content-note-{scheme}")


def test_forms_stand_side_by_side_where_there_is_room(comes: Comes) -> None:
    sara = comes("clinician", viewport={"width": 1280, "height": 800})
    sara.opens("/content/text/asq.1")
    tops = sara.page.locator(".forms .card").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().top)"
    )
    assert len(tops) == 3
    assert len(set(tops)) == 1
    sara.seen("content-wide")


@pytest.mark.parametrize(("language", "scheme"), [("ar", "light"), ("ku", "dark"), ("en", "light")])
def test_somebody_makes_sure_of_a_service_with_one_click(comes: Comes, language: str, scheme: str) -> None:
    mustafa = comes("programme", color_scheme=scheme)
    page = mustafa.page
    mustafa.opens("/services")
    page.click(f"footer [value={language}]")
    page.select_option("#where", "نينوى")
    page.click("#filter")
    mustafa.seen(f"services-{language}")
    place = page.locator(".places > li", has_text="مكتب الاوراق")
    place.locator("button.first").click()
    expect(place.locator(".good-day")).to_be_visible()
    place.locator("summary").click()
    place.locator("[name=note]").fill("محد جاوب العصر")
    place.locator("[value=note]").click()
    expect(place.locator(".note")).to_have_text("محد جاوب العصر")
    mustafa.seen(f"services-after-{language}")
    page.select_option("#show", "examples")
    page.click("#filter")
    expect(page.locator(".places form")).to_have_count(0)
    mustafa.seen(f"services-examples-{language}")


def test_a_campaign_is_copied(comes: Comes, files: Files) -> None:
    mustafa = comes("programme", permissions=["clipboard-read", "clipboard-write"])
    mustafa.opens("/content?kind=campaigns&show=all")
    if not list((files.root / "campaigns").glob("*.yml")):
        pytest.skip("no campaign ships")
    mustafa.page.click(".texts a")
    mustafa.seen("content-campaign")
    said = mustafa.page.locator("#words-post").inner_text()
    button = mustafa.page.locator("[data-copy=words-post]")
    before = button.inner_text()
    button.click()
    expect(button).not_to_have_text(before)
    assert " ".join(mustafa.page.evaluate("navigator.clipboard.readText()").split()) == " ".join(said.split())
