"""PHQ-9 and WHO-5 in conversation: what is asked, what ends them, and what item 9 leads to. Pure."""

from dataclasses import replace

import pytest

from helpline import content
from helpline.contacts.inbox import Channel, Content
from helpline.conversation import flows
from helpline.conversation.effects import KeepResult
from helpline.conversation.plan import Flow, LastCheck, Plan, Private
from helpline.conversation.screening_turn import silent
from helpline.conversation.turn import decide, unanswered
from helpline.screening.questionnaire import INSTRUMENTS
from helpline.triage import Assessment, Level
from tests.unit.conversation.test_deciding_a_turn import PLAIN

names = pytest.mark.parametrize("name", INSTRUMENTS)


def said(plan: Plan) -> str:
    """Return the words of a plan."""
    return "\n".join(reply.text for reply in plan.replies)


def offered(plan: Plan) -> list[str]:
    """Return the ids of what may be tapped."""
    return [button.id for button in plan.replies[-1].buttons]


def follow(plan: Plan, text: str = "", button: str | None = None, **more: object) -> Plan:
    """Return what comes of the next message."""
    kind = Content.BUTTON if button else Content.TEXT
    turn = replace(
        PLAIN, text=text, button=button, content=kind, flow=plan.flow, screening=plan.screening, **more
    )
    return decide(turn)


def begun(name: str, **more: object) -> Plan:
    """Return the first item."""
    return follow(flows.start(replace(PLAIN, **more), name), button="begin", **more)


def filled(name: str, *answers: str, **more: object) -> Plan:
    """Return what comes after answers, each a button's id, or words."""
    plan = begun(name, **more)
    for one in answers:
        tapped = one in ("skip", "enough") or one.startswith("value:")
        plan = follow(plan, button=one, **more) if tapped else follow(plan, one, **more)
    return plan


def phq9(*values: int) -> tuple[str, ...]:
    """Return nine answers: these, then «not at all»."""
    return tuple(f"value:{value}" for value in (*values, *([0] * (9 - len(values)))))


def text(text_id: str, **values: object) -> str:
    return content.text(text_id, emergency=content.emergency_number(None), **values)


@names
def test_it_is_explained_and_agreed_to_before_anything_is_asked(name: str) -> None:
    plan = flows.start(PLAIN, name)

    words = said(plan)
    assert "اسبوعين" in words and "دق" in words and "ما تشخص" in words and "«كافي»" in words
    assert offered(plan) == ["begin", "later"]
    assert text(f"{name}.1") not in words


def test_phq9_says_before_that_it_asks_about_death_and_that_a_person_may_hear_of_it() -> None:
    words = said(flows.start(PLAIN, "phq9"))
    assert "الموت" in words and "شخص من فريقنا" in words


@names
@pytest.mark.parametrize("yes", ["نبدي", "اي", "يلا", "تمام", "نعم"])
def test_a_word_begins_it(name: str, yes: str) -> None:
    assert text(f"{name}.1") in said(follow(flows.start(PLAIN, name), yes))


@names
@pytest.mark.parametrize("no", ["لا", "مو هسه", "بعدين", "كافي", "ما اريد"])
def test_a_word_leaves_it_for_later(name: str, no: str) -> None:
    plan = follow(flows.start(PLAIN, name), no)
    assert said(plan) == text("questionnaire.later")
    assert plan.flow is None


@names
def test_whoever_tells_of_something_instead_is_listened_to(name: str) -> None:
    assert follow(flows.start(PLAIN, name), "اليوم صار خناق ببيتنا").ask_rasa


@names
def test_one_item_at_a_time_with_where_they_are_and_numbers_to_type(name: str) -> None:
    instrument = INSTRUMENTS[name]
    plan = begun(name)
    for number in range(1, instrument.items + 1):
        assert len(plan.replies) == 1
        assert f"سؤال {number} من {instrument.items}" in said(plan)
        assert text(f"{name}.{number}") in said(plan)
        for place, button in enumerate(content.buttons(f"{name}.answers"), 1):
            assert f"{place}. {button.title}" in said(plan)
        assert offered(plan)[: instrument.most + 1] == [f"value:{one}" for one in range(instrument.most + 1)]
        plan = follow(plan, button="value:0")


