"""PHQ-9 and WHO-5 on WhatsApp, from the word that asks for them to what is kept."""

import pytest
from sqlalchemy import select, text

from helpline.contacts import questionnaire
from helpline.contacts.questionnaire import QuestionnaireResult
from helpline.conversation import state
from helpline.infra.database import transaction
from helpline.infra.settings import settings
from helpline.triage import Level
from tests.integration.world import CONTACT, OTHER, WISH, ZAINAB, World
from tests.integration.world import text as words

TITLES = ("ولا يوم", "چم يوم", "اكثر من نص الايام", "تقريبا كل يوم")
SHARES = ("ولا مرة", "بعض الوقت", "اقل من نص الوقت", "اكثر من نص الوقت", "اغلب الوقت", "كل الوقت")


def begun(world: World, name: str = "phq9", phone: str = CONTACT) -> list[str]:
    """Ask for a questionnaire with the taught word and begin it; returns the first item."""
    world.says("فحص", phone)
    world.taps(phone, f"flow:{name}", "تسع اسئلة عن المزاج")
    return world.taps(phone, "begin", "نبدي")


def taps(world: World, *values: int, name: str = "phq9", phone: str = CONTACT) -> list[str]:
    """Tap an answer to each item; returns what was written after the last."""
    titles = TITLES if name == "phq9" else SHARES
    said: list[str] = []
    for value in values:
        said = world.taps(phone, f"value:{value}", titles[value])
    return said


def kept(world: World, phone: str = CONTACT) -> list[questionnaire.Result]:
    """Return what is kept of a contact."""
    with transaction() as session:
        return questionnaire.last(session, world.contact(phone).id)


def test_nine_answers_end_in_a_result_without_a_case_or_the_assistant(world: World) -> None:
    begun(world)
    said = taps(world, 1, 1, 1, 0, 0, 0, 0, 0, 0)

    assert said == ["\n\n".join((words("phq9.total", score=3), words("phq9.result.0")))]
    assert world.case() is None
    assert world.rasa.heard == []
    assert [(one.instrument, one.score) for one in kept(world)] == [("phq9", 3)]


def test_every_answer_every_day_is_no_alarm_by_its_words(world: World) -> None:
    begun(world, "who5")
    for _ in range(4):
        assert "سؤال" in taps(world, 1, name="who5")[0]

    assert words("who5.total", score=20) in taps(world, 1, name="who5")[0]
    assert world.case() is None


def test_answers_are_typed_as_well(world: World) -> None:
    begun(world, "who5")
    for typed in ("6", "٥", "اغلب الوقت", "4"):
        world.says(typed)

    assert words("who5.total", score=(5 + 4 + 4 + 3 + 0) * 4) in world.says("ولا مرة")[0]


def test_how_often_in_ones_own_words_is_no_alarm_by_its_letters(world: World) -> None:
    begun(world)
    for typed in ("كل يوم تقريبا", "تقريباً كل يوم", "يوميا", "كل ليلة تقريبا"):
        assert "سؤال" in world.says(typed)[0]
    assert world.case() is None


def test_what_is_said_beside_how_often_is_heard(world: World) -> None:
    begun(world)
    world.says("كل يوم اتمنى انام وما اكعد")
    assert world.open_case().level == Level.AMBER


def test_the_assistant_begins_it_when_it_understands_the_wish(world: World) -> None:
    world.rasa.says, world.rasa.wants = (), [{"helpline": "flow", "name": "who5"}]
    assert world.says("اريد اعرف شلون نفسيتي بشكل عام")[-1] == words("who5.intro")


def test_item_nine_leads_into_the_screening_and_a_yes_to_now_is_danger(world: World) -> None:
    begun(world)
    said = taps(world, 0, 0, 0, 0, 0, 0, 0, 0, 1)
    assert said == [words("screening.intro"), words("asq.1")]
    assert world.case() is None

    for answer in ("نعم", "لا", "لا", "لا"):
        said = world.says(answer)
    assert said == [words("asq.5")]
    assert world.says("نعم") == [words("danger.calling")]
    assert world.open_case().level == Level.RED


def test_after_four_times_no_the_result_follows(world: World) -> None:
    begun(world)
    taps(world, 1, 1, 0, 0, 0, 0, 0, 0, 1)
    said: list[str] = []
    for _ in range(4):
        said = world.says("لا")

    assert said[0] == words("screening.negative")
    assert said[1].startswith(words("phq9.total", score=3))
    assert world.case() is None


def test_a_severe_total_opens_a_case_that_a_negative_screening_does_not_close(world: World) -> None:
    begun(world)
    said = taps(world, 3, 3, 3, 3, 3, 3, 2, 0, 0)
    assert said == [words("phq9.result.4", hours=4), words("screening.intro"), words("asq.1")]
    case = world.open_case()
    assert (case.level, case.reason) == (Level.AMBER, "risk")
    assert world.alerts() == [("zainab", "whatsapp")]

    for _ in range(4):
        said = world.says("لا")
    assert said == [words("screening.negative")]
    assert world.open_case().state == "open"


def test_silence_on_item_nine_leads_into_the_screening(world: World) -> None:
    begun(world)
    taps(world, 0, 0, 0, 0, 0, 0, 0, 0)
    before = len(world.twilio.texts(CONTACT))
    world.passes(settings().acuity_silence_after + 1)

    assert world.twilio.texts(CONTACT)[before:] == [words("phq9.unanswered"), words("asq.1")]


