"""What Twilio's answers about the account, its templates, sender and webhooks mean; pure."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from helpline.alerts.watchdog.finding import Finding

Answer = Mapping[str, Any]

APPROVED = "approved"
# A sender whose profile is being changed goes on sending.
ONLINE = ("ONLINE", "ONLINE:UPDATING")
# Twilio's word, and WhatsApp's own for the same.
LOW_QUALITY = ("LOW", "RED")
# Twilio's error codes for webhooks that it could not reach or whose answer it could not use:
# 11xxx are of HTTP, 12xxx of TwiML and of its content type.
WEBHOOK_FAMILIES = ("11", "12")
# Parts of the limit at which a falling balance is told again.
BALANCE_STEPS = (1.0, 0.5, 0.25)


def balance(answer: Answer, low: float) -> list[Finding]:
    """Judge the balance, in the account's currency; raises KeyError or ArithmeticError where there is none.

    What is low is told once for each step down; an account without money stands as a finding, since nothing
    is sent from it any more.
    """
    left = Decimal(str(answer["balance"]))
    if left <= 0:
        return [Finding("twilio_balance_low")]
    below = [step * low for step in BALANCE_STEPS if left < Decimal(str(step * low))]
    if not below:
        return []
    currency = answer.get("currency") or ""
    return [Finding("twilio_balance_low", about=f"under {min(below):g} {currency}".strip())]


def approval(answer: Answer) -> str:
    """Return WhatsApp's word on a template, e.g. "approved", "paused"; "missing" where it was never asked."""
    word = str((answer.get("whatsapp") or {}).get("status") or "").lower()
    return "missing" if word in ("", "unsubmitted") else word


def templates(words: Mapping[str, str]) -> list[Finding]:
    """Judge WhatsApp's words on templates, by their settings' names; only an approved one can be sent."""
    wrong = sorted(name for name, word in words.items() if word != APPROVED)
    return [Finding("template_not_approved", len(wrong), ", ".join(wrong))] if wrong else []


def find_sender(answer: Answer, number: str) -> Answer | None:
    """Return the WhatsApp sender with a number in E.164, None if the account has none."""
    wanted = f"whatsapp:{number}"
    return next((one for one in answer["senders"] if one.get("sender_id") == wanted), None)


def sender(found: Answer | None) -> list[Finding]:
    """Judge the WhatsApp sender: whether it sends at all, and what WhatsApp thinks of it."""
    if found is None or found.get("status") not in ONLINE:
        return [Finding("whatsapp_sender_offline")]
    rating = str((found.get("properties") or {}).get("quality_rating") or "").upper()
    return [Finding("whatsapp_sender_quality_low", about=rating)] if rating in LOW_QUALITY else []


def failed_webhooks(answer: Answer) -> dict[str, str]:
    """Return the error codes of the webhooks that failed, by the SIDs of Twilio's alerts about them."""
    return {
        str(one["sid"]): str(one["error_code"])
        for one in answer["alerts"]
        if len(str(one["error_code"])) == 5 and str(one["error_code"]).startswith(WEBHOOK_FAMILIES)
    }