@names
@pytest.mark.parametrize("number", ["2", "٢", "رقم اثنين"])
def test_a_typed_number_is_the_place_in_the_list(name: str, number: str) -> None:
    plan = filled(name, number)
    assert plan.flow is not None
    assert plan.flow.state["answers"] == [1]


@names
def test_on_the_phone_where_they_are_the_item_and_the_answers_are_heard_apart(name: str) -> None:
    plan = begun(name, channel=Channel.VOICE)
    where = content.text(f"{name}.where", spoken=True, n=1)
    assert [reply.text for reply in plan.replies] == [where, text(f"{name}.1")]
    assert "1." not in said(plan)
    assert len(plan.replies[-1].buttons) == INSTRUMENTS[name].most + 1


@names
def test_what_is_not_understood_is_asked_again_once_and_then_skipped(name: str) -> None:
    plan = filled(name, "شنو هاي")
    assert said(plan).startswith(text("questionnaire.again"))
    assert text(f"{name}.1") in said(plan)
    assert offered(plan)[-2:] == ["skip", "enough"]

    plan = follow(plan, "شنو")
    assert said(plan).startswith(text("questionnaire.skipped"))
    assert text(f"{name}.2") in said(plan)


@names
def test_whoever_goes_on_telling_is_not_kept_in_the_questions(name: str) -> None:
    plan = filled(name, "شنو هاي")
    plan = follow(plan, "اني من رجعت من السفر والبيت مگلوب والكل يصيح على الكل")
    assert plan.ask_rasa
    assert plan.flow is None


@names
@pytest.mark.parametrize("word", ["كافي", "نوگف", "ما اريد اكمل"])
def test_they_may_stop_in_a_word_at_any_item(name: str, word: str) -> None:
    plan = filled(name, "value:1", "value:2", word)
    assert said(plan) == text("questionnaire.stopped")
    assert plan.flow is None
    assert plan.effects == ()


@names
def test_a_person_is_reached_from_any_item(name: str) -> None:
    assert filled(name, "value:1", "انسان").person_wanted


@names
def test_a_wish_said_in_an_answer_goes_the_way_of_every_wish(name: str) -> None:
    wish = Assessment(Level.AMBER, (), 0.9, ("rule:wish_die",), True)
    plan = follow(begun(name), "كل يوم اتمنى اموت", assessment=wish)

    assert plan.assessment == wish
    assert plan.screening is not None
    assert plan.screening.current == 5


@names
def test_violence_told_in_an_answer_is_heard(name: str) -> None:
    beaten = Assessment(Level.BLUE, ("gbv",), 0.5, ("rule:beaten_by",), False)
    assert follow(begun(name), "كل يوم رجلي يضربني", assessment=beaten).ask_rasa


@names
def test_what_only_looks_like_violence_by_its_letters_is_an_answer(name: str) -> None:
    looks = Assessment(Level.BLUE, ("medical",), 0.1, ("ngram:وياي",), False)
    assert not follow(begun(name), "كل يوم", assessment=looks).ask_rasa


@pytest.mark.parametrize(
    ("values", "band"), [((1, 1, 1, 1), 0), ((3, 3, 3), 1), ((3, 3, 3, 3), 2), ((3, 3, 3, 3, 3), 3)]
)
def test_the_end_says_the_total_and_what_it_may_mean(values: tuple[int, ...], band: int) -> None:
    plan = filled("phq9", *phq9(*values))

    assert said(plan) == "\n\n".join((text("phq9.total", score=sum(values)), text(f"phq9.result.{band}")))
    assert plan.effects == (KeepResult("phq9", (*values, *([0] * (9 - len(values)))), sum(values)),)
    assert plan.screening is None and plan.assessment is None
    assert ("person" in offered(plan)) == (band > 0)


@pytest.mark.parametrize("band", [2, 3])
def test_from_moderate_on_a_person_is_the_first_that_is_offered(band: int) -> None:
    button = content.buttons(f"phq9.result.{band}")[0]
    assert decide(replace(PLAIN, text=button.title, button=button.id)).person_wanted


