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

    def get(self, good_enough: Callable[[T], bool] | None = None) -> T:
        """Return a reading not older than this call, or an older one that is `good_enough`.

        Raises what reading raises.
        """
        with self._counting:
            self._asked += 1
            mine = self._asked
        with self._reading:
            last = self._last
            if last is not None and (self._covered >= mine or (good_enough and good_enough(last))):
                return last
            with self._counting:
                covers = self._asked
            read = self._last = self._read()
            self._covered = covers
            return read

    def forget(self) -> None:
        """Make no reading that was begun before now good enough for anybody."""
        with self._reading:
            self._last = None
