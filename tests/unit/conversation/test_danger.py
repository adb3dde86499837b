"""What somebody in danger writes on is answered, and a guess at danger can be undone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from helpline import content
from helpline.conversation import denial
from helpline.conversation.effects import Erase
from helpline.conversation.plan import CaseView
from helpline.conversation.turn import decide
from helpline.triage import Assessment, Level, assess
from tests.unit.conversation.test_deciding_a_turn import PLAIN, ids

CASE = CaseView(Level.RED, False, timedelta(minutes=1), (), "risk", nobody_yet=True)
WAITING = replace(PLAIN, case=CASE, danger_replies=2)
GUESS = Assessment(Level.RED, ("child",), 0.3, ("ngram:x",), False)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("اختي يمي", "beside"),
        ("امي اجت", "beside"),
        ("لا تتصلون", "no_call"),
        ("لتخابرون", "no_call"),
        ("ماريد احد يخابرني", "no_call"),
        ("تكولون لاهلي؟", "family"),
        ("لا تگولون لأبوي", "family"),
        ("رحت لبيت اخوي", "away"),
        ("شلون امسح المحادثة", "chat"),
        ("اريد امسح كل الرسايل من تلفوني", "chat"),
        ("هسه اجه رجلي", "chat"),
        ("اكو احد بالغرفة", "chat"),
    ],
)
def test_what_they_tell_or_ask_is_answered(text: str, about: str) -> None:
    plan = decide(replace(WAITING, text=text))
    assert plan.danger
    assert ids(plan) == [f"danger.about.{about}"]


@pytest.mark.parametrize(
    "text", ["ليش ما تتصلون", "ما تتصلون بالاسعاف", "ما يتصل بيه احد من اهلي", "ناديت محد سمعني"]
)
def test_a_plea_to_call_and_nobody_who_comes_are_not_taken_for_their_opposite(text: str) -> None:
    assert not any("about" in one for one in ids(decide(replace(WAITING, text=text))))


def test_where_somebody_close_may_be_the_danger_their_coming_is_no_comfort() -> None:
    beaten = replace(WAITING, case=replace(CASE, routes=("gbv",)), text="ابوي اجه")
    assert ids(decide(beaten)) == ["danger.about.chat"]
    assert ids(decide(replace(beaten, text="اختي يمي"))) == ["danger.stay.1"]


def test_a_wish_to_be_erased_is_noted_beside_the_true_state() -> None:
    plan = decide(replace(WAITING, text="امسحوا كل معلوماتي"))
    assert plan.replies[-1].text == content.text("erase.later") and Erase(only_ask=True) in plan.effects
    assert ids(replace(plan, replies=plan.replies[:1])) == ["danger.stay.1"]


def test_whose_body_is_in_danger_is_told_of_the_ambulance_again() -> None:
    swallowed = replace(
        WAITING, case=replace(CASE, routes=("medical",)), intent="ask_what_to_do", text="شسوي"
    )
    assert ids(decide(swallowed)) == ["danger.medical"]


def test_that_nobody_has_answered_yet_is_told_between() -> None:
    late = replace(WAITING, case=replace(CASE, waiting=timedelta(minutes=9)), text="اختي يمي")
    assert ids(decide(late)) == ["danger.nobody_yet"]
    assert ids(decide(replace(late, danger_replies=3))) == ["danger.about.beside"]


@pytest.mark.parametrize(
    ("intent", "about"),
    [
        ("delete_chat_help", "chat"),
        ("ask_what_to_do", "now"),
        ("online_blackmail", "blackmail"),
        ("thanks", "thanks"),
    ],
)
def test_what_the_assistant_understands_is_answered(intent: str, about: str) -> None:
    assert ids(decide(replace(WAITING, text="x", intent=intent))) == [f"danger.about.{about}"]


def test_the_first_words_and_new_danger_are_the_true_state() -> None:
    red = Assessment(Level.RED, (), 1.0, ("rule:now",), False)
    assert ids(decide(replace(WAITING, text="اختي يمي", danger_replies=0))) == ["danger.calling"]
    assert "danger.about" not in ids(decide(replace(WAITING, text="لا تتصلون هسه اسويها", assessment=red)))[0]


def test_where_only_letters_look_like_danger_it_is_asked_whether_it_is() -> None:
    plan = decide(replace(PLAIN, text="والجهال يبقون يمي؟", assessment=GUESS))
    assert plan.danger and (ids(plan), plan.asked) == (["danger.maybe"], denial.MAYBE)
    for sure in (replace(GUESS, reasons=("rule:now",)), replace(GUESS, score=0.95)):
        assert ids(decide(replace(PLAIN, assessment=sure))) != ["danger.maybe"]


@pytest.mark.parametrize(
    ("text", "button"), [("لا، ماكو خطر", denial.NO), ("لا", None), ("لا والله ماكو", None)]
)
def test_a_guess_is_undone_by_a_no(text: str, button: str | None) -> None:
    guessed = replace(PLAIN, case=replace(CASE, plain=False), danger_replies=1, asked=denial.MAYBE)
    plan = decide(replace(guessed, text=text, button=button))
    assert (ids(plan), plan.asked) == (["danger.denied"], denial.NAME)


def test_danger_in_plain_words_is_not_undone_by_a_no() -> None:
    plan = decide(replace(PLAIN, case=CASE, danger_replies=1, asked=denial.MAYBE, text="لا"))
    assert ids(plan) != ["danger.denied"]


def test_what_a_rule_says_it_is_about_is_no_guess() -> None:
    armed = Assessment(Level.RED, ("harm_to_others",), 0.8, ("rule:kill_a_person",), False)
    assert ids(decide(replace(PLAIN, assessment=armed))) == ["danger.harm_to_others"]


def test_a_weapon_looked_at_is_not_said_to_be_about_a_neighbour() -> None:
    looked_at = assess("مرات سلاحي يمي واباوعله")
    assert "harm_to_others" in looked_at.routes, "another text is needed here"
    assert "danger.harm_to_others" not in ids(decide(replace(PLAIN, assessment=looked_at)))


OTHERS = replace(
    WAITING, case=replace(CASE, routes=("third_party",), another=True), danger_replies=1, text="اي"
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("شسوي", "danger.other.now"),
        ("ما ادري شسوي", "danger.other.now"),
        ("شگللها", "danger.other.say"),
        ("شلون اقنعه", "danger.other.say"),
        ("اخاف اتصل باهله", "danger.other.family"),
        ("ما يرد عليه", "danger.other.no_answer"),
        ("موبايله مغلق", "danger.other.no_answer"),
        ("هي يمي هسه وتبجي", "danger.other.beside"),
        ("نوديها للمستشفى؟", "danger.about.hospital"),
    ],
)
def test_whoever_writes_about_somebody_in_danger_is_answered_about_them(text: str, said: str) -> None:
    assert ids(decide(replace(OTHERS, text=text))) == [said]


@pytest.mark.parametrize("text", ["محد يمه", "هو وحده بالبيت", "شكله تعبان", "مو وياه"])
def test_that_nobody_is_beside_them_is_not_taken_for_its_opposite(text: str) -> None:
    (said,) = ids(decide(replace(OTHERS, text=text)))
    assert said.startswith("danger.other.stay")


def test_company_for_another_speaks_of_the_other_and_changes() -> None:
    said = [ids(decide(replace(OTHERS, danger_replies=number)))[0] for number in (1, 2, 3, 4)]
    assert said == [f"danger.other.stay.{number}" for number in (1, 2, 3, 1)]


def test_who_speaks_of_themselves_in_it_is_answered_about_themselves() -> None:
    own = Assessment(Level.AMBER, (), 0.9, ("rule:want_to_die",), True)
    assert ids(decide(replace(OTHERS, text="واني هم اريد اموت", assessment=own)))[0] == "danger.heard.1"


def test_kin_of_whoever_is_threatened_at_home_are_not_fetched() -> None:
    beaten = replace(
        OTHERS, case=replace(OTHERS.case, routes=("third_party", "gbv")), text="اخاف اتصل باهلها"
    )  # type: ignore[type-var]
    assert ids(decide(beaten)) != ["danger.other.family"]


@pytest.mark.parametrize("text", ["ما ادري شسوي", "هسه شسوي", "زين شنسوي هسه"])
def test_what_to_do_is_heard_without_the_assistant(text: str) -> None:
    assert ids(decide(replace(WAITING, text=text))) == ["danger.about.now"]


def test_who_is_threatened_at_home_is_never_asked_who_could_come() -> None:
    beaten = replace(WAITING, case=replace(CASE, routes=("gbv", "child")), text="محد يمي")
    said = [ids(decide(replace(beaten, danger_replies=number)))[0] for number in range(1, 9)]
    assert {"danger.stay.1", "danger.stay.3", "danger.heard.1"} == set(said)
    assert ids(decide(replace(beaten, text="شسوي"))) == ["danger.about.now_threat"]


@pytest.mark.parametrize("text", ["شسوي", "هي يمي هسه"])
def test_the_ambulance_comes_first_for_another_too(text: str) -> None:
    swallowed = replace(CASE, routes=("third_party", "medical"), another=True)
    assert ids(decide(replace(OTHERS, case=swallowed, text=text))) == ["danger.medical"]


def test_a_child_who_is_not_beaten_is_not_told_to_leave_the_room() -> None:
    child = replace(WAITING, case=replace(CASE, routes=("child",)), text="شسوي")
    assert ids(decide(child)) == ["danger.about.now"]


@pytest.mark.parametrize("language", ["en", "ku"])
def test_whoever_goes_on_in_another_language_is_not_told_the_same_again(language: str) -> None:
    first = replace(WAITING, language=language, danger_replies=0)
    told = [ids(decide(replace(turn, text="ئا"))) for turn in (first, replace(first, danger_replies=1))]
    assert told == [[f"danger.calling.{language}"], [f"danger.heard.1.{language}"]]
