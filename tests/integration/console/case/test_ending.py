"""How a case ends and what comes after: outcome, follow-up, referral; and what triage should have said."""

import pytest

from helpline.cases import Case, State
from helpline.cases.follow_up import FollowUp
from helpline.cases.follow_up import Stage as FollowUpStage
from helpline.cases.triage_mark import TriageMark
from helpline.contacts import Contact
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.referrals import Referral
from helpline.referrals import State as ReferralState
from helpline.triage import Level
from tests.integration.console.case.conftest import HELLO, Desk
from tests.integration.console.conftest import Browser
from tests.integration.world import CONTACT, RED, ZAINAB, text

ALL_FIVE = {"done": "1", "emergency": "1", "safety_plan": "2", "referral": "3", "follow_up": "1"}


def test_a_case_that_was_red_is_closed_with_all_five_answers(desk: Desk, mine: int, zainab: Browser) -> None:
    desk.does(zainab, mine, "reply", words=HELLO)
    page = desk.does(zainab, mine, "close", **(ALL_FIVE | {"emergency": ""}))
    assert "اكو سؤال بلا جواب" in page
    # What was answered is not asked again.
    assert 'name="safety_plan" value="2" checked' in page
    assert desk.world.open_case().state == State.ACKNOWLEDGED
    page = desk.does(zainab, mine, "close", **ALL_FIVE)
    case = desk.world.open_case()
    assert f"انسدّت الحالة {mine}" in page
    assert case.state == State.RESOLVED
    assert case.outcome == {
        "done": "calmer",
        "emergency": "not_needed",
        "safety_plan": "before",
        "referral": "mental_health",
        "follow_up": "none",
    }
    assert text("case.resolved") in desk.world.twilio.texts(CONTACT)
    assert desk.on_record()[-1] == ("zainab", "case_closed")
    assert not [one for one in desk.world.twilio.texts(ZAINAB) if "خلصت الحالة" in one]


def test_who_was_not_reached_is_asked_about_no_follow_up(desk: Desk, mine: int, zainab: Browser) -> None:
    desk.does(zainab, mine, "close", done="5", emergency="1", safety_plan="3", referral="1")
    assert desk.world.open_case().state == State.RESOLVED


def test_a_case_that_became_red_meanwhile_is_asked_all_of_it(desk: Desk, zainab: Browser) -> None:
    desk.world.says("انسان")
    case = desk.world.open_case().id
    desk.does(zainab, case, "take")
    page = desk.page(zainab, case)
    assert 'name="done"' in page and 'name="emergency"' not in page
    token = zainab.token()
    desk.world.says(RED)
    form = {"csrf_token": token, "done": "1", "referral": "1", "follow_up": "1"}
    answer = zainab.client.post(f"/case/{case}/close", data=form)
    assert answer.status_code == 409
    assert 'name="emergency"' in answer.text and 'name="done" value="1" checked' in answer.text
    assert desk.world.open_case().state != State.RESOLVED


@pytest.mark.parametrize("wrong", ["9", "0", "-1", "x", "١", "111"])
def test_an_answer_that_there_is_not_closes_nothing(
    desk: Desk, mine: int, zainab: Browser, wrong: str
) -> None:
    desk.does(zainab, mine, "close", **(ALL_FIVE | {"done": wrong}))
    assert desk.world.open_case().state == State.ACKNOWLEDGED


def test_a_follow_up_is_planned_with_consent_at_a_safe_time_and_taken_back(
    desk: Desk, mine: int, zainab: Browser
) -> None:
    plan = {"days": "3", "part": "evening"}
    assert "بلا موافقة الشخص" in desk.does(zainab, mine, "follow-up", **plan)
    assert desk.world.find(FollowUp) == []
    desk.does(zainab, mine, "follow-up", **plan, agreed="yes")
    (row,) = desk.world.find(FollowUp)
    assert (row.stage, row.days, row.due_at.astimezone().utcoffset() is not None) == ("agreed", 3, True)
    assert desk.world.contact().safe_time == "evening"
    desk.does(zainab, mine, "follow-up", days="1", part="morning", agreed="yes")
    assert [one.stage for one in desk.world.find(FollowUp)] == [
        FollowUpStage.CANCELLED,
        FollowUpStage.AGREED,
    ]
    desk.does(zainab, mine, "follow-up/cancel")
    assert {one.stage for one in desk.world.find(FollowUp)} == {FollowUpStage.CANCELLED}
    acts = [act for _, act in desk.on_record()]
    assert acts[-3:] == ["follow_up_planned", "follow_up_planned", "follow_up_cancelled"]


