"""Every text that people read or hear, as its files are now, with what the rules say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from helpline.content import campaigns, catalogue, hotlines, skills, topics
from helpline.content.campaigns import Campaign
from helpline.content.check import ASSISTANT, check_items
from helpline.content.digest import digest
from helpline.content.directory.load import SERVICES, Raw, read_rows
from helpline.content.hotlines import Hotline
from helpline.content.items import Item, from_responses
from helpline.content.report.collect import Entry, Form, Section, collect
from helpline.content.rules import services
from helpline.content.rules.campaigns import campaign_findings, from_campaigns
from helpline.content.stamped import Stamped

KINDS = ("topics", "skills", "screening", "questionnaires", "directory", "texts", "assistant", "campaigns")
# Of `written_in`: the file itself is the text.
FILE = "file"
_KIND_OF = {
    "screening.yml": "screening",
    "questionnaire.yml": "questionnaires",
    "alert_questionnaire.yml": "questionnaires",
    "directory.yml": "directory",
}


@dataclass(frozen=True, slots=True)
class Places:
    """The files and folders that texts are read from."""

    texts: tuple[Path, ...] = catalogue.TEXTS
    services: Path = SERVICES
    campaigns: Path = campaigns.CAMPAIGNS
    assistant: tuple[Path, ...] = ASSISTANT
    hotlines: Path = hotlines.REGISTRY

    def files(self) -> Iterator[Path]:
        """Yield every file; what changes one changes the library."""
        for folder in (*self.texts, self.services, self.campaigns):
            yield from folder.glob("*.yml")
        yield self.hotlines
        for place in self.assistant:
            yield from place.rglob("*.yml") if place.is_dir() else (place,)

    def folder(self, name: str) -> Path:
        """Return the folder of texts with a name. Raises StopIteration where there is none."""
        return next(folder for folder in self.texts if folder.name == name)


@dataclass(frozen=True)
class Reading:
    """One text to read. `section`: the title of its topic or skill, or its file.

    `written_in`: the list of its file that holds its status, FILE where the file is this one text, empty
    where no file has one, as for a card.
    """

    entry: Entry
    kind: str
    section: str
    written_in: str = ""

    @cached_property
    def digest(self) -> str:
        """The name of exactly these words, in all forms and with their buttons."""
        one = self.entry
        buttons = [[button.id, button.title] for button in one.buttons]
        forms = {form.name: form.words for form in one.forms}
        return digest([one.id, one.version, one.kind, one.language, forms, buttons])


@dataclass(frozen=True)
class Library:
    """All readings in the order in which a person goes through them."""

    readings: tuple[Reading, ...]
    by_id: Mapping[str, Reading] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {one.entry.id: one for one in self.readings})


def read(places: Places) -> Library:
    """Read it all, which takes about a second. Raises ValueError for files that cannot be understood."""
    registry = hotlines.load(places.hotlines)
    raw = read_rows(places.services)
    parts = collect(
        catalogue.load(*places.texts),
        topics.load(places.folder(topics.TOPICS.name)).values(),
        skills.load(places.folder(skills.SKILLS.name)).values(),
        list(from_responses(places.assistant)),
        registry,
    )
    of_topics, of_skills, of_files, of_assistant = (part.sections for part in parts)
    found = [
        *_readings(of_topics, "topics"),
        *_readings(of_skills, "skills"),
        *(one for section in of_files for one in _readings([section], _KIND_OF.get(section.name, "texts"))),
        *_kinds_of_service(raw, registry),
        *_readings(of_assistant, "assistant"),
        *_campaigns(campaigns.load(places.campaigns).values(), registry),
    ]
    return Library(tuple(sorted(found, key=lambda one: KINDS.index(one.kind))))


def _readings(sections: Sequence[Section], kind: str) -> Iterator[Reading]:
    for section in sections:
        for entry in section.entries:
            # A card, a title and the assistant's answers have no status in their files.
            own = "" if kind == "assistant" or entry.kind in ("card", "title") else "texts"
            yield Reading(entry, kind, section.title, own)


def _kinds_of_service(raw: Raw, registry: Sequence[Hotline]) -> Iterator[Reading]:
    """Yield each kind of service as one text: its name and what it is are signed together."""
    items: dict[str, list[Item]] = {}
    for item in services.from_directory(Raw(types=raw.types)):
        items.setdefault(item.id, []).append(item)
    for source, row in raw.types:
        id = f"service.{row['id']}"
        forms = tuple(Form(name, str(row[name]).strip(), None) for name in ("name", "what"))
        warnings = tuple(check_items(items[id], registry))
        entry = Entry(
            id, str(row["version"]), row["status"], "service", forms, warnings=warnings, source=source
        )
        yield Reading(entry, "directory", source, "types")


def _campaigns(every: Iterable[Campaign], registry: Sequence[Hotline]) -> Iterator[Reading]:
    """Yield each campaign as one text: its forms are read, and signed, together."""
    for one in every:
        forms = tuple(Form(name, words, None) for name, words in one.wordings())
        warnings = (*check_items(from_campaigns([one]), registry), *campaign_findings([one]))
        entry = Entry(
            f"campaign.{one.id}",
            str(one.version),
            one.status,
            "campaign",
            forms,
            role=f"{one.occasion}, {one.audience}",
            # That it is a draft is no warning: its status says so.
            warnings=tuple(found for found in warnings if found.code != "REV01"),
            source=one.source,
        )
        yield Reading(entry, "campaigns", one.source, FILE)


shelves = Stamped(Places.files, read)
