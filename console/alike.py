"""Answers that many browsers get alike, compressed once: a new case brings fifty who ask for the same."""

from collections import OrderedDict
from threading import Lock

from flask import Request, g

# Each language and each person who has cases sees a queue of their own.
MOST = 64
_NOTHING = ";"


def is_alike(name: str) -> None:
    """Say that this request's answer is the same for all whose answer has this name."""
    g.alike = name


def name_of(_: Request) -> str:
    """Return the name of this request's answer, "" where it is its own."""
    return str(g.get("alike", ""))


class Compressed:
    """What Flask-Compress made lately, by "algorithm;name"; answers without a name are not kept."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> bytes | None:
        """Return what was made under a key."""
        return self._kept.get(key)

    def set(self, key: str, made: bytes) -> None:
        """Keep what was made, and forget what is oldest."""
        if key.endswith(_NOTHING):
            return
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
