"""What two things at once, a late worker or a lost request must not do to a handover. Each once did."""

import threading
from collections.abc import Callable

import pytest

from helpline import cases
from helpline.alerts import counsellor_messages
from helpline.alerts.jobs import case_timer
from helpline.cases import Case, State
from helpline.cases.follow_up import FollowUp, Stage
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.infra.settings import settings
from helpline.outbox import Refused, Unavailable
from helpline.triage import Level, assess
from tests.integration.alerts.holding import held
from tests.integration.alerts.test_contact_plans import planned, talked
from tests.integration.alerts.test_follow_ups import closed, the_one, until_due
from tests.integration.conftest import SignedClient
from tests.integration.ivr.conftest import Caller
from tests.integration.ivr.conftest import FakeRasa as PhoneRasa
from tests.integration.world import CONTACT, PASSIVE, RED, SAD, WISH, ZAINAB, World, patch_rasa, text

DANGER = "هسه بلعت حبوب وراح اموت"


def taps(world: World, payload: str) -> None:
    """Tap a button of Zainab's; the jobs wait."""
    world.writes("زر", ZAINAB, ButtonPayload=payload, ButtonText="زر")


def has_somebody(world: World) -> bool:
    """Whether the contact's danger is a case that a person has or that is being escalated."""
    case = world.open_case()
    return case.level == Level.RED and case.state in (State.OPEN, State.ACKNOWLEDGED)


