"""A voice webhook's form becomes what was heard."""

import pytest

from ivr.heard import BadRequest, number_of, parse


@pytest.mark.parametrize(
    "sender", ["+266696687", "+7378742833", "anonymous", "Restricted", "unknown", "", "sip:x@y", "client:web"]
)
def test_a_withheld_number_is_no_number(sender: str) -> None:
    assert number_of(sender) is None


def test_a_number_in_e164_is_kept() -> None:
    assert number_of(" +9647700000001 ") == "+9647700000001"


def test_a_webhook_without_a_call_is_refused() -> None:
    with pytest.raises(BadRequest):
        parse({"From": "+9647700000001"})


@pytest.mark.parametrize(
    ("confidence", "unsure"), [("0.2", True), ("0.0", False), ("", False), ("0.9", False)]
)
def test_only_a_measured_low_confidence_is_a_doubt(confidence: str, unsure: bool) -> None:
    heard = parse({"CallSid": "CA1", "SpeechResult": "هلو", "Confidence": confidence})

    assert heard.unsure is unsure


def test_silence_is_neither_digits_nor_speech() -> None:
    heard = parse({"CallSid": "CA1", "From": "+9647700000001"})

    assert (heard.digits, heard.speech) == ("", "")
