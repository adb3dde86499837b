"""What a page of a case shows and to whom: the story in words, in order, in pages, and nothing beside it."""

import gzip
import logging
import re

import pytest
from sqlalchemy import event, select

from console.case_lines import lines, why_words
from helpline import cases
from helpline.alerts import roster, timeline
from helpline.alerts.handover import summary
from helpline.cases import Case, CaseEvent
from helpline.contacts import Contact, plan, questionnaire
from helpline.infra import clock
from helpline.infra.database import engine, transaction
from helpline.triage import Level, evidence
from tests.integration.console.case.conftest import HELLO, Desk
from tests.integration.console.conftest import Browser
from tests.integration.world import CONTACT, OTHER, PASSIVE, RED, SAD, THANKS, WISH


def contact_of(case: int) -> Contact:
    """Return a case's contact."""
    with transaction() as session:
        return session.get_one(Contact, session.get_one(Case, case).contact_id)


def test_the_head_says_how_it_stands_and_why_in_words(desk: Desk, zainab: Browser) -> None:
    desk.world.says(WISH)
    desk.world.says("اي")
    case = desk.world.open_case()
    with transaction() as session:
        row = session.get_one(Contact, case.contact_id)
        row.prefers, row.safe_time, row.governorate = "f", "evening", "البصرة"
        questionnaire.keep(session, row.id, "phq9", (1,) * 8 + (2,), 10, clock.now())
        until = clock.now().astimezone(roster.current().timezone).date()
        session.add(
            plan.ContactPlan(
                contact_id=row.id, text="نحچي ربع ساعة", until=until, author="huda", set_at=clock.now()
            )
        )
    page = desk.page(zainab, case.id)
    head = page[page.index('id="head"') : page.index('id="acts"')]
    for shown in (
        *("حمرة · خطر هسه", "رغبة صريحة بالموت", "جوابه على اسئلة الفحص", "المطلوب مرشدة", "بالليل"),
        *("البصرة", "نحچي ربع ساعة", "يفكر بيها هسه", "PHQ-9", "جاوب بنعم على سؤال الموت"),
    ):
        assert shown in head, shown
    assert "rule:" not in page and "score" not in page


def test_a_disguised_chat_is_the_first_thing_that_is_read(desk: Desk, mine: int, zainab: Browser) -> None:
    with transaction() as session:
        session.get_one(Contact, contact_of(mine).id).disguised_at = clock.now()
    page = desk.page(zainab, mine)
    head = page[page.index('id="head"') :]
    assert head.index("محادثة مموّهة") < head.index('class="level')
    desk.does(zainab, mine, "open-chat")
    assert contact_of(mine).disguised_at is None
    assert desk.on_record()[-1] == ("zainab", "chat_opened")
    assert "محادثة مموّهة: " not in desk.page(zainab, mine)


def test_the_history_is_in_order_with_the_newest_last(desk: Desk, mine: int, zainab: Browser) -> None:
    desk.does(zainab, mine, "reply", words=HELLO)
    desk.world.says(THANKS)
    page = desk.page(zainab, mine)
    story = page[page.index('id="timeline"') :]
    order = [RED, "انفتحت الحالة", "تنبيه زينب", "استلم الحالة", HELLO, THANKS]
    at = [story.index(one) for one in order]
    assert at == sorted(at)


def test_a_long_history_comes_in_pages_with_nothing_lost_or_twice(desk: Desk, mine: int) -> None:
    with transaction() as session:
        case = session.get_one(Case, mine)
        # Many of one instant, as one transaction writes them.
        for number in range(70):
            cases.record(session, case, "review_asked", "bot", case.opened_at)
            if number % 7 == 0:
                cases.note(session, case, "zainab", f"ملاحظة {number}", clock.now())
    with transaction() as session:
        whole = [one.key for one in timeline.page(session, case, size=1000).entries]
        pages, before = [], None
        while True:
            found = timeline.page(session, case, before, size=13)
            pages[:0] = [one.key for one in found.entries]
            if found.older is None:
                break
            before = found.older
    assert pages == whole
    assert len(set(whole)) == len(whole) > 80


