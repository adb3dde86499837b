"""Somebody writes in a language that the assistant does not speak: a person comes, in words they read."""

import pytest
from sqlalchemy import select

from helpline.contacts import Contact
from helpline.infra.database import transaction
from helpline.triage import Assessment, Level
from tests.integration.world import World, text

ENGLISH = "hello is there somebody here who can speak english"
KURDISH = "سڵاو، دەتوانم لەگەڵ کەسێک قسە بکەم سەبارەت بە کێشەکەم"
PERSIAN = "سلام من می خواهم با کسی درباره مشکل خودم صحبت کنم لطفا"


def language() -> str | None:
    """Return what is remembered of the contact's language."""
    with transaction() as session:
        return session.scalar(select(Contact.language))


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize(("said", "code"), [(ENGLISH, "en"), (KURDISH, "ku")])
def test_a_sentence_in_another_language_is_welcomed_in_it_and_brings_a_person(
    world: World, said: str, code: str, down: bool
) -> None:
    world.rasa.down = down

    assert world.says(said) == [text(f"language.welcome.{code}"), text(f"language.person.{code}")]
    case = world.open_case()
    assert (case.level, case.reason) == (Level.BLUE, "not_understood")
    assert language() == code
    assert world.says(said) == [text(f"case.still_waiting.{code}")]
    assert world.says(said) == [text(f"language.kept.{code}")]
    assert world.rasa.heard == []


def test_a_language_that_is_not_known_gets_both(world: World) -> None:
    assert world.says(PERSIAN) == [text("language.welcome"), text("language.person")]
    assert language() is None
    assert world.open_case().level == Level.BLUE


def test_a_wish_to_die_in_english_is_not_screened_in_arabic_and_is_danger(world: World) -> None:
    assert world.says("i do not want to live anymore, i want to die") == [text("danger.calling.en")]
    assert world.open_case().level == Level.RED


def test_what_may_be_risk_in_english_is_read_within_a_quarter_of_an_hour(world: World) -> None:
    assert world.says("they are better without me") == [text("language.risk.en")]
    case = world.open_case()
    assert (case.level, case.reason) == (Level.AMBER, "failure")


def test_danger_in_english_is_told_the_true_state_in_english(world: World) -> None:
    assert world.says("i am going to kill myself now") == [text("danger.calling.en")]
    assert world.open_case().level == Level.RED
    assert world.says("please hurry up i am so scared") == [text("danger.heard.1.en")]


def test_the_one_word_for_danger_is_answered_in_the_language_that_is_remembered(world: World) -> None:
    world.says(ENGLISH)

    assert world.says("danger") == [text("danger.calling.en")]


def test_whoever_goes_on_in_arabic_is_answered_in_arabic(world: World) -> None:
    world.says(ENGLISH)

    assert world.says("هسه احچي عربي وياكم لان خلص تعلمت") == ["هلا"]
    assert language() == "ar"
    assert world.says("هسه راح اقتل نفسي وما ارجع") == [text("danger.calling")]


def test_one_english_sentence_does_not_make_the_arabic_word_for_danger_english(world: World) -> None:
    world.says(ENGLISH)

    assert world.says("خطر") == [text("danger.calling")]


@pytest.mark.parametrize(
    "said", ["ok thanks", "hello", "7abibi shlonak shako mako elyom", "اريد person لو سمحتوا"]
)
def test_a_greeting_a_word_and_arabizi_are_not_another_language(world: World, said: str) -> None:
    world.says(said)

    assert language() is None


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("دەمەوێت بمرم", "ku"),
        ("خۆم دەکوژم", "ku"),
        ("ئەز ناخوازم بژیم", "ku"),
        ("ناخوازم بژیم", "ku"),
        ("دةمةويت بمرم", "ku"),
        ("damawet bmrm", "ku"),
        ("end my life", "en"),
        ("i wanna die", "en"),
    ],
)
def test_a_wish_to_die_in_two_words_is_danger_as_nobody_can_ask_about_now(
    world: World, said: str, code: str
) -> None:
    assert world.says(said) == [text(f"danger.calling.{code}")]
    assert world.open_case().level == Level.RED
    assert language() == code


@pytest.mark.parametrize("said", ["ölmek istiyorum", "اولمك ايستيرم", "میخوام بمیرم"])
def test_a_wish_to_die_in_turkish_turkmen_or_persian_brings_a_person_and_no_arabic_questions(
    world: World, said: str
) -> None:
    assert world.says(said) == [text("language.risk")]
    assert world.open_case().level == Level.RED


@pytest.mark.parametrize(
    ("said", "code"),
    [("i took all the pills", "en"), ("حەبەکانم هەموو خوارد", "ku"), ("ژەهرم خواردەوە", "ku")],
)
def test_whose_body_is_in_danger_is_told_of_the_ambulance_in_their_language(
    world: World, said: str, code: str
) -> None:
    assert world.says(said) == [text(f"danger.medical.{code}")]
    assert world.open_case().level == Level.RED
    assert world.says("please" if code == "en" else "تکایە") == [text(f"danger.heard.1.{code}")]


def test_a_few_words_after_a_sentence_are_never_answered_in_arabic(world: World) -> None:
    world.says(ENGLISH)

    for word in ("ok", "yes", "no", "👍", "Sara", "suicide"):
        assert world.says(word)[0] in {
            text(f"{name}.en") for name in ("case.still_waiting", "language.kept", "language.risk")
        }
    assert world.rasa.heard == []


def test_whoever_was_greeted_in_arabic_is_welcomed_in_english(world: World) -> None:
    world.says("hello")

    assert world.says("help me") == [text("language.welcome.en"), text("language.person.en")]
    assert world.open_case().level == Level.BLUE


def test_what_may_be_a_wish_by_its_letters_rings_and_is_asked_about(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from helpline.conversation import receive

    letters = Assessment(Level.AMBER, (), 0.75, ("ngram:x",), True)
    calm = Assessment(Level.GREEN, (), 0.0, (), False)
    monkeypatch.setattr(receive, "assess", lambda words, recent: letters if "support" in words else calm)

    assert world.says("i want to support the people in the camps") == [text("danger.maybe.en")]
    assert world.open_case().level == Level.RED
    assert world.says("no") == [text("danger.denied.en")]
    told = world.says("i only asked about your work")
    assert told == [text("language.welcome.en"), text("language.person.en")]
    assert world.open_case().level == Level.RED, "only a person ends the alarm"
    world.passes(90)
    assert ("ahmed", "voice") in world.alerts()


@pytest.mark.parametrize("said", ["ئێستا خۆم دەکوژم", "خۆم دەسووتێنم", "ئەڤشەڤ دێ خۆ کوژم", "مەترسی"])
def test_danger_in_a_few_kurdish_words_is_told_the_true_state_in_kurdish_and_so_is_what_follows(
    world: World, said: str
) -> None:
    assert world.says(said) == [text("danger.calling.ku")]
    assert world.open_case().level == Level.RED
    # Who speaks it is rung first, and hears of it with the case.
    assert language() == "ku"
    assert world.says("تکایە") == [text("danger.heard.1.ku")]


@pytest.mark.parametrize("said", ["اريد اموت", "اريد اموتۆ", "areed amoot"])
def test_a_wish_to_die_in_arabic_is_asked_about_in_arabic(world: World, said: str) -> None:
    assert text("language.risk.ku") not in world.says(said)
    assert language() is None
