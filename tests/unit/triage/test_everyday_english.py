"""English about everyday matters is no risk by its letters; nothing that may be danger is let through."""

import pytest

from helpline.triage import Level, assess, english_share
from helpline.triage.corpus_file import read
from helpline.triage.everyday_english import is_everyday


@pytest.mark.parametrize(
    "text",
    [
        "I took two pills for my headache",
        "can I talk to someone about my studies",
        "this exam is killing me",
        "my phone is dying, I'll message later",
        "I want to end my contract with this company",
        "I want to hang out with my friends",
        "I need to cut down on smoking",
        "I'm not suicidal, I just feel stressed from work",
        "I have to take my tablets every morning for blood pressure",
    ],
)
def test_everyday_matters_are_calm(text: str) -> None:
    assert is_everyday(text)
    assert assess(text).level < Level.AMBER


@pytest.mark.parametrize(
    "text",
    [
        "after the exam i will not be here anymore",
        "I took all the pills for my headache",
        "this exam is killing me and i want to die",
        "my phone is dying and so am i",
        "i am on the roof of the school",
        "i wnt to dye after the exam",
        "my husband does not let me work",
        "i want to be with my mother",
        "tonight after work it is over",
        "goodbye from the university",
        "اريد اموت after the exam",
        "i took my pills for my headache all of them",
        "i had my tablets for my headache, all 50",
        "they get me married tonight, i am 14 and dont want to",
        "my father wants me to be married tonight",
        "i want to climb up and let go after the exam",
        "i want out of it all after the exam",
        "they will not let me out of the apartment, they have my passport",
        "my teacher makes me do things i dont want",
        "i won't be here tomorrow, no more school",
    ],
)
def test_a_word_that_may_be_danger_leaves_a_message_to_the_classifier(text: str) -> None:
    assert not is_everyday(text)


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("i took my pills for my headache all of them", Level.RED),
        ("they get me married tonight, i am 14 and dont want to", Level.RED),
        ("i won't be here tomorrow, no more school", Level.RED),
        ("they will not let me out of the apartment, they have my passport", Level.AMBER),
        ("my teacher makes me do things i dont want", Level.AMBER),
        ("i can't go on, not one more friday", Level.AMBER),
    ],
)
def test_small_words_that_are_danger_together_are_heard(text: str, least: Level) -> None:
    assert assess(text).level >= least


def test_the_rules_are_met_all_the_same() -> None:
    text = "i can't go on like this with my job"
    assert is_everyday(text)
    assert assess(text).level >= Level.AMBER


def test_after_a_disclosure_nothing_is_everyday() -> None:
    text = "can i talk to someone about my studies"
    assert "recent:disclosed" in assess(text, ["i want to die"]).reasons
    assert assess("tonight", ["i want to die", text]).level >= Level.AMBER


def test_no_line_of_risk_in_the_corpus_is_everyday() -> None:
    risk = [line for line in read() if line.level >= Level.AMBER or line.routes]
    assert len(risk) > 30_000
    assert [line.text for line in risk if is_everyday(line.text)] == []


def test_the_share_of_english_is_of_words() -> None:
    assert english_share("my manager is late") == 1
    assert english_share("اني تعبانة") == 0
    assert english_share("") == 0