def test_earlier_pages_are_reached_by_a_link_and_a_wrong_address_is_none(
    desk: Desk, mine: int, zainab: Browser
) -> None:
    with transaction() as session:
        case = session.get_one(Case, mine)
        for _ in range(70):
            cases.record(session, case, "review_asked", "bot", clock.now())
    page = desk.page(zainab, mine)
    assert RED not in page
    link = re.search(r'href="(/case/\d+/before\?key=[^"]+)"', page)
    assert link is not None
    assert RED in zainab.get(link.group(1)).text
    for key in ("", "x", "1.2", "9.9.9", "1.1.x", "-1.1.1", "9" * 40 + ".1.1"):
        assert zainab.get(f"/case/{mine}/before?key={key}").status_code in (200, 404), key


def test_the_part_that_changes_is_sent_only_when_it_has(desk: Desk, mine: int, zainab: Browser) -> None:
    page = desk.page(zainab, mine)
    seen = re.search(r'id="seen" name="seen" value="(\w+)"', page)
    assert seen is not None
    path = f"/case/{mine}/now?seen={seen.group(1)}"
    assert zainab.get(path).status_code == 204
    desk.world.says(THANKS)
    part = zainab.get(path)
    assert part.status_code == 200
    assert THANKS in part.text and "<textarea" not in part.text and "<html" not in part.text


def test_whoever_has_it_open_is_seen_and_fades(desk: Desk, mine: int, zainab: Browser) -> None:
    ahmed = desk.colleague()
    assert "هم فاتحها هسه" not in desk.page(zainab, mine)
    assert "هم فاتحها هسه: زينب" in desk.page(ahmed, mine)
    assert "هم فاتحها هسه: أحمد" in zainab.get(f"/case/{mine}/now").text
    desk.world.time.forward(60)
    assert "هم فاتحها هسه" not in zainab.get(f"/case/{mine}/now").text


def test_reading_writes_nothing_into_the_database(desk: Desk, mine: int, zainab: Browser) -> None:
    desk.page(zainab, mine)
    written: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.lstrip().upper().startswith("SELECT"):
            written.append(statement)

    event.listen(engine(), "before_cursor_execute", note)
    try:
        for path in ("", "/now", "/refer"):
            zainab.get(f"/case/{mine}{path}")
    finally:
        event.remove(engine(), "before_cursor_execute", note)
    assert written == []


def test_a_closed_case_is_seen_by_who_had_it_and_by_supervisors(
    desk: Desk, mine: int, zainab: Browser
) -> None:
    desk.does(zainab, mine, "reply", words=HELLO)
    given = {"done": "1", "emergency": "1", "safety_plan": "1", "referral": "1", "follow_up": "1"}
    desk.does(zainab, mine, "close", **given)
    assert HELLO in desk.page(zainab, mine)
    assert HELLO in desk.page(desk.console.as_("supervisor"), mine)
    ahmed = desk.colleague()
    for path in ("", "/before", "/triage/1", "/refer"):
        assert ahmed.get(f"/case/{mine}{path}").status_code == 404, path
    # Whoever had it open when it was closed is told so, and no more.
    told = ahmed.get(f"/case/{mine}/now")
    assert "انسدّت" in told.text and HELLO not in told.text and RED not in told.text
    desk.world.time.forward(3700)
    assert ahmed.get(f"/case/{mine}/now").status_code == 404
    assert 'id="reply"' not in desk.page(zainab, mine)


def test_what_a_contact_writes_is_words_and_nothing_else(desk: Desk, mine: int, zainab: Browser) -> None:
    desk.world.says('<script>alert(1)</script><b onclick="x()">هلا</b>')
    page = desk.page(zainab, mine)
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page and "<b onclick" not in page


def test_one_contacts_words_are_in_no_other_contacts_case(desk: Desk, mine: int, zainab: Browser) -> None:
    desk.world.says(PASSIVE, OTHER)
    desk.world.says("انسان", OTHER)
    desk.world.says(SAD, OTHER)
    assert SAD not in desk.page(zainab, mine)


