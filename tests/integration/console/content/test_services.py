"""Somebody makes sure of a number or a service: on a day, by their name, of exactly what is written."""

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from helpline.content.verifications.cli import main as services_command
from helpline.content.verifications.model import Verification
from helpline.infra.database import transaction
from tests.integration.console.conftest import Browser, Console
from tests.integration.console.content.conftest import Files
from tests.integration.console.content.test_texts import acts

DOCUMENTS = "entry:nineveh-mosul-civil-documents"


def cards(browser: Browser, query: str = "") -> list[str]:
    """Return what a page shows of each hotline or entry."""
    return re.findall(
        r'<li class="card".*?(?=<li class="card"|</main>)', browser.get(f"/services{query}").text, re.S
    )


def card(browser: Browser, words: str, query: str = "") -> str:
    """Return the card that holds some words."""
    (found,) = [one for one in cards(browser, query) if words in one]
    return found


def fields(found: str) -> dict[str, str]:
    """Return what the form of a card would send."""
    return dict(re.findall(r'name="(key|digest|where|show|page|on)"[^>]*? value="([^"]*)"', found))


def verify(browser: Browser, words: str, query: str = "", **more: str) -> Any:
    """Press the button of a card."""
    form = fields(card(browser, words, query))
    return browser.post("/services/verify", {**form, "outcome": "verified", **more})


def today(console: Console) -> str:
    return (console.time.now() + timedelta(hours=3)).date().isoformat()


def test_one_click_verifies_with_todays_date_and_who_did_it(console: Console, files: Files) -> None:
    browser = console.as_("programme")
    query = "?where=نينوى"
    assert "mark due" in card(browser, "مكتب الاوراق", query)
    answer = verify(browser, "مكتب الاوراق", query)
    assert answer.status_code == 200
    shown = card(browser, "مكتب الاوراق", query)
    assert "mark good-day" in shown
    assert today(console) in shown
    assert "mustafa" in shown
    with transaction() as session:
        (kept,) = session.scalars(select(Verification))
    what = {"entry": DOCUMENTS, "digest": kept.digest, "on": today(console)}
    assert acts()[-1] == ("mustafa", "service_verified", what)


def test_nobody_answered_is_kept_and_shown_and_verifies_nothing(console: Console, files: Files) -> None:
    browser = console.as_("supervisor")
    verify(browser, "مكتب الاوراق", "?where=نينوى", outcome="note", note="محد جاوب <مرتين>")
    shown = card(browser, "مكتب الاوراق", "?where=نينوى")
    assert "محد جاوب &lt;مرتين&gt;" in shown
    assert "mark due" in shown
    assert acts()[-1][1] == "service_noted"
    assert "محد" not in str(acts())
    assert verify(browser, "مكتب الاوراق", "?where=نينوى", outcome="note", note=" ").status_code == 422


def test_overdue_ones_come_first_and_examples_cannot_be_verified(console: Console, files: Files) -> None:
    browser = console.as_("programme")
    every = [one for number in range(1, 12) for one in cards(browser, f"?page={number}")]
    due = ["mark due" in one for one in every]
    assert any(due)
    assert due == sorted(due, reverse=True)
    example = cards(browser, "?show=examples")[0]
    assert "<form" not in example
    assert all("mark due" in one for one in cards(browser, "?show=overdue"))
    # Nor by a form that somebody wrote themselves; nor a number that is withheld.
    for key in ("entry:example-nineveh-mosul-title-deeds", "hotline:104"):
        answer = browser.post(
            "/services/verify", {"key": key, "outcome": "verified", "on": today(console), "digest": "x"}
        )
        assert answer.status_code == 422
    gone = {"key": "entry:nothing", "outcome": "verified", "on": today(console), "digest": "x"}
    assert browser.post("/services/verify", gone).status_code == 404
    with transaction() as session:
        assert session.scalars(select(Verification)).all() == []


@pytest.mark.parametrize("day", ["", "yesterday", "2126-01-01", "1926-01-01"])
def test_a_day_that_cannot_be_is_refused_and_the_note_is_not_lost(
    console: Console, files: Files, day: str
) -> None:
    browser = console.as_("programme")
    answer = verify(browser, "مكتب الاوراق", "?where=نينوى", on=day, note="سألنا الحارس")
    assert answer.status_code == 422
    assert "سألنا الحارس" in answer.text


def test_what_changed_since_it_was_verified_has_to_be_asked_again(
    console: Console, files: Files, capsys: pytest.CaptureFixture[str]
) -> None:
    browser = console.as_("programme")
    form = fields(card(browser, "مكتب الاوراق", "?where=نينوى"))
    verify(browser, "مكتب الاوراق", "?where=نينوى")
    files.edit("services/entries_real.yml", "من تسعة للثلاثة", "من عشرة للثنتين")
    assert "mark due" in card(browser, "مكتب الاوراق", "?where=نينوى")
    # A page that was open meanwhile shows other hours than the ones that hold now.
    assert browser.post("/services/verify", {**form, "outcome": "verified"}).status_code == 422
    assert services_command(["apply-verifications", *files.registry()]) == 1
    assert f"changed since it was verified: to be asked again:\n  {DOCUMENTS}\n" in capsys.readouterr().out
    assert "2026-01-05  # by mustafa" in files.read("services/entries_real.yml")


def test_verifications_are_brought_into_the_files(
    console: Console, files: Files, capsys: pytest.CaptureFixture[str]
) -> None:
    browser = console.as_("programme")
    verify(browser, "مكتب الاوراق", "?where=نينوى")
    verify(browser, ">122<", "?where=hotlines")
    before = files.read("hotlines.csv").splitlines()
    assert services_command(["apply-verifications", "--dry-run", *files.registry()]) == 0
    assert files.read("hotlines.csv").splitlines() == before
    assert services_command(["apply-verifications", *files.registry()]) == 0
    assert "2 verified, now with its day in its file:" in capsys.readouterr().out
    assert f"last_verified: {today(console)}  # by mustafa" in files.read("services/entries_real.yml")
    changed = [one for one in files.read("hotlines.csv").splitlines() if one not in before]
    assert len(changed) == 1
    assert f",KRI,{today(console)},verified," in changed[0]
    assert acts()[-1][1] == "verifications_applied"
    # What was written fits what was verified: nothing is left to do, and nothing is overdue.
    assert services_command(["apply-verifications", *files.registry()]) == 0
    assert "Nothing to bring" in capsys.readouterr().out
    assert "mark good-day" in card(browser, ">122<", "?where=hotlines")


def test_a_governorate_shows_its_entries_and_the_numbers_that_work_there(
    console: Console, files: Files
) -> None:
    browser = console.as_("counsellor")
    found = cards(browser, "?where=أربيل")
    assert any(">122<" in one for one in found)
    assert not any(">911<" in one for one in found)
    assert not any("<form" in one for one in found)
