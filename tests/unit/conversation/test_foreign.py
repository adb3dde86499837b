"""Whoever writes English or Kurdish reads in it, at every turn, what happens now; nothing is swallowed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from helpline import content
from helpline.contacts.inbox import Content
from helpline.conversation import denial
from helpline.conversation.asks_when import asks_when
from helpline.conversation.plan import CaseView, Turn
from helpline.conversation.turn import decide
from helpline.triage import Assessment, Level
from tests.unit.conversation.test_deciding_a_turn import PLAIN, ids

RED = Assessment(Level.RED, (), 1.0, ("rule:en_now",), False)
GUESS = Assessment(Level.RED, (), 0.5, ("ngram:x",), False)
CASE = CaseView(Level.RED, False, timedelta(minutes=1), (), "risk", nobody_yet=True)
WAITS = CaseView(Level.BLUE, False, timedelta(minutes=9), (), "not_understood", nobody_yet=True)
LANGUAGES = ("en", "ku")
SAID = {"en": "there is no answer and it is late", "ku": "زۆر دەترسم و کەسم لەگەڵ نییە"}


def _in(spoken: str, **more: object) -> Turn:
    return replace(PLAIN, language=spoken, text=SAID[spoken], **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize(
    ("routes", "first"),
    [
        ((), "danger.calling"),
        (("medical", "self_harm"), "danger.medical"),
        (("third_party",), "danger.third_party"),
        (("child",), "danger.child"),
        (("gbv",), "danger.violence"),
        (("harm_to_others",), "danger.harm_to_others"),
    ],
)
def test_the_first_words_of_danger_fit_what_it_is(spoken: str, routes: tuple[str, ...], first: str) -> None:
    plan = decide(_in(spoken, assessment=replace(RED, routes=routes, reasons=("rule:kill_threat",))))
    assert plan.danger and ids(plan) == [f"{first}.{spoken}"]


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_company_is_not_the_same_sentence_after_every_message(spoken: str) -> None:
    said = [ids(decide(_in(spoken, case=CASE, danger_replies=n)))[0] for n in (1, 2, 3)]
    assert len(set(said)) == 3 and all(one.endswith(f".{spoken}") for one in said)


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("another", [False, True])
def test_the_ambulance_is_named_again_to_whose_body_is_in_danger(spoken: str, another: bool) -> None:
    swallowed = replace(CASE, routes=("medical", *(("third_party",) if another else ())), another=another)
    said = [ids(decide(_in(spoken, case=swallowed, danger_replies=n)))[0] for n in (1, 2)]
    assert said[1] == f"danger.medical.{spoken}" and said[0] != said[1]


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_company_for_another_asks_about_them(spoken: str) -> None:
    other = replace(CASE, routes=("third_party",), another=True)
    assert ids(decide(_in(spoken, case=other, danger_replies=1))) == [f"danger.other.stay.1.{spoken}"]


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_that_nobody_has_answered_is_told(spoken: str) -> None:
    late = replace(CASE, waiting=timedelta(minutes=9))
    assert ids(decide(_in(spoken, case=late, danger_replies=2))) == [f"danger.nobody_yet.{spoken}"]


@pytest.mark.parametrize(("spoken", "no"), [("en", "no"), ("ku", "نەخێر"), ("ku", "نا")])
def test_a_guess_is_asked_about_and_a_no_is_heard_and_people_are_called_all_the_same(
    spoken: str, no: str
) -> None:
    plan = decide(_in(spoken, assessment=GUESS))
    assert plan.danger and plan.assessment == GUESS
    assert (ids(plan), plan.asked) == ([f"danger.maybe.{spoken}"], denial.MAYBE)
    asked = _in(spoken, case=replace(CASE, plain=False), danger_replies=1, asked=denial.MAYBE)
    after = decide(replace(asked, text=no))
    assert after.danger and (ids(after), after.asked) == ([f"danger.denied.{spoken}"], denial.NAME)


@pytest.mark.parametrize(("spoken", "yes"), [("en", "yes"), ("ku", "بەڵێ"), ("ku", "ئا"), ("en", "please")])
def test_whatever_is_not_a_no_after_a_guess_is_danger(spoken: str, yes: str) -> None:
    asked = _in(spoken, case=replace(CASE, plain=False), danger_replies=1, asked=denial.MAYBE)
    plan = decide(replace(asked, text=yes))
    assert plan.danger and ids(plan) == [f"danger.calling.{spoken}"]


def test_letters_that_look_like_a_wish_ring_and_are_asked_about() -> None:
    letters = Assessment(Level.AMBER, (), 0.6, ("ngram:x",), True)
    plan = decide(_in("en", assessment=letters))
    assert plan.danger and plan.assessment is not None and plan.assessment.level == Level.RED
    assert ids(plan) == ["danger.maybe.en"]
    said = decide(_in("en", assessment=replace(letters, reasons=("rule:en_wish",))))
    assert ids(said) == ["danger.calling.en"]


@pytest.mark.parametrize(
    ("spoken", "text"),
    [
        ("en", "no danger"),
        ("en", "i am safe now, thank you"),
        ("en", "you misunderstood me"),
        ("ku", "مەترسی نییە"),
        ("ku", "من سەلامەتم"),
    ],
)
def test_who_says_that_they_are_safe_is_heard_and_stays_in_danger(spoken: str, text: str) -> None:
    plan = decide(replace(_in(spoken, case=CASE, danger_replies=2), text=text))
    assert plan.danger and ids(plan) == [f"danger.denied.{spoken}"]
    assert plan.asked is None, "said in plain words, it is danger again with the next message"


@pytest.mark.parametrize(
    ("spoken", "text"),
    [
        ("en", "i am not safe"),
        ("en", "no danger to others but i will do it"),
        ("en", "i am safe but he has a gun"),
        ("en", "i'm safe when i am dead"),
        ("en", "i am safe with the rope"),
        ("en", "is there no danger if I take them all"),
        ("en", "no danger?"),
        ("en", "they will find me, no danger to them"),
        ("ku", "سەلامەت نیم"),
    ],
)
def test_what_is_no_denial_is_the_true_state(spoken: str, text: str) -> None:
    plan = decide(replace(_in(spoken, case=CASE, danger_replies=2), text=text))
    assert plan.danger and "denied" not in ids(plan)[0]


@pytest.mark.parametrize(
    "text", ["i didn't mean to wake up", "just asking if it hurts", "i am fine with dying"]
)
def test_what_is_no_misunderstanding_does_not_quiet_a_guess(text: str) -> None:
    guessed = _in("en", case=replace(CASE, plain=False), danger_replies=2)
    assert "denied" not in ids(decide(replace(guessed, text=text)))[0]
    meant = decide(replace(guessed, text="sorry, i didn't mean it, i was just joking"))
    assert ids(meant) == ["danger.denied.en"]


@pytest.mark.parametrize("text", ["bu gece kendimi öldüreceğim", "s'il vous plait aidez moi je suis seule"])
def test_in_danger_another_language_is_told_in_more_than_arabic(text: str) -> None:
    found = replace(RED, reasons=("rule:tr_now",))
    for turn in (PLAIN, replace(PLAIN, case=CASE, danger_replies=3)):
        plan = decide(replace(turn, text=text, assessment=found))
        assert plan.danger and ids(plan)[0] == "language.risk" and ids(plan)[1].startswith("danger.")
    assert "language.risk" not in ids(decide(replace(PLAIN, text="راح اموت", assessment=RED)))


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_while_they_wait_two_sentences_take_turns(spoken: str) -> None:
    said = {decide(_in(spoken, case=WAITS, turns=n)).replies[0].text for n in (1, 2)}
    emergency = content.emergency_number(None)
    assert said == {
        content.text(f"{name}.{spoken}", emergency=emergency)
        for name in ("case.still_waiting", "language.kept")
    }


@pytest.mark.parametrize(
    ("spoken", "text"), [("en", "ok"), ("en", "thanks"), ("en", "yes"), ("ku", "ئا"), ("ku", "سوپاس")]
)
def test_a_word_of_theirs_is_not_answered_in_arabic(spoken: str, text: str) -> None:
    plan = decide(replace(_in(spoken), text=text))
    assert not plan.ask_rasa and plan.person_wanted
    assert ids(plan) == [f"language.person.{spoken}"]


@pytest.mark.parametrize(
    ("spoken", "text", "told"),
    [
        ("en", "person", "case.person_told"),
        ("ku", "مرۆڤ", "case.person_told"),
        ("en", "stop", "opt_out.done"),
        ("ku", "وەستان", "opt_out.done"),
    ],
)
def test_the_taught_words_are_obeyed_in_their_language(spoken: str, text: str, told: str) -> None:
    plan = decide(replace(_in(spoken), text=text))
    assert ids(plan) == [f"{told}.{spoken}"]
    assert plan.person_wanted == (told == "case.person_told")


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_one_word_that_may_be_risk_reaches_a_person_and_no_arabic_question(spoken: str) -> None:
    amber = Assessment(Level.AMBER, (), 0.8, ("rule:self_hurting_noun",), False)
    plan = decide(replace(_in(spoken), text="suicide", assessment=amber))
    assert plan.assessment == amber and plan.screening is None and plan.asked is None
    assert ids(plan) == [f"language.risk.{spoken}"]


def test_a_picture_with_english_under_it_is_looked_at() -> None:
    plan = decide(replace(_in("en"), text="please look at this picture of it", content=Content.MEDIA))
    assert plan.assessment is not None and plan.assessment.level == Level.AMBER
    assert (plan.reason, ids(plan)) == ("media", ["media.danger_question.en"])


def test_they_are_welcomed_in_their_language_though_a_hello_was_answered_in_arabic() -> None:
    text = "i would like to ask you about my family"
    plan = decide(replace(_in("en", new_language=True), text=text))
    assert ids(plan) == ["language.welcome.en", "language.person.en"]
    assert ids(decide(replace(_in("en"), text=text))) == ["language.person.en"]


@pytest.mark.parametrize(
    "text",
    [
        "when will someone answer?",
        "how long do I have to wait",
        "when will you call me please",
        "کەی کەسێک وەڵام دەداتەوە؟",
        "تا کەی چاوەڕێ بکەم",
    ],
)
def test_asking_when_is_told_that_nobody_has_answered_yet(text: str) -> None:
    assert asks_when(text)


@pytest.mark.parametrize(
    "text",
    ["when will i die", "how long must i suffer", "when will it end", "کەی دەمرم", "تا کەی ئازار بکێشم"],
)
def test_asking_when_it_ends_is_another_question(text: str) -> None:
    assert not asks_when(text)


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_what_is_told_after_danger_is_there_in_their_language(spoken: str) -> None:
    arabic = [
        *("danger.calling", "danger.medical", "danger.third_party", "danger.violence", "danger.child"),
        *("danger.harm_to_others", "danger.nobody_yet", "danger.accepted", "danger.passed_on"),
        *("danger.unanswered", "danger.denied", "danger.maybe", "case.still_waiting", "case.accepted"),
        *("case.resolved", "case.not_reached", "case.back_to_assistant", "case.call_missed"),
        *("case.person_told", "case.later_today", "opt_out.done", "fallback.slow", "fallback.safety"),
        *("media.danger_question", "media.safe", "media.location", "media.sticker", "media.empty"),
        *("media.lost", "follow_up.offer", "follow_up.when", "follow_up.agreed", "follow_up.declined"),
        *("follow_up.check_in", "follow_up.one_day", "follow_up.three_days", "follow_up.one_week"),
    ]
    assert [one for one in arabic if content.in_language(one, spoken) == one] == []
    for one in arabic:
        theirs = content.in_language(one, spoken)
        assert {b.id for b in content.buttons(theirs)} == {b.id for b in content.buttons(one)}, one
