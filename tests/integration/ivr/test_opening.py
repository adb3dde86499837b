"""A call comes in: greeting, keys, and who the caller is."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from helpline import contacts, content
from helpline.contacts import Contact
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.triage import Level
from ivr.call import Call
from ivr.skills import BY_KEY, Skill
from tests.integration.conftest import SignedClient
from tests.integration.ivr.conftest import CALLER, Caller, Facts, FakeRasa


def test_the_emergency_key_is_said_first_and_then_the_menu(caller: Caller) -> None:
    caller.dial()

    assert caller.hears("ivr.opening", "ivr.menu")
    assert "رقم واحد" in caller.heard.splitlines()[0]
    assert caller.place == "menu"


def test_the_same_call_twice_is_one_call_with_the_same_answer(caller: Caller, facts: Facts) -> None:
    caller.dial()
    first = caller.again()

    assert caller.again() == first
    assert len(facts.only(Call)) == 1


def test_a_withheld_call_told_several_times_at_once_is_one_contact(withheld: Caller, facts: Facts) -> None:
    form = {"CallSid": withheld.sid, "From": withheld.phone}
    app = withheld._client._client.application

    def tell(_: int) -> str:
        client = SignedClient(app.test_client(), "test-token", "https://wiyak.test")
        return client.post_signed("/ivr/incoming", form).text

    with ThreadPoolExecutor(6) as pool:
        answers = set(pool.map(tell, range(12)))

    assert len(answers) == 1
    assert len(facts.only(Contact)) == 1


def test_a_number_that_calls_again_is_the_same_contact(client: SignedClient, facts: Facts) -> None:
    Caller(client).dial()
    Caller(client).dial()

    assert [contact.phone for contact in facts.only(Contact)] == [CALLER]


def test_each_call_with_a_withheld_number_is_a_contact_of_its_own(client: SignedClient, facts: Facts) -> None:
    for sender in ("+266696687", "anonymous", "+266696687"):
        Caller(client, sender).dial()

    assert [contact.phone for contact in facts.only(Contact)] == [None, None, None]
    assert len({call.contact_id for call in facts.only(Call)}) == 3


def test_an_unsigned_webhook_is_refused(client: SignedClient, facts: Facts) -> None:
    answer = client.post_unsigned("/ivr/incoming", {"CallSid": "CA1", "From": CALLER})

    assert answer.status_code == 403
    assert facts.only(Call) == []


def test_every_webhook_of_the_phone_wants_a_signature(client: SignedClient) -> None:
    token = "0" * 8 + "-0000-0000-0000-" + "0" * 12
    paths = [
        "/ivr/incoming",
        "/ivr/step/1/menu",
        "/ivr/wait",
        "/ivr/room",
        "/ivr/status",
        f"/ivr/placed/{token}",
    ]
    paths += [f"/ivr/alert/{token}", f"/ivr/alert/{token}/key"]
    paths += [f"/ivr/counsellor/{token}/{what}" for what in ("left", "key", "called", "safe")]

    assert {client.post_unsigned(path, {"CallSid": "CA1"}).status_code for path in paths} == {403}


def test_a_skill_is_chosen_done_repeated_and_left_for_another(caller: Caller) -> None:
    caller.dial().press("3")
    assert caller.hears("ivr.skills", "ivr.skill.breathing", "ivr.skill.grounding", "ivr.skill.sleep")

    caller.press("2")
    assert caller.hears("ivr.breathing.1", "ivr.breathing.2", "ivr.breathing.3", "ivr.skill.after")
    assert caller.press("*").hears("ivr.breathing.1")
    assert caller.press("3").hears("skill.grounding.2", "skill.grounding.7")
    assert caller.press("#").place == "skills"
    assert caller.press("#").place == "menu"


@pytest.mark.parametrize(("key", "skill"), BY_KEY.items())
def test_every_skill_has_its_key(caller: Caller, key: str, skill: Skill) -> None:
    caller.dial().press("3").press(key)

    assert caller.hears(skill.parts[0].text_id, skill.parts[-1].text_id)


def test_what_is_said_after_a_skill_is_heard(caller: Caller, facts: Facts) -> None:
    caller.dial().press("3").press("3")
    exercise, after = caller.twiml.findall("Gather")
    assert exercise.attrib["input"] == "dtmf", "a breath must not cut it short"
    assert after.attrib["input"] == "dtmf speech"

    caller.say("اريد اموت هسه")
    assert facts.case().level == Level.RED
    assert caller.place == "waiting"


def test_whoever_does_a_skill_in_silence_is_led_back_and_not_counted_as_silent(
    caller: Caller, facts: Facts
) -> None:
    caller.dial().press("3")
    for _ in range(4):
        caller.press("2").keep_silent()

    assert caller.place == "skills"
    assert facts.case() is None


def test_the_star_says_the_same_once_more_in_every_place(caller: Caller) -> None:
    caller.dial()
    for key in ("", "2", "#", "3", "4", "#", "#", "4"):
        if key:
            caller.press(key)
        before = caller.heard
        assert caller.press("*").heard == before


def test_the_hash_leads_back_from_the_assistant_to_the_menu(caller: Caller) -> None:
    assert caller.dial().press("2").press("#").hears("ivr.menu")


@pytest.mark.parametrize(("key", "language"), [("7", "ku"), ("8", "en")])
def test_another_language_is_a_person_and_is_remembered(
    client: SignedClient, caller: Caller, facts: Facts, key: str, language: str
) -> None:
    caller.dial().press(key)
    assert caller.place == "waiting"
    case = facts.case()
    assert case is not None
    assert case.waiting_call == caller.sid
    assert [contact.language for contact in facts.only(Contact)] == [language]
    caller.hang_up()


def test_english_is_spoken_to_whoever_chose_it(client: SignedClient, caller: Caller) -> None:
    caller.dial().press("8")
    assert caller.heard == content.text("ivr.person.calling.en")
    caller.keep_silent()
    assert content.text("ivr.person.waiting.1.en") in caller.heard

    caller.press("1")
    assert "I am with you" in caller.heard
    assert "nine, one, one" in caller.heard


def test_danger_in_kurdish_is_said_in_arabic_as_long_as_nobody_has_recorded_it(
    client: SignedClient, caller: Caller
) -> None:
    caller.dial().press("7")
    caller.press("1")

    assert content.text("ivr.danger.calling.ku", spoken=True, emergency="911") not in caller.heard
    assert content.text("ivr.danger.calling", spoken=True, emergency="911") in caller.heard


def test_a_known_language_is_a_person_without_another_key(client: SignedClient, facts: Facts) -> None:
    with transaction() as session:
        contacts.find_or_create(session, CALLER, clock.now()).language = "en"

    caller = Caller(client).dial()
    assert caller.heard == content.text("ivr.opening.en")
    assert caller.keep_silent().place == "waiting"
    assert facts.case() is not None


def test_a_known_language_can_be_left_for_arabic(client: SignedClient, facts: Facts) -> None:
    with transaction() as session:
        contacts.find_or_create(session, CALLER, clock.now()).language = "en"

    assert Caller(client).dial().press("8").hears("ivr.menu")
    assert [contact.language for contact in facts.only(Contact)] == ["ar"]


def test_whoever_goes_on_in_arabic_is_not_asked_for_a_language_again(
    client: SignedClient, caller: Caller
) -> None:
    english = content.text("ivr.languages.en")
    assert english in caller.dial().heard
    caller.press("3").hang_up()

    assert english not in Caller(client).dial().heard


def test_services_lead_to_a_person(caller: Caller) -> None:
    caller.dial().press("4")

    assert caller.hears("ivr.services")
    assert caller.press("0").place == "waiting"


def test_what_is_needed_where_is_said_to_the_assistant(caller: Caller, assistant: FakeRasa) -> None:
    assistant.offer("اكو مكتب بالموصل.")
    caller.dial().press("4").say("شهادة جنسية ضايعة بالموصل")

    assert assistant.asked[-1][1] == "شهادة جنسية ضايعة بالموصل"
    assert "اكو مكتب بالموصل" in caller.heard


def test_five_is_understood_without_a_word(caller: Caller) -> None:
    caller.dial().keep_silent().keep_silent()
    assert caller.hears("ivr.silent_check")

    caller.press("5")
    assert caller.hears("ivr.quiet", "ivr.quiet.danger")
    assert caller.twiml.find("Gather").attrib["input"] == "dtmf"  # type: ignore[union-attr]


def test_whoever_cannot_speak_says_yes_to_danger_with_a_key(caller: Caller, facts: Facts) -> None:
    caller.dial().press("5").press("1")

    case = facts.case()
    assert case is not None
    assert case.level == Level.RED
    assert caller.place == "waiting"


def test_whoever_would_rather_not_say_whether_there_is_danger_counts_as_in_danger(
    caller: Caller, facts: Facts
) -> None:
    caller.dial().press("5").press("9")

    case = facts.case()
    assert case is not None
    assert case.level == Level.RED


def test_whoever_cannot_speak_answers_the_screening_by_keys_alone(caller: Caller, facts: Facts) -> None:
    caller.dial().press("5").press("2")
    for question in ("asq.1", "asq.2", "asq.3", "asq.4"):
        assert caller.hears(question)
        assert {one.attrib["input"] for one in caller.twiml.iter("Gather")} == {"dtmf"}
        caller.press("2")

    assert caller.place == "talk"
    assert facts.case() is None


def test_silence_after_five_asks_again_and_then_calls_a_person(caller: Caller, facts: Facts) -> None:
    caller.dial().press("5").keep_silent()
    assert caller.hears("ivr.quiet.danger")
    caller.keep_silent().keep_silent()

    assert caller.place == "waiting"
    assert facts.case() is not None


def test_silence_three_times_calls_a_person_instead_of_ending_the_call(caller: Caller, facts: Facts) -> None:
    caller.dial().keep_silent().keep_silent().keep_silent()

    case = facts.case()
    assert case is not None
    assert case.waiting_call == caller.sid
    assert caller.place == "waiting"


def test_wrong_keys_three_times_call_a_person(caller: Caller, facts: Facts) -> None:
    caller.dial().press("6")
    assert caller.hears("ivr.wrong_key")

    caller.press("9").press("6")
    assert facts.case() is not None
    assert caller.place == "waiting"
