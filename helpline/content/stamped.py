"""What is made from files, made again when one of them changed: people edit them while others read."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterable
from pathlib import Path
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")
Stamp = tuple[tuple[str, int, int], ...]


class Stamped(Generic[K, T]):
    """Keeps what `make` made of a key until one of the key's files is another; one thread makes at a time."""

    def __init__(self, files: Callable[[K], Iterable[Path]], make: Callable[[K], T]) -> None:
        self._files, self._make = files, make
        self._kept: dict[K, tuple[Stamp, T]] = {}
        self._lock = threading.Lock()

    def get(self, key: K) -> T:
        """Return what is made of a key's files as they are now; raises what `make` raises."""
        with self._lock:
            # Before it is read: what changes meanwhile is then seen the next time.
            stamp = self._stamp(key)
            kept = self._kept.get(key)
            if kept is None or kept[0] != stamp:
                kept = self._kept[key] = (stamp, self._make(key))
            return kept[1]

    def _stamp(self, key: K) -> Stamp:
        found = []
        for path in self._files(key):
            about = path.stat()
            found.append((str(path), about.st_mtime_ns, about.st_size))
        return tuple(sorted(found))
