"""The disguised chat, as one message after the other decides it; no database."""

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
from helpline.conversation import disguise, gate
from helpline.conversation.effects import Disguise, Erase, Unsaid
from helpline.conversation.plan import CaseView, Plan, Private
from helpline.conversation.turn import decide
from helpline.outbox.reply import Reply
from helpline.triage import ROUTES, Assessment, Level
from tests.unit.conversation.private_turns import TELLING, WORD, goes_on, said
from tests.unit.conversation.turns import PLAIN

pytestmark = pytest.mark.usefixtures("environment")


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


@pytest.mark.parametrize("words", ["عادي اتشاقى", "رجلي يفتش تلفوني", "محد يعرف بيه"])
def test_what_only_reminds_of_hiding_hides_nothing(words: str) -> None:
    assert not disguise.is_spoken_of(replace(PLAIN, text=words))


@pytest.mark.parametrize("words", ["خليها محادثة عادية", "اخفيها بسرعة", "سويها حچي عادي"])
def test_hiding_is_spoken_of_by_its_words(words: str) -> None:
    assert disguise.is_spoken_of(replace(PLAIN, text=words))
