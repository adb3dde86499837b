"""What this process hears over Redis, kept for a moment and given to every open page."""

import secrets
import time
from collections import deque
from collections.abc import Callable, Iterator
from threading import Condition, Lock, Thread

from helpline.infra import live
from helpline.infra.live import Event
from helpline.infra.logs import log

# A page that was away for less than these many events is told what it missed; else to look anew.
KEPT = 500
AGAIN_AFTER = 1.0


class Hub:
    """One subscription for all pages of this process; pages read from it by the number of the last event."""

    def __init__(self, hear: Callable[[], Iterator[Event | None]] = live.events) -> None:
        self._hear = hear
        self._changed = Condition()
        self._starting = Lock()
        # Numbers of an earlier process mean nothing in this one.
        self.name = secrets.token_hex(4)
        self._kept: deque[tuple[int, Event]] = deque(maxlen=KEPT)
        self._last = 0
        # Below this number nothing can be told: it may have been published while Redis was away.
        self._first = 1
        self._hearing = False
        self._places = 0
        self._thread: Thread | None = None

    @property
    def last(self) -> int:
        """The number of the newest event."""
        return self._last

    @property
    def hearing(self) -> bool:
        """Whether Redis answers: else pages learn of changes only by looking themselves."""
        return self._hearing

    def start(self) -> None:
        """Begin to listen, once."""
        with self._starting:
            if self._thread is None:
                self._thread = Thread(target=self._listen, name="live-hub", daemon=True)
                self._thread.start()

    def take_place(self, at_most: int) -> bool:
        """Take one of so many places for listeners; False when there is none left."""
        with self._starting:
            if self._places >= at_most:
                return False
            self._places += 1
            return True

    def leave_place(self) -> None:
        """Give a place back."""
        with self._starting:
            self._places -= 1

    def after(self, number: int, seconds: float) -> list[tuple[int, Event]] | None:
        """Return what came after a number, waiting at most so long for it; None where that is not known."""
        with self._changed:
            self._changed.wait_for(lambda: self._last != number, seconds)
            if not self._first - 1 <= number <= self._last:
                return None
            return [one for one in self._kept if one[0] > number]

    def _listen(self) -> None:
        while True:
            try:
                for one in self._hear():
                    self._take(one)
            except Exception as error:
                # Whatever it was: a hub that has ended would leave every page deaf until the next start.
                if self._hearing:
                    log().warning("live_not_heard", error=error)
                self._hearing = False
            time.sleep(AGAIN_AFTER)

    def _take(self, one: Event | None) -> None:
        with self._changed:
            if one is not None:
                self._last += 1
                if len(self._kept) == KEPT:
                    self._first += 1
                self._kept.append((self._last, one))
            elif not self._hearing:
                # Who was listening before may have missed something: an unknown number makes them look.
                self._last += 1
                self._kept.clear()
                self._first = self._last + 1
            else:
                return
            self._hearing = True
            self._changed.notify_all()
