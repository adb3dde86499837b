"""Triage of one message as it comes in: taught words, buttons, and the word that stops."""

from pathlib import Path

import pytest

from helpline import content
from helpline.content.skills import all_skills
from helpline.content.topics import all_topics
from helpline.conversation.receive import DANGER_BUTTONS, triage
from helpline.triage import Level

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("word", content.TAUGHT["danger"])
@pytest.mark.parametrize("shape", ["{}", " {} ", "{}!", "«{}»", "{}؟", '"{}".'])
def test_the_taught_word_for_danger_is_danger(word: str, shape: str) -> None:
    assessment = triage(shape.format(word), [])

    assert assessment.level == Level.RED
    assert assessment.reasons[0] == "rule:danger_word"


@pytest.mark.parametrize("payload", DANGER_BUTTONS)
def test_the_button_for_danger_is_danger_whatever_its_title_says(payload: str) -> None:
    assert triage("زر", [], payload).level == Level.RED


@pytest.mark.parametrize("payload", [None, "danger_no", "/greet", "yes"])
def test_other_buttons_are_read_by_their_title(payload: str | None) -> None:
    assert triage("شكرا", [], payload).level == Level.GREEN


@pytest.mark.parametrize("word", content.TAUGHT["stop"])
def test_the_word_that_stops_is_no_risk_by_its_letters_alone(word: str) -> None:
    assert triage(word, []).level == Level.GREEN


@pytest.mark.parametrize("word", content.TAUGHT["stop"])
def test_the_word_that_stops_after_a_wish_to_die_is_risk(word: str) -> None:
    assert triage(word, ["اريد انتحر"]).level >= Level.AMBER


def test_the_buttons_for_danger_are_those_that_the_texts_and_the_assistant_offer() -> None:
    import yaml

    from helpline.infra.settings import ROOT

    ours = {button.id for item in content.all_texts().values() for button in item.buttons}
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    theirs = {
        button["payload"]
        for variants in domain["responses"].values()
        for variant in variants
        for button in variant.get("buttons", ())
    }

    assert set(DANGER_BUTTONS) <= ours | theirs


def _offered() -> set[tuple[str, str]]:
    """Return every button that is written down: of the texts, of the assistant, of topics and skills."""
    import yaml

    texts = {(one.title, one.id) for text in content.all_texts().values() for one in text.buttons}
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    said = {
        (one["title"], one["payload"])
        for variants in domain["responses"].values()
        for variant in variants
        for one in variant.get("buttons") or ()
    }
    opened = {(topic.title, "/open_topic") for topic in all_topics().values()}
    return texts | said | opened | {(skill.title, "/start_skill") for skill in all_skills().values()}


@pytest.mark.parametrize(("title", "payload"), sorted(_offered()))
def test_what_we_offered_is_no_alarm_when_it_is_tapped(title: str, payload: str) -> None:
    level = triage(title, ["ضايج كلش وما ادري شسوي"], payload).level
    assert level == Level.RED if payload in DANGER_BUTTONS else level < Level.AMBER
