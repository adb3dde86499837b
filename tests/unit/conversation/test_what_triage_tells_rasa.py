"""What a rule of triage heard is not left to the assistant's guess: it is told as its own intent."""

import uuid
from dataclasses import replace
from typing import Any

import pytest

from helpline.conversation import assistant, rasa, their_child
from helpline.outbox.reply import Reply
from helpline.triage import assess
from tests.unit.conversation.turns import PLAIN


def told(text: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what the assistant is sent for a message."""
    sent: list[str] = []

    def post(sender: Any, message: str, metadata: Any, timeout: float) -> rasa.Answer:
        sent.append(message)
        return rasa.Answer((Reply("هلا"),), ())

    monkeypatch.setattr(rasa, "_post", post)
    this = replace(PLAIN, text=text, assessment=assess(text))
    assistant.answer(this, uuid.uuid4(), {}, 1.0)
    return sent[0]


@pytest.mark.parametrize("text", ["رجلي يضربني كل يوم", "ابوي يكتلني ويسب"])
def test_a_beating_is_no_quarrel(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(text, monkeypatch) == "/domestic_violence"


@pytest.mark.parametrize(
    "text",
    [
        "واحد يبتزني بصوري ويريد فلوس",
        "خطيبي السابق يهددني ينشر صوري",
        "يهددني عنده صوري وراح ينشرها",
        "مبتزني ولد عمي",
    ],
)
def test_blackmail_has_advice_of_its_own(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(text, monkeypatch) == "/online_blackmail"


@pytest.mark.parametrize("text", ["اريد اكتل ابن عمي", "لازم اقتل جاري"])
def test_whoever_speaks_of_killing_somebody_is_asked_about_that(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told(text, monkeypatch) == "/wants_to_harm"


@pytest.mark.parametrize("text", ["شلونكم", "نشرت صور العرس امس", "رجلي عصبي ويايه"])
def test_everything_else_the_assistant_reads_for_itself(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(text, monkeypatch) == text


@pytest.mark.parametrize("text", ["مديري تحرش بيه", "مستحية من الي صار وياي، غصب عني صار"])
def test_whoever_was_forced_is_not_answered_as_if_beaten(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(text, monkeypatch) == "/assaulted"


@pytest.mark.parametrize(
    "text", ["اكتشفت خالها يتحرش بابني الزغير", "بنت اختي اكو واحد تحرش بيها", "عمي يتحرش ببنتي"]
)
def test_whoever_looks_after_the_child_is_answered_as_that(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told(text, monkeypatch) == "/child_assaulted"


@pytest.mark.parametrize(
    "text", ["واني زغيرة ابن خالي تحرش بيه", "زوجي يغصبني ويتحرش بيه گدام بنتي", "ابن عمي تحرش بيه"]
)
def test_whoever_was_touched_themselves_is_answered_as_that(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told(text, monkeypatch) == "/assaulted"


@pytest.mark.parametrize(
    "text", ["ابن جيراننا تحرش بيه", "ابن اختي اغتصبني", "اخوي الزغير اغتصبني", "رجلي اغتصبني وجهالي نايمين"]
)
def test_somebodys_son_who_did_it_is_no_child_that_was_touched(text: str) -> None:
    assert not their_child.is_spoken_of(text)