def test_a_planned_follow_up_asks_at_its_time_once_the_case_is_closed(
    desk: Desk, mine: int, zainab: Browser
) -> None:
    desk.does(zainab, mine, "follow-up", days="1", part="evening", agreed="yes")
    desk.does(zainab, mine, "close", **ALL_FIVE)
    (row,) = desk.world.find(FollowUp)
    desk.world.passes((row.due_at - clock.now()).total_seconds() + 1)
    assert desk.world.find(FollowUp)[0].stage == FollowUpStage.SENT


def test_no_follow_up_for_a_chat_that_somebody_else_reads(desk: Desk, mine: int, zainab: Browser) -> None:
    with transaction() as session:
        session.get_one(Contact, session.get_one(Case, mine).contact_id).disguised_at = clock.now()
    page = desk.does(zainab, mine, "follow-up", days="1", part="morning", agreed="yes")
    assert "ما نگدر نسأل عنه" in page
    assert desk.world.find(FollowUp) == []


def test_places_of_the_directory_are_found_and_sent(desk: Desk, mine: int, zainab: Browser) -> None:
    page = zainab.get(f"/case/{mine}/refer?service=counselling_individual&governorate=البصرة").text
    assert "البصرة" in page and "counselling_individual" in page
    before = len(desk.world.twilio.texts(CONTACT))
    zainab.post(f"/case/{mine}/places", {"service": "counselling_individual", "governorate": "البصرة"})
    desk.world.jobs.run()
    (sent,) = desk.world.twilio.texts(CONTACT)[before:]
    assert "البصرة" in sent
    assert desk.on_record()[-1] == ("zainab", "places_sent")


def test_a_referral_is_noted_with_what_the_contact_agreed_to(desk: Desk, mine: int, zainab: Browser) -> None:
    form = {
        "service": "housing",
        "governorate": "نينوى",
        "shared": "number",
        "way": "write",
        "part": "morning",
    }
    zainab.get(f"/case/{mine}/refer?service=housing")
    assert "بلا موافقة الشخص" in zainab.post(f"/case/{mine}/refer", form).text
    assert desk.world.find(Referral) == []
    zainab.get(f"/case/{mine}/refer?service=housing")
    page = zainab.post(f"/case/{mine}/refer", form | {"agreed": "yes", "need": "لا توصلوها"}).text
    (row,) = desk.world.find(Referral)
    assert f"انسجلت الاحالة {row.id}" in page
    assert (row.state, row.service, row.shared, row.way) == (
        ReferralState.CONSENTED,
        "housing",
        "number",
        "write",
    )
    assert row.consent.startswith("referral.consent@")
    # What they did not let us pass on is not kept.
    assert "need" not in row.about
    assert desk.on_record()[-1] == ("zainab", "referral_made")
    assert "سكن وبيت" in zainab.get(f"/case/{mine}/refer").text


def test_who_does_not_hold_the_case_refers_nobody(desk: Desk, mine: int) -> None:
    ahmed = desk.colleague()
    assert ahmed.get(f"/case/{mine}/refer").request.path == f"/case/{mine}"
    form = {"service": "housing", "shared": "number", "way": "wait", "agreed": "yes"}
    assert "استلمها زينب" in ahmed.post(f"/case/{mine}/refer", form).text
    assert desk.world.find(Referral) == []


def test_triage_is_called_wrong_and_the_last_word_counts(desk: Desk, mine: int, zainab: Browser) -> None:
    page = desk.page(zainab, mine)
    path = page.split('class="judge" href="')[1].split('"')[0]
    assert RED in zainab.get(path).text
    zainab.post(path, {"level": "2", "routes": ["gbv", "nonsense"]})
    (mark,) = desk.world.find(TriageMark)
    assert (mark.was_level, mark.level, mark.routes, mark.author) == (Level.RED, 2, ["gbv"], "zainab")
    assert "رأيك: صفرة" in desk.page(zainab, mine)
    zainab.get(path)
    zainab.post(path, {"level": "none"})
    (mark,) = desk.world.find(TriageMark)
    assert (mark.level, mark.routes) == (None, [])
    assert "لا تحسب" in desk.page(zainab, mine)
    # It teaches; the case stays what it is.
    assert desk.world.open_case().level == Level.RED
    assert [act for _, act in desk.on_record()].count("triage_marked") == 2
    for wrong in ("", "7", "x"):
        zainab.get(path)
        assert zainab.post(path, {"level": wrong}).status_code == 404
