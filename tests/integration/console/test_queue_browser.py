"""The queue in a real browser: danger shows and sounds at once, and what the page says of itself is true."""

import threading
import time as sleeping
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from console import live
from console.live_hub import Hub
from helpline.cases import Case
from helpline.contacts import Contact
from helpline.infra.database import transaction
from helpline.infra.live import Event
from helpline.triage import Level
from tests.conftest import wait_until
from tests.integration.console.browser import Device, Sits, looks
from tests.integration.console.conftest import Console
from tests.integration.console.test_queue import open_cases
from tests.integration.world import CONTACT, OTHER, RED, THANKS, WISH, World


class Watch(Device):
    """Somebody who has the queue open, in as many tabs as they like."""

    timeout = 8000

    def opens(self, path: str = "/queue") -> Page:
        """Open a page in a tab of its own."""
        page = self.tab()
        page.goto(self.address + path)
        return page

    def is_live(self) -> Page:
        """Open the queue and wait until its events come."""
        page = self.opens()
        expect(page.locator("#state")).to_have_attribute("data-state", "live", timeout=8000)
        return page


@pytest.fixture
def watch(world: World, hub: Hub, sits: Sits) -> Callable[..., Watch]:
    """Let somebody of a role come to the queue."""

    def come(role: str = "counsellor", **context: Any) -> Watch:
        watch: Watch = sits(role, Watch, **context)
        return watch

    return come


def test_a_red_case_shows_within_a_second_sounds_and_is_heard_by_the_keyboard(
    watch: Callable[..., Watch], world: World
) -> None:
    page = watch(viewport={"width": 360, "height": 740}).is_live()
    expect(page.locator(".waiting")).to_have_text("ماكو احد ينتظر هسه")
    expect(page.locator("#sound-words")).to_have_text("الصوت مطفي بهاي الصفحة.")
    looks(page, "queue-empty")
    page.click("#sound")
    expect(page.locator("#sound-words")).to_have_text("الصوت شغّال.")
    tried = int(page.locator("#alerts").get_attribute("data-rung") or 0)

    # The first message of a process waits until triage has read its weights.
    world.writes(THANKS, OTHER)
    took = []
    # Three tries: this machine may be busy with something else for a moment.
    for phone in (CONTACT, OTHER, "+9647700000503"):
        began = sleeping.monotonic()
        world.writes(RED, phone)
        case = world.open_case(phone).id
        page.locator(f"#case-{case}").wait_for(timeout=5000)
        took.append(sleeping.monotonic() - began)
        expect(page.locator("#said")).to_have_text(f"حالة حمرة جديدة: {case}")
        expect(page.locator("#alerts")).to_have_attribute("data-rung", str(tried + len(took)))
        if took[-1] < 1:
            break
    assert min(took) < 1

    wait_until(lambda: page.title() == "(!) حالة حمرة", 20)
    looks(page, "queue-alarm")

    page.focus("#heard")
    page.keyboard.press("Enter")
    expect(page.locator("#alarm")).to_have_count(0)
    # The page stayed, and with it the sound that a tap allowed.
    expect(page.locator("#sound-words")).to_have_text("الصوت شغّال.")
    expect(page.locator(f"#case-{case}")).to_contain_text("لهسه ماكو احد")
    wait_until(lambda: not page.title().startswith("(!)"), 20)


def test_an_alarm_is_repeated_every_twenty_seconds_until_somebody_takes_the_case(
    watch: Callable[..., Watch], world: World
) -> None:
    world.says(RED)
    someone = watch()
    someone.context.add_init_script("localStorage.setItem('sound', 'on')")
    page = someone.context.new_page()
    page.clock.install()
    page.goto(f"{someone.address}/queue")
    page.click("h1")
    expect(page.locator("#alerts")).to_have_attribute("data-sound", "on")
    alerts = page.locator("#alerts")
    for _ in range(2):
        before = int(alerts.get_attribute("data-rung") or 0)
        page.clock.run_for(20000)
        expect(alerts).to_have_attribute("data-rung", str(before + 1))
    world.acknowledges()
    expect(page.locator("#alarm")).to_have_count(0)
    before = alerts.get_attribute("data-rung") or ""
    page.clock.run_for(60000)
    expect(alerts).to_have_attribute("data-rung", before)


def test_sound_that_the_browser_holds_back_is_not_called_on(watch: Callable[..., Watch]) -> None:
    someone = watch()
    someone.context.add_init_script("localStorage.setItem('sound', 'on')")
    page = someone.opens()
    expect(page.locator("#alerts")).to_have_attribute("data-sound", "waits")
    expect(page.locator("#sound-words")).to_contain_text("المتصفح موقّف الصوت")
    page.click("h1")
    expect(page.locator("#alerts")).to_have_attribute("data-sound", "on")


def test_a_notification_says_that_there_is_a_red_case_and_nothing_more(
    watch: Callable[..., Watch], world: World
) -> None:
    page = watch(permissions=["notifications"]).is_live()
    expect(page.locator("#notify-words")).to_have_text("الإشعارات شغّالة.")
    world.writes(RED)
    shown = (
        "async () => { const one = await navigator.serviceWorker.getRegistrations();"
        " const all = one.length ? await one[0].getNotifications() : [];"
        " return all.map((n) => [n.title, n.body, n.tag]); }"
    )
    wait_until(lambda: page.evaluate(shown) == [["وياك: حالة حمرة", "", "red"]], 20)
    page.locator("#heard").click()
    wait_until(lambda: page.evaluate(shown) == [], 20)


