"""The code word: chosen, said, forgotten; no database."""

from dataclasses import replace

import pytest

from helpline import content
from helpline.contacts import code_word
from helpline.contacts.inbox import Channel, Content
from helpline.conversation.effects import SetCode, Unsaid
from helpline.conversation.plan import Private
from helpline.conversation.turn import decide
from tests.unit.conversation.private_turns import WORD, goes_on, said
from tests.unit.conversation.turns import PLAIN

pytestmark = pytest.mark.usefixtures("environment")


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


def test_a_word_that_is_called_out_may_be_chosen() -> None:
    asked = decide(replace(PLAIN, text="كلمة سر"))
    assert content.text("code.again") in said(decide(replace(PLAIN, text="يا نخلة البيت", flow=asked.flow)))
