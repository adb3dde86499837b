"""The roster in a real browser: a supervisor sees a gap and fills it; it fits the smallest phone."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from console.shown import ZONE
from helpline.alerts import roster
from helpline.alerts.roster import overrides
from helpline.infra.database import transaction
from tests.integration.console.browser import Sits
from tests.integration.console.conftest import Console

EVERY_DAY = "[sat, sun, mon, tue, wed, thu, fri]"


@pytest.fixture
def one_gap(console: Console, roster_file: Path) -> Path:
    """A roster with a night, in three days, in which nobody is on call."""
    night = console.time.now().astimezone(ZONE).date() + timedelta(days=3)
    shifts = f"""shifts:
  - {{days: {EVERY_DAY}, from: "08:00", to: "20:00", on_call: [zainab, ahmed]}}
  - {{days: {EVERY_DAY}, from: "20:00", to: "08:00", on_call: [ahmed]}}
holidays:
  - date: {night.isoformat()}
    shifts: [{{from: "08:00", to: "20:00", on_call: [ahmed, zainab]}}]
"""
    text = roster_file.read_text()
    roster_file.write_text(text[: text.index("shifts:")] + shifts)
    return roster_file


def week_of_the_gap(console: Console) -> str:
    day = console.time.now().astimezone(ZONE).date() + timedelta(days=3)
    return f"/roster?week={day.isoformat()}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_supervisor_sees_a_gap_fills_it_and_it_is_gone(
    console: Console, one_gap: Path, sits: Sits, scheme: str
) -> None:
    huda = sits("supervisor", color_scheme=scheme)
    page = huda.page
    huda.opens(week_of_the_gap(console))
    gap = page.locator(".gap").first
    expect(gap).to_contain_text("ماكو احد مناوب")
    expect(page.locator("#gaps")).to_contain_text("اوقات ماكو احد مناوب بيها")
    expect(page.locator(".problems")).to_contain_text("ماكو احد مناوب من")
    huda.looks(f"roster-gap-{scheme}")

    gap.locator("a").click()
    assert page.input_value("[name=from]").endswith("T20:00")
    assert page.input_value("[name=to]").endswith("T08:00")
    huda.looks()
    page.select_option("[name=first]", "huda")
    page.fill("[name=reason]", "night cover")
    huda.shoot(f"roster-form-{scheme}")
    page.click("#save")
    expect(page.locator(".message.good")).to_contain_text("انحفظ التغيير: هدى")
    expect(page.locator(".gap")).to_have_count(0)
    expect(page.locator("#gaps")).to_have_text("بكل ساعة من هذا الاسبوع اكو احد مناوب.")
    expect(page.locator(".mark-changed").first).to_be_visible()
    expect(page.locator(".problems .error")).to_have_count(0)
    huda.looks(f"roster-filled-{scheme}")

    # Taking it back would bring the gap back: that is read first, and left as it is.
    page.click("#override-1 button")
    expect(page.locator("#override-1 .message.bad")).to_contain_text("ماكو احد مناوب من")
    huda.looks(f"roster-back-{scheme}")
    page.click("#override-1 a.button")
    expect(page.locator("#override-1")).to_be_visible()
    night = console.time.now().astimezone(ZONE).replace(hour=23) + timedelta(days=3)
    assert [one.id for one in roster.current().on_call(night)] == ["huda"]


# The colours are the same in each language, so not every pair of them.
@pytest.mark.parametrize(
    ("language", "scheme"), [("ar", "light"), ("ar", "dark"), ("en", "light"), ("ku", "dark")]
)
def test_a_counsellors_page_fits_the_smallest_phone_in_every_language(
    console: Console, one_gap: Path, sits: Sits, scheme: str, language: str
) -> None:
    now = console.time.now()
    with transaction() as session:
        bounds = (now - timedelta(minutes=5), now + timedelta(hours=5))
        overrides.add(session, roster.base(), *bounds, ["zainab", "huda"], reason="x", by="huda", now=now)
    zainab = sits("counsellor", color_scheme=scheme)
    page = zainab.page
    zainab.opens("/roster")
    if language != "ar":
        page.click(f"footer [name=language][value={language}]")
    page.click("summary")
    zainab.looks(f"roster-mine-{language}-{scheme}")
    page.click("#confirm")
    expect(page.locator("#confirm")).to_have_count(0)
    zainab.looks()
    page.click("summary")
    page.click("#make-link")
    expect(page.locator("#calendar-link")).to_contain_text("/calendar/")
    zainab.looks(f"roster-link-{language}-{scheme}")
    page.set_viewport_size({"width": 1280, "height": 800})
    zainab.opens(week_of_the_gap(console))
    zainab.looks(f"roster-wide-{language}-{scheme}")


def test_the_keyboard_alone_moves_through_weeks(console: Console, one_gap: Path, sits: Sits) -> None:
    huda = sits("supervisor", viewport={"width": 1280, "height": 800})
    page = huda.page
    huda.opens("/roster")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.rel") == "next":
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".today")).to_have_count(0)
    page.click("text=هذا الاسبوع >> nth=0")
    expect(page.locator(".today")).to_have_count(1)
