"""Who writes is told from words that leave no doubt, and from no others."""

from dataclasses import replace

import pytest

from helpline.contacts.inbox import Channel, Content
from helpline.conversation import address
from helpline.conversation.plan import Plan, Private
from helpline.conversation.say import say
from helpline.text.own_address import said
from tests.unit.conversation.test_deciding_a_turn import PLAIN

WIFE = replace(PLAIN, text="زوجي ما يحچي وياي")


@pytest.mark.parametrize(
    "text",
    [
        *("زوجي ما يحچي وياي", "رجلي يضربني", "اهل رجلي يهينوني", "رجلي مات واشتاقيتله", "خطيبي عافني"),
        *("اني تعبانة", "اني متزوجة من سنتين", "اني ارملة", "اني ام لثلاث اطفال", "اني سارة", "اني ام علي"),
        *("اني مو متزوجة", "اني كلش ضايجة"),
        *(
            "طليقي ماخذ الجهال",
            "اني ست بيت وعندي جهال",
            "انا خايفة من باچر",
            "ضرتي تكرهني",
        ),
    ],
)
def test_a_woman(text: str) -> None:
    assert said(text) == "f"


@pytest.mark.parametrize(
    "text",
    [
        *("مرتي زعلانة عليه", "زوجتي حامل", "خطيبتي فسخت", "ما اتفاهم ويا مرتي", "اني متزوج وعندي ولد"),
        *("اني ابو حسين", "اني محمد", "اني جندي بالموصل", "اني اب لطفلين", "اني رجال وابچي"),
    ],
)
def test_a_man(text: str) -> None:
    assert said(text) == "m"


@pytest.mark.parametrize(
    "text",
    [
        # A leg.
        *("رجلي توجعني", "رجلي انكسرت", "رجلي ما تشيلني", "رجلي يوجعوني", "رجلي مبتورة", "گعدت على رجلي"),
        # Somebody else, or their words.
        *("اختي تگول زوجي يضربني", "امي گالت اني تعبانة", "امي تعبانة", "اختي متزوجة وعندها طفلين"),
        *(
            "مريضة وما عندي فلوس لعلاجها",
            "متزوجة اختي وعندي خوف عليها",
            "زوجها يضربها",
            "مرت اخوي",
            "زوج اختي",
        ),
        *("ابني يحب بنية", "بنتي خطيبها عافها", "صديقتي زوجها سافر"),
        # What is tired is not who writes; a mood alone; one that women write, too.
        *("تعبانة نفسيتي", "اني تعبانة نفسيتي", "اني حالتي تعبانة", "تعبانة", "اني تعبان"),
        *("اني مو بنية", "اني حامل شهادة", "اني ام واب لجهالي", "اني مرة فرحان ومرة حزين", "مرتين حاولت"),
        *("زوجي ومرتي", "هلو", ""),
    ],
)
def test_where_it_is_not_sure_nothing_is_told(text: str) -> None:
    assert said(text) is None


def test_the_words_of_a_turn_tell_its_address_and_it_is_kept() -> None:
    told = address.as_told(WIFE)
    assert told.address == "f"
    assert address.kept(told, Plan(remember={"prefers": "f"})).remember == {"prefers": "f", "address": "f"}
    # What they say of it themselves goes first.
    assert address.kept(told, Plan(remember={"address": "m"})).remember == {"address": "m"}
    assert address.kept(PLAIN, Plan()).remember == {}


@pytest.mark.parametrize(
    "known",
    [
        {"address": "f"},
        {"address_asked": True},
        {"channel": Channel.VOICE},
        {"content": Content.MEDIA},
        {"button": "address:any"},
        {"private": Private(disguised=True)},
    ],
)
def test_nothing_is_told_over_what_is_known_or_by_what_they_did_not_type(known: dict[str, object]) -> None:
    turn = replace(WIFE, **known)  # type: ignore[arg-type]
    assert address.as_told(turn) == turn


@pytest.mark.parametrize("known", ["m", "f"])
def test_words_that_say_the_contrary_make_it_neutral_and_it_is_asked(known: str) -> None:
    contrary = {"m": "زوجي ما يحچي وياي", "f": "مرتي زعلانة عليه"}
    turn = replace(PLAIN, text=contrary[known], address=known, turns=address.AFTER_TURNS)
    told = address.as_told(turn)
    assert told.address == "neutral"

    asked = address.kept(told, address.also_asked(told, Plan(replies=(say(told, "address.noted"),))))
    assert asked.replies[-1] == say(told, "address.ask")
    assert asked.remember == {"address": "neutral", "address_asked": True}
    # Chosen when they were asked, it is let go as well, and not asked twice.
    chose = address.as_told(replace(turn, address_asked=True))
    assert chose.address == "neutral"
    plan = Plan(replies=(say(chose, "address.noted"),))
    assert address.also_asked(chose, plan) == plan
    # The next words that leave no doubt tell it again, of whoever writes then.
    assert address.as_told(replace(turn, address="neutral")).address == said(contrary[known])


def test_whoever_told_it_or_asked_for_no_questions_is_not_asked() -> None:
    later = replace(PLAIN, text="اي", turns=address.AFTER_TURNS)
    plan = Plan(replies=(say(later, "address.noted"),))
    assert address.also_asked(later, plan) != plan
    assert address.also_asked(later, replace(plan, quiet=True)).replies == plan.replies
    told = address.as_told(replace(later, text="زوجي ما يحچي وياي"))
    assert address.also_asked(told, plan) == plan


@pytest.mark.parametrize(
    "text",
    [
        *("ايدي وي رجلي توجعني", "رجلي يرتجف", "رجلي يتشنج", "هاي مرتي الاولى احچي هنا"),
        *("دكتورة نفسية اريد بالموصل", "ميتة من شهر وصارلي ما انام", "تعبانة الحياة وعندي ديون"),
    ],
)
def test_a_leg_a_first_time_and_another_woman_tell_nothing(text: str) -> None:
    assert said(text) is None