def test_silence_on_another_item_is_left_in_peace(world: World) -> None:
    begun(world)
    taps(world, 0, 0, 0)
    before = len(world.twilio.texts(CONTACT))
    world.passes(settings().acuity_silence_after + 1)

    assert world.twilio.texts(CONTACT)[before:] == []


def test_an_answer_in_time_stops_the_waiting(world: World) -> None:
    begun(world)
    taps(world, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    before = len(world.twilio.texts(CONTACT))
    world.passes(settings().acuity_silence_after + 1)

    assert world.twilio.texts(CONTACT)[before:] == []


def test_a_wish_in_the_middle_goes_the_way_of_every_wish(world: World) -> None:
    begun(world)
    taps(world, 1, 1)
    assert world.says(WISH) == [words("asq.acuity_first"), words("asq.5")]
    assert world.open_case().level == Level.AMBER


@pytest.mark.parametrize("times", [1, 2])
def test_an_old_list_that_is_tapped_again_answers_by_its_words(world: World, times: int) -> None:
    begun(world)
    for _ in range(times):
        taps(world, 3)
    assert f"سؤال {times + 1} من 9" in world.twilio.texts(CONTACT)[-1]


def test_the_answers_lie_encrypted_and_only_the_last_are_kept(world: World) -> None:
    begun(world)
    taps(world, 2, 2, 0, 0, 0, 0, 0, 0, 0)
    world.time.forward(14 * 86_400)
    begun(world)
    said = taps(world, 1, 0, 0, 0, 0, 0, 0, 0, 0)

    assert words("questionnaire.last", days=14, before=4, score=1) in said[0]
    assert [(one.answers, one.score) for one in kept(world)] == [((1, 0, 0, 0, 0, 0, 0, 0, 0), 1)]
    with transaction() as session:
        raw = session.execute(text("SELECT result FROM questionnaire_results")).scalar_one()
        flow = session.scalar(select(state.Conversation.flow))
    assert b"answers" not in bytes(raw)
    assert flow is None


def test_what_one_contact_answered_is_theirs_alone(world: World) -> None:
    begun(world)
    taps(world, 2, 2, 0, 0, 0, 0, 0, 0, 0)
    world.time.forward(14 * 86_400)
    begun(world, phone=OTHER)

    said = taps(world, 1, 0, 0, 0, 0, 0, 0, 0, 0, phone=OTHER)
    assert "آخر مرة" not in said[0]


def test_the_counsellor_reads_the_last_results(world: World) -> None:
    begun(world, "who5")
    taps(world, 1, 1, 1, 1, 1, name="who5")
    begun(world)
    taps(world, 3, 3, 3, 3, 3, 3, 2, 0, 1)
    world.acknowledges()
    read = "\n".join(world.says("ملخص", ZAINAB))

    assert "PHQ-9" in read and "21 من 27" in read and "افكار الموت او الاذى: چم يوم" in read
    assert "WHO-5" in read and "20 من مية" in read
    assert "مجموع عالي باسئلة المزاج" in read


def test_the_counsellor_reads_that_an_item_was_not_answered(world: World) -> None:
    begun(world)
    taps(world, 3, 3, 3, 3, 3, 3, 3, 0)
    world.says("ما اريد اجاوب")
    world.acknowledges()
    read = "\n".join(world.says("ملخص", ZAINAB))

    assert "21 من 27 او اكثر" in read and "بلا جواب" in read


def test_what_was_only_tapped_does_not_push_out_their_own_words(world: World) -> None:
    world.says("من شهر وبيتنا مو بيت")
    begun(world)
    taps(world, 3, 3, 3, 3, 3, 3, 3, 0, 0)
    world.acknowledges()
    read = "\n".join(world.says("ملخص", ZAINAB))

    assert "تقريبا كل يوم" not in read
    assert "بيتنا مو بيت" in read


def test_erasing_takes_the_results(world: World) -> None:
    from helpline.contacts import erase
    from helpline.infra import clock

    begun(world)
    taps(world, 1, 0, 0, 0, 0, 0, 0, 0, 0)
    with transaction() as session:
        erase.erase(session, world.contact().id, clock.now())

    with transaction() as session:
        assert session.scalars(select(QuestionnaireResult)).all() == []


def test_a_counsellor_who_takes_the_case_ends_the_questions(world: World) -> None:
    world.says("انسان")
    begun(world)
    taps(world, 1, 1)
    world.acknowledges()
    before = len(world.twilio.texts(CONTACT))
    world.says("چم يوم")

    assert not any("سؤال" in one for one in world.twilio.texts(CONTACT)[before:])


def test_a_total_is_told_again_to_whoever_asks_for_it(world: World) -> None:
    begun(world, "who5")
    taps(world, 3, 3, 3, 3, 3, name="who5")
    world.says("هلا")

    assert world.says("شكد مجموعي") == ["\n\n".join((words("who5.score", score=60), words("who5.result.1")))]


def test_a_total_of_the_day_before_is_not_told_again(world: World) -> None:
    begun(world, "who5")
    taps(world, 3, 3, 3, 3, 3, name="who5")
    with transaction() as session:
        session.execute(text("UPDATE questionnaire_results SET at = at - interval '2 days'"))

    assert words("who5.score", score=60) not in world.says("شكد مجموعي")[0]
