"""What somebody would rather not say in a referral is no answer: it is neither written nor passed on."""

from dataclasses import replace

import pytest

from helpline import content
from helpline.conversation import turn
from helpline.conversation.flows import referral
from helpline.conversation.flows.choice import chosen_part
from helpline.conversation.flows.refusing import rather_whom
from helpline.conversation.referral_effects import Consent, Offer, Refuse
from helpline.referrals import Shared, Way
from tests.unit.conversation.test_referral_flows import said, talk, words
from tests.unit.conversation.turns import PLAIN

BEGUN = ("flow:referral:art", "اي")
RATHER_NOT = [
    "ماريد احچي اسمي",
    "ما اريد اگول",
    "ما ارتاح انطي رقمي",
    "ما احب احچي هسه",
    "ما اگدر انطيكم الرقم",
    "لا والله ما اريد احد يعرف",
    "ما اريد انطي رقمي",
]


@pytest.mark.parametrize("no", [*RATHER_NOT, "مو لازم"])
def test_whoever_would_rather_not_say_what_is_passed_on_passes_on_nothing(no: str) -> None:
    plan, _ = talk(*BEGUN, no)
    assert plan.flow is not None and plan.flow.state["shared"] is Shared.NOTHING
    assert plan.flow.state["stage"] == "way" and plan.replies[0].text == content.text("referral.no_number")


@pytest.mark.parametrize("no", [*RATHER_NOT, "مو لازم", "لا خليها", "ما اريد"])
def test_a_sentence_that_is_refused_is_not_written_down_as_one(no: str) -> None:
    _, effects = talk(*BEGUN, "رقمي وشنو احتاج", no, "اكتبولي هنا", "العصر")
    agreed = effects[-1]
    assert isinstance(agreed, Consent) and agreed.need is None
    kept = "رقمي" in no or "الرقم" in no
    assert agreed.shared is (Shared.NOTHING if kept else Shared.NUMBER)


@pytest.mark.parametrize(
    "need",
    [
        "ما اگدر اطلع من البيت",
        "ما عندي هوية",
        "ما اريد اگول اسمي بس احتاج هوية",
        "ما اريد ابني يترك المدرسة",
        "لا اهل ولا بيت",
    ],
)
def test_a_need_that_begins_with_a_no_is_a_need(need: str) -> None:
    _, effects = talk(*BEGUN, "رقمي وشنو احتاج", need, "اكتبولي هنا", "العصر")
    assert effects[-1].need == need and effects[-1].shared is Shared.NUMBER_AND_NEED


@pytest.mark.parametrize("no", ["لا خليها", "خليها بعدين", "مو لازم", "بطلت والله", "هونت", "ماريد بعد"])
def test_a_no_in_other_words_is_one(no: str) -> None:
    plan, effects = talk(BEGUN[0], no)
    assert effects == [Offer("art"), Refuse()] and words(plan) == content.text("referral.refused")


def test_before_they_agree_it_is_said_that_no_number_is_needed() -> None:
    plan, effects = talk(BEGUN[0], "ما ارتاح انطي رقمي")
    assert effects == [Offer("art")] and words(plan) == content.text("referral.nothing_needed")
    assert words(turn.decide(said("اي", plan))) == content.text("referral.share")


@pytest.mark.parametrize("no", ["ما اريد اگول", "مو لازم", "ما ارتاح انطي رقمي"])
def test_whoever_names_no_way_or_hour_is_told_only_when_they_write(no: str) -> None:
    for answers in ((no,), ("خابروني", no)):
        plan, effects = talk(*BEGUN, "رقمي بس", *answers)
        assert effects[-1].way is Way.WHEN_THEY_WRITE and effects[-1].safe_time is None
        assert plan.replies[0].text == content.text("referral.not_reached")


@pytest.mark.parametrize("no", ["ما اريد مكالمة", "لا رسالة ولا مكالمة", "ما اريد رسالة"])
def test_a_way_that_is_denied_is_not_chosen(no: str) -> None:
    plan, effects = talk(*BEGUN, "رقمي بس", no)
    assert not any(isinstance(one, Consent) for one in effects)
    assert plan.flow is not None and plan.flow.state["stage"] == "way"