def test_from_twenty_on_a_person_is_told_and_the_screening_asks_though_item_nine_is_no() -> None:
    plan = filled("phq9", *phq9(3, 3, 3, 3, 3, 3, 2))

    assert plan.assessment is not None
    assert plan.assessment.level == Level.AMBER
    assert plan.source == "screening"
    assert plan.screening is not None and plan.screening.current == 1
    assert said(plan).startswith(text("phq9.result.4", hours=4))
    assert plan.effects == (KeepResult("phq9", (3, 3, 3, 3, 3, 3, 2, 0, 0), 20),)


@pytest.mark.parametrize("value", ["value:1", "value:2", "value:3", "4", "مرات", "اي", "كل يوم"])
def test_anything_but_never_to_item_nine_leads_into_the_screening_at_once(value: str) -> None:
    plan = filled("phq9", *phq9()[:8], value)

    assert plan.screening is not None and plan.screening.current == 1
    assert said(plan).endswith(text("asq.1"))
    assert said(plan).startswith(text("screening.intro"))
    assert text("phq9.total", score=1) not in said(plan)
    assert flows.worries(plan.flow)


@pytest.mark.parametrize("word", ["skip", "ما اريد اجاوب", "ما ادري", "كافي", "enough"])
def test_not_answering_item_nine_leads_into_the_screening(word: str) -> None:
    plan = filled("phq9", *phq9(1)[:8], word)

    assert plan.screening is not None
    assert said(plan).startswith(text("phq9.unanswered"))
    assert plan.effects == (KeepResult("phq9", (1, 0, 0, 0, 0, 0, 0, 0, None), None),)
    assert not flows.worries(plan.flow)


@pytest.mark.parametrize("second", ["شنو", "اني من رجعت من السفر والبيت مگلوب والكل يصيح على الكل"])
def test_item_nine_not_understood_twice_leads_into_the_screening(second: str) -> None:
    again = filled("phq9", *phq9()[:8], "شنو هاي")
    assert text("phq9.9") in said(again) and again.screening is None
    assert follow(again, second).screening is not None


def test_silence_on_item_nine_leads_into_the_screening_and_elsewhere_is_no_answer() -> None:
    eighth, ninth = filled("phq9", *phq9()[:7]), filled("phq9", *phq9()[:8])
    assert not flows.waits(eighth.flow)
    assert flows.waits(ninth.flow)

    plan = unanswered(replace(PLAIN, content=Content.SILENCE, flow=ninth.flow))
    assert plan.screening is not None
    with pytest.raises(ValueError, match="no question"):
        unanswered(replace(PLAIN, content=Content.SILENCE, flow=eighth.flow))


@pytest.mark.parametrize("channel", [Channel.WHATSAPP, Channel.VOICE])
def test_a_way_to_a_person_and_hope_are_said_with_item_nine(channel: Channel) -> None:
    plan = filled("phq9", *phq9()[:8], channel=channel)
    way = content.text("phq9.way", spoken=channel == Channel.VOICE)
    assert way in said(plan)
    assert "فريقنا" in way and "تخف" in way
    assert channel == Channel.VOICE or len(plan.replies) == 1
    assert "skip" in offered(plan)


def test_after_a_screening_that_found_nothing_the_result_is_told() -> None:
    plan = filled("phq9", *phq9(3, 3, 0, 0, 0, 0, 0, 0, 1))
    for _ in range(4):
        assert plan.screening is not None
        plan = follow(plan, "لا")

    assert plan.screened and plan.screening is None and plan.flow is None
    assert plan.replies[0].text == text("screening.negative")
    assert text("phq9.total", score=7) in said(plan)


def test_after_a_screening_that_found_something_only_that_is_said() -> None:
    plan = filled("phq9", *phq9(3, 3, 0, 0, 0, 0, 0, 0, 1))
    for answer in ("نعم", "لا", "لا", "لا", "لا"):
        plan = follow(plan, answer)

    assert plan.assessment is not None and plan.assessment.level == Level.AMBER
    assert said(plan) == text("screening.nonacute", hours=4)


