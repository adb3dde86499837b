"""Messages and their media, as the account's log keeps them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from simulator.formats import bare, rfc2822

KEPT = 50_000
SESSION = timedelta(hours=24)
SEEN = frozenset({"sent", "delivered", "read"})


@dataclass(slots=True)
class Medium:
    """Hold one attachment's bytes."""

    sid: str
    message_sid: str
    content_type: str
    content: bytes
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Button:
    """Describe one thing to tap: a quick reply or a row of a list."""

    title: str
    payload: str
    description: str = ""


@dataclass(slots=True)
class Message:
    """Hold one message in either direction; addresses keep their ``whatsapp:`` prefix."""

    sid: str
    direction: str
    from_: str
    to: str
    body: str
    status: str
    created_at: datetime
    updated_at: datetime
    sent_at: datetime | None = None
    error_code: int | None = None
    media: list[str] = field(default_factory=list)
    media_urls: list[str] = field(default_factory=list)
    kind: str = "text"
    buttons: tuple[Button, ...] = ()
    list_button: str = ""
    content_sid: str = ""
    messaging_service_sid: str = ""
    status_callback: str = ""
    reply_to: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def inbound(self) -> bool:
        """Tell whether it came from a phone to the helpline."""
        return self.direction == "inbound"

    @property
    def whatsapp(self) -> bool:
        """Tell whether it travels by WhatsApp rather than SMS."""
        return self.to.startswith("whatsapp:")

    @property
    def phone(self) -> str:
        """Return the E.164 number of the person's side."""
        return bare(self.from_ if self.inbound else self.to)

    @property
    def seen(self) -> bool:
        """Tell whether the person's phone shows it."""
        return self.inbound or self.status in SEEN


class Messages:
    """Keep the latest messages, their media, and when each contact last wrote."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_sid: OrderedDict[str, Message] = OrderedDict()
        self._last_inbound: dict[tuple[str, str], datetime] = {}
        self.media: dict[str, Medium] = {}

    def add(self, message: Message) -> None:
        """Store a message; an inbound one opens its sender's 24-hour session."""
        with self._lock:
            self._by_sid[message.sid] = message
            if message.inbound:
                self._last_inbound[message.from_, message.to] = message.created_at
            while len(self._by_sid) > KEPT:
                _, oldest = self._by_sid.popitem(last=False)
                for sid in oldest.media:
                    self.media.pop(sid, None)

    def get(self, sid: str) -> Message | None:
        """Return one message or None."""
        return self._by_sid.get(sid)

    def remove(self, sid: str) -> bool:
        """Forget a message and its media; tell whether it was there."""
        with self._lock:
            message = self._by_sid.pop(sid, None)
        for medium in message.media if message else ():
            self.media.pop(medium, None)
        return message is not None

    def newest_first(self) -> Iterator[Message]:
        """Iterate over a snapshot, newest first."""
        with self._lock:
            snapshot = list(self._by_sid.values())
        return reversed(snapshot)

    def in_session(self, contact: str, sender: str, now: datetime) -> bool:
        """Tell whether a contact has written to a sender within the last 24 hours."""
        last = self._last_inbound.get((contact, sender))
        return last is not None and now - last < SESSION

    def counts(self) -> dict[str, int]:
        """Return how many are kept each way."""
        with self._lock:
            inbound = sum(message.inbound for message in self._by_sid.values())
            return {"inbound": inbound, "outbound": len(self._by_sid) - inbound}

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._by_sid.clear()
            self._last_inbound.clear()
            self.media.clear()


def as_twilio(message: Message, account_sid: str) -> dict[str, Any]:
    """Write a message as ``GET Messages/{Sid}.json`` does."""
    uri = f"/2010-04-01/Accounts/{account_sid}/Messages/{message.sid}"
    return {
        "account_sid": account_sid,
        "api_version": "2010-04-01",
        "body": message.body,
        "date_created": rfc2822(message.created_at),
        "date_sent": rfc2822(message.sent_at),
        "date_updated": rfc2822(message.updated_at),
        "direction": message.direction,
        "error_code": message.error_code,
        "error_message": None,
        "from": message.from_,
        "messaging_service_sid": message.messaging_service_sid or None,
        "num_media": str(len(message.media) + len(message.media_urls)),
        "num_segments": "1",
        "price": None,
        "price_unit": None,
        "sid": message.sid,
        "status": message.status,
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "tags": None,
        "to": message.to,
        "uri": f"{uri}.json",
    }


def as_seen(message: Message) -> dict[str, Any]:
    """Write a message as a phone's chat shows it, for the page and for tests."""
    return {
        "sid": message.sid,
        "direction": "inbound" if message.inbound else "outbound",
        "channel": "whatsapp" if message.whatsapp else "sms",
        "phone": message.phone,
        "from": message.from_,
        "to": message.to,
        "body": message.body,
        "kind": message.kind,
        "status": message.status,
        "error_code": message.error_code,
        "seen": message.seen,
        "at": message.created_at.isoformat(),
        "updated_at": message.updated_at.isoformat(),
        "media": [f"/sim/media/{sid}" for sid in message.media] + message.media_urls,
        "buttons": [asdict(button) for button in message.buttons],
        "list_button": message.list_button,
        "content_sid": message.content_sid,
        "reply_to": message.reply_to,
        "extra": message.extra,
    }
