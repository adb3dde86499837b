"""A clinician at a small phone reads and signs; somebody of the programme rings a number and says so."""

import pytest
from playwright.sync_api import expect

from tests.integration.console.browser import Sits
from tests.integration.console.content.conftest import Files

pytestmark = pytest.mark.usefixtures("files")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_clinician_signs_a_draft_and_when_its_file_changes_it_is_a_draft_again(
    sits: Sits, files: Files, scheme: str
) -> None:
    sara = sits("clinician", color_scheme=scheme)
    page = sara.page
    sara.opens("/content")
    page.select_option("#kind", "screening")
    page.click("#filter")
    sara.looks(f"content-list-{scheme}")
    page.click("text=screening.intro")
    sara.looks(f"content-text-{scheme}")
    page.click("#sign")
    # On to the next draft, and the one that is signed has left the list.
    expect(page.locator("h1")).to_have_text("asq.1")
    expect(page.locator(".message.good")).to_contain_text("screening.intro")
    sara.looks(f"content-next-{scheme}")
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
    expect(page.locator(".words").first).to_contain_text("شكراً على هالصراحة. اني برنامج")
    expect(page.locator("#reviews li")).to_have_count(1)
    sara.looks(f"content-changed-{scheme}")
    sara.opens("/content/text/asq.1")
    expect(page.locator(".note")).to_have_text("اقصر، وبلا «لو»")
    sara.looks(f"content-note-{scheme}")


def test_forms_stand_side_by_side_where_there_is_room(sits: Sits) -> None:
    sara = sits("clinician", viewport={"width": 1280, "height": 800})
    sara.opens("/content/text/asq.1")
    tops = sara.page.locator(".forms .card").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().top)"
    )
    assert len(tops) == 3
    assert len(set(tops)) == 1
    sara.looks("content-wide")


@pytest.mark.parametrize(("language", "scheme"), [("ar", "light"), ("ku", "dark"), ("en", "light")])
def test_somebody_makes_sure_of_a_service_with_one_click(sits: Sits, language: str, scheme: str) -> None:
    mustafa = sits("programme", color_scheme=scheme)
    page = mustafa.page
    mustafa.opens("/services")
    page.click(f"footer [value={language}]")
    page.select_option("#where", "نينوى")
    page.click("#filter")
    mustafa.looks(f"services-{language}")
    place = page.locator(".places > li", has_text="مكتب الاوراق")
    place.locator("button.first").click()
    expect(place.locator(".good-day")).to_be_visible()
    place.locator("summary").click()
    place.locator("[name=note]").fill("محد جاوب العصر")
    place.locator("[value=note]").click()
    expect(place.locator(".note")).to_have_text("محد جاوب العصر")
    mustafa.looks(f"services-after-{language}")
    page.select_option("#show", "examples")
    page.click("#filter")
    expect(page.locator(".places form")).to_have_count(0)
    mustafa.looks(f"services-examples-{language}")


def test_a_campaign_is_copied(sits: Sits, files: Files) -> None:
    mustafa = sits("programme", permissions=["clipboard-read", "clipboard-write"])
    mustafa.opens("/content?kind=campaigns&show=all")
    if not list((files.root / "campaigns").glob("*.yml")):
        pytest.skip("no campaign ships")
    mustafa.page.click(".texts a")
    mustafa.looks("content-campaign")
    said = mustafa.page.locator("#words-post").inner_text()
    button = mustafa.page.locator("[data-copy=words-post]")
    before = button.inner_text()
    button.click()
    expect(button).not_to_have_text(before)
    assert " ".join(mustafa.page.evaluate("navigator.clipboard.readText()").split()) == " ".join(said.split())
