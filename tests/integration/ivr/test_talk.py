"""A conversation on the phone, by speech and by keypad."""

import pytest

from helpline.contacts.inbox import Inbox
from helpline.conversation import rasa
from helpline.triage import Level
from tests.integration.ivr.conftest import Caller, Facts, FakeRasa

# Before a fixture replaces it.
REAL_POST = rasa._post


def test_what_is_said_goes_to_the_assistant_and_its_answer_is_spoken(
    caller: Caller, assistant: FakeRasa
) -> None:
    caller.dial().press("2").say("تعبان من الشغل")

    assert assistant.asked[0][1] == "تعبان من الشغل"
    assert "احچيلي اكثر" in caller.heard
    assert caller.place == "talk"


def test_buttons_become_keys_from_two_on(caller: Caller, assistant: FakeRasa) -> None:
    assistant.offer("شنو الاقرب؟ 🌿", "تمرين", "خدمات")
    caller.dial().press("2").say("هلو")
    assert "تمرين\nرقم اثنين." in caller.heard
    assert "🌿" not in caller.heard

    caller.press("3")
    assert assistant.asked[-1][1] == "/choice_1"


def test_a_choice_can_be_said(caller: Caller, assistant: FakeRasa) -> None:
    assistant.offer("شنو الاقرب؟", "تمرين", "خدمات")
    caller.dial().press("2").say("هلو").say("رقم ثلاثة")

    assert assistant.asked[-1][1] == "/choice_1"


def test_each_call_is_a_conversation_of_its_own(caller: Caller, assistant: FakeRasa) -> None:
    caller.dial().press("2").say("هلو")
    other = Caller(caller._client).dial().press("2").say("هلو")

    assert other.phone == caller.phone
    assert len({sender for sender, _ in assistant.asked}) == 2


def test_a_repeated_step_is_answered_the_same_and_done_once(
    caller: Caller, assistant: FakeRasa, facts: Facts
) -> None:
    caller.dial().press("2").say("هلو")
    before = caller.again()

    assert caller.again() == before
    assert len(assistant.asked) == 1
    assert len(facts.only(Inbox)) == 1


def test_a_doubtful_transcript_is_asked_for_once_more_and_then_keys_are_offered(
    caller: Caller, assistant: FakeRasa
) -> None:
    caller.dial().press("2").say("شششش", confidence="0.1")
    assert caller.hears("ivr.unclear")

    caller.say("شششش", confidence="0.1")
    assert caller.hears("ivr.by_keys", "ivr.menu")
    assert caller.place == "menu"
    assert assistant.asked == []


def test_a_doubtful_transcript_that_sounds_like_danger_is_danger(caller: Caller, facts: Facts) -> None:
    caller.dial().press("2").say("شربت الحبوب كلهن هسه وودعتكم", confidence="0.1")

    case = facts.case()
    assert case is not None
    assert case.level == Level.RED
    assert caller.place == "waiting"


def test_a_doubtful_transcript_that_sounds_like_a_wish_to_die_is_asked_about_now(caller: Caller) -> None:
    caller.dial().press("2").say("اريد اموت", confidence="0.1")

    assert caller.hears("asq.5")


def test_the_assistant_down_is_a_spoken_fallback_and_the_keys_still_work(
    caller: Caller, facts: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rasa, "_post", REAL_POST)
    caller.dial().press("2").say("هلو")
    assert caller.hears("fallback.slow")

    caller.press("1")
    case = facts.case()
    assert case is not None
    assert case.level == Level.RED
    rasa._client.cache_clear()


def test_an_error_of_ours_in_a_turn_is_a_spoken_fallback(caller: Caller, assistant: FakeRasa) -> None:
    assistant.request(helpline="no such request")
    caller.dial().press("2").say("هلو")

    assert caller.hears("fallback.slow")
    assert caller.place == "talk"


def test_a_person_that_the_assistant_asks_for_is_called_while_the_caller_waits(
    caller: Caller, assistant: FakeRasa, facts: Facts
) -> None:
    assistant.request("راح يجاوبك هنا", helpline="person", reason="asked")
    caller.dial().press("2").say("اريد احچي ويا واحد")

    assert caller.hears("ivr.person.calling")
    assert "يجاوبك هنا" not in caller.heard
    assert caller.place == "waiting"
    case = facts.case()
    assert case is not None
    assert case.waiting_call == caller.sid


def test_the_hash_leads_back_to_the_menu(caller: Caller) -> None:
    assert caller.dial().press("2").press("#").place == "menu"


def test_words_said_in_the_menu_are_heard(caller: Caller, assistant: FakeRasa) -> None:
    caller.dial().say("تعبان من الشغل")

    assert assistant.asked[0][1] == "تعبان من الشغل"


@pytest.mark.parametrize("titles", [(), ("تمرين",)])
def test_silence_in_the_talk_is_met_twice_and_then_a_person_is_called(
    caller: Caller, assistant: FakeRasa, facts: Facts, titles: tuple[str, ...]
) -> None:
    assistant.offer("شنو الاقرب؟", *titles)
    caller.dial().press("2").say("هلو").keep_silent()
    assert caller.hears("ivr.no_input.1")

    caller.keep_silent()
    assert caller.hears("ivr.no_input.2")
    assert facts.case() is None

    caller.keep_silent()
    assert facts.case() is not None
