"""How a text stands: by its words as they are now and what was said of them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from helpline.content.reviews.model import CHANGE, SIGNED


class State(StrEnum):
    """What a text is to whoever would use it."""

    DRAFT = "draft"  # nobody has signed it
    CHANGED = "changed"  # it was signed in other words: a draft again
    CHANGE = "change"  # a clinician says what should change
    SIGNED = "signed"  # in exactly these words
    ELSEWHERE = "elsewhere"  # its file says reviewed, and nobody ever signed it here

    @property
    def signed(self) -> bool:
        """Whether somebody has signed it as it is."""
        return self in (State.SIGNED, State.ELSEWHERE)


def state_of(status: str, digest: str, verdicts: Mapping[str, str]) -> State:
    """Return how a text stands; `status` is its file's, `verdicts` the last on each wording by digest."""
    now = verdicts.get(digest)
    if now == SIGNED:
        return State.SIGNED
    if now == CHANGE:
        return State.CHANGE
    if SIGNED in verdicts.values():
        return State.CHANGED
    return State.ELSEWHERE if status == "reviewed" else State.DRAFT
