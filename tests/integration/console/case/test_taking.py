"""Whose a case is: taken by a click, passed on, handed back, taken up; and who comes too late."""

import threading

from helpline.alerts import AlertState
from helpline.cases import State
from helpline.triage import Level
from tests.integration.console.case.conftest import HELLO, Desk
from tests.integration.console.conftest import Browser
from tests.integration.world import AHMED, CONTACT, ZAINAB, text


def test_a_click_takes_the_case_ends_the_alerts_and_tells_the_contact(
    desk: Desk, danger: int, zainab: Browser
) -> None:
    page = desk.does(zainab, danger, "take")
    case = desk.world.open_case()
    assert (case.state, case.acknowledged_by) == (State.ACKNOWLEDGED, "zainab")
    assert "الحالة صارت يمك" in page
    states = {(one.transport, one.state, one.outcome) for one in desk.world.all_alerts()}
    assert ("console", AlertState.ACKNOWLEDGED, "console") in states
    assert AlertState.SENT not in {state for _, state, _ in states}
    assert text("danger.accepted", name="زينب") in desk.world.twilio.texts(CONTACT)
    assert desk.on_record() == [("zainab", "case_taken")]
    # What counsellors see where they did it is not also written to their phone.
    assert not [one for one in desk.world.twilio.texts(ZAINAB) if "صارت يمك" in one]


def test_whoever_was_not_alerted_may_take_a_case_too(desk: Desk, danger: int) -> None:
    desk.does(desk.colleague(), danger, "take")
    assert desk.world.open_case().acknowledged_by == "ahmed"


def test_who_comes_too_late_reads_who_took_it_and_when(desk: Desk, danger: int, zainab: Browser) -> None:
    late = desk.colleague()
    late.get(f"/case/{danger}")
    desk.does(zainab, danger, "take")
    page = late.post(f"/case/{danger}/take").text
    assert "ما صارت يمك" in page and "استلمها زينب" in page
    assert desk.world.open_case().acknowledged_by == "zainab"
    assert [one.transport for one in desk.world.all_alerts()].count("console") == 1
    assert desk.on_record() == [("zainab", "case_taken")]


def test_of_two_clicks_at_once_one_takes_it(desk: Desk, danger: int, zainab: Browser) -> None:
    ahmed = desk.colleague()
    pages: list[str] = []
    for browser in (zainab, ahmed):
        browser.get(f"/case/{danger}")

    def click(browser: Browser) -> None:
        pages.append(browser.post(f"/case/{danger}/take").text)

    threads = [threading.Thread(target=click, args=(one,)) for one in (zainab, ahmed)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sum("الحالة صارت يمك" in page for page in pages) == 1
    assert sum("ما صارت يمك" in page for page in pages) == 1
    assert desk.world.history().count("acknowledged") == 1


def test_an_account_that_is_on_no_roster_takes_nothing(desk: Desk, danger: int) -> None:
    boss = desk.colleague("boss", "supervisor", None)
    assert "مو على جدول المناوبات" in desk.page(boss, danger)
    desk.does(boss, danger, "take")
    assert desk.world.open_case().state == State.OPEN
    assert desk.on_record() == []


def test_passed_on_the_next_person_is_alerted_and_the_contact_told(
    desk: Desk, mine: int, zainab: Browser
) -> None:
    desk.does(zainab, mine, "pass", to="")
    case = desk.world.open_case()
    assert case.state == State.OPEN
    assert desk.world.alert("ahmed").state == AlertState.SENT
    assert text("danger.passed_on") in desk.world.twilio.texts(CONTACT)
    assert desk.on_record()[-1] == ("zainab", "case_passed_on")


def test_a_named_colleague_is_alerted_first(desk: Desk, mine: int, zainab: Browser) -> None:
    page = desk.does(zainab, mine, "pass", to="huda")
    assert "هسه دا ننبه هدى" in page
    assert desk.world.alert("huda").state == AlertState.SENT
    assert "ahmed" not in {one.counsellor for one in desk.world.all_alerts()}


def test_nobody_is_named_who_is_not_there_and_nothing_changes(desk: Desk, mine: int, zainab: Browser) -> None:
    for to in ("nobody", "zainab"):
        assert "ما لگينا هالاسم" in desk.does(zainab, mine, "pass", to=to)
    assert desk.world.open_case().acknowledged_by == "zainab"


def test_not_me_says_the_one_who_was_alerted_and_the_next_is_rung(
    desk: Desk, danger: int, zainab: Browser
) -> None:
    assert 'id="act-not-me"' in desk.page(zainab, danger)
    ahmed = desk.colleague()
    assert 'id="act-not-me"' not in desk.page(ahmed, danger)
    desk.does(zainab, danger, "pass")
    assert desk.world.alert("zainab").outcome in ("console", "acknowledged by another")
    assert desk.world.alert("ahmed").state == AlertState.SENT
    assert AHMED in {row.to for row in desk.world.twilio.sent}


def test_somebody_elses_case_is_read_and_not_touched(desk: Desk, mine: int) -> None:
    ahmed = desk.colleague()
    assert 'data-mode="theirs"' in desk.page(ahmed, mine)
    for act in ("pass", "assistant", "take-up", "ring", "close", "follow-up", "invite", "open-chat"):
        assert "استلمها زينب" in desk.does(ahmed, mine, act), act
    case = desk.world.open_case()
    assert (case.state, case.acknowledged_by) == (State.ACKNOWLEDGED, "zainab")
    assert desk.on_record() == [("zainab", "case_taken")]


def test_the_assistant_goes_on_only_after_a_persons_last_word(desk: Desk, mine: int, zainab: Browser) -> None:
    assert "مو هسه" in desk.does(zainab, mine, "assistant")
    assert desk.world.open_case().state == State.ACKNOWLEDGED
    desk.does(zainab, mine, "reply", words=HELLO)
    assert "المساعد ديحچي هسه" in desk.does(zainab, mine, "assistant")
    case = desk.world.open_case()
    assert (case.state, case.level) == (State.HANDED_BACK, Level.AMBER)
    assert text("case.back_to_assistant", name="زينب") in desk.world.twilio.texts(CONTACT)
    page = desk.page(zainab, mine)
    assert 'data-mode="assistant"' in page and 'id="act-take-up"' in page
    desk.does(zainab, mine, "take-up")
    assert desk.world.open_case().state == State.ACKNOWLEDGED
    assert [act for _, act in desk.on_record()][-2:] == ["case_handed_back", "case_taken_up"]
    assert not [one for one in desk.world.twilio.texts(ZAINAB) if "المساعد" in one]
