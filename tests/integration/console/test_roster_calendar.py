"""The personal link: one's own shifts for a calendar program, until it is revoked."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from sqlalchemy import text

from console.accounts import invitations
from helpline.infra.database import transaction
from tests.integration.console.conftest import Browser, Console
from tests.integration.console.test_roster import on_record


def made(browser: Browser) -> str:
    """Make a link on the page; returns its path."""
    browser.get("/roster")
    page = browser.post("/roster/link")
    assert page.headers["Cache-Control"] == "no-store"
    found = re.search(r'id="calendar-link">https?://[^/<]+(/calendar/[\w-]+\.ics)<', page.text)
    assert found is not None
    return found.group(1)


def fetched(console: Console, path: str) -> tuple[int, str]:
    """Fetch a link as a calendar program does, which is not logged in."""
    answer = console.app.test_client().get(path)
    return answer.status_code, answer.text


def test_a_link_gives_ones_own_shifts_and_no_name_of_others(console: Console) -> None:
    path = made(console.as_("counsellor"))
    answer = console.app.test_client().get(path)

    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers
    events = Calendar.from_ical(answer.text).walk("VEVENT")
    assert len(events) >= 55
    assert {str(one["summary"]) for one in events} == {"المناوبة الاولى"}
    assert all(one["dtend"].dt - one["dtstart"].dt == timedelta(days=1) for one in events)
    assert not re.search(r"ahmed|huda|أحمد|هدى|96477", answer.text)


def test_only_a_keyed_hash_of_it_is_kept_and_it_is_shown_once(console: Console) -> None:
    zainab = console.as_("counsellor")
    path = made(zainab)
    token = path.removeprefix("/calendar/").removesuffix(".ics")
    assert len(token) >= 40
    with transaction() as session:
        for table in ("roster_links", "audit_log"):
            rows = session.execute(text(f"SELECT t::text FROM {table} t")).scalars().all()
            assert rows
            assert token not in "".join(rows)
    assert token not in zainab.get("/roster").text


def test_a_new_link_ends_the_old_one_and_each_act_is_on_record(console: Console) -> None:
    zainab = console.as_("counsellor")
    old = made(zainab)
    new = made(zainab)
    assert fetched(console, old)[0] == 404
    assert fetched(console, new)[0] == 200

    assert 'id="revoke-link"' in zainab.get("/roster").text
    page = zainab.post("/roster/link/revoke").text
    assert "الرابط وگف" in page
    assert 'id="revoke-link"' not in page
    assert fetched(console, new)[0] == 404
    # Nothing is left to revoke, and nothing is recorded that did not happen.
    zainab.post("/roster/link/revoke")
    assert [(actor, action) for actor, action, _ in on_record()] == [
        ("zainab", "roster_link_made"),
        ("zainab", "roster_link_made"),
        ("zainab", "roster_link_revoked"),
    ]


def test_each_has_a_link_of_their_own(console: Console) -> None:
    zainab, huda = console.as_("counsellor"), console.as_("supervisor")
    first, second = made(zainab), made(huda)
    huda.get("/roster")
    huda.post("/roster/link/revoke")

    assert fetched(console, first)[0] == 200
    assert fetched(console, second)[0] == 404


def test_it_ends_with_the_account_and_when_somebody_is_invited_again(console: Console) -> None:
    path = made(console.as_("counsellor"))
    with transaction() as session:
        invitations.close(session, "zainab", by="test", now=console.time.now())
    assert fetched(console, path)[0] == 404
    # The old link is not alive again because they are back.
    with transaction() as session:
        invitations.invite(session, "zainab", "counsellor", "zainab", by="test", now=console.time.now())
    assert fetched(console, path)[0] == 404


def test_it_ends_when_somebody_leaves_the_roster(console: Console, roster_file: Path) -> None:
    path = made(console.as_("counsellor"))
    words = roster_file.read_text().replace("[zainab, ahmed]", "[ahmed]")
    roster_file.write_text("".join(line for line in words.splitlines(True) if "id: zainab" not in line))
    assert fetched(console, path)[0] == 404


def test_a_roster_that_cannot_be_read_is_not_an_empty_calendar(console: Console, roster_file: Path) -> None:
    path = made(console.as_("counsellor"))
    from helpline.alerts.roster import store

    roster_file.write_text("nothing: [")
    assert fetched(console, path)[0] == 200, "the last good one"
    store._last_good.clear()
    assert fetched(console, path)[0] == 503


def test_asking_without_end_is_held_up_and_guessing_sooner(console: Console) -> None:
    path = made(console.as_("counsellor"))
    assert [fetched(console, path)[0] for _ in range(31)] == [200] * 30 + [429]
    guesses = [fetched(console, f"/calendar/{number}.ics")[0] for number in range(21)]
    assert guesses == [404] * 20 + [429]


def test_whoever_is_on_no_roster_has_no_link(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    # A supervisor who takes no shifts.
    from tests.integration.console.conftest import ROLES

    monkeypatch.setitem(ROLES, "supervisor", ("rana", None))
    rana = console.as_("supervisor")
    assert "make-link" not in rana.get("/roster").text
    assert rana.post("/roster/link").status_code == 404