def test_silence_in_the_screening_keeps_the_result_for_its_end() -> None:
    plan = filled("phq9", *phq9(1, 0, 0, 0, 0, 0, 0, 0, 1))
    assert plan.screening is not None
    nothing = replace(PLAIN, content=Content.SILENCE, flow=plan.flow, screening=plan.screening)
    plan = silent(nothing, plan.screening)
    assert plan.screening is not None
    assert plan.flow is not None


@pytest.mark.parametrize(
    ("values", "text_id"),
    [((1, 1), "questionnaire.incomplete.next"), ((3, 3, 3, 3), "phq9.result.2"), ((3,) * 5, "phq9.result.3")],
)
def test_with_an_item_skipped_no_total_is_said_but_what_is_known_is(
    values: tuple[int, ...], text_id: str
) -> None:
    answers = [*phq9(*values)[:7], "skip", "value:0"]
    plan = filled("phq9", *answers)

    assert said(plan) == "\n\n".join((text("questionnaire.incomplete"), text(text_id)))
    assert "person" in offered(plan)


def test_severe_with_an_item_skipped_is_still_severe() -> None:
    plan = filled("phq9", *(["value:3"] * 7), "skip", "value:0")
    assert plan.assessment is not None and plan.assessment.level == Level.AMBER


@pytest.mark.parametrize(("value", "score", "band"), [(0, 0, 0), (2, 40, 0), (3, 60, 1), (5, 100, 1)])
def test_who5_is_told_the_right_way_round(value: int, score: int, band: int) -> None:
    plan = filled("who5", *([f"value:{value}"] * 5))

    assert said(plan) == "\n\n".join((text("who5.total", score=score), text(f"who5.result.{band}")))
    assert plan.effects == (KeepResult("who5", (value,) * 5, score),)


def test_a_low_who5_offers_a_person_and_the_longer_questions() -> None:
    plan = filled("who5", *(["value:1"] * 5))
    assert offered(plan)[:2] == ["person", "flow:phq9"]
    assert said(follow(plan, button="flow:phq9")) == said(flows.start(PLAIN, "phq9"))


def test_the_last_time_is_compared_gently() -> None:
    before = LastCheck(score=12, days=21)
    plan = filled("phq9", *phq9(1, 1), last_check=before)
    assert text("questionnaire.last", days=21, before=12, score=2) in said(plan)
    assert "21 يوم" in said(plan)


@pytest.mark.parametrize("more", [{"last_check": LastCheck(12, 0)}, {"last_check": None}])
def test_without_an_earlier_day_nothing_is_compared(more: dict[str, object]) -> None:
    assert "آخر مرة" not in said(filled("phq9", *phq9(1, 1), **more))


def test_an_earlier_result_is_private_where_there_is_a_code_word() -> None:
    locked = Private(code="hash")
    plan = filled("phq9", *phq9(1, 1), last_check=LastCheck(12, 21), private=locked)
    assert "آخر مرة" not in said(plan)


def test_no_result_is_a_diagnosis() -> None:
    words = " ".join(
        form
        for id, entry in content.all_texts().items()
        if id.startswith(("phq9.", "who5.", "questionnaire.", "check."))
        for form in entry.forms.values()
    )
    assert not any(label in words for label in ("اكتئاب", "كآبة", "مكتئب", "مرض", "مريض", "حالتك"))


def test_the_taught_word_offers_the_two() -> None:
    plan = decide(replace(PLAIN, text="فحص"))
    assert offered(plan) == ["flow:who5", "flow:phq9"]


def test_titles_fit_a_list_on_whatsapp() -> None:
    for name in ("phq9.answers", "who5.answers", "questionnaire.again"):
        assert all(len(button.title) <= 20 for button in content.buttons(name))


def test_a_flow_that_is_over_is_left_and_not_a_trap() -> None:
    over = Flow("who5", {"answers": [1] * 5, "again": False})
    assert decide(replace(PLAIN, text="2", flow=over)).ask_rasa
