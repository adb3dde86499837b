"""What Twilio says of the account itself: its balance, its WhatsApp sender, its debugger's alerts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from simulator.formats import new_sid, parse_when

STATUSES = (
    *("CREATING", "ONLINE", "OFFLINE", "PENDING_VERIFICATION", "VERIFYING", "ONLINE:UPDATING"),
    *("TWILIO_REVIEW", "DRAFT", "STUBBED"),
)
# Twilio logs these as warnings: a status callback that failed, TwiML that is not in its schema.
WARNING_CODES = (12200, 15003)
SENDERS = "https://messaging.twilio.com/v2/Channels/Senders"
ALERTS = "https://monitor.twilio.com/v1/Alerts"
_SID = re.compile(r"\b(?:CA|SM|MM)[0-9a-f]{32}\b")
_URL = re.compile(r"https?://[^\s;:]+(?::\d+[^\s;:]*)?")


@dataclass(slots=True)
class Account:
    """Hold what a test may want to be otherwise; an account is well until then."""

    balance: str = "42.00"
    currency: str = "USD"
    sender_sid: str = field(default_factory=lambda: new_sid("XE"))
    status: str = "ONLINE"
    quality_rating: str = "HIGH"
    offline_reasons: list[dict[str, str]] = field(default_factory=list)
    # An account in the sandbox has no sender of its own.
    has_sender: bool = True

    def change(self, asked: Mapping[str, Any]) -> None:
        """Change what is named; raise ValueError for a name or a status that Twilio does not have."""
        known = {"balance", "currency", "status", "quality_rating", "offline_reasons", "has_sender"}
        if unknown := set(asked) - known:
            raise ValueError(f"no such field: {', '.join(sorted(unknown))}")
        if asked.get("status", "ONLINE") not in STATUSES:
            raise ValueError(f"status must be one of {', '.join(STATUSES)}")
        for name, value in asked.items():
            setattr(self, name, value)

    def shown(self) -> dict[str, Any]:
        """Return everything that can be changed."""
        return {
            "balance": self.balance,
            "currency": self.currency,
            "status": self.status,
            "quality_rating": self.quality_rating,
            "offline_reasons": self.offline_reasons,
            "has_sender": self.has_sender,
        }


def sender_as_twilio(account: Account, number: str, callback_url: str) -> dict[str, Any]:
    """Write the WhatsApp sender as ``GET v2/Channels/Senders/{Sid}`` does."""
    return {
        "sid": account.sender_sid,
        "sender_id": f"whatsapp:{number}",
        "status": account.status,
        "configuration": {"waba_id": "1" * 15, "verification_method": None, "voice_application_sid": None},
        "webhook": {"callback_url": callback_url, "callback_method": "POST", "fallback_url": None},
        "profile": {"name": "simulator", "about": None},
        "properties": {
            "quality_rating": account.quality_rating,
            "messaging_limit": "1K Customers/24hr",
        },
        "offline_reasons": account.offline_reasons or None,
        "url": f"{SENDERS}/{account.sender_sid}",
    }


def alerts_between(
    warnings: Iterable[Mapping[str, Any]], level: str | None, start: str | None, end: str | None
) -> list[Mapping[str, Any]]:
    """Return the debugger's entries of a log level and time, newest first; raise ValueError for no date."""
    since, until = (parse_when(value) if value else None for value in (start, end))
    found = []
    for entry in reversed(list(warnings)):
        at = datetime.fromisoformat(entry["at"])
        # Code 0 is this simulator's own failure, of which Twilio knows nothing.
        if entry["code"] and level in (None, log_level(entry)) and _within(at, since, until):
            found.append(entry)
    return found


def _within(at: datetime, since: datetime | None, until: datetime | None) -> bool:
    return (since is None or at >= since) and (until is None or at <= until)


def log_level(entry: Mapping[str, Any]) -> str:
    """Return the level at which Twilio logs an entry."""
    return "warning" if entry["code"] in WARNING_CODES else "error"


def alert_as_twilio(entry: Mapping[str, Any], account_sid: str) -> dict[str, Any]:
    """Write an entry as a list of ``GET v1/Alerts`` does."""
    about, url = _SID.search(entry["text"]), _URL.search(entry["text"])
    at = datetime.fromisoformat(entry["at"]).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "account_sid": account_sid,
        "alert_text": f"Msg={entry['text']}",
        "api_version": "2010-04-01",
        "date_created": at,
        "date_generated": at,
        "date_updated": at,
        "error_code": str(entry["code"]),
        "log_level": log_level(entry),
        "more_info": f"https://www.twilio.com/docs/errors/{entry['code']}",
        "request_method": "POST",
        "request_url": url[0] if url else None,
        "resource_sid": about[0] if about else None,
        "service_sid": None,
        "sid": entry["sid"],
        "url": f"{ALERTS}/{entry['sid']}",
    }
