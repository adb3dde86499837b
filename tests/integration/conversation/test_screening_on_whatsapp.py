"""The screening runs without Rasa, is a trap for nobody, and takes silence about now for a yes."""

import pytest

from helpline.cases import StoredAssessment
from helpline.conversation.silence import SILENCE_TASK
from helpline.conversation.state import Conversation
from helpline.triage import Level
from tests.integration.world import AHMED, CONTACT, PASSIVE, RED, THANKS, WISH, ZAINAB, World, text


def conversation(world: World) -> Conversation:
    (row,) = world.find(Conversation)
    return row  # type: ignore[no-any-return]


def test_a_plain_wish_is_asked_about_now_at_once(world: World) -> None:
    assert world.says(WISH) == [text("asq.acuity_first"), text("asq.5")]
    assert world.open_case().level == Level.AMBER


def test_hopelessness_is_asked_from_the_first_question(world: World) -> None:
    assert world.says(PASSIVE) == [text("screening.intro"), text("asq.1")]


def test_it_goes_on_when_rasa_dies_between_question_and_answer(world: World) -> None:
    world.says(WISH)
    world.rasa.down = True

    assert world.says("نعم") == [text("danger.calling")]
    assert world.open_case().level == Level.RED


def test_a_number_typed_for_a_button_is_its_answer(world: World) -> None:
    world.says(WISH)
    world.says("٢")

    assert world.open_case().level == Level.AMBER
    assert world.twilio.texts(CONTACT)[-1] == text("asq.1")


def test_an_old_button_of_another_question_is_not_taken_for_an_answer_of_its_own(world: World) -> None:
    world.says(WISH)
    # Its title is read as the contact's words; here it says no, and the screening goes on.
    world.says("لا", ButtonPayload="no")

    assert world.twilio.texts(CONTACT)[-1] == text("asq.1")


def test_silence_about_now_for_ten_minutes_is_a_yes(world: World) -> None:
    world.says(WISH)
    world.passes(599)
    assert world.open_case().level == Level.AMBER
    world.passes(2)

    assert world.open_case().level == Level.RED
    assert world.twilio.texts(CONTACT)[-1] == text("screening.stopped_silence")
    assert ("zainab", "voice") in world.alerts()


def test_an_answer_in_time_stops_the_clock(world: World) -> None:
    world.says(WISH)
    world.time.forward(300)
    world.says("لا")
    world.passes(700)

    assert world.open_case().level == Level.AMBER


def test_an_unclear_answer_starts_the_clock_anew(world: World) -> None:
    world.says(WISH)
    world.time.forward(500)
    world.says("شنو يعني هالسؤال")
    world.passes(500)
    assert world.open_case().level == Level.AMBER
    world.passes(101)

    assert world.open_case().level == Level.RED


def test_who_came_in_reads_nothing_of_the_question_and_its_time_runs_on(world: World) -> None:
    world.says(WISH)
    world.passes(60)
    assert world.says("هسه اجه رجلي") == [text("screening.came")]
    for said in ("اي منو هذا", "لا", "هلو"):
        world.passes(150)
        assert world.says(said) == [text("screening.paused")]
    world.passes(130)
    assert world.open_case().level == Level.AMBER
    world.passes(21)

    assert world.open_case().level == Level.RED
    assert world.twilio.texts(CONTACT)[-1] == text("screening.paused_silence")
    assert ("zainab", "voice") in world.alerts()


def test_whoever_is_back_is_asked_again_and_answers(world: World) -> None:
    world.says(WISH)
    world.says("هسه اجه رجلي")
    world.says("لا")
    assert world.says("رجعت") == [text("asq.5")]
    assert world.says("لا") == [text("asq.1")]


def test_the_watchdog_hears_a_silence_whose_job_was_lost(world: World) -> None:
    world.says(WISH)
    world.jobs.lose()
    world.time.forward(606)
    keys = {finding.key for finding in world.watchdog()}
    world.jobs.run(only=SILENCE_TASK)

    assert "late_silences" in keys
    assert world.open_case().level == Level.RED
    assert conversation(world).silence_due_at is None


def test_a_silence_job_that_comes_twice_or_late_does_nothing(world: World) -> None:
    from helpline.conversation.jobs import acuity_silence

    world.says(WISH)
    row = conversation(world)
    world.says("لا")
    world.time.forward(1000)
    acuity_silence(row.id, row.silence_version)
    acuity_silence(999, 1)

    assert world.open_case().level == Level.AMBER


