"""Everything that happens, in order, for pages and tests that listen."""

from __future__ import annotations

import json
import queue
import threading
from collections import deque
from collections.abc import Iterator
from typing import Any

KEPT = 4000
KEEP_ALIVE_AFTER = 10.0


class Events:
    """Keep the latest events and hand each new one to every listener."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: deque[tuple[int, str, dict[str, Any]]] = deque(maxlen=KEPT)
        self._last = 0
        self._listeners: list[queue.Queue[tuple[int, str, dict[str, Any]]]] = []

    def publish(self, kind: str, data: dict[str, Any]) -> None:
        """Append one event; a listener that has fallen far behind loses it."""
        with self._lock:
            self._last += 1
            event = (self._last, kind, data)
            self._kept.append(event)
            for listener in self._listeners:
                try:
                    listener.put_nowait(event)
                except queue.Full:
                    # A browser tab asleep must not hold up a call; it reads the state again on return.
                    continue

    def since(self, last: int) -> list[dict[str, Any]]:
        """Return the kept events after number ``last`` as plain objects."""
        with self._lock:
            return [{"id": n, "event": kind, **data} for n, kind, data in self._kept if n > last]

    @property
    def last(self) -> int:
        """Return the number of the newest event."""
        return self._last

    def stream(self, last: int | None) -> Iterator[str]:
        """Yield server-sent events from after ``last`` (None: from now) until the listener leaves."""
        mine: queue.Queue[tuple[int, str, dict[str, Any]]] = queue.Queue(maxsize=2000)
        with self._lock:
            backlog = [event for event in self._kept if last is not None and event[0] > last]
            self._listeners.append(mine)
        try:
            yield "retry: 1000\n\n"
            for event in backlog:
                yield _frame(event)
            while True:
                try:
                    yield _frame(mine.get(timeout=KEEP_ALIVE_AFTER))
                except queue.Empty:
                    yield ": still here\n\n"
        finally:
            with self._lock:
                self._listeners.remove(mine)


def _frame(event: tuple[int, str, dict[str, Any]]) -> str:
    number, kind, data = event
    return f"id: {number}\nevent: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
