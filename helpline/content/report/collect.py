"""What the page shows: topics and skills as conversations, then every other text by its file."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from helpline.content.catalogue import Button, Text
from helpline.content.check import check_items
from helpline.content.hotlines import Hotline
from helpline.content.items import Item, from_texts
from helpline.content.rules.complete import forms_findings
from helpline.content.rules.curriculum import from_curriculum
from helpline.content.rules.finding import Finding
from helpline.content.rules.language import LONGEST_PROMPT, seconds_to_say
from helpline.content.skills import Skill
from helpline.content.topics import Card, Topic

# In the order of a conversation: what is read, then what is heard.
FORMS = ("neutral", "male", "female", "spoken", "spoken_male", "spoken_female")


@dataclass(frozen=True, slots=True)
class Form:
    """One wording; `seconds` that a calm voice needs for it, where it is heard, and how many it may have."""

    name: str
    words: str
    seconds: float | None
    most: float = LONGEST_PROMPT


@dataclass(frozen=True, slots=True)
class Entry:
    """One text to judge; `role` says where it stands in its conversation."""

    id: str
    version: str
    status: str
    kind: str
    forms: tuple[Form, ...]
    buttons: tuple[Button, ...] = ()
    role: str = ""
    language: str = "ar-IQ"
    warnings: tuple[Finding, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A topic, a skill or a file."""

    name: str
    title: str
    entries: tuple[Entry, ...]
    about: str = ""
    card: Card | None = None
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter of the page."""

    heading: str
    sections: tuple[Section, ...]

    @property
    def entries(self) -> int:
        """How many texts it has."""
        return sum(len(section.entries) for section in self.sections)

    @property
    def drafts(self) -> int:
        """How many of them nobody has signed."""
        return sum(entry.status == "draft" for section in self.sections for entry in section.entries)

    @property
    def warned(self) -> int:
        """About how many of them a rule says something."""
        return sum(bool(entry.warnings) for section in self.sections for entry in section.entries)


def collect(
    texts: Mapping[str, Text],
    topics: Iterable[Topic],
    skills: Iterable[Skill],
    others: Sequence[Item],
    registry: Sequence[Hotline],
) -> tuple[Part, ...]:
    """Return the whole page's content; `others` are wordings outside of the catalogue: the assistant's."""
    entries = {id: _entry(text, registry) for id, text in texts.items()}
    conversations = (
        Part("Topics, as a contact meets them", tuple(_topic(topic, entries, registry) for topic in topics)),
        Part("Skills, step by step", tuple(_skill(skill, entries) for skill in skills)),
    )
    told = {entry.id for part in conversations for section in part.sections for entry in section.entries}
    rest = [text for text in texts.values() if text.id not in told]
    files = tuple(
        Section(source, source, tuple(entries[text.id] for text in of_file))
        for source, of_file in groupby(sorted(rest, key=lambda text: text.source), lambda text: text.source)
    )
    return (
        *conversations,
        Part("What the helpline says by itself, by file", files),
        Part("The assistant's answers, and kinds of services", tuple(_others(others, registry))),
    )


def _topic(topic: Topic, entries: Mapping[str, Entry], registry: Sequence[Hotline]) -> Section:
    # Colours come with the drawing of cards; a page without them would do as well.
    from helpline.content.cards import colours

    steps = tuple(
        replace(entries[part.text_id], role=_quiet(part.role, part.seconds))
        for part in topic.parts
        if part.text_id in entries
    )
    shown = from_curriculum([topic], ())
    cards = tuple(_unversioned(item, registry) for item in shown if item.kind == "card")
    about = f"{topic.about} ← {topic.skill}"
    return Section(topic.name, topic.title, cards + steps, about, topic.card, colours.of(topic.name).band)


def _skill(skill: Skill, entries: Mapping[str, Entry]) -> Section:
    steps = tuple(
        replace(entries[step.text], role=_quiet(f"step {number}, expects {step.expects}", step.seconds))
        for number, step in enumerate(skill.steps, 1)
        if step.text in entries
    )
    return Section(skill.name, skill.title, steps, skill.about)


def _quiet(role: str, seconds: int) -> str:
    return f"{role}, then {seconds} s of quiet" if seconds else role


def _entry(text: Text, registry: Sequence[Hotline]) -> Entry:
    items = list(from_texts({text.id: text}))
    heard = "spoken" if "spoken" in text.forms else "neutral"
    forms = tuple(
        Form(name, text.forms[name], _seconds(text, name, heard)) for name in FORMS if name in text.forms
    )
    return Entry(
        text.id,
        str(text.version),
        text.status,
        text.kind,
        forms,
        text.buttons,
        language=text.language,
        warnings=(*check_items(items, registry), *forms_findings(text)),
        source=text.source,
    )


def _seconds(text: Text, name: str, heard: str) -> float | None:
    # What counsellors read is not read out.
    if text.kind == "alert" and name == "neutral" and not text.id.startswith("alert.voice."):
        return None
    return seconds_to_say(text.forms[name]) if name == heard or name.startswith("spoken") else None


def _others(items: Sequence[Item], registry: Sequence[Hotline]) -> Iterator[Section]:
    """Yield wordings that have no version of their own, by the file or kind they come from."""
    for source, of_source in groupby(items, _whence):
        yield Section(source, source, tuple(_unversioned(item, registry) for item in of_source))


def _whence(item: Item) -> str:
    """Return the file that a wording is from, or the room where it is from several ("topics, stress")."""
    return Path(item.source.split()[0].rstrip(",")).name


def _unversioned(item: Item, registry: Sequence[Hotline]) -> Entry:
    # Some are several wordings of one thing: its name, and what it is.
    which = item.source.partition(" ")[2] if item.kind == "service" else ""
    return Entry(
        f"{item.id}.{which}" if which else item.id,
        # Nobody counts their versions, and a mark belongs to the words that were read.
        f"{zlib.crc32(item.text.encode()):08x}",
        "draft",
        item.kind,
        (Form(item.form, item.text, None),),
        item.buttons,
        language=item.language,
        warnings=tuple(check_items([item], registry)),
        source=_whence(item),
    )
