"""A caller says that they would rather speak with a woman, in the talk and while they wait."""

from pathlib import Path

import pytest

from helpline import contacts
from helpline.infra.database import transaction
from helpline.triage import Level
from tests.integration.conftest import Jobs
from tests.integration.ivr.conftest import CALLER, Caller, Facts, FakeRasa
from tests.integration.world import ROSTER

ASKS = "اريد احچي ويه بنية"


@pytest.fixture(autouse=True)
def mixed(roster_file: Path) -> None:
    """A man is first on call, a woman second."""
    told = ROSTER.replace("name: زينب", "name: زينب, gender: f").replace(
        "name: أحمد", "name: أحمد, gender: m"
    )
    roster_file.write_text(told.replace("[zainab, ahmed]", "[ahmed, zainab]"), encoding="utf-8")


def prefers() -> str | None:
    with transaction() as session:
        contact = contacts.find(session, CALLER)
        return contact.prefers if contact else None


def test_said_in_the_talk_a_woman_is_rung_while_the_caller_waits(
    caller: Caller, assistant: FakeRasa, facts: Facts, jobs: Jobs
) -> None:
    caller.dial().press("2").say(ASKS)
    jobs.run()

    assert caller.hears("ivr.person.calling", "person.woman.try")
    assert caller.place == "waiting"
    assert assistant.asked == []
    assert prefers() == "f"
    assert [alert.counsellor for alert in facts.rung()] == ["zainab"]


def test_said_doubtfully_it_is_believed(caller: Caller) -> None:
    caller.dial().press("2").say(ASKS, confidence="0.1")

    assert caller.place == "waiting"
    assert prefers() == "f"


def test_said_while_waiting_it_is_heard_and_the_wait_goes_on(
    caller: Caller, facts: Facts, jobs: Jobs, later
) -> None:  # type: ignore[no-untyped-def]
    caller.dial().press("0").keep_silent()
    jobs.run()
    assert [alert.counsellor for alert in facts.rung()] == ["ahmed"]

    caller.say(ASKS)
    assert caller.hears("person.woman.try")
    assert caller.place == "waiting"
    assert prefers() == "f"
    later(61)
    jobs.run()
    assert [alert.counsellor for alert in facts.rung()] == ["ahmed", "zainab"]


def test_said_while_waiting_in_danger_the_wait_counts_on(caller: Caller, facts: Facts) -> None:
    caller.dial().press("1").keep_silent().say(ASKS)

    assert caller.hears("person.woman.try")
    assert "round=2" in caller.twiml.find("Gather").attrib["action"]  # type: ignore[union-attr]
    assert prefers() == "f"
    case = facts.case()
    assert case is not None
    assert case.level == Level.RED


def test_a_sob_or_a_voice_beside_the_caller_changes_nothing(caller: Caller, facts: Facts) -> None:
    caller.dial().press("0").keep_silent().say("يمه وين الچاي")

    assert caller.place == "waiting"
    assert caller.hears("ivr.person.waiting.2")
    assert prefers() is None


def test_danger_said_while_waiting_for_a_person_is_danger(caller: Caller, facts: Facts) -> None:
    caller.dial().press("0").keep_silent().say("شربت الحبوب كلهن هسه وودعتكم")

    case = facts.case()
    assert case is not None
    assert case.level == Level.RED
    assert caller.place == "waiting"


def test_a_wish_to_die_said_while_waiting_raises_the_case(caller: Caller, facts: Facts) -> None:
    caller.dial().press("0").keep_silent().say("اريد اموت")

    case = facts.case()
    assert case is not None
    assert case.level == Level.AMBER
    assert caller.place == "waiting"


def test_noise_cuts_no_line_short_and_words_are_not_listened_for_all_the_time(caller: Caller) -> None:
    caller.dial().press("0").keep_silent()
    listening = caller.twiml.find("Gather")
    assert listening is not None
    assert (listening.attrib["bargeIn"], listening.attrib["maxSpeechTime"]) == ("false", "8")

    caller.keep_silent()
    listening = caller.twiml.find("Gather")
    assert listening is not None
    assert listening.attrib["input"] == "dtmf"


def test_who_speaks_by_keys_alone_is_not_listened_to(caller: Caller) -> None:
    caller.dial().press("5").press("0").keep_silent()
    listening = caller.twiml.find("Gather")

    assert listening is not None
    assert listening.attrib["input"] == "dtmf"
