"""Safety plan, code word and disguise, as one message after the other decides them; no database."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from helpline import content, screening
from helpline.alerts.disguised import instead
from helpline.contacts import code_word
from helpline.contacts.inbox import Channel, Content
from helpline.contacts.safety_plan import STEPS
from helpline.conversation import disguise, flows, gate
from helpline.conversation.effects import Disguise, Erase, FinishPlan, KeepDraft, SetCode, Unsaid
from helpline.conversation.plan import CaseView, Plan, Private, Turn
from helpline.conversation.turn import decide
from helpline.outbox.reply import Reply
from helpline.triage import ROUTES, Assessment, Level
from tests.unit.conversation.turns import PLAIN

WORD = "رمانة حامضة"
# What a disguised chat must never show, in normalised or plain spelling.
TELLING = ("وياك", "انتحار", "موت", "نفسك", "خطر", "عنف", "مرشد", "ثگيل", "حچينا", "خطتك", "كلمة سر")


@pytest.fixture(autouse=True)
def _settings(environment: pytest.MonkeyPatch) -> None:
    return


def said(plan: Plan) -> str:
    return "\n".join(reply.text for reply in plan.replies)


def goes_on(turn: Turn, plan: Plan, text: str) -> Plan:
    return decide(replace(turn, flow=plan.flow, text=text))


def test_a_plan_takes_seven_answers_one_by_one_and_is_read_back_in_their_words() -> None:
    plan = decide(replace(PLAIN, text="خطة الامان"))
    assert content.text("plan.ask.signs") in said(plan)
    for number in range(1, 8):
        plan = goes_on(PLAIN, plan, f"جواب {number}")

    whole = said(plan)
    assert all(f"جواب {number}" in whole for number in range(1, 8))
    assert "«خطر»" in whole and "911" in whole
    assert plan.flow is None
    assert FinishPlan({step: f"جواب {number}" for number, step in enumerate(STEPS, 1)}) in plan.effects


def test_a_question_can_be_skipped_by_word_and_by_button_and_gone_back_to() -> None:
    plan = decide(replace(PLAIN, text="خطة الامان"))
    plan = goes_on(PLAIN, plan, "عبر")
    assert said(plan) == content.text("plan.ask.alone")

    plan = decide(replace(PLAIN, flow=plan.flow, button="plan_skip", text="نعوف هالسؤال"))
    assert said(plan) == content.text("plan.ask.places")
    plan = goes_on(PLAIN, plan, "ارجع")
    assert said(plan) == content.text("plan.ask.alone")
    assert goes_on(PLAIN, plan, "الصلاة").flow.state["answers"] == {"alone": "الصلاة"}  # type: ignore[union-attr]


def test_a_plan_that_is_left_goes_on_where_it_was() -> None:
    plan = goes_on(PLAIN, decide(replace(PLAIN, text="خطة الامان")), "ما انام")
    left = goes_on(PLAIN, plan, "كافي")
    assert left.flow is None and left.effects == (KeepDraft(1, {"signs": "ما انام"}),)

    draft = Private(draft={"at": 1, "answers": {"signs": "ما انام"}})
    again = decide(replace(PLAIN, text="خطة الامان", private=draft))
    assert content.text("plan.ask.alone") in said(again)


def test_a_plan_of_nothing_but_skipped_questions_keeps_nothing_and_offers_it_again() -> None:
    plan = decide(replace(PLAIN, text="خطة الامان"))
    for _ in STEPS:
        plan = goes_on(PLAIN, plan, "نعوف هالسؤال")

    assert said(plan) == content.text("plan.empty")
    assert not any(isinstance(effect, FinishPlan) for effect in plan.effects)


@pytest.mark.parametrize("words", ["اريد احچي ويا انسان", "اريد مرشد هسه"])
def test_whoever_asks_for_a_person_in_the_middle_is_not_written_down_as_an_answer(words: str) -> None:
    plan = decide(replace(PLAIN, text="خطة الامان"))

    assert goes_on(PLAIN, plan, words).ask_rasa


def test_danger_and_the_word_for_a_person_come_before_a_question_of_the_plan() -> None:
    flow = decide(replace(PLAIN, text="خطة الامان")).flow
    risk = Assessment(Level.AMBER, (), 0.9, ("rule:tired_of_life",), False)

    assert decide(replace(PLAIN, flow=flow, assessment=risk)).screening is not None
    assert decide(replace(PLAIN, flow=flow, assessment=replace(risk, level=Level.RED))).danger
    assert decide(replace(PLAIN, flow=flow, text="انسان")).person_wanted


def test_the_sixth_question_names_no_means() -> None:
    assert "شنو نگدر نبعده، او نخلي واحد نثق بيه يشيله" in content.text("plan.ask.surroundings")


def test_on_the_phone_every_question_has_its_keys_and_the_plan_is_heard_line_by_line() -> None:
    caller = replace(PLAIN, channel=Channel.VOICE, content=Content.SPEECH)
    plan = decide(replace(caller, text="خطة الامان"))
    assert [button.id for button in plan.replies[-1].buttons] == ["plan_skip", "plan_back", "plan_leave"]
    for number in range(7):
        plan = goes_on(caller, plan, f"جواب {number}")

    assert len(plan.replies) == 10
    assert "«" not in said(plan)


def test_a_word_must_be_said_twice_alike_before_it_is_kept_and_nothing_of_it_is_kept_in_words() -> None:
    plan = goes_on(PLAIN, decide(replace(PLAIN, text="كلمة سر")), WORD)
    assert said(plan) == content.text("code.again")
    assert WORD not in repr(plan.flow)
    other = goes_on(PLAIN, plan, "برتقالة")
    assert said(other) == content.text("code.differs")

    done = goes_on(PLAIN, plan, "رمّانه حامضة")
    kept = next(effect.kept for effect in done.effects if isinstance(effect, SetCode))
    assert code_word.matches(kept, WORD) and not code_word.matches(kept, "برتقالة")
    assert all(any(isinstance(one, Unsaid) for one in each.effects) for each in (plan, other, done))


def test_the_same_word_is_kept_differently_each_time() -> None:
    assert code_word.made_of(WORD) != code_word.made_of(WORD)


@pytest.mark.parametrize("word", ["خطر", "انسان", "نعم", "زين", "خطتي", "محادثة عادية", "اب", "1234", ""])
def test_a_word_that_means_something_or_is_said_every_day_is_none(word: str) -> None:
    assert not code_word.usable(word)


def test_three_wrong_words_bring_the_offer_of_a_person_and_leave_talking_open() -> None:
    mine = replace(PLAIN, private=Private(code=code_word.made_of(WORD), plan={"signs": "ما انام"}))
    plan = decide(replace(mine, text="خطتي"))
    assert said(plan) == content.text("code.ask")
    for word in ("برتقالة", "موزة"):
        plan = goes_on(mine, plan, word)
        assert said(plan) == content.text("code.wrong")
    plan = goes_on(mine, plan, "تفاحة")

    assert said(plan) == content.text("code.forgotten") and plan.flow is None
    assert [button.id for button in plan.replies[0].buttons] == ["/ask_counsellor"]
    assert decide(replace(mine, text="ضايج", flow=plan.flow)).ask_rasa


def test_the_plan_stands_behind_the_code_word_until_it_is_said() -> None:
    mine = replace(PLAIN, private=Private(code=code_word.made_of(WORD), plan={"signs": "ما انام"}))
    asked = decide(replace(mine, text="خطتي"))
    assert "ما انام" not in said(asked)
    assert "ما انام" in said(goes_on(mine, asked, WORD))

    passed = replace(mine, private=replace(mine.private, passed=True))
    assert "ما انام" in said(decide(replace(passed, text="خطتي")))
    refused = replace(mine, private=replace(mine.private, refused=True))
    assert said(decide(replace(refused, text="خطتي"))) == content.text("code.later")


def test_a_code_word_is_changed_only_by_whoever_knows_it() -> None:
    mine = replace(PLAIN, private=Private(code=code_word.made_of(WORD)))
    asked = decide(replace(mine, text="كلمة سر"))

    assert said(asked) == content.text("code.ask")
    assert said(goes_on(mine, asked, WORD)) == content.text("code.change")


def test_a_plan_behind_a_word_is_not_read_aloud_on_the_phone() -> None:
    private = Private(code=code_word.made_of(WORD), plan={"signs": "ما انام"})
    plan = decide(replace(PLAIN, channel=Channel.VOICE, content=Content.SPEECH, text="خطتي", private=private))

    assert said(plan) == content.text("code.not_aloud")


def test_a_sentence_is_not_taken_for_a_code_word() -> None:
    asked = decide(replace(PLAIN, text="كلمة سر"))

    assert goes_on(PLAIN, asked, "شنو الفايدة من هاي الكلمة يعني؟").ask_rasa


HIDDEN = replace(PLAIN, private=Private(code="scrypt:AAAA:AAAA", disguised=True))


def test_without_a_code_word_one_is_asked_for_in_words_that_tell_nothing() -> None:
    plan = decide(replace(PLAIN, text="محادثة عادية"))
    texts = [said(plan)]
    for word in ("نعم", WORD, "برتقالة", WORD, WORD):
        plan = goes_on(PLAIN, plan, word)
        texts.append(said(plan))

    assert Disguise(on=True) in plan.effects
    assert not any(telling in text for text in texts for telling in TELLING)


@pytest.mark.parametrize(
    "text", ["محادثة عادية", "محادثه عاديه.", "هلا\nمحادثة عادية", "اخفي المحادثة بسرعة"]
)
@pytest.mark.parametrize("under_way", [None, "screening", "danger", "held", "flow"])
def test_the_word_hides_the_chat_at_once_whatever_is_under_way(text: str, under_way: str | None) -> None:
    case = CaseView(Level.RED, under_way == "held", timedelta(minutes=1), (), "risk")
    turn = replace(
        PLAIN,
        text=text,
        private=Private(code="scrypt:AAAA:AAAA"),
        case=case if under_way in ("danger", "held") else None,
        screening=screening.start("acuity_first") if under_way == "screening" else None,
        flow=decide(replace(PLAIN, text="خطة الامان")).flow if under_way == "flow" else None,
    )
    plan = decide(turn)

    assert Disguise(on=True) in plan.effects
    assert not any(telling in said(plan) for telling in TELLING)
    assert plan.relay == (under_way == "held") and plan.danger == (under_way == "danger")
    assert plan.screening == turn.screening


def test_somebody_who_hides_in_the_middle_of_a_case_needs_no_code_word() -> None:
    case = CaseView(Level.AMBER, False, timedelta(minutes=1), (), "risk")

    assert Disguise(on=True) in decide(replace(PLAIN, text="محادثة عادية", case=case)).effects


def test_hiding_after_a_yes_to_a_question_about_death_brings_a_person() -> None:
    begun = replace(screening.start("full"), positive=(1,), answered=(1,), current=2)
    plan = decide(replace(PLAIN, text="محادثة عادية", screening=begun))

    assert plan.assessment is not None and plan.assessment.level == Level.AMBER
    assert Disguise(on=True) in plan.effects


@hypothesis(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=400, deadline=None)
@given(
    level=st.sampled_from(list(Level)),
    routes=st.lists(st.sampled_from(ROUTES), unique=True).map(tuple),
    acuity=st.booleans(),
    kind=st.sampled_from([Content.TEXT, Content.MEDIA, Content.STICKER, Content.LOCATION, Content.EMPTY]),
    text=st.sampled_from(
        [
            "",
            "لا",
            "نعم",
            "انسان",
            "خطتي",
            "كلمة سر",
            "نهاية",
            "امسح بياناتي",
            "2",
            "i want to die today please",
        ]
    ),
    button=st.sampled_from([None, "yes", "danger_no", "flow:my_plan", "erase_yes"]),
    asked=st.sampled_from([None, "danger"]),
    screened=st.none() | st.sampled_from(["full", "acuity_first"]).map(screening.start),
    case=st.none()
    | st.builds(
        CaseView,
        st.sampled_from([Level.BLUE, Level.AMBER, Level.RED]),
        st.booleans(),
        st.integers(0, 600).map(lambda seconds: timedelta(seconds=seconds)),
        st.just(()),
        st.just("risk"),
    ),
    replies=st.integers(0, 6),
)
def test_whatever_is_written_in_a_disguised_chat_acts_as_ever_and_tells_nothing(
    level: Level,
    routes: tuple[str, ...],
    acuity: bool,
    kind: Content,
    text: str,
    button: str | None,
    asked: str | None,
    screened: screening.State | None,
    case: CaseView | None,
    replies: int,
) -> None:
    turn = replace(
        HIDDEN,
        assessment=Assessment(level, routes, 0.9, (), acuity),
        content=kind,
        text=text,
        button=button,
        asked=asked,
        screening=screened,
        case=case,
        danger_replies=replies,
        private=replace(HIDDEN.private, code=None, plan={"signs": "ما انام"}),
    )
    plan = disguise.worn(turn, decide(turn))
    answer = disguise.worn(turn, Plan(replies=(Reply("اني وياك"),))) if plan.ask_rasa else plan

    assert not any(telling in said(answer) for telling in TELLING)
    assert all(not reply.buttons for reply in answer.replies)
    assert not any(isinstance(effect, Erase) for effect in plan.effects) and plan.flow is None
    held = case is not None and case.held
    if held:
        assert plan.relay and not plan.replies
    elif level == Level.RED or (case is not None and case.level == Level.RED):
        assert plan.danger
        assert "911" in said(plan)
    elif level == Level.AMBER:
        assert plan.assessment is not None and plan.assessment.level >= Level.AMBER
    if plan.assessment is not None and plan.assessment.ask_acuity and not held:
        # It cannot be asked, and what is not answered counts as yes.
        assert plan.assessment.level == Level.RED


def test_only_the_code_word_alone_opens_a_disguised_chat() -> None:
    private = Private(code=code_word.made_of(WORD), disguised=True)
    hidden = replace(PLAIN, private=private)
    opened = decide(replace(hidden, text="رمّانة حامضة!"))
    assert Disguise(on=False) in opened.effects and any(isinstance(one, Unsaid) for one in opened.effects)
    assert said(opened) == content.text("disguise.off")

    for text in (f"اريد {WORD} هسه", "محادثة عادية", "كلمة سر"):
        assert not any(isinstance(one, Disguise) for one in decide(replace(hidden, text=text)).effects)


def test_the_question_that_was_open_is_asked_again_when_the_chat_is_opened() -> None:
    waits = screening.start("acuity_first")
    private = Private(code=code_word.made_of(WORD), disguised=True)
    plan = decide(replace(PLAIN, private=private, text=WORD, screening=waits))

    assert content.text("asq.5") in said(plan) and plan.screening == waits


def test_so_is_the_one_question_before_the_screening() -> None:
    private = Private(code=code_word.made_of(WORD), disguised=True)
    plan = decide(replace(PLAIN, private=private, text=WORD, asked=gate.NAME))

    assert content.text("screening.gate") in said(plan) and plan.asked == gate.NAME


def test_on_the_phone_nothing_is_disguised() -> None:
    plan = Plan(replies=(Reply("كلام"),))

    assert disguise.worn(replace(HIDDEN, channel=Channel.VOICE), plan) is plan


@pytest.mark.parametrize("text_id", [id for id in content.all_texts() if id.startswith("disguise.")])
def test_no_text_of_the_disguise_tells_what_this_is(text_id: str) -> None:
    if text_id != "disguise.off":
        assert not any(telling in content.text(text_id, emergency="911") for telling in TELLING)
        assert not content.buttons(text_id)


@pytest.mark.parametrize("text_id", [id for id in content.all_texts() if id.startswith(("danger.", "case."))])
def test_what_is_told_of_a_case_has_a_harmless_form_that_exists(text_id: str) -> None:
    assert instead(text_id).startswith("disguise.") and instead(text_id) in content.all_texts()


def test_nothing_but_a_clear_yes_erases() -> None:
    asked = decide(replace(PLAIN, text="امسح بياناتي"))
    assert asked.flow is not None and "رقمك" in said(asked) and "خطتك" in said(asked)

    assert goes_on(PLAIN, asked, "اي").effects == (Erase(),)
    assert goes_on(PLAIN, asked, "لا").effects == ()
    assert goes_on(PLAIN, asked, "ليش").effects == ()


def test_how_to_delete_the_chat_tells_of_the_calls_too() -> None:
    plan = decide(replace(PLAIN, text="مسح المحادثة"))

    assert "ايفون" in said(plan) and "قائمة المكالمات" in said(plan)


def test_every_word_that_begins_a_flow_is_taught() -> None:
    assert {name for name in flows.WORDS if name not in content.TAUGHT} == set()
    assert {flow for flow in flows.WORDS.values() if flow not in flows.FLOWS} == set()


@pytest.mark.parametrize("words", ["شنو هاي", "منو هذا", "ليش كلمة؟", "شنو كلمة"])
def test_a_question_is_no_code_word_at_either_time(words: str) -> None:
    asked = decide(replace(PLAIN, text="اخفي المحادثة"))
    once = goes_on(PLAIN, asked, words)
    assert said(once) == content.text("code.what_for") and once.flow == asked.flow
    again = goes_on(PLAIN, goes_on(PLAIN, asked, WORD), words)
    assert said(again) == content.text("code.what_for")
    assert not any(isinstance(effect, SetCode) for plan in (once, again) for effect in plan.effects)


@pytest.mark.parametrize("words", ["لا", "بطلت", "ما اريد", "نوگف"])
def test_who_wants_no_code_word_is_let_go(words: str) -> None:
    plan = goes_on(PLAIN, decide(replace(PLAIN, text="اخفي المحادثة")), words)
    assert said(plan) == content.text("code.left") and plan.flow is None


@pytest.mark.parametrize("words", ["عادي اتشاقى", "رجلي يفتش تلفوني", "محد يعرف بيه"])
def test_what_only_reminds_of_hiding_hides_nothing(words: str) -> None:
    assert not disguise.is_spoken_of(replace(PLAIN, text=words))


@pytest.mark.parametrize("words", ["خليها محادثة عادية", "اخفيها بسرعة", "سويها حچي عادي"])
def test_hiding_is_spoken_of_by_its_words(words: str) -> None:
    assert disguise.is_spoken_of(replace(PLAIN, text=words))


def test_a_word_that_is_called_out_may_be_chosen() -> None:
    asked = decide(replace(PLAIN, text="كلمة سر"))
    assert content.text("code.again") in said(decide(replace(PLAIN, text="يا نخلة البيت", flow=asked.flow)))