def test_a_place_that_is_not_known_is_asked_about_once_more_with_an_example() -> None:
    before = (*BEGUN, "رقمي بس")
    plan, _ = talk(*before, "قرية بعيدة", governorate=None)
    assert words(plan) == content.text("referral.place_again")
    _, effects = talk(*before, "قرية بعيدة", "الدورة", "خابروني", "الصبح", governorate=None)
    assert effects[-1].governorate == "بغداد"
    plan, _ = talk(*before, "قرية بعيدة", "يم النهر", governorate=None)
    assert plan.replies[0].text == content.text("referral.without_place")
    assert plan.flow is not None and plan.flow.state["stage"] == "way"


@pytest.mark.parametrize("no", ["ما اريد اگول", "لا خليها", "مو لازم"])
def test_a_place_that_is_refused_is_not_asked_about_again(no: str) -> None:
    plan, _ = talk(*BEGUN, "رقمي بس", no, governorate=None)
    assert plan.flow is not None and plan.flow.state["stage"] == "way"


@pytest.mark.parametrize(
    "no",
    [
        *(
            "من غير رقمي",
            "بلاش رقمي",
            "كلشي الا رقمي",
            "مانطي رقمي",
            "ماانطي رقمي",
            "لاتنطون رقمي",
            "اخفوا رقمي",
        ),
        *("اخفوا رقمي", "اخاف من رقمي", "رجلي عنده رقمي", "ليش رقمي", "مب رقمي"),
    ],
)
def test_a_number_that_is_refused_in_any_words_is_not_passed_on(no: str) -> None:
    assert chosen_part(replace(PLAIN, text=no), referral.SHARED) not in (
        Shared.NUMBER,
        Shared.NUMBER_AND_NEED,
    )


@pytest.mark.parametrize("yes", ["رقمي", "اي رقمي", "انطوهم رقمي"])
def test_a_number_that_is_given_is(yes: str) -> None:
    assert chosen_part(replace(PLAIN, text=yes), referral.SHARED) is Shared.NUMBER


_ANSWERS = ("رقمي وشنو احتاج", "هويتي ضايعة", "اكتبولي هنا", "العصر")


@pytest.mark.parametrize("wish", ["ما اريد احچي ويا رجال", "لا ما ارتاح ويا رجال", "بس ما اريد رجال يخابرني"])
@pytest.mark.parametrize("answered", range(len(_ANSWERS) + 1))
def test_whom_they_would_not_speak_with_is_no_refusal_at_any_question(wish: str, answered: int) -> None:
    """The wish is kept and the same question asked again; its answer leads on, and nobody is called."""
    begun = (*BEGUN, *_ANSWERS)[: answered + 1]
    before, _ = talk(*begun)
    plan = turn.decide(said(wish, before))

    assert plan.remember == {"prefers": "f"} and plan.effects == () and not plan.person_wanted
    assert plan.flow == before.flow
    assert [reply.text for reply in plan.replies] == [
        content.text("referral.woman"),
        before.replies[-1].text,
    ]
    assert plan.replies[-1].buttons == before.replies[-1].buttons
    asked, effects = talk(*begun, wish, *(BEGUN + _ANSWERS)[answered + 1 :])
    assert asked.flow is None and effects[-1].need == "هويتي ضايعة"


@pytest.mark.parametrize(
    "no",
    ["لا ما اريد رجال يتصل بيه، بطلت", "لا ما اريد ويا رجال ولا ويا احد", "لا ماريد احد، لا رجال ولا مرة"],
)
def test_whoever_wants_nobody_at_all_wishes_for_no_one(no: str) -> None:
    assert rather_whom(said(no, talk(*BEGUN)[0])) is None


def test_a_man_may_be_wished_for_as_well() -> None:
    plan, _ = talk(*BEGUN, "ما اريد احچي ويا نسوان")
    assert plan.remember == {"prefers": "m"} and plan.replies[0].text == content.text("referral.man")


@pytest.mark.parametrize("wish", ["اريد احچي ويا بنية", "ما اريد رجال، اريد احچي ويا بنية"])
def test_whoever_asks_for_somebody_now_is_brought_one_as_ever(wish: str) -> None:
    plan, _ = talk(*BEGUN, wish)
    assert plan.person_wanted and plan.remember["prefers"] == "f"
