"""The account's log of calls, and how REST and the phones show one."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

from simulator.calls import Call
from simulator.formats import rfc2822

KEPT = 5_000


class Calls:
    """Keep the latest calls."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_sid: OrderedDict[str, Call] = OrderedDict()

    def add(self, call: Call) -> None:
        """Store a call; the oldest finished ones make room."""
        with self._lock:
            self._by_sid[call.sid] = call
            if len(self._by_sid) > KEPT:
                for sid in [sid for sid, old in self._by_sid.items() if not old.live][: KEPT // 10]:
                    del self._by_sid[sid]

    def get(self, sid: str) -> Call | None:
        """Return one call or None."""
        return self._by_sid.get(sid)

    def remove(self, sid: str) -> bool:
        """Forget a call; tell whether it was there."""
        with self._lock:
            return self._by_sid.pop(sid, None) is not None

    def newest_first(self) -> Iterator[Call]:
        """Iterate over a snapshot, newest first."""
        with self._lock:
            snapshot = list(self._by_sid.values())
        return reversed(snapshot)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._by_sid.clear()


def as_twilio(call: Call, account_sid: str) -> dict[str, Any]:
    """Write a call as ``GET Calls/{Sid}.json`` does."""
    root = f"/2010-04-01/Accounts/{account_sid}/Calls/{call.sid}"
    parts = ("notifications", "recordings", "payments", "events", "siprec", "streams", "transcriptions")
    return {
        "sid": call.sid,
        "account_sid": account_sid,
        "annotation": None,
        "answered_by": call.answered_by or None,
        "api_version": "2010-04-01",
        "caller_name": None,
        "date_created": rfc2822(call.created_at),
        "date_updated": rfc2822(call.ended_at or call.answered_at or call.created_at),
        "direction": call.direction,
        "duration": str(call.duration) if call.duration is not None else None,
        "end_time": rfc2822(call.ended_at),
        "forwarded_from": None,
        "from": call.from_,
        "from_formatted": call.from_,
        "group_sid": None,
        "parent_call_sid": call.parent_sid,
        "phone_number_sid": None,
        "price": None,
        "price_unit": "USD",
        "queue_time": "0",
        # REST has no status "initiated"; only callbacks do.
        "status": "queued" if call.status == "initiated" else call.status,
        "start_time": rfc2822(call.answered_at or call.created_at),
        "subresource_uris": {part: f"{root}/{part.capitalize()}.json" for part in parts},
        "to": call.to,
        "to_formatted": call.to,
        "trunk_sid": None,
        "uri": f"{root}.json",
    }


def as_seen(call: Call) -> dict[str, Any]:
    """Write a call as the phone of its person shows it."""
    return {
        "sid": call.sid,
        "direction": call.direction,
        "phone": call.phone,
        "from": call.from_,
        "to": call.to,
        "parent": call.parent_sid,
        "status": call.status,
        "doing": call.doing,
        "within": list(call.within),
        "listening": call.listening,
        "answered_by": call.answered_by,
        "duration": call.duration,
        "at": call.created_at.isoformat(),
    }
