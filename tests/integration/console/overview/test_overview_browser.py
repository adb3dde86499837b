"""A supervisor at a real browser: sees who waits, reviews a closed case, lets words go, calls a colleague."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from helpline.alerts.watchdog import seen
from helpline.alerts.watchdog.finding import Finding
from helpline.cases.review import QUESTIONS
from helpline.infra import clock
from helpline.infra.database import transaction
from tests.integration.console.browser import Person, Sits
from tests.integration.console.overview.conftest import BADLY, House, said
from tests.integration.console.overview.test_errors_of_triage import LEAVES, Marked
from tests.integration.world import OTHER, RED

pytestmark = pytest.mark.usefixtures("hub")


@pytest.mark.timeout(300)
def test_a_supervisor_reviews_a_closed_case(house: House, sits: Sits) -> None:
    case = house.closes(house.takes(RED), BADLY)
    huda = sits("supervisor")
    page = huda.page
    huda.opens("/overview")
    page.get_by_role("link", name=said("overview_reviews.nav"), exact=True).click()
    expect(page.locator("main")).to_contain_text(said("overview_reviews.none"))
    page.get_by_role("link", name=said("overview_reviews.week_after")).click()
    huda.looks("reviews")
    page.get_by_role("link", name=said("queue.case", id=case)).click()
    expect(page.locator("#timeline")).to_contain_text(RED)
    expect(page.locator(".facts")).to_contain_text(said("case_close.emergency_refused"))
    huda.looks("review")
    for name in QUESTIONS:
        # With the keyboard alone.
        page.locator(f"[name={name}][value=yes]").focus()
        page.keyboard.press("Space")
    page.locator("[name=met_warmly][value=yes]").focus()
    page.keyboard.press("ArrowDown")
    page.locator("[name=note]").fill("السؤال چان صريح. باچر نحچي عن البداية.")
    page.get_by_role("button", name=said("overview_reviews.keep")).click()
    expect(page.locator(".message.good")).to_contain_text(said("overview_reviews.kept", case=case))
    expect(page.locator("main")).to_contain_text(said("overview_reviews.by", name="هدى"))
    huda.looks("reviewed")
    page.get_by_role("link", name=said("queue.case", id=case)).click()
    expect(page.locator("main")).to_contain_text("باچر نحچي عن البداية")
    expect(page.locator("[name=met_warmly]")).to_have_count(0)
    huda.looks("review-done")


@pytest.mark.timeout(300)
# The colours are the same in each language, so not every pair of them.
@pytest.mark.parametrize(
    ("language", "scheme"), [("ar", "light"), ("ar", "dark"), ("en", "light"), ("ku", "dark")]
)
def test_a_full_day_fits_the_smallest_phone_in_every_language(
    house: House, sits: Sits, scheme: str, language: str
) -> None:
    zainab = sits("counsellor", color_scheme=scheme)
    house.closes(house.takes(RED, after=70))
    house.takes(RED, OTHER)
    house.world.says("انسان", "+9647700000503")
    with transaction() as session:
        found = [Finding("unsent", 3), Finding("template_not_approved", about="ALERT_CONTENT_SID")]
        seen.keep(session, found, clock.now())

    def speaks(person: Person, path: str) -> None:
        person.opens(path)
        if language != "ar":
            person.page.click(f"footer [name=language][value={language}]")
            expect(person.page.locator("html")).to_have_attribute("lang", {"en": "en", "ku": "ckb"}[language])

    speaks(zainab, "/queue")
    zainab.looks(f"debrief-{language}-{scheme}")
    zainab.page.locator("[name=answer][value=yes]").click()
    expect(zainab.page.locator(".message.good")).to_be_visible()
    zainab.opens("/me")
    zainab.looks(f"me-{language}-{scheme}")
    huda = sits("supervisor", color_scheme=scheme)
    speaks(huda, "/overview")
    huda.looks(f"overview-{language}-{scheme}")
    huda.page.set_viewport_size({"width": 1280, "height": 900})
    huda.looks(f"overview-wide-{language}-{scheme}")
    huda.page.locator("#debriefs ~ ul button").click()
    expect(huda.page.locator("#debriefs")).to_have_count(0)


@pytest.mark.timeout(300)
def test_the_overview_renews_itself_without_losing_the_page(house: House, sits: Sits) -> None:
    huda = sits("supervisor")
    page = huda.page
    page.clock.install()
    huda.opens("/overview")
    expect(page.locator("#now")).to_contain_text(said("overview.nothing_open"))
    house.world.says(RED)
    page.clock.run_for(31000)
    expect(page.locator("#now")).to_contain_text(said("overview.unacknowledged", n=1))


@pytest.mark.timeout(300)
def test_words_are_read_before_they_leave(house: House, sits: Sits) -> None:
    marked = Marked(house, house.console.as_("counsellor"))
    house.closes(marked.case)
    huda = sits("supervisor")
    page = huda.page
    huda.opens("/overview/triage-errors")
    expect(page.locator("blockquote")).to_have_text(LEAVES)
    huda.looks("errors")
    page.get_by_role("button", name=said("overview_errors.release")).click()
    expect(page.locator(".message.good")).to_contain_text(said("overview_errors.released"))
    with page.expect_download() as taken:
        page.get_by_role("button", name=said("overview_errors.download")).click()
    assert taken.value.suggested_filename == "triage-errors.jsonl"
    assert LEAVES in Path(taken.value.path()).read_text("utf-8")
    page.get_by_role("link", name=said("overview_errors.looked")).click()
    huda.looks("errors-looked")
