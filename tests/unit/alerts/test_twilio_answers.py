"""What Twilio answers about the account is judged: what is well is no finding."""

from typing import Any

import pytest

from helpline.alerts.watchdog import twilio_answers
from helpline.alerts.watchdog.finding import Finding

NUMBER = "+15550100001"


@pytest.mark.parametrize(
    ("balance", "found"),
    [
        ("20.00", []),
        ("1200.5", []),
        ("19.99", [Finding("twilio_balance_low", about="under 20 USD")]),
        ("10", [Finding("twilio_balance_low", about="under 20 USD")]),
        ("9.99", [Finding("twilio_balance_low", about="under 10 USD")]),
        ("4.2", [Finding("twilio_balance_low", about="under 5 USD")]),
        ("0.00", [Finding("twilio_balance_low")]),
        ("-3.10", [Finding("twilio_balance_low")]),
    ],
)
def test_a_balance_is_told_at_each_step_down(balance: str, found: list[Finding]) -> None:
    assert twilio_answers.balance({"balance": balance, "currency": "USD"}, 20) == found


def test_only_an_account_without_money_stands() -> None:
    (low,) = twilio_answers.balance({"balance": "7", "currency": "EUR"}, 12.5)
    (empty,) = twilio_answers.balance({"balance": "0", "currency": "EUR"}, 12.5)

    assert (low.about, low.stands, empty.stands) == ("under 12.5 EUR", False, True)


@pytest.mark.parametrize("answer", [{}, {"balance": None}, {"balance": "much"}])
def test_an_account_that_tells_no_balance_is_not_called_rich(answer: dict[str, Any]) -> None:
    with pytest.raises((KeyError, ArithmeticError)):
        twilio_answers.balance(answer, 20)


@pytest.mark.parametrize(
    ("whatsapp", "word"),
    [
        ({"status": "approved"}, "approved"),
        ({"status": "Paused"}, "paused"),
        ({"status": "unsubmitted"}, "missing"),
        ({"status": None}, "missing"),
        (None, "missing"),
    ],
)
def test_whatsapps_word_on_a_template_is_read(whatsapp: Any, word: str) -> None:
    assert twilio_answers.approval({"whatsapp": whatsapp}) == word


def test_templates_are_named_by_their_settings() -> None:
    words = {"SHIFT": "approved", "REOPEN": "rejected", "ALERT": "disabled", "TEST": "pending"}

    assert twilio_answers.templates(words) == [
        Finding("template_not_approved", 3, about="ALERT, REOPEN, TEST")
    ]
    assert twilio_answers.templates({"ALERT": "approved"}) == []
    assert twilio_answers.templates({}) == []


@pytest.mark.parametrize(
    ("status", "quality", "found"),
    [
        ("ONLINE", "HIGH", []),
        ("ONLINE:UPDATING", "MEDIUM", []),
        ("ONLINE", None, []),
        ("ONLINE", "UNKNOWN", []),
        ("ONLINE", "low", [Finding("whatsapp_sender_quality_low", about="LOW")]),
        ("OFFLINE", "HIGH", [Finding("whatsapp_sender_offline")]),
        ("TWILIO_REVIEW", "HIGH", [Finding("whatsapp_sender_offline")]),
        (None, "HIGH", [Finding("whatsapp_sender_offline")]),
    ],
)
def test_a_sender_must_be_online_and_well_thought_of(
    status: str | None, quality: str | None, found: list[Finding]
) -> None:
    sender = {"status": status, "properties": {"quality_rating": quality}}

    assert twilio_answers.sender(sender) == found


def test_the_sender_is_the_one_with_our_number() -> None:
    ours = {"sender_id": f"whatsapp:{NUMBER}", "status": "ONLINE", "properties": None}
    sandbox = {"sender_id": "whatsapp:+15550109999", "status": "OFFLINE"}

    found = twilio_answers.find_sender({"senders": [sandbox, ours]}, NUMBER)
    assert found is ours
    assert twilio_answers.sender(found) == []
    missing = twilio_answers.find_sender({"senders": [sandbox]}, NUMBER)
    assert twilio_answers.sender(missing) == [Finding("whatsapp_sender_offline")]


def test_only_webhooks_that_failed_are_counted() -> None:
    codes = ("11200", "11205", "11750", "12100", "12300", "63016", "21211", "13227", "1120", "112000")
    alerts = [{"sid": f"NO{number}", "error_code": code} for number, code in enumerate(codes)]

    assert set(twilio_answers.failed_webhooks({"alerts": alerts}).values()) == {
        *("11200", "11205", "11750", "12100", "12300")
    }
