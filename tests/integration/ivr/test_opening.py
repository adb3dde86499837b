"""A call comes in: greeting, keys, and who the caller is."""

from concurrent.futures import ThreadPoolExecutor

from helpline.contacts import Contact
from ivr.call import Call
from tests.integration.conftest import SignedClient
from tests.integration.ivr.conftest import CALLER, Caller, Facts


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
    paths += [f"/ivr/counsellor/{token}/{what}" for what in ("left", "key", "called")]

    assert {client.post_unsigned(path, {"CallSid": "CA1"}).status_code for path in paths} == {403}


def test_breathing_can_be_repeated_and_left(caller: Caller) -> None:
    caller.dial().press("3")
    assert caller.hears("ivr.breathing.1", "ivr.breathing.2", "ivr.breathing.3", "ivr.breathing.4")

    caller.press("3")
    assert caller.hears("ivr.breathing.1")

    assert caller.press("*").place == "menu"


def test_whoever_breathes_in_silence_is_led_back_and_not_counted_as_silent(
    caller: Caller, facts: Facts
) -> None:
    caller.dial()
    for _ in range(3):
        caller.press("3").keep_silent()

    assert caller.place == "menu"
    assert facts.case() is None


def test_services_lead_to_a_person(caller: Caller) -> None:
    caller.dial().press("4")

    assert caller.hears("ivr.services")
    assert caller.press("0").place == "waiting"


def test_five_is_understood_without_a_word(caller: Caller) -> None:
    caller.dial().keep_silent().keep_silent()
    assert caller.hears("ivr.silent_check")

    caller.press("5")
    assert caller.hears("ivr.quiet")


def test_silence_three_times_calls_a_person_instead_of_ending_the_call(caller: Caller, facts: Facts) -> None:
    caller.dial().keep_silent().keep_silent().keep_silent()

    case = facts.case()
    assert case is not None
    assert case.waiting_call == caller.sid
    assert caller.place == "waiting"


def test_wrong_keys_three_times_call_a_person(caller: Caller, facts: Facts) -> None:
    caller.dial().press("7")
    assert caller.hears("ivr.wrong_key")

    caller.press("8").press("#")
    assert facts.case() is not None
    assert caller.place == "waiting"
