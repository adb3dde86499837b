"""A clinician reads and signs texts; what is signed is exactly what was read."""

import gzip
import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from helpline import content
from helpline.content.reviews.cli import main as apply_reviews
from helpline.content.reviews.model import Review
from helpline.infra.audit import AuditEntry
from helpline.infra.database import transaction
from tests.integration.console.conftest import Browser, Console
from tests.integration.console.content.conftest import Files

SCREENING = "/content/text/screening.intro?kind=screening"
INTRO = "شكراً على هالصراحة، هذا مو حچي سهل."
OURS = ("content_", "service_", "reviews_", "verifications_")
SIGNED, AGAIN_DRAFT = "state-signed", "state-changed"


def sign(browser: Browser, path: str = SCREENING, **more: str) -> Any:
    """Open a text and press the button under it."""
    shown = browser.get(path).text
    digest = re.search(r'name="digest" value="([a-z2-7]{52})"', shown)
    assert digest is not None
    query = dict(re.findall(r'name="(kind|show)" value="(\w*)"', shown))
    return browser.post(path.partition("?")[0] + "/sign", {"digest": digest[1], **query, **more})


def acts() -> list[tuple[str, str, dict[str, Any]]]:
    """Return what the audit log holds of texts and services."""
    with transaction() as session:
        rows = session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        return [(one.actor, one.action, one.detail) for one in rows if one.action.startswith(OURS)]


def test_a_clinician_signs_exactly_what_was_read_and_goes_on_to_the_next(
    console: Console, files: Files
) -> None:
    browser = console.as_("clinician")
    page = sign(browser)
    assert page.request.path == "/content/text/asq.1"
    assert "screening.intro" in page.text
    with transaction() as session:
        (kept,) = session.scalars(select(Review))
    version = str(content.all_texts()["screening.intro"].version)
    assert (kept.author, kept.verdict, kept.version) == ("dr.sara", "signed", version)
    assert timedelta(0) <= console.time.now() - kept.at < timedelta(minutes=1)
    what = {"text": "screening.intro", "version": version, "digest": kept.digest}
    assert acts()[-1] == ("dr.sara", "content_signed", what)
    shown = browser.get(SCREENING).text
    assert SIGNED in shown
    assert 'id="sign"' not in shown
    signed = browser.get("/content?kind=screening&show=signed").text
    assert re.findall(r'class="id"[^>]*>([\w.]+)<', signed) == ["screening.intro"]
    assert "screening.intro" not in browser.get("/content?kind=screening").text


def test_a_text_that_changed_since_it_was_signed_is_a_draft_again(console: Console, files: Files) -> None:
    browser = console.as_("clinician")
    sign(browser)
    files.edit("texts/screening.yml", INTRO, "شكراً على هالصراحة.")
    shown = browser.get(SCREENING).text
    assert AGAIN_DRAFT in shown
    assert 'id="sign"' in shown
    assert "screening.intro" in browser.get("/content?kind=screening&show=drafts").text
    # And signed again, in its new words.
    sign(browser)
    assert SIGNED in browser.get(SCREENING).text


def test_nobody_signs_words_that_they_have_not_read(console: Console, files: Files) -> None:
    browser = console.as_("clinician")
    browser.get(SCREENING)
    old = re.search(r'name="digest" value="(\w+)"', browser.get(SCREENING).text)
    assert old is not None
    files.edit("texts/screening.yml", INTRO, "شكراً على هالصراحة.")
    for act, more in (("sign", {}), ("change", {"note": "اقصر"})):
        answer = browser.post(f"/content/text/screening.intro/{act}", {"digest": old[1], **more})
        assert answer.status_code == 409
        assert "شكراً على هالصراحة." in answer.text
    assert "اقصر" in answer.text
    with transaction() as session:
        assert session.scalars(select(Review)).all() == []


def test_what_should_change_is_kept_and_listed(console: Console, files: Files) -> None:
    browser = console.as_("clinician")
    shown = browser.get(SCREENING).text
    digest = re.search(r'name="digest" value="(\w+)"', shown)
    assert digest is not None
    path = "/content/text/screening.intro/change"
    for note in (" ", "ا" * 1001):
        assert browser.post(path, {"digest": digest[1], "note": note}).status_code == 422
    for _twice in range(2):
        browser.post(path, {"digest": digest[1], "note": "اقصر، و<b>اهدأ</b>"})
    listed = browser.get("/content?kind=screening&show=change").text
    assert "screening.intro" in listed
    assert "اقصر، و&lt;b&gt;" in listed
    # Whoever writes texts sees it, as words and not as markup.
    for role in ("clinician", "supervisor", "auditor"):
        shown = console.as_(role).get(SCREENING).text
        assert "اقصر، و&lt;b&gt;اهدأ&lt;/b&gt;" in shown
        assert ('id="sign"' in shown) is (role == "clinician")
    assert [one[1] for one in acts()] == ["content_change_asked"]
    assert "اقصر" not in str(acts())