@pytest.mark.parametrize("number", ["0", "999999", str(2**63), "9" * 30])
def test_a_case_that_is_not_there_is_not_found(desk: Desk, zainab: Browser, number: str) -> None:
    assert zainab.get(f"/case/{number}").status_code == 404
    zainab.get("/me")
    assert zainab.post(f"/case/{number}/take").status_code == 404


@pytest.mark.parametrize("role", ["clinician", "programme", "auditor"])
def test_nobody_else_learns_that_there_is_a_case(desk: Desk, mine: int, role: str) -> None:
    somebody = desk.console.as_(role)
    answer = somebody.get(f"/case/{mine}")
    assert answer.status_code == 404
    assert _without_its_second(answer.text).replace(f"/case/{mine}", "") == _without_its_second(
        somebody.get("/case/999").text
    ).replace("/case/999", "")


def _without_its_second(page: str) -> str:
    """Return a page without the part of its CSRF tokens that tells when it was made."""
    return re.sub(r"(?<=\.)[\w-]{6}\.[\w-]{27}(?=\W)", "", page)


def test_no_word_or_number_of_anybody_is_in_a_log_an_address_or_a_title(
    desk: Desk,
    mine: int,
    zainab: Browser,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with caplog.at_level(logging.DEBUG):
        desk.does(zainab, mine, "reply", words="كلام سري")
        page = desk.page(zainab, mine)
        desk.does(zainab, mine, "number", reason="emergency")
    said = caplog.text + "".join(capsys.readouterr())
    assert "كلام سري" not in said and CONTACT not in said and CONTACT not in page
    title = re.search(r"<title>(.*?)</title>", page)
    assert title is not None and title.group(1) == f"حالة {mine} · وياك"


def test_it_is_whole_in_every_language(desk: Desk, mine: int, zainab: Browser) -> None:
    for language, shown in (("en", "RED · danger now"), ("ku", "سوور")):
        zainab.get("/me")
        zainab.post("/language", {"language": language})
        assert shown in desk.page(zainab, mine)


def test_every_reason_and_event_has_its_words() -> None:
    named = {f"why.{one}" for one in evidence._kind_of_rule().values()} - {"why.distress"}
    named |= {f"why.{one}" for one in summary._OTHER_REASONS.values()}
    assert [one for one in why_words(sorted(named)) if "_" in one] == []


def test_every_event_that_happens_has_its_words(desk: Desk, mine: int, zainab: Browser) -> None:
    kinds = ("opened", "raised", "lowered", "reopened", "hastened", "screened", "nobody_alerted", "ringing")
    with transaction() as session:
        case = session.get_one(Case, mine)
        for kind in kinds:
            cases.record(session, case, kind, "bot", clock.now(), level=Level.AMBER.name, why="no first word")
        shown = lines(timeline.page(session, case).entries, {})
        assert session.scalars(select(CaseEvent.kind)).all()
    assert [one.what for one in shown if re.search(r"[a-z]_", one.what)] == []


def test_a_long_case_costs_no_more_statements_and_stays_light(desk: Desk, mine: int, zainab: Browser) -> None:
    def statements() -> int:
        seen: list[str] = []

        def note(_c: object, _cursor: object, statement: str, *_more: object) -> None:
            seen.append(statement)

        event.listen(engine(), "before_cursor_execute", note)
        try:
            desk.page(zainab, mine)
        finally:
            event.remove(engine(), "before_cursor_execute", note)
        return len(seen)

    desk.page(zainab, mine)
    before = statements()
    for number in range(20):
        desk.does(zainab, mine, "reply", words=f"{HELLO} {number}")
        desk.world.writes(f"{THANKS} {number}")
    desk.world.jobs.run()
    # Now and then a session is noted as used: not twice in a row.
    assert min(statements(), statements()) <= before + 1
    whole = zainab.client.get(f"/case/{mine}", headers={"Accept-Encoding": "gzip"}).data
    files = re.findall(r'(?:src|href)="(/static/[^"]+)"', gzip.decompress(whole).decode())
    weights = [
        len(zainab.client.get(one, headers={"Accept-Encoding": "gzip"}).data) for one in sorted(set(files))
    ]
    assert len(whole) + sum(weights) < 60_000
