"""The queue: who needs somebody, in which order, seen by whom, and with how little work."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import brotli
import pytest
from sqlalchemy import event, insert, select, update

from console import live, queue_rows
from console.live_hub import Hub
from helpline.cases import Case, CaseEvent
from helpline.contacts import Contact
from helpline.infra.audit import AuditEntry
from helpline.infra.database import engine, transaction
from helpline.triage import Level
from tests.conftest import wait_until
from tests.integration.console.conftest import Browser, Console
from tests.integration.world import CONTACT, OTHER, RED, WISH, World

THIRD = "+9647700000503"


def cases_shown(page: str) -> list[int]:
    """Return the numbers of the cases of a page, in the order of its lists."""
    return [int(one) for one in re.findall(r'id="case-(\d+)"', page)]


def alarms(page: str) -> list[int]:
    """Return the cases for which a page rings."""
    found = re.search(r'data-alarms="([\d,]*)"', page)
    assert found
    return [int(one) for one in found.group(1).split(",") if one]


def open_cases(world: World, *levels: Level, **values: object) -> list[int]:
    """Put open cases into the database, each opened a minute after the one before; returns their ids."""
    now = world.time.now() - timedelta(hours=3)
    made = []
    with transaction() as session:
        for number, level in enumerate(levels):
            at = now + timedelta(minutes=number)
            contact = Contact(created_at=at, phone="+9647709999999")
            session.add(contact)
            session.flush()
            row = {
                "contact_id": contact.id,
                "level": int(level),
                "peak": int(level),
                "routes": [],
                "channel": "whatsapp",
                "opened_at": at,
                "raised_at": at,
                **values,
            }
            case_id = session.scalars(insert(Case).values(row).returning(Case.id)).one()
            session.add(CaseEvent(case_id=case_id, kind="opened", actor="bot", detail={}, at=at))
            made.append(case_id)
    return made


@contextmanager
def statements() -> Iterator[list[str]]:
    """Give the list of the statements that are sent; without the roster's, read every few seconds."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "roster_overrides" not in statement and "statement_timeout" not in statement:
            sent.append(statement)

    event.listen(engine(), "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine(), "before_cursor_execute", note)


def test_the_highest_risk_comes_first_and_then_whoever_waits_longest(console: Console, world: World) -> None:
    blue, old_amber, amber, red, new_red = open_cases(
        world, Level.BLUE, Level.AMBER, Level.AMBER, Level.RED, Level.RED
    )
    page = console.as_("counsellor").get("/queue").text
    assert cases_shown(page) == [red, new_red, old_amber, amber, blue]
    assert "حمرة · خطر هسه" in page
    assert "ينتظرون احد يستلمهم: 5" in page


def test_who_is_answered_stands_behind_who_waits(console: Console, world: World) -> None:
    world.says(RED)
    world.acknowledges()
    world.says("هلا، وياك زينب", phone="+9647700000101")
    world.says(RED, OTHER)
    first, second = world.open_case().id, world.open_case(OTHER).id
    browser = console.as_("supervisor")
    assert cases_shown(browser.get("/queue").text) == [second, first]
    # The contact writes again, and waits longer than the other from then on.
    world.says("اي")
    page = browser.get("/queue").text
    assert "ينتظر جواب" in page
    assert "ويا زينب" in page


def test_my_cases_come_first_and_what_i_closed_today_last(console: Console, world: World) -> None:
    world.says(RED)
    world.says(RED, OTHER)
    world.acknowledges()
    mine, free = world.open_case(OTHER).id, world.open_case().id
    browser = console.as_("counsellor")
    page = browser.get("/queue").text
    assert cases_shown(page) == [mine, free]
    assert page.index("حالاتي") < page.index("باقي الحالات")
    assert "وياي" in page
    world.says("هلا، وياك زينب", phone="+9647700000101")
    world.closes(of=OTHER)
    page = browser.get("/queue").text
    assert cases_shown(page) == [free, mine]
    assert "سدّيتها اليوم" in page
    assert "سدّيتها اليوم" not in console.as_("supervisor").get("/queue").text


def test_no_name_no_number_and_no_word_of_a_contact_is_on_the_page(console: Console, world: World) -> None:
    world.says(RED)
    with transaction() as session:
        session.execute(update(Contact).values(prefers="f", language="ku", disguised_at=world.time.now()))
        session.execute(update(Case).values(routes=["gbv", "child", "medical", "third_party"]))
    page = console.as_("counsellor").get("/queue").text
    assert RED not in page
    assert CONTACT[-7:] not in page
    for words in ("محادثة مموّهة", "المطلوب مرشدة", "كوردي", "عنف", "طفل", "الجسم بخطر", "عن شخص ثاني"):
        assert words in page
    # First of all marks: who opens the case must know it before they write.
    assert page.index("محادثة مموّهة") < page.index("لهسه ماكو احد")


@pytest.mark.parametrize("role", ["clinician", "programme", "auditor"])
def test_who_is_no_counsellor_sees_neither_queue_nor_events(console: Console, role: str) -> None:
    browser = console.as_(role)
    for path in ("/queue", "/queue/rows", "/live"):
        assert browser.get(path).status_code == 404
    browser.get("/me")
    assert browser.post("/queue/heard", {"cases": "1"}).status_code == 404


def test_who_is_not_logged_in_gets_no_stream_and_no_rows(console: Console) -> None:
    for path in ("/queue", "/queue/rows", "/live"):
        answer = console.app.test_client().get(path)
        assert answer.status_code == 302
        assert "X-As-Of" not in answer.headers


def test_nobody_waits_is_said_with_its_time(console: Console, world: World) -> None:
    page = console.as_("counsellor").get("/queue").text
    assert "ماكو احد ينتظر هسه" in page
    assert re.search(r'آخر تحديث: <bdi><time id="as-of">\d\d:\d\d', page)


def test_a_page_holds_fifty_and_leads_to_the_next(console: Console, world: World) -> None:
    made = open_cases(world, *[Level.AMBER] * 60)
    browser = console.as_("counsellor")
    assert cases_shown(browser.get("/queue").text) == made[:50]
    assert "صفحة 1 من 2" in browser.page.text  # type: ignore[union-attr]
    assert cases_shown(browser.get("/queue?page=2").text) == made[50:]
    # One that is no more: the last that is.
    assert cases_shown(browser.get("/queue?page=9").text) == made[50:]
    assert browser.get("/queue?page=x").status_code == 200


def test_five_hundred_cases_take_no_more_statements_than_one(console: Console, world: World) -> None:
    browser = console.as_("counsellor")
    open_cases(world, Level.RED)
    with statements() as few:
        browser.get("/queue")
    open_cases(world, *[Level.RED, Level.AMBER] * 250)
    with statements() as many:
        browser.get("/queue")
    assert len(many) == len(few)
    # Who asks, the cases, which alarms were heard, whether they are to be asked how they are.
    assert len([one for one in many if "FROM cases" in one or "JOIN cases" in one]) == 3
    assert len(many) <= 7


def test_rows_are_sent_again_only_when_they_changed(console: Console, world: World) -> None:
    browser = console.as_("counsellor")
    browser.get("/queue")
    first = browser.client.get("/queue/rows")
    asked = {"If-None-Match": first.headers["ETag"]}
    world.time.forward(61)
    again = browser.client.get("/queue/rows", headers=asked)
    assert again.status_code == 304
    assert float(again.headers["X-As-Of"]) > float(first.headers["X-As-Of"]) + 60
    world.says(WISH)
    world.says(RED, THIRD)
    changed = browser.client.get("/queue/rows", headers=asked)
    assert changed.status_code == 200
    assert cases_shown(changed.text)


def heard(browser: Browser, *cases: int) -> None:
    """Tap «I have heard it»."""
    answer = browser.post("/queue/heard", {"cases": ",".join(str(one) for one in cases)})
    assert answer.status_code == 200


def test_an_alarm_is_heard_by_one_person_and_rings_on_for_the_others(console: Console, world: World) -> None:
    world.says(RED)
    case = world.open_case()
    zainab, huda = console.as_("counsellor"), console.as_("supervisor")
    assert alarms(zainab.get("/queue").text) == alarms(huda.get("/queue").text) == [case.id]
    heard(zainab, case.id)
    assert alarms(zainab.get("/queue").text) == []
    assert alarms(huda.get("/queue").text) == [case.id]
    with transaction() as session:
        lines = session.scalars(select(AuditEntry).where(AuditEntry.action == "heard")).all()
        assert [(line.actor, line.detail) for line in lines] == [("zainab", {"case": case.id})]
        # Heard is not taken.
        assert session.get_one(Case, case.id).state == "open"


def test_it_rings_again_when_whoever_took_it_does_not_answer(console: Console, world: World) -> None:
    world.says(RED)
    case = world.open_case()
    huda = console.as_("supervisor")
    huda.get("/queue")
    heard(huda, case.id)
    world.acknowledges()
    assert alarms(huda.get("/queue").text) == []
    world.passes(301)
    assert world.open_case().state == "open"
    assert alarms(huda.get("/queue").text) == [case.id]


def test_a_quieter_case_that_turns_red_rings_for_whoever_has_it(console: Console, world: World) -> None:
    open_cases(world, Level.AMBER)
    world.says(RED, OTHER)
    world.acknowledges()
    case = world.open_case(OTHER)
    zainab = console.as_("counsellor")
    assert alarms(zainab.get("/queue").text) == []
    with transaction() as session:
        session.execute(
            update(Case).where(Case.id == case.id).values(raised_at=world.time.now() + timedelta(seconds=5))
        )
    assert alarms(zainab.get("/queue").text) == [case.id]
    assert alarms(console.as_("supervisor").get("/queue").text) == []


def test_what_is_no_open_red_case_cannot_be_heard(console: Console, world: World) -> None:
    (amber,) = open_cases(world, Level.AMBER)
    browser = console.as_("counsellor")
    browser.get("/queue")
    heard(browser, amber, 999, 10**30)
    assert browser.post("/queue/heard", {"cases": "x,,-1"}).status_code == 200
    with transaction() as session:
        assert session.scalars(select(AuditEntry).where(AuditEntry.action == "heard")).all() == []


def test_an_open_page_does_not_keep_somebody_logged_in(console: Console, world: World) -> None:
    browser = console.as_("supervisor")
    for _ in range(4):
        world.time.forward(600)
        browser.client.get("/queue/rows")
    assert browser.client.get("/queue/rows").status_code == 302


def test_rows_share_a_reading_only_until_something_changes(
    console: Console, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = Hub()
    monkeypatch.setattr(live, "hub", hub)
    hub.start()
    wait_until(lambda: hub.hearing)
    zainab = console.as_("counsellor")
    zainab.get("/queue")
    monkeypatch.setattr(queue_rows, "SHARED_FOR", 60)
    world.says(RED)
    case = world.open_case().id
    wait_until(lambda: case in cases_shown(zainab.client.get("/queue/rows").text), 5)
    # What was heard is no event, and shows all the same.
    assert alarms(zainab.client.get("/queue/rows").text) == [case]
    heard(zainab, case)
    assert alarms(zainab.client.get("/queue/rows").text) == []
    world.acknowledges()
    wait_until(lambda: "وياي" in zainab.client.get("/queue/rows").text, 5)


def test_what_many_get_alike_is_compressed_once_and_holds_nobodys_token(
    console: Console, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.says(RED)
    monkeypatch.setattr(queue_rows, "_nothing_since", lambda reading: True)
    made: list[bytes] = []
    compress = brotli.compress

    def counted(data: bytes, **how: object) -> bytes:
        made.append(data)
        return bytes(compress(data, **how))

    monkeypatch.setattr(brotli, "compress", counted)
    zainab, huda = console.as_("counsellor"), console.as_("supervisor")
    for one in (zainab, huda):
        one.get("/queue")
    asked = {"Accept-Encoding": "br"}
    first, second = (one.client.get("/queue/rows", headers=asked) for one in (zainab, huda))

    assert first.headers["Content-Encoding"] == "br"
    assert first.data == second.data
    assert len(made) == 1
    page = brotli.decompress(first.data).decode()
    assert alarms(page) == [world.open_case().id]
    assert 'name="csrf_token" value=""' in page
    # Whoever has a case sees another queue; a page of one's own is nobody else's.
    heard(zainab, world.open_case().id)
    assert (
        zainab.client.get("/queue/rows", headers=asked).data
        != huda.client.get("/queue/rows", headers=asked).data
    )
    pages = [brotli.decompress(one.client.get("/me", headers=asked).data).decode() for one in (zainab, huda)]
    assert "zainab" in pages[0]
    assert "zainab" not in pages[1]
