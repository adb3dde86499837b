"""SIDs and dates the way Twilio writes them."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from email.utils import format_datetime


def new_sid(prefix: str) -> str:
    """Return a fresh SID: two letters and 32 hexadecimal digits."""
    return prefix + secrets.token_hex(16)


def rfc2822(at: datetime | None) -> str | None:
    """Write a time as Twilio's REST API does (``Thu, 24 Aug 2023 05:01:45 +0000``)."""
    return format_datetime(at.astimezone(UTC)) if at else None


def parse_when(value: str) -> datetime:
    """Read a filter's date or ISO 8601 time as UTC; raise ValueError."""
    at = datetime.fromisoformat(value.strip().replace(" ", "T"))
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def bare(address: str) -> str:
    """Return the E.164 number inside an address such as ``whatsapp:+9647700000000``."""
    return address.removeprefix("whatsapp:")
