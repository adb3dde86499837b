"""What was said before can only make a message more serious."""

import pytest

from helpline.triage import Level, assess
from helpline.triage.rules import RULES

# Answers to our own questions, halves of sentences, and frames: some turned a wish into its denial.
BEFORE = ("لا", "لا شكرا", "مو", "ما", "ما اريد", "محد", "خبر", "فيلم عن واحد", "لو", "شفت منشور يگول", "la")
SERIOUS = [rule for rule in RULES if rule.level >= Level.AMBER]


@pytest.mark.parametrize("before", BEFORE)
def test_no_earlier_message_takes_danger_away(before: str) -> None:
    lowered = [
        (rule.id, alone.name, together.name)
        for rule in SERIOUS
        if (together := assess(rule.fires, [before]).level) < (alone := assess(rule.fires).level)
    ]
    assert lowered == []


def test_a_no_to_something_else_does_not_deny_what_is_said_next() -> None:
    assert assess("هسه راح اقتل نفسي", ["لا"]).level == Level.RED
    assert assess("هسه راح اقتل نفسي", ["شلونك", "لا شكرا"]).level == Level.RED


def test_what_either_reading_heard_is_kept() -> None:
    found = assess("احس maybe الموت is the only راحه", ["اخوي"])
    assert found.ask_acuity == assess("احس maybe الموت is the only راحه").ask_acuity


def test_not_now_is_no_now_and_now_beside_a_wish_is() -> None:
    assert assess("لا مو هسه بس تعبان", ["اريد انتحر"]).level == Level.AMBER
    assert assess("بعد ما بيه هسه", ["اريد انتحر"]).level == Level.RED
    assert assess("اريد اموت بهدوء وامي مو بالبيت هسه").level == Level.RED
