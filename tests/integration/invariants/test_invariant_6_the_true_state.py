"""A text in danger says the true state: being called, accepted, nobody yet and the emergency number."""

from helpline import content
from helpline.conversation.danger import FIRST, WHILE_CALLING
from helpline.triage import Level
from tests.integration.world import CONTACT, PASSIVE, RED, THANKS, WISH, ZAINAB, World, text

CALLING = {text(text_id) for text_id in ("danger.calling", *WHILE_CALLING)}
MEDICAL = "بلعت حبوب هسه"


def test_invariant_6_says_that_somebody_is_called_only_when_an_alert_has_gone_out(world: World) -> None:
    assert world.says(RED) == [text("danger.calling")]
    assert world.alerts() == [("zainab", "voice"), ("zainab", "whatsapp")]


def test_invariant_6_each_message_in_danger_is_met_with_other_words_and_the_same_truth(world: World) -> None:
    said = [reply for _ in range(6) for reply in world.says(RED)]

    assert len(set(said)) >= 5
    assert all(reply in CALLING or reply == text("danger.calm") for reply in said)


def test_invariant_6_says_that_nobody_has_answered_when_nobody_has(world: World) -> None:
    world.says(RED)
    world.time.forward(181)

    assert text("danger.nobody_yet") in world.says("وينكم") + world.says("جاوبوني")


def test_invariant_6_names_the_counsellor_who_accepted_and_then_falls_silent(world: World) -> None:
    world.says(RED)
    world.acknowledges()

    assert world.twilio.texts(CONTACT)[-1] == text("danger.accepted", name="زينب")
    assert world.says(RED) == []


def test_invariant_6_says_calling_again_when_the_counsellor_was_lost(world: World) -> None:
    world.says(RED)
    world.acknowledges()
    world.passes(301)

    assert world.twilio.texts(CONTACT)[-1] == text("danger.unanswered")
    assert content.all_texts()["danger.unanswered"].state == "calling"


def test_invariant_6_a_new_case_does_not_go_on_in_the_words_of_the_last_one(world: World) -> None:
    world.says(RED)
    world.acknowledges()
    world.closes()
    world.time.forward(3600)

    assert world.says(RED) == [text("danger.calling")]


def test_invariant_6_names_the_ambulance_whenever_the_body_is_in_danger(world: World) -> None:
    world.says(RED)
    world.says(RED)

    assert world.says(MEDICAL) == [text("danger.medical")]


def test_invariant_6_names_the_ambulance_to_whoever_is_beaten_and_bleeds(world: World) -> None:
    assert world.says("رجلي ديضربني هسه وراسي ينزف") == [text("danger.medical")]


def test_invariant_6_a_child_who_is_beaten_and_not_hurt_is_told_that_it_is_no_fault(world: World) -> None:
    assert world.says("اني بالصف السادس وابوي ديضربني هسه وخايف يكتلني") == [text("danger.child")]


def test_invariant_6_the_routes_choose_the_first_words(world: World) -> None:
    assert world.says(MEDICAL) == [text("danger.medical")]
    assert all(text_id in content.all_texts() for _, text_id in FIRST)


def test_invariant_6_promises_one_hour_after_an_attempt_and_keeps_it(world: World) -> None:
    world.says(PASSIVE)
    for answer in ("اي", "لا", "لا", "اي", "لا"):
        replies = world.says(answer)

    assert replies == [text("screening.nonacute", hours=1)]
    case = world.open_case()
    assert (case.level, case.past_attempt) == (Level.AMBER, True)
    # The case was opened under the slower policy; the promise makes it the quick one, from now on.
    assert ("zainab", "voice") in world.alerts()
    world.passes(15 * 60)
    assert ("ahmed", "voice") in world.alerts()


def test_invariant_6_a_voice_note_in_a_quiet_case_is_given_the_promised_quarter_of_an_hour(
    world: World,
) -> None:
    world.says(WISH)
    for answer in ("لا", "لا", "لا", "لا", "لا"):
        world.says(answer)
    assert world.alerts() == [("zainab", "whatsapp")]
    assert world.sends_voice_note() == [text("media.danger_question")]
    for _ in range(3):
        world.passes(5 * 60)

    assert world.open_case().reason == "media"
    assert [name for name, by in world.alerts() if by == "voice"] == ["zainab", "ahmed", "huda"]


def test_invariant_6_a_raised_case_of_a_held_contact_is_told_to_the_counsellor_not_to_the_contact(
    world: World,
) -> None:
    world.says("انسان")
    world.acknowledges()

    assert world.says(RED) == []
    assert ("zainab", "voice") in world.alerts()
    assert any(RED in words for words in world.twilio.texts(ZAINAB))


def test_invariant_6_thanks_in_danger_are_no_all_clear(world: World) -> None:
    world.says(RED)

    assert world.says(THANKS) == [text("danger.heard.1"), text("danger.calm")]
    assert world.open_case().level == Level.RED
