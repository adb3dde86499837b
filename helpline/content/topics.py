"""The topics people can read or hear about: texts in order, a skill to do, a card.

Ways in which people ask for them lie in topics/questions, which the assistant is trained with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from helpline.content.catalogue import ContentError, read

TOPICS = Path(__file__).parent / "topics"
# In this order; `happening` and `helps` may have several parts.
ROLES = ("opening", "happening", "helps", "person", "next")
LONGEST_TITLE = 20
LONGEST_ABOUT = 70
_FIELDS = {"topic", "title", "about", "skill", "card", "parts", "texts"}
_CARD_TITLE = 26
_CARD_LINE = 38


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a topic, and the seconds of quiet in which the listener does what it says."""

    text_id: str
    role: str
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """What a topic's picture says."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic; `skill` is the interactive skill offered at its end."""

    name: str
    title: str
    about: str
    skill: str
    card: Card
    parts: tuple[Part, ...]

    def of(self, role: str) -> tuple[Part, ...]:
        """Return the parts of one role, in order."""
        return tuple(part for part in self.parts if part.role == role)


@lru_cache(maxsize=1)
def all_topics() -> Mapping[str, Topic]:
    """Return every topic by name, in the order of their files. Raises ContentError."""
    return load(TOPICS)


def load(folder: Path) -> dict[str, Topic]:
    """Read every topic of a folder. Raises ContentError, naming the file and what is wrong with it."""
    found: dict[str, Topic] = {}
    for path in sorted(folder.glob("*.yml")):
        topic = _topic(read(path), path.name)
        if topic.name in found:
            raise ContentError(f"{path.name}: topic {topic.name} is there twice")
        found[topic.name] = topic
    return found


def _topic(fields: Mapping[str, Any], source: str) -> Topic:
    if missing := _FIELDS - fields.keys():
        raise ContentError(f"{source}: lacks {', '.join(sorted(missing))}")
    if unknown := fields.keys() - _FIELDS:
        raise ContentError(f"{source}: unknown field {', '.join(sorted(unknown))}")
    name = str(fields["topic"])
    for field, longest in (("title", LONGEST_TITLE), ("about", LONGEST_ABOUT)):
        if not isinstance(fields[field], str) or not 0 < len(fields[field]) <= longest:
            raise ContentError(f"{source}: {field} has 1 to {longest} characters")
    parts = tuple(_part(entry, name, source) for entry in fields["parts"])
    roles = [part.role for part in parts]
    if sorted(roles, key=ROLES.index) != roles or set(roles) != set(ROLES):
        raise ContentError(f"{source}: parts are {', '.join(ROLES)}, in this order")
    own = {entry.get("id") for entry in fields["texts"] if isinstance(entry, dict)}
    if own != {part.text_id for part in parts}:
        raise ContentError(f"{source}: parts and texts name different ids")
    return Topic(
        name,
        fields["title"],
        fields["about"],
        str(fields["skill"]),
        card_of(fields["card"], source),
        parts,
    )


def _part(entry: Any, topic: str, source: str) -> Part:
    text_id, seconds = (entry.get("text"), entry.get("seconds", 0)) if isinstance(entry, dict) else (None, 0)
    prefix = f"topic.{topic}."
    if not isinstance(text_id, str) or not text_id.startswith(prefix) or not isinstance(seconds, int):
        raise ContentError(f"{source}: a part names a text {prefix}… and whole seconds: {entry!r:.60}")
    role = text_id.removeprefix(prefix).split(".")[0]
    if role not in ROLES:
        raise ContentError(f"{source}: {text_id}: {role} is not one of {', '.join(ROLES)}")
    return Part(text_id, role, seconds)


def card_of(fields: Any, source: str) -> Card:
    """Read a card. Raises ContentError where it lacks something or is too long."""
    if not isinstance(fields, dict) or not isinstance(fields.get("lines"), list):
        raise ContentError(f"{source}: a card has a title and lines")
    title, lines = str(fields.get("title", "")), tuple(str(line) for line in fields["lines"])
    if not 0 < len(title) <= _CARD_TITLE or not 3 <= len(lines) <= 4 or max(map(len, lines)) > _CARD_LINE:
        raise ContentError(
            f"{source}: a card has a title of at most {_CARD_TITLE} characters and three or four lines"
            f" of at most {_CARD_LINE}"
        )
    return Card(title, lines)
