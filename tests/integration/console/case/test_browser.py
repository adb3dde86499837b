"""Two counsellors at their phones: danger comes, is taken, answered, shared and closed, no word is lost."""

from typing import Any

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect

from console.accounts import sessions
from console.accounts.model import by_name
from console.live_hub import Hub
from helpline.infra import clock
from helpline.infra.database import transaction
from tests.conftest import wait_until
from tests.integration.console.browser import Person, Sits
from tests.integration.console.case.conftest import HELLO, Desk
from tests.integration.console.conftest import PASSWORD
from tests.integration.world import CONTACT, RED, THANKS


@pytest.fixture
def sits(desk: Desk, hub: Hub, chromium: Chromium, address: str) -> Sits:
    """Returns somebody of the roster who logged in at a phone."""

    def sit(name: str, **context: Any) -> Person:
        secret = desk.account(name, "counsellor", name)
        person = Person(chromium, address, **context)
        person.logs_in(name, PASSWORD, secret, desk.console.time)
        return person

    return sit


@pytest.mark.timeout(300)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_whole_job_from_the_alarm_to_the_outcome(desk: Desk, sits: Sits, scheme: str) -> None:
    zainab = sits("zainab", color_scheme=scheme)
    page = zainab.page
    desk.world.says(RED)
    case = desk.world.open_case().id
    zainab.opens("/queue")
    page.click(f"#case-{case}")
    expect(page.locator("#head")).to_contain_text("حمرة")
    zainab.looks(f"open-{scheme}")

    page.click("#act-take")
    expect(page.locator(".message.good")).to_contain_text("الحالة صارت يمك")
    desk.world.jobs.run()

    # Something comes while she writes: it is there, and so is what she wrote.
    page.fill("#words", "هلا بيك، اني زي")
    page.focus("#words")
    desk.world.says(THANKS)
    expect(page.locator("#timeline")).to_contain_text(THANKS)
    expect(page.locator("#words")).to_have_value("هلا بيك، اني زي")
    expect(page.locator("#words")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type("نب")
    page.click("#send")
    expect(page.locator("#words")).to_have_value("")
    expect(page.locator(".side-counsellor")).to_contain_text("هلا بيك، اني زينب")
    desk.world.jobs.run()
    assert desk.world.twilio.texts(CONTACT)[-1] == "هلا بيك، اني زينب"
    newest = page.locator("#timeline > li").last
    assert newest.evaluate("li => li.getBoundingClientRect().bottom <= innerHeight + 400")

    # A colleague looks too, and both know.
    ahmed = sits("ahmed", color_scheme=scheme)
    ahmed.opens(f"/case/{case}")
    expect(ahmed.page.locator(".together")).to_contain_text("زينب")
    expect(page.locator(".together")).to_contain_text("أحمد")
    expect(ahmed.page.locator("#send")).to_be_disabled()
    ahmed.looks()
    zainab.looks(f"mine-{scheme}")

    for summary in page.locator("summary").all():
        summary.click()
    zainab.looks(f"unfolded-{scheme}")
    for question in ("done", "emergency", "safety_plan", "referral", "follow_up"):
        page.locator(f"#closing [name={question}]").first.check()
    page.click("#closing button")
    expect(page.locator(".message.good")).to_contain_text(f"انسدّت الحالة {case}")
    desk.world.jobs.run()
    assert desk.world.open_case().outcome is not None
    # Who only looked sees that it is over.
    expect(ahmed.page.locator("#head")).to_contain_text("انسدّت")
    ahmed.looks()
    zainab.leaves()
    ahmed.leaves()


@pytest.mark.timeout(300)
def test_the_keyboard_alone_is_enough_and_keeps_its_place(desk: Desk, sits: Sits) -> None:
    zainab = sits("zainab", viewport={"width": 1280, "height": 800})
    page = zainab.page
    desk.world.says(RED)
    case = desk.world.open_case().id
    zainab.opens(f"/case/{case}")
    _tabs_to(zainab, "act-take")
    # What she is at is replaced while she is at it: the wish to be taken changes the head and the acts.
    desk.world.says(THANKS)
    expect(page.locator("#timeline")).to_contain_text(THANKS)
    assert page.evaluate("document.activeElement.id") == "act-take"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    _tabs_to(zainab, "words")
    page.keyboard.type(HELLO)
    _tabs_to(zainab, "send")
    page.keyboard.press("Enter")
    expect(page.locator(".side-counsellor")).to_contain_text(HELLO)
    zainab.looks("wide")
    zainab.leaves()


@pytest.mark.timeout(300)
def test_words_survive_that_somebody_else_took_the_case_and_that_one_is_logged_out(
    desk: Desk, sits: Sits
) -> None:
    zainab = sits("zainab")
    page = zainab.page
    desk.world.says(RED)
    case = desk.world.open_case().id
    zainab.opens(f"/case/{case}")
    page.fill("#words", HELLO)
    ahmed = desk.colleague()
    desk.does(ahmed, case, "take")
    expect(page.locator("#head")).to_contain_text("أحمد")
    expect(page.locator("#send")).to_be_disabled()
    expect(page.locator("#words")).to_have_value(HELLO)
    with transaction() as session:
        account = by_name(session, "zainab")
        assert account is not None
        sessions.end(session, account.id, clock.now())
    desk.world.says(THANKS)
    expect(page.locator("#out")).to_be_visible(timeout=20000)
    expect(page.locator("#words")).to_have_value(HELLO)
    zainab.looks()
    zainab.leaves()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("language", ["English", "کوردی"])
def test_it_reads_well_in_other_languages_and_a_picture_waits_for_a_tap(
    desk: Desk, sits: Sits, language: str
) -> None:
    desk.world.says(RED)
    case = desk.world.open_case().id
    url = "https://api.twilio.com/Media/ME1"
    desk.world.media.holds[url] = ("image/png", PIXEL)
    desk.world.says("", NumMedia="1", MediaUrl0=url, MediaContentType0="image/png")
    zainab = sits("zainab")
    page = zainab.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.click(f"footer >> text={language}")
    zainab.opens(f"/case/{case}")
    zainab.looks()
    assert not [one for one in asked if "/media/" in one]
    page.click(".seen-by-tap summary")
    expect(page.locator(".seen-by-tap img")).to_be_visible()
    wait_until(lambda: page.evaluate("document.querySelector('.seen-by-tap img').complete"))
    assert [one for one in asked if "/media/" in one]
    zainab.shoot(f"picture-{language}")
    page.click(".judge >> nth=0")
    zainab.looks()
    zainab.opens(f"/case/{case}")
    page.click("#act-take")
    zainab.opens(f"/case/{case}/refer?service=housing&governorate=نينوى")
    zainab.looks(f"refer-{language}")
    zainab.leaves()


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf"
    "c000000301010018dd8db00000000049454e44ae426082"
)


def _tabs_to(person: Person, wanted: str) -> None:
    """Press Tab until the focus is on an element."""
    for _ in range(60):
        person.page.keyboard.press("Tab")
        if person.page.evaluate("document.activeElement.id") == wanted:
            return
    pytest.fail(f"the keyboard does not reach {wanted}")
