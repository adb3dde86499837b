"""From one counsellor to another, and on the next day to whoever is on call."""

from helpline.alerts import roster
from helpline.cases import State
from tests.integration.alerts.holding import held
from tests.integration.world import (
    CONTACT,
    PASSIVE,
    ROSTER,
    ZAINAB,
    World,
    text,
)


def test_passing_on_by_word_rings_the_next_and_tells_the_contact(world: World) -> None:
    case = held(world)
    world.says("حول", ZAINAB)
    told = world.taps(ZAINAB, f"pass_case:{case}")

    assert told == [text("alert.whatsapp.passed")]
    assert world.twilio.texts(CONTACT)[-1] == text("danger.passed_on")
    assert world.open_case().state == State.OPEN


def test_a_named_colleague_is_alerted_first_and_the_policy_waits_for_them(world: World) -> None:
    case = held(world)
    alerted = len(world.alerts())
    told = world.says("حول أحمد", ZAINAB)

    assert told == [text("alert.whatsapp.handed_to", case=case, name="أحمد")]
    assert world.alerts()[alerted:] == [("ahmed", "voice"), ("ahmed", "whatsapp")]
    world.passes(80)
    assert world.alerts()[alerted + 2 :] == []
    world.passes(15)
    assert world.alerts()[alerted + 2 :] != [], "nobody waits for them for ever"


NIGHT = ROSTER.replace("on_call: [zainab, ahmed]", "on_call: [ahmed]")


def test_next_day_an_open_case_goes_to_its_counsellor_if_on_call_and_else_to_whoever_is(
    world: World, roster_file
) -> None:  # type: ignore[no-untyped-def]
    case = held(world, PASSIVE)
    world.passes(8 * 3600)
    world.says("صباح الخير زينب")
    assert world.twilio.texts(ZAINAB)[-1].endswith("صباح الخير زينب")
    world.says("صباح النور", ZAINAB)

    roster_file.write_text(NIGHT, encoding="utf-8")
    assert [one.id for one in roster.current().on_call(world.time.now())] == ["ahmed"]
    world.says("بعدني صاحي")
    assert world.twilio.texts(ZAINAB)[-1].endswith("بعدني صاحي"), "they are in the middle of a talk"
    world.says("اني وياك", ZAINAB)
    world.passes(2 * 3600)
    alerted = len(world.alerts())
    world.says("صباح الخير")

    assert world.open_case().id == case
    assert world.open_case().state == State.OPEN
    assert world.twilio.texts(CONTACT)[-1] == text("danger.passed_on")
    assert world.twilio.texts(ZAINAB)[-1] == text("alert.whatsapp.went_on", case=case)
    assert {name for name, _ in world.alerts()[alerted:]} == {"ahmed"}
