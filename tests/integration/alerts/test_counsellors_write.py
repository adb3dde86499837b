"""What a counsellor writes reaches the right person, or they are told that it did not."""

from helpline.cases import State
from tests.integration.world import AHMED, CONTACT, OTHER, RED, SAD, ZAINAB, World, text

PERSON = "انسان"


def test_words_reach_the_contact_and_the_contacts_reach_the_counsellor(world: World) -> None:
    world.says(RED)
    world.acknowledges()
    world.says("اني زينب، شلونك هسه؟", ZAINAB)
    assert world.twilio.texts(CONTACT)[-1] == "اني زينب، شلونك هسه؟"

    assert world.says("خايف") == []
    assert world.twilio.texts(ZAINAB)[-1].endswith("\nخايف")


def test_a_message_delivered_twice_reaches_the_contact_once(world: World) -> None:
    world.says(RED)
    world.acknowledges()
    for _ in range(2):
        world.writes("شلونك", ZAINAB, sid="SM77")
    world.jobs.run()

    assert world.twilio.texts(CONTACT).count("شلونك") == 1


def test_with_two_cases_the_number_says_whose(world: World) -> None:
    for phone in (CONTACT, OTHER):
        world.says(PERSON, phone)
        world.acknowledges()
    first, second = world.open_case(CONTACT).id, world.open_case(OTHER).id
    told = world.says("شلونك", ZAINAB)
    assert told[-1] == text("alert.whatsapp.which_case", cases=f"#{second}، #{first}")

    world.says(f"#{first} هلا بيك", ZAINAB)
    assert world.twilio.texts(CONTACT)[-1] == "هلا بيك"
    assert "هلا بيك" not in world.twilio.texts(OTHER)


def test_the_number_of_a_case_that_is_not_theirs_reaches_nobody(world: World) -> None:
    world.says(PERSON)
    world.acknowledges()
    told = world.says("#999 سر لغيرك", ZAINAB)

    assert told[-1] == text("alert.whatsapp.no_case")
    assert not any("سر" in words for words in world.twilio.texts(CONTACT))


def test_words_for_a_case_that_went_back_into_escalation_are_not_taken_for_their_own(world: World) -> None:
    world.says(RED)
    world.acknowledges()
    world.passes(301)
    told = world.says("شلونك هسه", ZAINAB)

    assert told == [text("alert.whatsapp.no_case")]
    assert world.rasa.heard == []


def test_a_counsellor_without_a_case_is_somebody_who_may_need_help_too(world: World) -> None:
    assert "هلا" in world.says(SAD, AHMED)


def test_a_counsellor_in_danger_is_heard_even_after_losing_a_case(world: World) -> None:
    world.says(RED)
    world.acknowledges()
    world.passes(301)
    world.says(RED, ZAINAB)

    assert world.open_case(ZAINAB).state == State.OPEN


def test_a_voice_note_of_a_counsellor_is_not_lost_in_silence(world: World) -> None:
    world.says(PERSON)
    world.acknowledges()
    before = len(world.twilio.texts(CONTACT))

    assert world.sends_voice_note(ZAINAB) == [text("alert.whatsapp.text_only")]
    assert world.twilio.texts(CONTACT)[before:] == []


def test_only_the_word_alone_resolves(world: World) -> None:
    world.says(PERSON)
    world.acknowledges()
    world.says("انتهى الدوام لو بعدك؟", ZAINAB)
    assert world.open_case().state == State.ACKNOWLEDGED

    told = world.says("انتهى", ZAINAB)
    assert told == [text("closing.done", case=world.open_case().id)]
    assert world.closes()[-1] == text("alert.whatsapp.resolved", case=world.open_case().id)


def test_another_counsellor_cannot_resolve_it(world: World) -> None:
    world.says(PERSON)
    world.acknowledges()
    world.taps(AHMED, f"resolve:{world.open_case().id}")

    assert world.open_case().state == State.ACKNOWLEDGED


def test_a_counsellor_who_took_it_by_phone_gets_the_words_when_their_window_opens(world: World) -> None:
    from helpline.outbox import Refused

    world.says(RED)
    voice = next(alert for alert in world.all_alerts() if alert.transport == "voice")
    world.client.post_signed(f"/ivr/alert/{voice.token}/key", {"CallSid": "CA1", "Digits": "1"})
    world.twilio.fail_with = lambda row: (
        Refused("63016") if row.to == ZAINAB and "template" not in row.payload else None
    )
    # The first alert's own template was long ago.
    world.time.forward(100)
    for words in ("خايف كلش", "وينكم", "مااعرف شسوي"):
        world.says(words)
    invitations = [row for row in world.twilio.sent if row.to == ZAINAB and row.kind == "whatsapp"]
    assert [row.payload["template"] for row in invitations] == ["alert", "alert"], "one, not one for each"

    world.twilio.fail_with = lambda row: None
    told = world.acknowledges()
    assert "خايف كلش" in told[-2]
    assert "وينكم" in told[-2]
