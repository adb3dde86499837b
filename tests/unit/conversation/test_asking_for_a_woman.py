"""Who asks for a woman or a man of the helpline is understood, and nobody else; what a turn makes of it."""

from dataclasses import replace

import pytest

from helpline import content, screening
from helpline.contacts.inbox import Channel, Content
from helpline.conversation import whom_rules
from helpline.conversation.plan import Plan
from helpline.conversation.turn import decide
from helpline.conversation.whom import Whom, asked_for
from tests.unit.conversation import whom_sentences
from tests.unit.conversation.test_deciding_a_turn import AMBER, HELD, IN_DANGER, OPEN, PLAIN, RED, WISH, ids

ASKS = "اريد احچي ويه بنية"


@pytest.mark.parametrize("words", whom_sentences.WOMAN)
def test_asking_for_a_woman(words: str) -> None:
    assert asked_for(words) is Whom.WOMAN


@pytest.mark.parametrize("words", whom_sentences.MAN)
def test_asking_for_a_man(words: str) -> None:
    assert asked_for(words) is Whom.MAN


@pytest.mark.parametrize("words", whom_sentences.ANYBODY)
def test_taking_it_back(words: str) -> None:
    assert asked_for(words) is Whom.ANYBODY


@pytest.mark.parametrize("words", whom_sentences.NOBODY)
def test_talk_about_women_and_men_asks_for_nobody(words: str) -> None:
    assert asked_for(words) is None


@pytest.mark.parametrize(
    ("rules", "whom"),
    [
        (whom_rules.ANYBODY, Whom.ANYBODY),
        (whom_rules.MAN_RATHER, Whom.MAN),
        (whom_rules.WOMAN, Whom.WOMAN),
        (whom_rules.MAN, Whom.MAN),
    ],
)
def test_every_phrase_is_met_by_its_example(rules: tuple[tuple[str, str], ...], whom: Whom) -> None:
    assert [example for _, example in rules if asked_for(example) is not whom] == []


def test_the_last_wish_of_a_message_counts() -> None:
    assert asked_for("اريد بنية. لا عادي اي واحد") is Whom.ANYBODY
    assert asked_for("عادي اي واحد، بس احسن احچي ويه بنية") is Whom.WOMAN


def test_a_message_of_any_length_or_shape_is_read() -> None:
    assert asked_for("") is None
    assert asked_for("؟!") is None
    assert asked_for("بنية " * 5000) is None


def also(plan: Plan) -> bool:
    return content.text("person.woman.try") in " ".join(reply.text for reply in plan.replies)


def test_it_is_remembered_and_a_person_is_called_without_the_assistant() -> None:
    plan = decide(replace(PLAIN, text=ASKS))

    assert ids(plan) == ["person.woman.told"]
    assert (plan.person_wanted, plan.ask_rasa, plan.reason) == (True, False, "asked")
    assert plan.remember == {"prefers": "f"}


def test_somebody_new_is_told_who_we_are_with_it() -> None:
    plan = decide(replace(PLAIN, text=ASKS, first=True))

    assert ids(plan) == ["welcome.first", "person.woman.told"]
    assert plan.welcomed


def test_danger_stays_the_texts_of_danger_with_one_sentence_more() -> None:
    for turn in (replace(PLAIN, text=ASKS, assessment=RED), replace(PLAIN, text=ASKS, case=IN_DANGER)):
        plan = decide(turn)
        before = decide(replace(turn, text="هلا"))
        assert plan.danger
        assert plan.remember == {"prefers": "f"}
        assert plan.replies[0].text == f"{before.replies[0].text} {content.text('person.woman.try')}"
        assert plan.replies[0].text.count("؟") == 1


def test_a_wish_to_die_is_asked_about_first() -> None:
    for assessment in (WISH, AMBER):
        plan = decide(replace(PLAIN, text=ASKS, assessment=assessment))
        assert plan.screening is not None
        assert not plan.person_wanted
        assert also(plan)
        assert plan.remember == {"prefers": "f"}


def test_a_screening_goes_on_and_it_counts_for_no_answer() -> None:
    state = screening.start("full")
    plan = decide(replace(PLAIN, text=ASKS, screening=state))

    assert plan.screening == state
    assert plan.person_wanted
    assert ids(plan)[0] == "person.woman.told"
    assert plan.remember == {"prefers": "f"}


def test_an_answer_with_it_counts() -> None:
    plan = decide(replace(PLAIN, text=f"اي. {ASKS}", screening=screening.start("acuity_first")))

    assert plan.danger
    assert also(plan)


def test_a_voice_note_with_such_a_caption_is_still_asked_about() -> None:
    plan = decide(replace(PLAIN, text=ASKS, content=Content.MEDIA))

    assert plan.asked == "danger"
    assert also(plan)


def test_a_counsellor_who_holds_the_case_gets_the_words_and_the_bot_is_silent() -> None:
    plan = decide(replace(PLAIN, text=ASKS, case=HELD))

    assert plan.relay
    assert plan.replies == ()
    assert plan.remember == {"prefers": "f"}


def test_taking_it_back_is_heard_from_who_had_asked() -> None:
    back = replace(PLAIN, text="عادي اي واحد", prefers="f", case=OPEN)

    assert decide(back).remember == {"prefers": None}
    assert ids(decide(back)) == ["person.anybody"]
    assert decide(replace(back, prefers=None)).ask_rasa


def test_in_english_and_kurdish_it_is_said_in_theirs() -> None:
    english = decide(replace(PLAIN, text="i want to talk to a woman please", language="en"))
    kurdish = decide(replace(PLAIN, text="دەمەوێت لەگەڵ ژنێک قسە بکەم", language="ku"))

    assert content.text("person.woman.try.en") in english.replies[-1].text
    assert content.text("person.woman.try.ku") in kurdish.replies[-1].text
    assert english.remember == {"language": "en", "prefers": "f"}


def test_a_button_of_ours_asks_for_nobody() -> None:
    assert "prefers" not in decide(replace(PLAIN, text=ASKS, button="/x")).remember


def test_on_the_phone_the_sentence_is_a_text_of_its_own() -> None:
    plan = decide(replace(PLAIN, text=ASKS, assessment=RED, channel=Channel.VOICE))

    assert plan.replies[-1].text == content.text("person.woman.try", spoken=True)