def while_writing(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Let something begin just before a counsellor's words are acted on."""
    real = counsellor_messages._obey

    def interrupted(*arguments: object) -> None:
        thread = threading.Thread(target=act)
        thread.start()
        thread.join()
        real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(counsellor_messages, "_obey", interrupted)


@pytest.fixture
def template(monkeypatch: pytest.MonkeyPatch) -> None:
    """The template that may be sent when the window is closed."""
    monkeypatch.setenv("FOLLOW_UP_CONTENT_SID", "HX" + "1" * 32)
    settings.cache_clear()


@pytest.mark.parametrize("button", ["back:{}", "close:{}:5.11111"])
def test_danger_that_waits_to_be_read_outlives_a_hand_back_and_a_closing(world: World, button: str) -> None:
    case = held(world)
    world.writes(DANGER)
    taps(world, button.format(case))
    world.jobs.run()

    assert has_somebody(world)
    assert world.twilio.texts(CONTACT)[-1] != text("case.resolved")


def test_nobody_goes_back_to_the_assistant_with_unanswered_words(world: World) -> None:
    case = held(world)
    world.passes(600)
    world.says(DANGER)
    assert world.taps(ZAINAB, f"back:{case}") == [text("alert.whatsapp.not_spoken_yet", case=case)]

    assert has_somebody(world)


def test_words_that_come_as_the_case_is_taken_back_reach_nobody(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    held(world)
    world.says("وينكم")
    world.time.forward(200)
    case = world.open_case()
    while_writing(monkeypatch, lambda: case_timer(case.id, case.timer_version))
    world.writes("اني هنا وياك", ZAINAB)
    alerted = len(world.alerts())
    world.jobs.run()

    assert world.open_case().state == State.OPEN
    assert len(world.alerts()) > alerted
    assert "اني هنا وياك" not in world.twilio.texts(CONTACT)


def test_words_beside_new_danger_do_not_put_its_timer_off(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    held(world, PASSIVE)
    while_writing(monkeypatch, lambda: world.writes(RED))
    world.writes("شلونك", ZAINAB)
    world.jobs.run()

    due = world.open_case().timer_due_at
    assert due is not None
    assert (due - clock.now()).total_seconds() <= 200


def test_a_caller_on_the_line_is_not_handed_back_to_a_machine(
    world: World, client: SignedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    patch_rasa(monkeypatch, PhoneRasa())  # type: ignore[arg-type]
    world.says("سلام")
    caller = Caller(client, CONTACT)
    caller.dial().press("1")
    world.jobs.run()
    world.says("سلام", ZAINAB)
    world.acknowledges()
    world.says("هلا بيك", ZAINAB)
    world.taps(ZAINAB, f"back:{world.open_case().id}")
    caller.keep_silent()

    assert world.open_case().state != State.HANDED_BACK


def test_the_time_a_day_is_no_wall_before_violence_a_question_or_a_call(
    world: World, client: SignedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    talked(world, 21)
    planned(world)
    world.closes()
    assert world.says("انسان") == [text("case.later_today")]
    world.rasa.wants = ({"helpline": "person", "reason": "asked"},)
    world.says("رجلي كتلني اليوم واريد احچي ويه انسان")
    assert world.open_case().state == State.OPEN
    world.rasa.wants = ()
    world.acknowledges()
    world.closes()
    world.says(WISH)
    # Whoever wrote of her husband is addressed as a woman.
    assert text("asq.5", address="f") in world.says("انسان")

    patch_rasa(monkeypatch, PhoneRasa())  # type: ignore[arg-type]
    caller = Caller(client, "+9647700000503")
    caller.dial().press("2")
    caller.say("انسان")
    assert caller.place == "waiting"


def test_a_case_that_is_kept_over_night_is_no_long_talk(world: World) -> None:
    talked(world, 1)
    planned(world)
    world.passes(6 * 3600)
    world.closes()
    assert world.says("انسان") == [text("case.person_told")]


@pytest.mark.parametrize("words", ["مو بالليل", "بالليل زوجي يمي", "ما گدر بالليل", "الصبح لو بالليل؟"])
def test_what_is_no_plain_time_makes_no_appointment(world: World, words: str) -> None:
    closed(world)
    world.says("اي")
    world.says(words)
    assert the_one(world).stage != Stage.AGREED


def test_an_answer_that_comes_after_other_words_makes_no_appointment(world: World) -> None:
    closed(world)
    world.says("اي")
    world.says(SAD)
    world.passes(3600)
    world.says("بالليل")
    assert the_one(world).stage == Stage.WHEN
    world.taps(CONTACT, "follow_evening")
    assert the_one(world).stage == Stage.AGREED, "a button says what it is for"


@pytest.mark.usefixtures("template")
def test_a_follow_up_that_was_late_on_its_way_waits_for_the_hour(world: World) -> None:
    closed(world)
    world.taps(CONTACT, "follow_yes")
    world.taps(CONTACT, "follow_evening")
    due = the_one(world).due_at
    world.twilio.fail_with = lambda row: (
        Refused("too_late") if "not_after" in row.payload else None
    )  # As the sender does after that hour.
    until_due(world)

    again = the_one(world)
    assert again.stage == Stage.AGREED
    assert due is not None
    assert again.due_at is not None
    assert (again.due_at - due).days == 1


@pytest.mark.usefixtures("template")
def test_a_follow_up_is_tried_again_after_an_outage_and_brings_a_person_where_it_is_refused(
    world: World,
) -> None:
    closed(world)
    world.taps(CONTACT, "follow_yes")
    world.taps(CONTACT, "follow_evening")
    world.twilio.fail_with = lambda row: Unavailable("20503")
    until_due(world)
    for _ in range(12):
        world.passes(600)
    assert the_one(world).stage == Stage.AGREED
    world.twilio.fail_with = lambda row: Refused("63024") if "template" in row.payload else None
    until_due(world)
    assert the_one(world).stage == Stage.AGREED
    world.twilio.fail_with = lambda row: Refused("63016") if row.to == CONTACT else None
    until_due(world)
    case = world.open_case()
    assert (case.state, case.reason) == (State.OPEN, "follow_up")


def test_an_offer_that_was_never_written_is_answered_by_nothing(world: World) -> None:
    closed(world, "11111")
    world.passes(3 * 86400)
    with transaction() as session:
        case = cases.store_assessment(
            session, world.contact().id, assess(RED), source="triage", channel="voice", now=clock.now()
        )
    assert case is not None
    world.jobs.run()
    world.acknowledges()
    with transaction() as session:
        cases.first_word(session, session.get_one(Case, case.id), "zainab", clock.now(), by="call_back")
    before = len(world.twilio.texts(CONTACT))
    world.closes("11112")

    assert world.twilio.texts(CONTACT)[before:] == []
    assert world.find(FollowUp) == []


def test_nobody_who_was_not_reached_has_agreed_to_anything(world: World, client: SignedClient) -> None:
    caller = Caller(client, CONTACT)
    caller.dial().press("1")
    world.jobs.run()
    caller.hang_up()
    world.says("سلام", ZAINAB)
    world.acknowledges()
    world.closes("51112")

    assert world.open_case().state == State.RESOLVED
    assert world.find(FollowUp) == []


def test_the_answers_of_a_screening_that_a_counsellor_interrupted_are_kept(world: World) -> None:
    world.says(WISH)
    world.acknowledges()
    world.says("اي")
    assert world.open_case().screening == {"5": "yes"}


def test_an_old_alerts_button_does_not_take_up_what_was_handed_back(world: World) -> None:
    case = held(world)
    world.taps(ZAINAB, f"back:{case}")
    told = world.taps(ZAINAB, f"ack:{world.alert('zainab').token}")
    assert told == [text("alert.whatsapp.with_assistant", case=case)]
