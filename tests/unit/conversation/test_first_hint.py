"""A first hint by letters alone is answered as what it says; the second and the likely are asked about."""

from dataclasses import replace
from datetime import timedelta

import pytest

from helpline import screening
from helpline.conversation import assistant, rasa
from helpline.conversation.plan import CaseView, Turn
from helpline.triage import Assessment, Level
from tests.unit.conversation.turns import PLAIN

HINT = Assessment(Level.AMBER, (), 0.4, ("ngram:x",), False)
TURN = replace(PLAIN, text="شنو تحتاجون مني", assessment=HINT)


@pytest.fixture(autouse=True)
def silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the assistant is asked at all, it does not answer."""

    def asked(text: str, timeout: float) -> tuple[str, float]:
        raise rasa.RasaSilent

    monkeypatch.setattr(rasa, "intent", asked)


def level(turn: Turn) -> Level:
    return assistant.without_doubt(turn, 1.0).assessment.level


def test_the_first_is_no_risk_yet() -> None:
    assert level(TURN) == Level.BLUE


@pytest.mark.parametrize(
    "change",
    [
        {"hinted": True},
        {"assessment": replace(HINT, score=0.7)},
        {"assessment": replace(HINT, reasons=("rule:wish_die",))},
        {"assessment": replace(HINT, reasons=("recent:disclosed", "ngram:x"))},
        {"assessment": replace(HINT, reasons=("classifier:missing",))},
        {"screening": screening.start("full")},
        {"asked": "danger"},
        {"case": CaseView(Level.AMBER, False, timedelta(), (), "risk")},
    ],
)
def test_everything_more_is_asked_about(change: dict[str, object]) -> None:
    assert level(replace(TURN, **change)) == Level.AMBER  # type: ignore[arg-type]


def test_danger_waits_for_nothing() -> None:
    assert level(replace(TURN, assessment=replace(HINT, level=Level.RED))) == Level.RED
