"""The texts the helpline says by itself: data in texts/*.yml, read once and looked up by id."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from helpline.content.words import spoken_form, written_form

_HERE = Path(__file__).parent
TEXTS = (_HERE / "texts", _HERE / "topics", _HERE / "skills")
# libyaml's reads ten times as fast, and is not in every build of PyYAML.
LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
STATUSES = ("draft", "reviewed")
STATES = ("calling", "nobody_yet", "accepted", "beside")
FORMS = ("neutral", "male", "female", "spoken", "spoken_male", "spoken_female")
_REQUIRED = {"id", "version", "status", "kind", "forms"}
_OPTIONAL = {"buttons", "state", "language"}
_BY_ADDRESS = {"neutral": "neutral", "m": "male", "f": "female"}


class ContentError(ValueError):
    """A content file that cannot be understood; the message names the file and the text."""


@dataclass(frozen=True, slots=True)
class Button:
    """A choice offered with a text; the id comes back when it is tapped or its digit pressed."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Text:
    """One text with the forms in which it can be said."""

    id: str
    version: int
    status: str
    kind: str
    forms: Mapping[str, str]
    buttons: tuple[Button, ...] = ()
    state: str | None = None
    language: str = "ar-IQ"
    source: str = ""

    def form(self, address: str, spoken: bool) -> str:
        """Return the best form for an address ("neutral", "m", "f"), falling back to the neutral one."""
        written = _BY_ADDRESS[address]
        wanted = [written, "neutral"]
        if spoken:
            wanted = ["spoken" if written == "neutral" else f"spoken_{written}", "spoken", *wanted]
        return next(self.forms[name] for name in wanted if name in self.forms)


def text(id: str, *, address: str = "neutral", spoken: bool = False, **values: object) -> str:
    """Return a text with its values filled in.

    `hours` and `minutes` are numbers and come out as Iraqi durations («ساعتين», «4 ساعات»); numbers to
    dial and `n` are read out as words when `spoken`. Values the text does not use are ignored.
    Raises KeyError for an unknown id or address and for a missing value.
    """
    entry = all_texts()[id]
    shaped = {
        name: spoken_form(name, value, entry.language) if spoken else written_form(name, value)
        for name, value in values.items()
    }
    return entry.form(address, spoken).format_map(shaped)


def in_language(id: str, language: str) -> str:
    """Return the id of a text in a contact's language ("ku", "en"); its own where there is no such text."""
    other = f"{id}.{language}"
    return other if other in all_texts() else id


def buttons(id: str) -> tuple[Button, ...]:
    """Return the buttons of a text (none for most). Raises KeyError for an unknown id."""
    return all_texts()[id].buttons


@lru_cache(maxsize=1)
def all_texts() -> Mapping[str, Text]:
    """Return every text by id, read from the files on the first call. Raises ContentError."""
    return load(*TEXTS)


def load(*folders: Path) -> dict[str, Text]:
    """Read every *.yml of some folders. Raises ContentError for what cannot be understood or comes twice."""
    found: dict[str, Text] = {}
    for path in (path for folder in folders for path in sorted(folder.glob("*.yml"))):
        document = read(path)
        if not isinstance(document.get("texts"), list):
            raise ContentError(f"{path.name}: needs a list named texts")
        for entry in document["texts"]:
            item = _parse(entry, path.name)
            if item.id in found:
                raise ContentError(f"{path.name}: {item.id} is already in {found[item.id].source}")
            found[item.id] = item
    return found


def read(path: Path) -> dict[str, Any]:
    """Return a content file's fields. Raises ContentError where it is not YAML, or not fields."""
    try:
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
    except yaml.YAMLError as error:
        raise ContentError(f"{path.name}: not YAML: {error}") from error
    if not isinstance(document, dict):
        raise ContentError(f"{path.name}: needs fields, not {type(document).__name__}")
    return document


def placeholders(template: str) -> frozenset[str]:
    """Return the names in braces of a template. Raises ValueError for a brace that is never closed."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name is not None)


def _parse(entry: Any, source: str) -> Text:
    """Turn one entry of a file into a Text, naming what is wrong with it."""
    if not isinstance(entry, dict) or "id" not in entry:
        raise ContentError(f"{source}: an entry without an id: {entry!r:.60}")
    where = f"{source}: {entry['id']}"
    if missing := _REQUIRED - entry.keys():
        raise ContentError(f"{where}: lacks {', '.join(sorted(missing))}")
    if unknown := entry.keys() - _REQUIRED - _OPTIONAL:
        raise ContentError(f"{where}: unknown field {', '.join(sorted(unknown))}")
    if entry["status"] not in STATUSES:
        raise ContentError(f"{where}: status is draft or reviewed, not {entry['status']!r}")
    if entry.get("state") not in (None, *STATES):
        raise ContentError(f"{where}: state is one of {', '.join(STATES)}, not {entry['state']!r}")
    if entry["kind"] == "danger" and not entry.get("state"):
        raise ContentError(f"{where}: a text in danger says its state: one of {', '.join(STATES)}")
    return Text(
        id=entry["id"],
        version=entry["version"],
        status=entry["status"],
        kind=entry["kind"],
        forms=_forms(entry["forms"], where),
        buttons=_buttons(entry.get("buttons", ()), where),
        state=entry.get("state"),
        language=entry.get("language", "ar-IQ"),
        source=source,
    )


def _forms(forms: Any, where: str) -> dict[str, str]:
    """Check the forms of an entry: a neutral one at least, each of them words."""
    if not isinstance(forms, dict) or "neutral" not in forms:
        raise ContentError(f"{where}: needs a neutral form")
    for name, words in forms.items():
        if name not in FORMS:
            raise ContentError(f"{where}: unknown form {name}; one of {', '.join(FORMS)}")
        if not isinstance(words, str) or not words.strip():
            raise ContentError(f"{where}: the form {name} is empty or not text")
        try:
            placeholders(words)
        except ValueError as error:
            raise ContentError(f"{where}: {name}: {error}") from error
    return {name: words.strip() for name, words in forms.items()}


def _buttons(entries: Any, where: str) -> tuple[Button, ...]:
    """Check the buttons of an entry: id and title are text (YAML reads a bare no as False)."""
    for entry in entries:
        if not isinstance(entry, dict) or not all(isinstance(entry.get(key), str) for key in ("id", "title")):
            raise ContentError(f"{where}: a button needs an id and a title in quotes: {entry!r:.60}")
    return tuple(Button(entry["id"], entry["title"]) for entry in entries)
