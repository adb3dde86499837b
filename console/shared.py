"""One reading for all who ask at the same moment."""

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Shared(Generic[T]):
    """Gives everybody a reading that began after they asked, and makes as few as that needs.

    A change brings fifty browsers at once: the first has it read, all others share the next reading.
    """

    def __init__(self, read: Callable[[], T]) -> None:
        self._read = read
        self._reading, self._counting = Lock(), Lock()
        self._asked = self._covered = 0
        self._last: T | None = None

    def get(self) -> T:
        """Return a reading not older than this call; raises what reading raises."""
        with self._counting:
            self._asked += 1
            mine = self._asked
        with self._reading:
            if self._last is None or self._covered < mine:
                with self._counting:
                    covers = self._asked
                self._last = self._read()
                self._covered = covers
            return self._last
