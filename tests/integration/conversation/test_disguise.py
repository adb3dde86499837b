"""The disguised chat, and somebody who comes in, end to end: nothing is told, and everything acts as ever."""

from helpline.cases.follow_up import FollowUp
from helpline.conversation import disguise
from helpline.conversation.state import Conversation
from helpline.triage import Level
from tests.integration.conversation.private_things import WORD, hidden, with_a_word
from tests.integration.world import CONTACT, PASSIVE, RED, SAD, THANKS, WISH, ZAINAB, World
from tests.integration.world import text as said


def test_a_disguised_chat_answers_dully_without_a_word_of_the_assistant(world: World) -> None:
    hidden(world)
    dull = {said(f"disguise.dull.{number}") for number in range(1, 9)}

    assert set(world.says(THANKS)) <= dull
    assert set(world.says("منو انتو")) <= dull
    assert set(world.says("خطتي")) <= dull
    world.rasa.down = True
    assert set(world.says("مرحبا")) <= dull


def test_the_code_word_alone_opens_it_again(world: World) -> None:
    hidden(world)

    assert world.says(WORD) == [said("disguise.off")]
    # The assistant begins anew.
    assert world.says(SAD)[-1] == "هلا"
    assert len(set(world.rasa.senders)) == len(world.rasa.senders)


def test_the_code_word_opens_the_chat_although_something_was_written_just_before(world: World) -> None:
    hidden(world)
    world.writes("شلونكم")
    world.writes(WORD)
    world.jobs.run()

    assert world.twilio.texts(CONTACT)[-1] == said("disguise.off")


def test_danger_in_a_disguised_chat_rings_as_ever_and_says_the_state_in_the_shortest_words(
    world: World,
) -> None:
    hidden(world)

    assert world.says(RED) == [said("disguise.calling")]
    assert world.open_case().level == Level.RED and ("zainab", "voice") in world.alerts()
    before = len(world.twilio.texts(CONTACT))
    world.acknowledges()
    assert world.twilio.texts(CONTACT)[before:] == [said("disguise.accepted")]


def test_nobody_who_answers_is_told_truly_in_disguise(world: World) -> None:
    hidden(world)
    world.says(RED)
    for _ in range(12):
        world.passes(60)

    assert said("disguise.nobody_yet") in world.twilio.texts(CONTACT)
    assert said("danger.nobody_yet") not in world.twilio.texts(CONTACT)


def test_an_amber_message_in_disguise_opens_its_case_and_is_only_noted(world: World) -> None:
    hidden(world)

    assert world.says(PASSIVE) == [said("disguise.noted")]
    assert world.open_case().level == Level.AMBER


def test_an_explicit_wish_that_cannot_be_asked_about_is_taken_as_danger(world: World) -> None:
    hidden(world)

    assert world.says(WISH) == [said("disguise.calling")]
    assert world.open_case().level == Level.RED


def test_the_classifier_of_the_assistant_still_raises(world: World) -> None:
    hidden(world)
    world.rasa.wants = [{"helpline": "raise", "level": "RED", "ask_acuity": False}]

    assert world.says(THANKS) == [said("disguise.calling")]
    assert world.open_case().level == Level.RED


def test_the_question_that_was_open_when_the_chat_was_hidden_still_counts_silence(world: World) -> None:
    with_a_word(world)
    world.says(WISH)
    world.says("محادثة عادية")
    world.passes(300)
    # Whoever writes now answers nothing of ours, nor puts it off.
    world.says("لا")
    world.passes(301)

    assert world.open_case().level == Level.RED
    assert world.twilio.texts(CONTACT)[-1] == said("disguise.calling")


def test_a_counsellor_is_told_first_that_the_chat_is_disguised_and_with_every_message(world: World) -> None:
    hidden(world)
    world.says(RED)
    summary = world.acknowledges()[0]
    assert summary.startswith(said("alert.summary.disguised"))

    before = len(world.twilio.texts(ZAINAB))
    world.says("هلا")
    assert "مموهة" in world.twilio.texts(ZAINAB)[before]


def test_a_counsellor_opens_the_chat_of_somebody_who_forgot_the_word(world: World) -> None:
    hidden(world)
    world.says("انسان")
    world.acknowledges()
    before = len(world.twilio.texts(CONTACT))
    told = world.says("افتح المحادثة", ZAINAB)

    assert told == [said("alert.whatsapp.chat_opened", case=world.open_case().id)]
    assert world.twilio.texts(CONTACT)[before:] == [said("disguise.off")]
    assert "chat_opened" in world.history()


def test_hidden_in_danger_without_a_word_it_opens_with_the_end_of_the_case(world: World) -> None:
    world.says(RED)
    assert world.says("محادثة عادية") == [said("disguise.calling")]
    dull = {said(text_id) for text_id in disguise.DULL}
    assert set(world.says("هلو، منو هاي")) <= dull, "told once; whoever has the phone now is shown nothing"
    assert world.says("ساعدوني") == [said("disguise.calling")], "a plea is never met with a dull line"
    world.acknowledges()
    world.closes()

    assert world.contact().disguised_at is None
    assert "هلا" in world.says(SAD)


def test_whoever_is_disguised_is_offered_no_follow_up(world: World) -> None:
    hidden(world)
    world.says(RED)
    world.acknowledges()
    world.closes("11112")

    assert not world.find(FollowUp)
    assert world.twilio.texts(CONTACT)[-1] == said("disguise.closed")


def test_when_somebody_came_in_the_assistant_begins_anew(world: World) -> None:
    world.says(THANKS)
    (before,) = world.find(Conversation)
    world.says("هسه اجه رجلي")
    assert world.find(Conversation)[0].session != before.session


def test_when_somebody_came_in_at_a_question_it_stays_open(world: World) -> None:
    world.says(WISH)
    (before,) = world.find(Conversation)
    assert world.says("هسه اجه رجلي") == [said("screening.came")]

    (after,) = world.find(Conversation)
    assert after.session != before.session
    assert after.screening is not None and after.silence_due_at is not None
