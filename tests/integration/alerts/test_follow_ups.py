"""Asking a contact how they are after a case: only with their yes, at a time that is theirs alone."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from helpline.alerts import roster
from helpline.alerts.handover import follow_up
from helpline.cases import State
from helpline.cases.follow_up import FollowUp, Stage
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.infra.settings import settings
from helpline.triage import Level
from tests.integration.world import CONTACT, PASSIVE, RED, SAD, ZAINAB, World, text

TOMORROW, IN_THREE_DAYS = "11112", "11113"


def closed(world: World, choose: str = TOMORROW) -> None:
    """Let a case be closed with a follow-up, in the morning: tomorrow's evening is more than a day away."""
    now = local(clock.now())
    morning = now.replace(hour=9, minute=0) + timedelta(days=1)
    world.time.forward((morning - now).total_seconds())
    world.says(RED)
    world.acknowledges()
    world.says("هلا بيك", ZAINAB)
    world.closes(choose)


def the_one(world: World) -> FollowUp:
    with transaction() as session:
        return session.scalars(select(FollowUp).order_by(FollowUp.id.desc()).limit(1)).one()


def local(at: datetime | None) -> datetime:
    assert at is not None
    return at.astimezone(roster.current().timezone)


def until_due(world: World, *, late: float = 0) -> None:
    """Let the time pass at which the follow-up is due."""
    due = the_one(world).due_at
    assert due is not None
    world.passes((due - clock.now()).total_seconds() + 1 + late)


@pytest.fixture
def template(monkeypatch: pytest.MonkeyPatch) -> None:
    """The template that may be sent when the window is closed."""
    monkeypatch.setenv("FOLLOW_UP_CONTENT_SID", "HX" + "1" * 32)
    settings.cache_clear()


@pytest.mark.usefixtures("template")
def test_yes_and_a_safe_time_lead_to_one_question_then_and_not_before(world: World) -> None:
    closed(world)
    offered = world.twilio.texts(CONTACT)[-1]
    assert offered == text("follow_up.offer", when="باچر")
    assert world.offered(CONTACT) == ["follow_yes", "follow_no"]
    assert world.taps(CONTACT, "follow_yes") == [text("follow_up.when")]
    assert world.taps(CONTACT, "follow_evening") == [text("follow_up.agreed", when="باچر", part="بالليل")]

    row = the_one(world)
    assert row.stage == Stage.AGREED
    assert local(row.due_at).hour == 20
    assert local(row.due_at).date() == local(clock.now()).date() + timedelta(days=1)
    assert world.contact().safe_time == "evening"
    before = len(world.twilio.sent)
    until_due(world)
    assert [row.payload["template"] for row in world.twilio.sent[before:]] == ["follow_up"]
    assert the_one(world).stage == Stage.SENT
    until = len(world.twilio.sent)
    world.passes(3 * 86400)
    assert [row for row in world.twilio.sent[until:] if row.to == CONTACT] == []


def test_without_a_template_a_counsellor_is_asked_to_be_in_touch(world: World) -> None:
    closed(world)
    world.taps(CONTACT, "follow_yes")
    world.taps(CONTACT, "follow_evening")
    until_due(world)

    case = world.open_case()
    assert (case.state, case.level, case.reason, case.known_to) == (
        State.OPEN,
        Level.BLUE,
        "follow_up",
        "zainab",
    )
    assert text("alert.reason.follow_up") in world.acknowledges()[0]


def test_somebody_who_wrote_today_is_asked_in_plain_words(world: World) -> None:
    closed(world)
    world.taps(CONTACT, "follow_yes")
    world.taps(CONTACT, "follow_evening")
    world.passes(20 * 3600)
    world.says(SAD)
    until_due(world)

    assert world.twilio.texts(CONTACT)[-1] == text("follow_up.check_in")


def test_words_are_understood_as_well_as_buttons(world: World) -> None:
    closed(world, IN_THREE_DAYS)
    assert world.says("اي عادي") == [text("follow_up.when")]
    assert world.says("العصر احسن") == [text("follow_up.agreed", when="بعد 3 ايام", part="العصر")]
    assert local(the_one(world).due_at).hour == 15


def test_no_is_taken_at_either_question_and_nothing_is_sent(world: World) -> None:
    closed(world)
    assert world.says("لا شكرا") == [text("follow_up.declined")]
    assert the_one(world).stage == Stage.DECLINED
    closed(world)
    world.says("اي")
    assert the_one(world).stage == Stage.WHEN
    assert world.says("لا") == [text("follow_up.declined")]
    assert the_one(world).stage == Stage.DECLINED


def test_something_else_than_an_answer_is_heard_and_danger_goes_first(world: World) -> None:
    closed(world)
    assert world.says(SAD)[-1] == "هلا"
    assert world.says("اي")[-1] == "هلا", "a yes to what the assistant said is not consent"
    assert the_one(world).stage == Stage.ASKED
    closed(world)
    world.says("اي")
    assert world.says(RED) == [text("danger.calling")]


def test_an_offer_that_nobody_answers_is_no_consent(world: World) -> None:
    closed(world)
    world.passes(25 * 3600)
    assert world.says("اي")[-1] == "هلا"
    assert the_one(world).stage == Stage.ASKED


def test_whoever_wants_no_messages_is_offered_none_and_sent_none(world: World) -> None:
    closed(world)
    world.taps(CONTACT, "follow_yes")
    world.taps(CONTACT, "follow_morning")
    world.says("نهاية")
    before = len(world.twilio.sent)
    until_due(world)
    assert the_one(world).stage == Stage.CANCELLED
    assert [row for row in world.twilio.sent[before:] if row.to == CONTACT] == []

    rows = len(world.find(FollowUp))
    closed(world)
    assert len(world.find(FollowUp)) == rows


def test_whoever_is_with_a_person_then_is_not_asked(world: World) -> None:
    closed(world)
    world.taps(CONTACT, "follow_yes")
    world.taps(CONTACT, "follow_morning")
    world.passes(3600)
    world.says(PASSIVE)
    assert world.open_case().state == State.OPEN
    until_due(world)

    assert the_one(world).stage == Stage.CANCELLED
    assert text("follow_up.check_in") not in world.twilio.texts(CONTACT)


def test_after_an_outage_it_waits_for_the_safe_hour_of_the_next_day(world: World) -> None:
    closed(world)
    world.taps(CONTACT, "follow_yes")
    world.taps(CONTACT, "follow_evening")
    due = the_one(world).due_at
    assert due is not None
    world.time.forward((due - clock.now()).total_seconds() + 5 * 3600)
    world.jobs.run()
    assert the_one(world).stage == Stage.AGREED
    assert the_one(world).due_at == due + timedelta(days=1)


def test_a_lost_job_is_woken_by_the_watchdog(world: World) -> None:
    closed(world)
    world.taps(CONTACT, "follow_yes")
    world.taps(CONTACT, "follow_evening")
    world.jobs.lose()
    until_due(world, late=60)
    assert the_one(world).stage == Stage.AGREED
    with transaction() as session:
        assert follow_up.late_follow_ups(session, clock.now()) == 1
    world.jobs.run()
    assert the_one(world).stage == Stage.SENT