def test_silence_while_a_counsellor_has_the_case_rings_them_and_says_nothing_false(world: World) -> None:
    world.says(WISH)
    world.acknowledges()
    world.says("شلونك", ZAINAB)
    before = len(world.twilio.texts(CONTACT))
    world.passes(601)

    assert world.open_case().level == Level.RED
    assert ("zainab", "voice") in world.alerts()
    assert world.twilio.texts(CONTACT)[before:] == []


def test_the_answer_about_now_is_heard_when_a_counsellor_took_over_in_between(world: World) -> None:
    world.says(WISH)
    world.acknowledges()
    world.says("اي")

    case = world.open_case()
    assert (case.level, case.acknowledged_by) == (Level.RED, "zainab")
    assert ("zainab", "voice") in world.alerts()
    assert any(words.endswith("\nاي") for words in world.twilio.texts(ZAINAB))


def test_asking_for_a_person_in_the_middle_is_obeyed_and_leaves_the_question_about_now(world: World) -> None:
    world.says(PASSIVE)

    assert world.says("انسان") == [text("case.person_told"), text("asq.5")]
    assert world.says("انسان") == [text("case.person_told"), text("asq.5")]
    world.says("لا")
    assert world.open_case().level == Level.AMBER
    assert conversation(world).screening is None


def test_a_button_of_an_older_message_is_no_answer(world: World) -> None:
    world.says(PASSIVE)

    assert world.taps(CONTACT, "skill_safe", "اي، امان") == [text("asq.1")]
    assert world.taps(CONTACT, "skill_safe", "نعم") == [text("asq.1")]
    assert world.says("لا") == [text("asq.2")]


def test_danger_in_the_middle_ends_the_questions(world: World) -> None:
    world.says(PASSIVE)

    assert world.says(RED) == [text("danger.calling")]
    assert conversation(world).screening is None


def test_four_times_no_is_told_so_and_the_person_decides_about_the_case(world: World) -> None:
    world.says(PASSIVE)
    for _ in range(4):
        replies = world.says("لا")

    assert replies == [text("screening.negative")]
    assert world.open_case().level == Level.AMBER


def test_whoever_hurts_their_body_hears_of_that_after_the_questions(world: World) -> None:
    world.says("اجرح ايدي من اتضايق")
    for _ in range(4):
        replies = world.says("لا")

    assert replies == [text("screening.negative"), text("screening.self_harm")]


def test_a_refusal_counts_as_yes(world: World) -> None:
    world.says(WISH)
    world.says("ما اريد اجاوب")

    assert world.open_case().level == Level.RED


def test_nothing_is_asked_again_within_hours_but_a_new_wish_is_asked_about_now(world: World) -> None:
    world.says(WISH)
    for _ in range(5):
        world.says("لا")
    assert world.says(PASSIVE) == [text("amber.told", hours=4)]

    assert world.says(WISH) == [text("asq.acuity_first"), text("asq.5")]
    # Only about now: the four questions were answered a minute ago.
    assert world.says("لا") == [text("screening.nonacute", hours=4)]


def test_somebody_elses_danger_is_coached_and_told_to_a_person(world: World) -> None:
    assert world.says("صديقي يريد ينتحر") == [text("amber.third_party")]
    assert world.open_case().routes == ["third_party"]


def test_ones_own_wish_is_not_hidden_behind_somebody_elses(world: World) -> None:
    assert text("asq.5") in world.says("اريد انتحر وصديقي هم يريد ينتحر")


def test_a_screening_that_was_asked_for_opens_no_case_before_it_finds_something(world: World) -> None:
    world.rasa.wants = [{"helpline": "screen"}]
    world.rasa.says = ()

    assert world.says("افحصوني") == [text("screening.intro"), text("asq.1")]
    assert world.case() is None
    world.rasa.wants = ()
    for _ in range(4):
        world.says("لا")
    assert world.case() is None


@pytest.mark.parametrize("explicit", [True, False])
def test_the_assistants_second_opinion_asks_and_a_yes_starts_it(world: World, explicit: bool) -> None:
    world.rasa.says = ()
    world.rasa.wants = [{"helpline": "raise", "level": "AMBER", "ask_acuity": explicit}]

    assert world.says(THANKS)[-1] == text("screening.gate")
    assert world.case() is None
    assert world.says("اي")[-1] == text("asq.5")
    assert [one.source for one in world.find(StoredAssessment)] == ["screening"]
    assert world.open_case().level == Level.AMBER
    assert world.alerts() == [("zainab", "whatsapp")]
    assert world.twilio.texts(AHMED) == []