def test_a_page_without_connection_says_since_when_and_what_it_shows(
    watch: Callable[..., Watch], world: World
) -> None:
    world.says(WISH)
    world.says(RED)
    someone = watch()
    page = someone.is_live()
    someone.context.set_offline(True)
    state = page.locator("#state")
    expect(state).to_have_attribute("data-state", "lost")
    expect(state).to_contain_text("ماكو اتصال من")
    expect(state).to_contain_text("«وياك» يبقى يدگ على تلفونك")
    expect(page.locator(f"#case-{world.open_case().id}")).to_be_visible()
    looks(page, "queue-offline")
    world.writes(RED, OTHER)
    someone.context.set_offline(False)
    page.locator(f"#case-{world.open_case(OTHER).id}").wait_for()
    expect(state).to_have_attribute("data-state", "live", timeout=15000)


def test_without_live_events_the_page_says_so_and_looks_by_itself(
    watch: Callable[..., Watch], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deaf() -> Iterator[Event | None]:
        threading.Event().wait()
        yield None

    monkeypatch.setattr(live, "hub", Hub(deaf))
    someone = watch()
    page = someone.context.new_page()
    page.clock.install()
    page.goto(f"{someone.address}/queue")
    page.clock.run_for(4000)
    expect(page.locator("#state")).to_have_attribute("data-state", "polling")
    looks(page, "queue-polling")
    world.writes(RED)
    page.clock.run_for(15000)
    page.locator(f"#case-{world.open_case().id}").wait_for()
    # Nothing has changed since, so nothing is sent; how long somebody waits goes on all the same.
    world.time.forward(120)
    page.clock.run_for(15000)
    expect(page.locator(f"#case-{world.open_case().id} time")).to_have_text("2 د")
    expect(page.locator("#state")).to_have_attribute("data-state", "polling")


def test_a_page_whose_session_is_over_does_not_look_like_a_quiet_night(
    console: Console, watch: Callable[..., Watch]
) -> None:
    page = watch("supervisor").is_live()
    console.time.forward(86401)
    page.evaluate("document.dispatchEvent(new CustomEvent('live:missed'))")
    state = page.locator("#state")
    expect(state).to_have_attribute("data-state", "out")
    expect(state).to_contain_text("انتهى تسجيل دخولك")
    expect(page.locator("#log-in")).to_be_visible()
    looks(page, "queue-out")


def test_the_tabs_of_a_browser_share_one_stream_and_the_next_takes_it_over(
    watch: Callable[..., Watch], world: World, hub: Hub
) -> None:
    someone = watch()
    first, second = someone.is_live(), someone.is_live()
    assert hub._places == 1
    world.writes(RED)
    for page in (first, second):
        page.locator(f"#case-{world.open_case().id}").wait_for(timeout=2000)
    first.close()
    expect(second.locator("#state")).to_have_attribute("data-state", "live", timeout=8000)
    world.writes(RED, OTHER)
    second.locator(f"#case-{world.open_case(OTHER).id}").wait_for(timeout=8000)


def test_the_keyboards_place_stays_with_its_case_when_another_comes_above_it(
    watch: Callable[..., Watch], world: World
) -> None:
    (amber,) = open_cases(world, Level.AMBER)
    page = watch().is_live()
    page.focus("main")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == f"case-{amber}":
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    world.writes(RED)
    page.locator(f"#case-{world.open_case().id}").wait_for()
    assert page.evaluate("document.activeElement.id") == f"case-{amber}"


# The colours are the same in each language, so not every pair of them.
@pytest.mark.parametrize(
    ("language", "scheme"), [("ar", "light"), ("ar", "dark"), ("en", "light"), ("ku", "dark")]
)
def test_a_full_night_fits_the_smallest_phone_in_every_language(
    watch: Callable[..., Watch], world: World, scheme: str, language: str
) -> None:
    open_cases(world, *[Level.AMBER, Level.BLUE] * 30)
    everything = ["gbv", "child", "medical", "third_party", "harm_to_others", "self_harm"]
    open_cases(world, Level.RED, Level.RED, routes=everything, waiting_call="CA1")
    open_cases(world, Level.AMBER, state="acknowledged", acknowledged_by="zainab")
    open_cases(world, Level.BLUE, state="handed_back", acknowledged_by="ahmed")
    open_cases(world, Level.RED, state="resolved", acknowledged_by="zainab", resolved_at=world.time.now())
    with transaction() as session:
        session.execute(update(Contact).values(prefers="f", language="ku", disguised_at=world.time.now()))
        assert session.get(Case, 1) is not None
    someone = watch(color_scheme=scheme)
    page = someone.is_live()
    if language != "ar":
        page.click(f"footer [name=language][value={language}]")
        expect(page.locator("#state")).to_have_attribute("data-state", "live", timeout=8000)
    looks(page, f"queue-full-{language}-{scheme}")
    page.set_viewport_size({"width": 1280, "height": 800})
    looks(page, f"queue-wide-{language}-{scheme}")
