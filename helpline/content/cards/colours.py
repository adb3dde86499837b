"""Colours of the cards, one calm set for each group of topics; words stand out at least 4.5 to 1."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """What a card is painted with: paper, the band of the title, a mark beside each line, the words."""

    paper: str
    band: str
    mark: str
    words: str = "#20303a"
    panel: str = "#ffffff"
    title: str = "#ffffff"


_GROUPS: tuple[tuple[Colours, tuple[str, ...]], ...] = (
    # The body, its alarm and its rest.
    (Colours("#e4f1ef", "#22706a", "#7fbfb6"), ("stress", "panic", "sleep", "anger")),
    # Sadness, loss, being alone.
    (Colours("#e7ecf6", "#40598f", "#9db1d8"), ("sadness", "grief", "older", "community")),
    # Safety, and what happened to people.
    (
        Colours("#e8f1e4", "#3f6b3c", "#9cc194"),
        ("trauma", "suicide", "after_attempt", "violence", "survivors"),
    ),
    # The family.
    (Colours("#f8efe2", "#84592a", "#dcb787"), ("parenting", "orphans", "mothers", "men", "disability")),
    # Among others: what they say, work, learning, help.
    (
        Colours("#f0e9f3", "#6a4a7c", "#bfa3cd"),
        ("stigma", "substances", "return", "students", "helpers", "counselling"),
    ),
)


def of(topic: str) -> Colours:
    """Return a topic's colours. Raises KeyError for a topic that is in no group."""
    return {name: colours for colours, names in _GROUPS for name in names}[topic]
