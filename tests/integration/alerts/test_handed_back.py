"""From a counsellor back to the assistant, and to a person again."""

from helpline.cases import State, Timer
from helpline.triage import Level
from tests.integration.alerts.holding import held
from tests.integration.world import (
    AHMED,
    CONTACT,
    RED,
    SAD,
    THANKS,
    ZAINAB,
    World,
    text,
)


def test_the_assistant_goes_on_only_when_the_counsellor_says_so_and_knows_of_it(world: World) -> None:
    case = held(world)
    told = world.taps(ZAINAB, f"back:{case}")

    kept = world.open_case()
    assert told == [text("alert.whatsapp.handed_back", case=case)]
    assert world.twilio.texts(CONTACT)[-1] == text("case.back_to_assistant", name="زينب")
    assert (kept.state, kept.acknowledged_by, kept.level) == (State.HANDED_BACK, "zainab", Level.AMBER)
    assert kept.timer == Timer.REVIEW
    assert world.says(THANKS)[-1] == "هلا"
    assert world.rasa.metadata[-1]["after_person"] is True
    assert world.says(SAD) == ["هلا"]


def test_nobody_hands_back_whom_they_have_not_spoken_with(world: World) -> None:
    world.says(RED)
    world.acknowledges()
    case = world.open_case().id

    assert world.taps(ZAINAB, f"back:{case}") == [text("alert.whatsapp.not_spoken_yet", case=case)]
    assert world.open_case().state == State.ACKNOWLEDGED
    assert world.taps(AHMED, f"back:{case}") == [text("alert.whatsapp.no_case")]


def test_danger_after_the_hand_back_rings_whom_the_contact_knows(world: World) -> None:
    case = held(world)
    world.taps(ZAINAB, f"pass_case:{case}")
    world.passes(90)
    world.acknowledges(AHMED, "ahmed")
    world.says("هلا، اني احمد", AHMED)
    world.taps(AHMED, f"back:{case}")
    alerted = len(world.alerts())
    replies = world.says(RED)

    again = world.open_case()
    assert (again.id, again.state, again.level) == (case, State.OPEN, Level.RED)
    assert replies == [text("danger.calling")]
    assert world.alerts()[alerted:] == [("ahmed", "voice"), ("ahmed", "whatsapp")]


def test_a_wish_for_a_person_after_the_hand_back_brings_one(world: World) -> None:
    case = held(world)
    world.taps(ZAINAB, f"back:{case}")
    alerted = len(world.alerts())
    assert world.says("انسان") == [text("case.person_told")]
    assert world.open_case().state == State.OPEN
    assert ("zainab", "whatsapp") in world.alerts()[alerted:]


def test_what_was_handed_back_can_be_taken_up_and_closed_by_whoever_keeps_it(world: World) -> None:
    case = held(world)
    world.taps(ZAINAB, f"back:{case}")
    assert world.taps(AHMED, f"take:{case}") == [text("alert.whatsapp.no_case")]
    assert world.taps(ZAINAB, f"take:{case}") == [text("alert.whatsapp.taken_up", case=case)]
    assert world.twilio.texts(CONTACT)[-1] == text("case.accepted", name="زينب")
    world.says("رجعت وياك", ZAINAB)
    assert world.twilio.texts(CONTACT)[-1] == "رجعت وياك"

    world.taps(ZAINAB, f"back:{case}")
    world.closes()
    assert world.open_case().state == State.RESOLVED


def test_words_for_somebody_who_was_handed_back_reach_nobody(world: World) -> None:
    case = held(world)
    world.taps(ZAINAB, f"back:{case}")
    before = len(world.twilio.texts(CONTACT))

    for words in ("نسيت اگولك شي", "حول", "ردود"):
        assert world.says(words, ZAINAB) == [text("alert.whatsapp.with_assistant", case=case)], words
    assert world.offered(ZAINAB) == [f"take:{case}"]
    assert world.taps(ZAINAB, f"canned:{case}") == [text("alert.whatsapp.with_assistant", case=case)]
    assert world.twilio.texts(CONTACT)[before:] == []
