"""A counsellor takes a case, passes it on, comes too late, or comes together with another."""

from concurrent.futures import ThreadPoolExecutor

from helpline import alerts
from helpline.alerts import Result, by_token
from helpline.cases import State, Timer
from helpline.infra import clock
from helpline.infra.database import transaction
from tests.integration.world import AHMED, CONTACT, HUDA, RED, THANKS, ZAINAB, World, text


def test_the_button_gives_the_case_and_the_contacts_words(world: World) -> None:
    world.says(RED)
    told = world.acknowledges()

    case = world.open_case()
    assert (case.state, case.acknowledged_by) == (State.ACKNOWLEDGED, "zainab")
    assert case.timer == Timer.ACKNOWLEDGEMENT_EXPIRES
    assert told[-2].startswith(f"الحالة {case.id}: {text('alert.level.red')}")
    assert RED in told[-2]
    assert told[-1] == text("alert.whatsapp.accepted", case=case.id)
    assert world.twilio.texts(CONTACT)[-1] == text("danger.accepted", name="زينب")


def test_a_second_tap_tells_the_same_again_and_changes_nothing(world: World) -> None:
    world.says(RED)
    first = world.acknowledges()
    second = world.acknowledges()

    assert first == second
    assert world.history().count("acknowledged") == 1


def test_whoever_comes_too_late_is_told_so(world: World) -> None:
    world.says(RED)
    world.passes(90)
    world.acknowledges()
    told = world.acknowledges(AHMED, "ahmed")

    assert told[-1] == text("alert.whatsapp.taken")
    assert world.open_case().acknowledged_by == "zainab"


def test_the_others_are_told_at_once_where_they_can_be_written_to(world: World) -> None:
    world.says("سلام", AHMED)
    world.says(RED)
    world.passes(90)
    world.acknowledges()

    assert world.twilio.texts(AHMED)[-1] == text("alert.whatsapp.taken")
    assert {alert.state for alert in world.all_alerts() if alert.counsellor == "ahmed"} == {"over"}


def test_two_who_acknowledge_at_once_cannot_both_have_it(world: World) -> None:
    world.says(RED)
    world.passes(90)
    world.passes(90)
    tokens = [str(world.alert(name).token) for name in ("zainab", "ahmed", "huda")] * 2

    def take(token: str) -> Result:
        with transaction() as session:
            alert = by_token(session, token)
            assert alert is not None
            return alerts.acknowledge(session, alert, clock.now(), via="button")[0]

    with ThreadPoolExecutor(6) as pool:
        results = list(pool.map(take, tokens))
    world.jobs.run()

    assert results.count(Result.ACCEPTED) == 1
    assert results.count(Result.MINE_ALREADY) == 1
    assert results.count(Result.TAKEN) == 4
    accepted = text("danger.accepted", name="")
    told = [words for words in world.twilio.texts(CONTACT) if words.split(" ")[0] == accepted.split(" ")[0]]
    assert world.history().count("acknowledged") == 1
    assert len([words for words in told if "من فريقنا، وهسه" in words or "يم " in words]) >= 1


def test_passing_on_rings_the_next_at_once(world: World) -> None:
    world.says(RED)
    told = world.taps(ZAINAB, f"pass:{world.alert('zainab').token}")

    assert told[-1] == text("alert.whatsapp.passed")
    assert world.alerts()[-2:] == [("ahmed", "voice"), ("ahmed", "whatsapp")]


def test_passing_on_twice_rings_one_person(world: World) -> None:
    world.says(RED)
    token = world.alert("zainab").token
    world.taps(ZAINAB, f"pass:{token}")
    world.taps(ZAINAB, f"pass:{token}")

    assert world.twilio.texts(HUDA) == []


def test_passing_on_a_case_one_has_taken_gives_it_to_the_next(world: World) -> None:
    world.says(RED)
    world.acknowledges()
    world.taps(ZAINAB, f"pass:{world.alert('zainab').token}")

    assert world.open_case().state == State.OPEN
    assert ("ahmed", "voice") in world.alerts()


def test_passing_on_what_another_has_taken_changes_nothing(world: World) -> None:
    world.says(RED)
    world.passes(90)
    world.acknowledges()
    world.taps(AHMED, f"pass:{world.alert('ahmed').token}")

    assert world.open_case().acknowledged_by == "zainab"
    assert world.twilio.texts(HUDA) == []


def test_an_expired_case_can_be_taken_back_by_the_same_button(world: World) -> None:
    world.says(RED)
    token = world.alert("zainab").token
    world.acknowledges()
    world.passes(301)
    world.taps(ZAINAB, f"ack:{token}")

    assert world.open_case().acknowledged_by == "zainab"


def test_a_button_of_a_case_that_is_over_is_answered(world: World) -> None:
    world.says(RED)
    token = world.alert("zainab").token
    world.acknowledges()
    world.closes()

    assert world.taps(ZAINAB, f"ack:{token}")[-1] == text("alert.whatsapp.no_case")
    assert world.open_case().state == State.RESOLVED


def test_an_alert_that_waits_to_be_sent_is_taken_back_when_somebody_has_the_case(world: World) -> None:
    from helpline.outbox import Unavailable

    world.twilio.fail_with = lambda row: Unavailable("busy") if row.to == AHMED else None
    world.says(RED)
    world.passes(90)
    world.acknowledges()
    world.twilio.fail_with = lambda row: None
    world.passes(30)

    assert world.twilio.texts(AHMED) == []


def test_after_an_outage_a_phone_rings_once_and_not_for_every_missed_step(world: World) -> None:
    from helpline.outbox import Unavailable

    world.twilio.fail_with = lambda row: Unavailable("down") if row.kind == "call" else None
    world.says(RED)
    for _ in range(6):
        world.passes(120)
    world.twilio.fail_with = lambda row: None
    world.passes(11)

    assert [row.to for row in world.twilio.sent if row.kind == "call"].count(ZAINAB) == 1


def test_a_raised_case_rings_the_counsellor_who_has_it_and_nobody_else(world: World) -> None:
    world.says("انسان")
    world.acknowledges()
    world.says("هلا", ZAINAB)
    world.says(RED)

    assert world.alerts() == [("zainab", "whatsapp"), ("zainab", "voice"), ("zainab", "whatsapp")]
    # And it escalates when they do not answer.
    world.passes(181)
    assert world.open_case().state == State.OPEN
    world.passes(90)
    assert ("ahmed", "voice") in world.alerts()


def test_a_quiet_case_is_asked_about_and_stays_with_its_counsellor(world: World) -> None:
    world.says(RED)
    world.acknowledges()
    world.says("شلونك هسه", ZAINAB)
    world.passes(1799)
    assert "review_asked" not in world.history()
    world.passes(2)

    case = world.open_case()
    assert world.twilio.texts(ZAINAB)[-1] == text("alert.whatsapp.review", case=case.id)
    assert (case.state, case.timer) == (State.ACKNOWLEDGED, Timer.REVIEW)
    world.closes()
    assert world.open_case().state == State.RESOLVED


def test_the_contact_has_a_kind_last_word_and_the_bot_back(world: World) -> None:
    world.says(RED)
    world.acknowledges()
    world.closes()

    assert world.twilio.texts(CONTACT)[-1] == text("case.resolved")
    assert "هلا" in world.says(THANKS)
