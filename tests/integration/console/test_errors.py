"""What goes wrong is answered with what to do, and with no word of what was being said."""

import logging
import sys
from collections.abc import Iterator
from io import StringIO

import pytest

from helpline.infra import logs
from tests.conftest import clear_caches
from tests.integration.console.conftest import Console


def test_a_page_that_is_not_there(console: Console) -> None:
    answer = console.as_("counsellor").get("/nothing")
    assert answer.status_code == 404
    assert "نرجع للبداية" in answer.text


@pytest.mark.parametrize("token", ["", "forged"])
def test_a_form_without_its_token_is_not_taken(console: Console, token: str) -> None:
    browser = console.as_("counsellor")
    answer = browser.client.post("/me/sessions/end", data={"csrf_token": token})
    assert answer.status_code == 419
    assert "ما انحفظ" in answer.text
    assert browser.get("/me").request.path == "/me"


def test_the_token_of_somebody_elses_page_is_not_taken(console: Console) -> None:
    browser, other = console.as_("counsellor"), console.as_("supervisor")
    other.get("/me")
    answer = browser.client.post("/me/sessions/end", data={"csrf_token": other.token()})
    assert answer.status_code == 419


def test_a_wrong_method_is_a_page_that_is_not_there(console: Console) -> None:
    answer = console.as_("counsellor").client.get("/logout")
    assert answer.status_code == 405
    assert "مو موجودة" in answer.text


@pytest.fixture
def logged(console: Console) -> Iterator[StringIO]:
    """Everything that is logged from here on."""
    written = StringIO()
    handlers, level = logging.root.handlers, logging.root.level
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stderr", written)
        logs.configure("console")
    yield written
    logs.configure("test")
    logging.root.handlers, logging.root.level = handlers, level


def test_a_fault_of_ours_says_so_and_nothing_of_what_was_said(
    console: Console, monkeypatch: pytest.MonkeyPatch, logged: StringIO
) -> None:
    browser = console.as_("counsellor")

    def fails() -> str:
        raise RuntimeError("هسه راح اقتل نفسي +9647700000501")

    monkeypatch.setitem(console.app.view_functions, "me.show", fails)
    answer = browser.get("/me")
    assert answer.status_code == 500
    assert "حاول مرة ثانية بعد دقيقة" in answer.text
    assert "request_failed" in logged.getvalue()
    for told in (answer.text, logged.getvalue()):
        assert "اقتل" not in told
        assert "501" not in told


def test_the_page_for_a_fault_needs_no_database(
    console: Console, environment: pytest.MonkeyPatch, logged: StringIO
) -> None:
    browser = console.as_("counsellor")
    environment.setenv("DATABASE_URL", "postgresql://wiyak:test@127.0.0.1:1/wiyak")
    clear_caches()
    answer = browser.get("/me")
    assert answer.status_code == 500
    assert "حاول مرة ثانية بعد دقيقة" in answer.text


def test_what_htmx_asks_for_gets_a_line_and_no_page(console: Console) -> None:
    answer = console.as_("counsellor").get("/nothing", headers={"HX-Request": "true"})
    assert answer.status_code == 404
    assert "<" not in answer.text
