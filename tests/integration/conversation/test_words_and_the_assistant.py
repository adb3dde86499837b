"""Taught words without Rasa, commands taken from texts, what the assistant asks for."""

import pytest

from helpline.outbox.reply import Reply
from helpline.triage import Level
from tests.integration.world import CONTACT, RED, SAD, THANKS, WISH, World, text


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize("word", ["خطر", "danger", "خطر!", "«خطر»"])
def test_the_word_for_danger_brings_a_person_with_rasa_up_or_down(
    world: World, word: str, down: bool
) -> None:
    world.rasa.down = down

    assert world.says(word) == [text("danger.calling")]
    assert ("zainab", "voice") in world.alerts()


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize("word", ["انسان", "person", "إنسان", "مرۆڤ"])
def test_the_word_for_a_person_opens_a_case_with_rasa_up_or_down(world: World, word: str, down: bool) -> None:
    world.rasa.down = down

    assert world.says(word) == [text("case.person_told")]
    case = world.open_case()
    assert (case.level, case.reason) == (Level.BLUE, "asked")
    assert world.alerts() == [("zainab", "whatsapp")]


def test_the_word_to_stop_works_with_rasa_down(world: World) -> None:
    world.rasa.down = True

    assert world.says("نهاية") == [text("opt_out.done")]


def test_without_rasa_sadness_gets_the_fixed_text_and_nothing_is_lost(world: World) -> None:
    world.rasa.down = True
    assert world.says(SAD) == [text("fallback.slow")]

    world.rasa.down = False
    # Who we are is said with the first answer of the assistant, not forgotten because it was down.
    assert world.says(SAD) == [text("welcome.first"), "هلا"]
    assert world.says(SAD) == ["هلا"]


def test_without_rasa_a_wish_to_die_is_asked_about_all_the_same(world: World) -> None:
    world.rasa.down = True

    assert world.says(WISH) == [text("asq.acuity_first"), text("asq.5")]


def test_somebody_who_began_in_danger_learns_later_who_we_are(world: World) -> None:
    world.says(RED)
    world.acknowledges()
    world.closes()

    assert world.says(THANKS) == [text("welcome.first"), "هلا"]


@pytest.mark.parametrize(
    "words", ["/restart", "  /restart", "/ /restart", "//restart", "/\\/restart", "\n/restart"]
)
def test_a_text_that_begins_with_a_slash_is_no_command(world: World, words: str) -> None:
    world.says(words)

    assert world.rasa.heard == ["restart"]


def test_a_button_of_the_assistant_keeps_its_slash_and_only_while_it_is_offered(world: World) -> None:
    world.rasa.offer("شتحب؟", ("/breathing", "تمرين"), ("/talk", "حچي"))
    world.says(THANKS)
    world.says("تمرين", ButtonPayload="/breathing")
    assert world.rasa.heard[-1] == "/breathing"

    world.says("2")
    assert world.rasa.heard[-1] == "/talk"

    world.says("x", ButtonPayload="/restart")
    assert world.rasa.heard[-1] == "x"


def test_the_assistant_is_told_the_level_the_address_and_the_place(world: World) -> None:
    world.rasa.wants = [
        {"helpline": "address", "value": "f"},
        {"helpline": "governorate", "value": "البصرة"},
    ]
    world.says(THANKS)
    world.rasa.wants = ()
    world.says(SAD)

    told = world.rasa.metadata[-1]
    assert (told["level"], told["address"], told["governorate"]) == ("BLUE", "f", "البصرة")


def test_a_form_of_address_that_no_text_has_is_an_error_before_it_is_stored(world: World) -> None:
    world.rasa.wants = [{"helpline": "address", "value": "x"}]
    world.writes(THANKS)
    with pytest.raises(ValueError, match="address"):
        world.jobs.run()

    assert world.contact().address == "neutral"


def test_not_being_understood_brings_a_person(world: World) -> None:
    world.rasa.wants = [{"helpline": "person", "reason": "not_understood"}]
    world.rasa.says = [Reply("ما فهمت، راح يجاوبك واحد منا")]
    world.says(THANKS)

    case = world.open_case()
    assert (case.level, case.reason) == (Level.BLUE, "not_understood")
    assert world.alerts() == [("zainab", "whatsapp")]
    assert world.twilio.texts(CONTACT)[-1] == "ما فهمت، راح يجاوبك واحد منا"


@pytest.mark.parametrize("answer", ["ما اريد اگول", "ما اريد", "لا خلاص ما اريد", "اي ياريت"])
def test_a_short_answer_to_the_assistant_is_no_risk_by_its_letters(world: World, answer: str) -> None:
    world.says("هلو")
    world.rasa.says = [Reply("بيا محافظة السكن؟")]
    world.says("اكو خدمات يمنا؟")
    assert world.says(answer)[0] == "بيا محافظة السكن؟"
    assert world.case() is None


def test_the_same_words_after_a_wish_are_read_with_it(world: World) -> None:
    world.says(WISH)
    world.says("لا خلاص ما اريد")
    assert world.open_case().level >= Level.AMBER


def test_the_danger_button_after_violence_is_about_violence(world: World) -> None:
    world.rasa.offer("المكان امان؟", ("/danger_now", "اكو خطر هسه"))
    world.says("رجلي يضربني")
    assert world.taps(CONTACT, "/danger_now", "اكو خطر هسه") == [text("danger.violence")]
    assert "gbv" in world.open_case().routes


def test_a_child_who_is_beaten_brings_a_person_beside_the_answer(world: World) -> None:
    world.rasa.offer("المكان امان؟", ("/danger_now", "اكو خطر هسه"))
    said = world.says("عمري ١٢ وابوي يضربني كل يوم")
    assert said[-2:] == [text("child.told"), "المكان امان؟"]
    case = world.open_case()
    assert (case.level, case.reason) == (Level.BLUE, "risk")
    assert "child" in case.routes
    # Told once: what follows is answered, and not announced anew.
    assert world.says("ابوي يضربني واني عمري ١٢") == ["المكان امان؟"]


def test_a_child_who_is_beaten_is_heard_while_the_assistant_is_silent(world: World) -> None:
    world.rasa.down = True
    assert world.says("عمري ١٢ وابوي يضربني كل يوم")[0] == text("child.told")
    assert "child" in world.open_case().routes


def test_a_child_who_is_beaten_is_heard_in_the_middle_of_a_questionnaire(world: World) -> None:
    world.rasa.wants = [{"helpline": "flow", "name": "who5"}]
    world.says("هلو")
    world.rasa.wants = ()
    assert text("child.told") in world.says("عمري ١٢ وابوي يضربني كل يوم")
    assert "child" in world.open_case().routes


def test_a_grown_woman_who_is_beaten_decides_herself_who_is_told(world: World) -> None:
    world.rasa.offer("المكان امان؟", ("/danger_now", "اكو خطر هسه"))
    assert world.says("رجلي يضربني")[-1] == "المكان امان؟"
    assert world.case() is None


@pytest.mark.parametrize("words", ["لا تنسوني", "ما اريد وداعا", "خلاص ما اريد", "ما ادري ليش عايش"])
def test_a_refusal_with_more_in_it_is_asked_about(world: World, words: str) -> None:
    world.says("هلو")
    asked = world.says(words)
    assert asked == [text("screening.gate")] or world.open_case().level >= Level.AMBER
