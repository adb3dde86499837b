"""Every role at every view: who may, and that nobody else learns that it exists."""

import re
import uuid
from typing import Any

import pytest
from flask import Flask

from console.app import OPEN
from console.pages import Page, passive, register
from console.rights import RIGHTS, Right, Role, needs
from tests.integration.console.conftest import ROLES, Console

ALL = frozenset(ROLES)
CARE = frozenset({"counsellor", "supervisor"})
# Whoever adds a page says here for whom it is, and a view by its own name where it is for fewer.
MAY: dict[str, frozenset[str]] = {
    "home": ALL,
    "me": ALL,
    "queue": CARE,
    "live": CARE,
    "case": CARE,
    "content": ALL,
    "content.sign": frozenset({"clinician"}),
    "content.ask_change": frozenset({"clinician"}),
    "services": ALL,
    "services.verify": frozenset({"supervisor", "programme"}),
    "overview": frozenset({"supervisor"}),
    "reviews": frozenset({"supervisor", "clinician"}),
    "triage_errors": frozenset({"supervisor", "clinician"}),
    "debrief": ALL,
    "roster": ALL - {"clinician"},
    "roster.confirm": CARE,
    "roster.make_link": CARE,
    "roster.revoke_link": CARE,
    "roster.add_override": frozenset({"supervisor"}),
    "roster.remove_override": frozenset({"supervisor"}),
}
# Answers that have no end.
STREAMS = ("live.events",)


def may(endpoint: str) -> frozenset[str] | None:
    """Return for whom the table says that a view is, None if it says nothing."""
    return MAY.get(endpoint, MAY.get(endpoint.partition(".")[0]))


def views(app: Flask) -> list[Any]:
    """Return the rules of all views that need a login."""
    return [rule for rule in app.url_map.iter_rules() if not rule.endpoint.startswith(OPEN)]


def who_may(app: Flask, endpoint: str) -> frozenset[str]:
    """Return the roles that code lets in."""
    pages = {page.name: page for page in app.extensions["console_pages"]}
    name = endpoint.partition(".")[0]
    wanted = {*getattr(app.view_functions[endpoint], "needs", ())}
    if name in pages:
        wanted.add(pages[name].right)
    return frozenset(role.value for role in Role if wanted <= RIGHTS[role])


def test_each_view_lets_in_whom_the_table_says(console: Console) -> None:
    every = [rule.endpoint for rule in views(console.app)]
    assert {name: who_may(console.app, name) for name in every} == {name: may(name) for name in every}


def test_what_is_open_to_everybody_is_no_more_than_this(console: Console) -> None:
    closed = {rule.endpoint for rule in views(console.app)}
    open_ = {rule.endpoint for rule in console.app.url_map.iter_rules()} - closed
    assert {name.partition(".")[0] for name in open_} == {
        *("health", "choose_language", "assets", "login", "welcome", "calendar")
    }


@pytest.mark.parametrize("role", ROLES)
def test_each_role_sees_its_pages_and_gets_404_from_all_others(console: Console, role: str) -> None:
    browser = console.as_(role)
    for rule in views(console.app):
        # A case, a message, a session: the first of any, and a medium that nobody has.
        path = re.sub(r"<uuid:\w+>", str(uuid.uuid4()), re.sub(r"<(int:)?\w+>", "1", rule.rule))
        allowed = role in who_may(console.app, rule.endpoint)
        if "GET" in rule.methods and not (allowed and (rule.arguments or rule.endpoint in STREAMS)):
            assert browser.get(path).status_code == (200 if allowed else 404), rule.endpoint
        if "POST" in rule.methods and not allowed:
            browser.get("/me")
            assert browser.post(path).status_code == 404, rule.endpoint


def test_a_page_and_its_navigation_are_for_whoever_has_its_right(console: Console) -> None:
    from console.app import create_app

    app = create_app()
    page = Page("log", __name__, right=Right.SEE_ROSTER, label="base.pages", entry="show", order=1)

    @page.get("/log")
    @passive
    def show() -> str:
        return "shown"

    @page.post("/log")
    @needs(Right.SEE_AUDIT)
    def write() -> str:
        return "written"

    register(app, page)
    assert who_may(app, "log.write") == {"auditor"}
    console = Console(app, console.time)
    for role, sees, writes in (
        ("auditor", 200, 200),
        ("programme", 200, 404),
        ("clinician", 404, 404),
    ):
        browser = console.as_(role)
        me = browser.get("/me")
        assert ('href="/log"' in me.text) is (sees == 200)
        assert browser.post("/log").status_code == writes
        assert browser.get("/log").status_code == sees
        # Where somebody begins is the first that they may see.
        assert (browser.get("/").request.path == "/log") is (sees == 200)
