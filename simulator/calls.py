"""One telephone call: its facts, what was heard on it, and the inbox its thread waits on."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

LIVE = frozenset({"queued", "initiated", "ringing", "in-progress"})


@dataclass(frozen=True, slots=True)
class Source:
    """Say where the next TwiML comes from: a URL to fetch or a document at hand."""

    url: str = ""
    method: str = "POST"
    params: dict[str, str] = field(default_factory=dict)
    document: str = ""


@dataclass(frozen=True, slots=True)
class Digits:
    """One key pressed."""

    key: str


@dataclass(frozen=True, slots=True)
class Speech:
    """Words said, and how sure the recogniser is (0 to 1)."""

    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing is said or pressed until whoever listens gives up."""


Input = Digits | Speech | Silence


class CallEnded(Exception):
    """The call is over; its thread stops."""


class Redirected(Exception):
    """The helpline has sent the call elsewhere through the REST API."""

    def __init__(self, source: Source) -> None:
        super().__init__("redirected")
        self.source = source


class Interrupted(Exception):
    """What the call was doing no longer applies: it left the queue, the conference began."""


class Call:
    """Hold one call leg; every wait of its thread goes through ``wait``."""

    def __init__(self, sid: str, direction: str, from_: str, to: str, now: datetime, speed: float) -> None:
        self.sid = sid
        self.direction = direction
        self.from_ = from_
        self.to = to
        self.status = "queued"
        self.parent_sid: str | None = None
        self.created_at = now
        self.answered_at: datetime | None = None
        self.ended_at: datetime | None = None
        self.answered_by = ""
        self.duration: int | None = None
        self.within: tuple[str, ...] = ()
        self.sequence = 0
        self.status_callback = ""
        self.status_method = "POST"
        self.status_events: tuple[str, ...] = ("completed",)
        self.fallback_url = ""
        self.extra_params: dict[str, str] = {}
        self.transcript: list[dict[str, Any]] = []
        self.listening = ""
        self.on_change: Callable[[Call], None] | None = None
        self.on_heard: Callable[[Call, dict[str, Any]], None] | None = None
        self._speed = speed
        self._started = time.monotonic()
        self._changed = threading.Condition()
        self._inputs: deque[Input] = deque()
        self._redirect: Source | None = None
        self._guards: list[Callable[[], bool]] = []
        self._decision = ""
        self._speaking_until = 0.0

    @property
    def inbound(self) -> bool:
        """Tell whether somebody dialled the helpline."""
        return self.direction == "inbound"

    @property
    def phone(self) -> str:
        """Return the number of the person's side."""
        return self.from_ if self.inbound else self.to

    @property
    def live(self) -> bool:
        """Tell whether the call has not ended."""
        return self.status in LIVE

    @property
    def doing(self) -> str:
        """Return the innermost of the things the call is busy with."""
        return self.within[-1] if self.within else ""

    # What happens to it from outside its thread

    def put(self, *what: Input) -> None:
        """Give the call keys, words or silence, in order."""
        with self._changed:
            self._inputs.extend(what)
            self._changed.notify_all()

    def speaking(self, seconds: float) -> None:
        """Note that somebody has begun to speak; for so many seconds of this machine it is not silent."""
        with self._changed:
            self._speaking_until = time.monotonic() + seconds
            self._changed.notify_all()

    def redirect(self, source: Source) -> None:
        """Interrupt whatever the call does and continue with other TwiML."""
        with self._changed:
            self._redirect = source
            self._changed.notify_all()

    def decide(self, decision: str) -> None:
        """Answer, decline or otherwise settle a ringing phone."""
        with self._changed:
            self._decision = self._decision or decision
            self._changed.notify_all()

    def poke(self) -> None:
        """Make a waiting thread look at its conditions again."""
        with self._changed:
            self._changed.notify_all()

    def set_status(self, status: str, now: datetime) -> bool:
        """Move to a status unless the call has ended; tell whether it moved."""
        with self._changed:
            if not self.live or self.status == status:
                return False
            self.status = status
            if status == "in-progress":
                self.answered_at = now
                self._started = time.monotonic()
            elif status not in LIVE:
                self.ended_at = now
                self.duration = round(self.elapsed()) if self.answered_at else 0
                self.within = ()
            self._changed.notify_all()
        self.changed()
        return True

    def changed(self) -> None:
        """Tell listeners that the call's state has changed."""
        if self.on_change:
            self.on_change(self)

    def real(self, seconds: float) -> float:
        """Turn simulated seconds into seconds of this machine."""
        return seconds / self._speed

    def simulated(self, seconds: float) -> float:
        """Turn seconds of this machine into simulated seconds."""
        return seconds * self._speed

    def elapsed(self) -> float:
        """Return simulated seconds since the call was answered (or made)."""
        return (time.monotonic() - self._started) * self._speed

    # What its own thread does

    @contextmanager
    def while_doing(self, what: str) -> Iterator[None]:
        """Name the call's occupation for whoever watches."""
        self.within = (*self.within, what)
        self.changed()
        try:
            yield
        finally:
            self.within = self.within[:-1]
            if self.live:
                self.changed()

    @contextmanager
    def unless(self, over: Callable[[], bool]) -> Iterator[None]:
        """Raise Interrupted from any wait inside once ``over()`` holds."""
        self._guards.append(over)
        try:
            yield
        finally:
            self._guards.remove(over)

    def wait(self, seconds: float | None, until: Callable[[], bool] | None = None) -> Input | None:
        """Wait simulated seconds for an input; None when time is up or ``until()`` holds.

        Raises CallEnded, Redirected or Interrupted, whichever comes first.
        """
        deadline = None if seconds is None else time.monotonic() + seconds / self._speed
        with self._changed:
            while True:
                self._check()
                if until and until():
                    return None
                if self._inputs:
                    return self._inputs.popleft()
                left = None if deadline is None else deadline - time.monotonic()
                if left is not None and left <= 0:
                    return None
                self._changed.wait(left)

    def wait_for_input(self, seconds: float) -> Input | None:
        """Wait as ``wait`` does, but longer while somebody has begun to speak: that is no silence."""
        limit = time.monotonic() + self.real(seconds)
        while True:
            left = max(limit, self._speaking_until) - time.monotonic()
            found = self.wait(self.simulated(max(0.0, left)))
            if found is not None or time.monotonic() >= max(limit, self._speaking_until):
                return found

    def wait_for(self, ready: Callable[[], bool], seconds: float | None = None) -> bool:
        """Wait until ``ready()`` holds, deaf to keys and speech; False when time is up."""
        deadline = None if seconds is None else time.monotonic() + self.real(seconds)
        while not ready():
            left = None if deadline is None else self.simulated(deadline - time.monotonic())
            if left is not None and left <= 0:
                return False
            self.wait(left, until=ready)
        self.check()
        return True

    def check(self) -> None:
        """Raise what ``wait`` would raise, without waiting."""
        with self._changed:
            self._check()

    def _check(self) -> None:
        if not self.live:
            raise CallEnded
        if self._redirect:
            source, self._redirect = self._redirect, None
            raise Redirected(source)
        if any(guard() for guard in self._guards):
            raise Interrupted

    def decision(self, seconds: float) -> str:
        """Wait for the phone to be answered or declined; empty when it rang out or was cancelled."""
        deadline = time.monotonic() + seconds / self._speed
        with self._changed:
            while not self._decision and self.live:
                left = deadline - time.monotonic()
                if left <= 0:
                    break
                self._changed.wait(left)
            return self._decision

    def forget_inputs(self) -> None:
        """Drop keys pressed while nothing listened, as Twilio does."""
        with self._changed:
            self._inputs.clear()

    def hear(self, kind: str, **what: Any) -> None:
        """Note what the person on this leg hears or does."""
        entry = {"n": len(self.transcript) + 1, "kind": kind, **what}
        self.transcript.append(entry)
        if self.on_heard:
            self.on_heard(self, entry)
