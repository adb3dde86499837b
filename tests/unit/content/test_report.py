"""The page for clinicians shows every text once, in its conversation, with room to mark it."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from helpline.content import all_hotlines, all_texts
from helpline.content.catalogue import Text
from helpline.content.report.cli import everything, main, page
from helpline.content.report.collect import collect
from helpline.content.skills import all_skills
from helpline.content.topics import all_topics
from tests.browser import chromium

NOW = datetime(2026, 3, 1, tzinfo=UTC)
PARTS = everything()
PAGE = page(PARTS, NOW)


def ids() -> list[str]:
    return re.findall(r'<article data-id="([^"]+)"', PAGE)


def test_every_text_is_there_once_and_so_is_every_card_and_answer() -> None:
    shown = ids()
    assert len(shown) == len(set(shown))
    assert all_texts().keys() <= set(shown)
    assert {f"topic.{name}.card" for name in all_topics()} <= set(shown)
    assert "utter_greet[0]" in shown


def test_topics_and_skills_stand_in_the_order_in_which_they_are_said() -> None:
    shown = ids()
    for topic in all_topics().values():
        wanted = [f"topic.{topic.name}.card", *(part.text_id for part in topic.parts)]
        at = shown.index(wanted[0])
        assert shown[at : at + len(wanted)] == wanted
    for skill in all_skills().values():
        at = shown.index(skill.steps[0].text)
        assert shown[at : at + len(skill.steps)] == [step.text for step in skill.steps]


def test_every_form_is_there_and_none_is_markup(tmp_path: Path) -> None:
    text = Text(
        "menu.x",
        3,
        "draft",
        "menu",
        {"neutral": "هلا <b>", "female": "هلا بيچ", "spoken": "كلمة " * 40},
        source="m.yml",
    )
    made = page(collect({"menu.x": text}, (), (), (), all_hotlines()), NOW)
    assert "هلا &lt;b&gt;" in made and "هلا بيچ" in made
    assert "version 3 · draft" in made
    assert '<span class="long">17 s</span>' in made
    assert "WARN SM20" in made


def test_the_counts_stand_at_the_top() -> None:
    drafts = sum(part.drafts for part in PARTS)
    assert drafts >= sum(text.status == "draft" for text in all_texts().values())
    head = PAGE[: PAGE.index("<main>")]
    assert f"<th>{len(ids())}</th><th>{drafts}</th>" in head


def test_it_asks_nothing_of_the_network_and_is_one_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "--out", str(tmp_path / "x.html")]) == 0
    assert [file.name for file in tmp_path.iterdir()] == ["x.html"]
    assert not re.search(r'(?:src|href)="(?!#)', PAGE) and "url(" not in PAGE


@pytest.mark.parametrize("width", [360, 794])
def test_it_can_be_read_and_marked_on_a_phone_and_a_sheet(tmp_path: Path, width: int) -> None:
    file = tmp_path / "report.html"
    file.write_text(PAGE, encoding="utf-8")
    with chromium() as browser:
        opened = browser.new_page(viewport={"width": width, "height": 800})
        problems: list[str] = []
        opened.on("pageerror", lambda error: problems.append(str(error)))
        opened.goto(file.as_uri())
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
        assert (
            opened.evaluate("getComputedStyle(document.querySelector('article p:not(.meta)')).direction")
            == "rtl"
        )
        mark(opened)
        opened.reload()
        first = opened.locator("article").first
        assert first.locator("[value=change]").is_checked()
        assert first.locator("[type=text]").input_value() == "اقصر، «لو»"
        with opened.expect_download() as saved:
            opened.click("#save")
        rows = Path(saved.value.path()).read_text(encoding="utf-8-sig").splitlines()
        assert rows[0] == "id,version,mark,note"
        assert re.fullmatch(rf'"{ids()[0]}","[0-9a-f]{{8}}","change","اقصر، «لو»"', rows[1])
    assert problems == []


def mark(opened: Page) -> None:
    first = opened.locator("article").first
    first.locator("[value=change]").check()
    first.locator("[type=text]").fill("اقصر، «لو»")
    assert opened.inner_text("#marked").startswith("1 of ")
