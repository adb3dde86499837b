"""PHQ-9 and WHO-5 on the phone, by keypad and by words."""

from helpline import content
from helpline.contacts import questionnaire
from helpline.infra.database import transaction
from helpline.triage import Level
from tests.integration.ivr.conftest import Caller, Facts, FakeRasa

# Never, several days, more than half the days, nearly every day.
KEYS = "2346"


def begun(caller: Caller, assistant: FakeRasa, name: str = "phq9") -> Caller:
    """Bring a caller to the first item."""
    assistant.request(helpline="flow", name=name)
    caller.dial().press("2").say("اريد اعرف شلون نفسيتي")
    assert caller.hears(f"{name}.intro")
    caller.press("2")
    assert caller.hears(f"{name}.1")
    return caller


def pressed(caller: Caller, *values: int) -> Caller:
    """Press the key of each answer."""
    for value in values:
        caller.press(KEYS[value])
    return caller


def test_by_keys_alone_to_the_result(caller: Caller, assistant: FakeRasa, facts: Facts) -> None:
    begun(caller, assistant)
    assert content.text("phq9.where", spoken=True, n=1) in caller.heard
    assert "چم يوم" in caller.heard and content.text("ivr.choices", spoken=True, n="3") in caller.heard
    pressed(caller, 1, 2, 0, 0, 0, 0, 0, 0, 0)

    assert content.text("phq9.total", spoken=True, score=3) in caller.heard
    assert caller.hears("phq9.result.0")
    assert facts.case() is None


def test_all_six_answers_of_who5_have_a_key(caller: Caller, assistant: FakeRasa) -> None:
    begun(caller, assistant, "who5")
    for key in "23467":
        caller.press(key)

    assert content.text("who5.total", spoken=True, score=40) in caller.heard


def test_answers_can_be_spoken(caller: Caller, assistant: FakeRasa) -> None:
    begun(caller, assistant)
    caller.say("تقريبا كل يوم")
    assert caller.hears("phq9.2")
    caller.say("مرات")
    assert caller.hears("phq9.3")


def test_what_is_not_understood_is_asked_again(caller: Caller, assistant: FakeRasa) -> None:
    begun(caller, assistant).say("شنو هاي")
    assert caller.hears("questionnaire.again", "phq9.1")


def test_one_is_danger_and_zero_a_person_at_every_item(
    caller: Caller, assistant: FakeRasa, facts: Facts
) -> None:
    begun(caller, assistant).press("0")
    assert caller.hears("ivr.person.calling")
    caller.press("1")
    case = facts.case()
    assert case is not None and case.level == Level.RED


def test_silence_at_an_item_is_met_with_the_choices(caller: Caller, assistant: FakeRasa) -> None:
    begun(caller, assistant).keep_silent()
    assert caller.hears("ivr.no_input.1")
    assert "چم يوم" in caller.heard


def test_silence_on_item_nine_leads_into_the_screening(caller: Caller, assistant: FakeRasa) -> None:
    pressed(begun(caller, assistant), 0, 0, 0, 0, 0, 0, 0, 0)
    assert caller.hears("phq9.9", "phq9.way")

    caller.keep_silent()
    assert caller.hears("phq9.unanswered", "asq.1", "ivr.asq_keys")


def test_item_nine_leads_into_the_screening(caller: Caller, assistant: FakeRasa, facts: Facts) -> None:
    pressed(begun(caller, assistant), 0, 0, 0, 0, 0, 0, 0, 0, 1)
    assert caller.hears("screening.intro", "asq.1")

    caller.press("1").press("2").press("2").press("2").press("1")
    case = facts.case()
    assert case is not None and case.level == Level.RED


def test_hanging_up_after_thoughts_of_death_leaves_a_case(
    caller: Caller, assistant: FakeRasa, facts: Facts
) -> None:
    pressed(begun(caller, assistant), 0, 0, 0, 0, 0, 0, 0, 0, 2).hang_up()
    case = facts.case()
    assert case is not None and case.level == Level.AMBER


def test_hanging_up_after_none_leaves_none(caller: Caller, assistant: FakeRasa, facts: Facts) -> None:
    pressed(begun(caller, assistant), 3, 3, 0, 0).hang_up()
    assert facts.case() is None


def test_a_severe_total_brings_a_person_and_the_screening(
    caller: Caller, assistant: FakeRasa, facts: Facts
) -> None:
    pressed(begun(caller, assistant), 3, 3, 3, 3, 3, 3, 3, 0, 0)

    assert caller.hears("phq9.result.4", "asq.1")
    case = facts.case()
    assert case is not None and case.level == Level.AMBER
    with transaction() as session:
        (last,) = questionnaire.last(session, case.contact_id)
    assert last.score == 21


def test_a_withheld_number_is_promised_no_call(withheld: Caller, assistant: FakeRasa) -> None:
    pressed(begun(withheld, assistant), 3, 3, 3, 3, 3, 3, 3, 0, 0)
    assert withheld.hears("phq9.result.4")
    assert "يتصل بيك" not in withheld.heard and "ساعات" not in withheld.heard
