"""Somebody writes that they would rather speak with a woman: remembered, said truly, a woman is asked."""

from pathlib import Path

import pytest

from helpline import content
from helpline.triage import Level
from tests.integration.world import AHMED, CONTACT, RED, ROSTER, SAD, World, text

ASKS = "اريد احچي ويه بنية"
# On call: a man first, then a woman.
MIXED = ROSTER.replace("name: زينب", "name: زينب, gender: f").replace("name: أحمد", "name: أحمد, gender: m")
MIXED = MIXED.replace("on_call: [zainab, ahmed]", "on_call: [ahmed, zainab]")
ALSO = content.text("person.woman.try")


@pytest.fixture(autouse=True)
def mixed(roster_file: Path) -> None:
    """A man is first on call, a woman second."""
    roster_file.write_text(MIXED, encoding="utf-8")


@pytest.mark.parametrize("down", [False, True])
def test_it_is_heard_without_the_assistant_and_a_woman_is_written_to(world: World, down: bool) -> None:
    world.rasa.down = down

    assert world.says(ASKS)[-1] == text("person.woman.told")
    assert world.rasa.heard == []
    assert world.contact().prefers == "f"
    case = world.open_case()
    assert (case.level, case.reason) == (Level.BLUE, "asked")
    assert world.alerts() == [("zainab", "whatsapp")]


def test_who_does_not_ask_is_answered_by_whoever_is_first(world: World) -> None:
    world.says("انسان")

    assert world.alerts() == [("ahmed", "whatsapp")]


def test_violence_told_with_it_is_rung_for_at_once(world: World) -> None:
    world.says("رجلي يضربني كل يوم واريد احچي ويه بنية")

    assert "gbv" in world.open_case().routes
    assert ("zainab", "voice") in world.alerts()


def test_asked_in_danger_the_next_alert_is_a_womans_and_the_state_is_told(world: World) -> None:
    world.says(RED)
    assert ("ahmed", "voice") in world.alerts()
    said = world.says(ASKS)
    assert said[0].startswith(text("danger.heard.1"))
    assert said[0].endswith(ALSO)

    world.passes(90)
    assert ("zainab", "voice") in world.alerts()


def test_asked_after_everybody_on_call_was_rung_nobody_is_rung_twice_for_it(world: World) -> None:
    world.says(RED)
    world.passes(90)
    world.says(ASKS)
    world.passes(90)

    assert [name for name, by in world.alerts() if by == "voice"] == ["ahmed", "zainab", "huda"]


def test_a_man_who_passes_it_on_makes_room_for_a_woman(world: World) -> None:
    world.says(RED)
    world.acknowledges(AHMED, "ahmed")
    world.says(ASKS)
    assert world.contact().prefers == "f"
    assert any(ASKS in one for one in world.twilio.texts(AHMED))

    world.taps(AHMED, f"pass:{world.alert('ahmed').token}")
    assert world.all_alerts()[-1].counsellor == "zainab"


def test_a_woman_who_was_rung_before_is_asked_again_when_the_man_passes_it_on(world: World) -> None:
    world.says(RED)
    world.passes(90)
    rung = len(world.all_alerts())
    world.acknowledges(AHMED, "ahmed")
    world.says(ASKS)
    world.taps(AHMED, f"pass:{world.alert('ahmed').token}")

    assert "zainab" in [one.counsellor for one in world.all_alerts()[rung:]]


def test_without_a_woman_on_call_nobody_waits(world: World, roster_file: Path) -> None:
    roster_file.write_text(MIXED.replace("gender: f", "gender: m"), encoding="utf-8")
    world.says(ASKS)

    assert world.alerts() == [("ahmed", "whatsapp")]


def test_it_is_taken_back_and_kept_until_then(world: World) -> None:
    world.says(ASKS)
    world.says(SAD)
    assert world.contact().prefers == "f"

    assert world.says("عادي اي واحد") == [text("person.anybody")]
    assert world.contact().prefers is None


def test_a_man_is_asked_for_in_the_same_way(world: World) -> None:
    assert world.says("اريد احچي ويه رجال مو بنية")[-1] == text("person.man.told")

    assert world.contact().prefers == "m"
    assert world.alerts() == [("ahmed", "whatsapp")]


def test_a_screening_goes_on_with_the_same_question(world: World) -> None:
    world.says("اريد انتحر")
    said = world.says(ASKS)

    assert said == [text("person.woman.told"), text("asq.5")]
    assert world.says("نعم")[-1] == text("danger.calling")
    assert ("zainab", "voice") in world.alerts()


def test_the_assistant_may_hear_what_the_phrases_do_not(world: World) -> None:
    world.rasa.wants = [{"helpline": "person", "reason": "asked", "prefers": "f"}]
    world.says("شكرا")

    assert world.contact().prefers == "f"
    assert world.alerts() == [("zainab", "whatsapp")]


def test_two_messages_at_once_are_heard_together(world: World) -> None:
    world.writes("هلو")
    world.writes(ASKS)
    world.jobs.run()

    assert world.contact().prefers == "f"
    assert text("person.woman.told") in world.twilio.texts(CONTACT)


def test_what_they_asked_for_is_theirs_alone(world: World) -> None:
    world.says(ASKS)
    world.says("انسان", "+9647700000509")

    assert world.contact("+9647700000509").prefers is None