def test_all_forms_buttons_and_warnings_are_on_one_page(console: Console, files: Files) -> None:
    files.edit("texts/screening.yml", INTRO, "يجب ان نسأل.")
    browser = console.as_("clinician")
    shown = browser.get("/content/text/asq.1").text
    for words in ("مرت عليك لحظة", "تمنيت لو انت ميت؟", "تمنيتي لو انتي ميتة؟", "ما اريد اجاوب"):
        assert words in shown
    assert "<h2" in browser.get(SCREENING).text
    assert "screening.intro" in browser.get("/content?kind=screening&show=warned").text
    assert "SM" in browser.get(SCREENING).text
    assert browser.get("/content/text/asq.99").status_code == 404
    assert browser.get("/content?kind=nonsense&show=nonsense&page=900").status_code == 200


def test_a_list_and_a_text_weigh_less_than_60_kb_with_all_that_they_load(console: Console) -> None:
    """With everything that ships."""
    browser = console.as_("clinician")
    for path in ("/content?show=all", "/content/text/topic.sleep.helps.1", "/services"):
        page = browser.client.get(path, headers={"Accept-Encoding": "gzip"})
        html = gzip.decompress(page.data).decode()
        loads = re.findall(r'(?:src|href)="(/static/[^"]+)"', html)
        weight = len(page.data) + sum(
            len(browser.client.get(one, headers={"Accept-Encoding": "gzip"}).data) for one in loads
        )
        assert weight < 60_000, (path, weight)


def test_signatures_are_brought_into_the_files_where_they_still_fit(
    console: Console, files: Files, capsys: pytest.CaptureFixture[str]
) -> None:
    browser = console.as_("clinician")
    paths = ("screening.intro", "asq.1", "topic.sleep.opening", "topic.sleep.card", "service.support_groups")
    for id in paths:
        sign(browser, f"/content/text/{id}")
    files.edit("texts/screening.yml", "تمنيت لو انت ميت؟", "تمنيت الموت؟")
    before = files.read("topics/06_sleep.yml"), files.read("texts/screening.yml")
    assert apply_reviews(["--dry-run", *files.texts()]) == 1
    assert (files.read("topics/06_sleep.yml"), files.read("texts/screening.yml")) == before
    capsys.readouterr()
    assert apply_reviews(files.texts()) == 1
    said = capsys.readouterr().out
    assert re.search(r"3 signed, now reviewed.*\n  screening.intro\n  topic.sleep.opening\n", said)
    assert "1 changed since it was signed: a draft:\n  asq.1\n" in said
    assert "stays in the database:\n  topic.sleep.card\n" in said
    assert files.read("texts/screening.yml").count("status: reviewed") == 1 + before[1].count(
        "status: reviewed"
    )
    assert "- id: support_groups\n    version: 1\n    status: reviewed" in files.read(
        "services/types_care.yml"
    )
    assert acts()[-1][1:] == (
        "reviews_applied",
        {"texts": ["screening.intro", "topic.sleep.opening", "service.support_groups"]},
    )
    # A second time there is nothing to write, and the console shows what it showed.
    assert "now reviewed" not in (apply_reviews(files.texts()), capsys.readouterr().out)[1]
    assert SIGNED in browser.get(SCREENING).text


def test_a_file_that_says_reviewed_of_other_words_says_draft_again(
    console: Console, files: Files, capsys: pytest.CaptureFixture[str]
) -> None:
    browser = console.as_("clinician")
    sign(browser)
    assert apply_reviews(files.texts()) == 0
    files.edit("texts/screening.yml", INTRO, "شكراً.")
    assert AGAIN_DRAFT in browser.get(SCREENING).text
    assert apply_reviews(files.texts()) == 1
    assert "now a draft again in its file:\n  screening.intro\n" in capsys.readouterr().out
    version = content.all_texts()["screening.intro"].version
    said = f"- id: screening.intro\n    version: {version}\n    status: draft"
    assert said in files.read("texts/screening.yml")
    assert acts()[-1][1] == "reviews_withdrawn"


def test_a_campaign_is_shown_with_our_numbers_and_can_be_copied(
    console: Console, files: Files, environment: pytest.MonkeyPatch
) -> None:
    if not list((files.root / "campaigns").glob("*.yml")):
        pytest.skip("no campaign ships")
    browser = console.as_("programme")
    listed = browser.get("/content?kind=campaigns&show=all").text
    (path,) = re.findall(r'href="(/content/text/campaign[^"?]+)', listed)
    shown = browser.get(path).text
    assert 'data-copy="words-post"' in shown
    assert "{whatsapp}" not in shown
    sign(console.as_("clinician"), path)
    assert apply_reviews(files.texts()) == 0
    assert "\nstatus: reviewed\n" in next((files.root / "campaigns").glob("*.yml")).read_text("utf-8")
