"""Read the files that programme staff edit, and say everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from helpline.content.catalogue import STATUSES, ContentError, read
from helpline.content.directory.model import AUDIENCES, Directory, Entry, Governorate, Group, ServiceType

SERVICES = Path(__file__).parents[1] / "services"
Rows = list[tuple[str, dict[str, Any]]]

Fields = dict[str, type]
_FIELDS: dict[str, Fields] = {
    "types": {
        "id": str,
        "version": int,
        "status": str,
        "name": str,
        "what": str,
        "words": list,
        "weak": list,
        "remote": bool,
    },
    "places": {"governorate": str, "names": list, "near": list, "districts": list},
    "groups": {"id": str, "kind": str, "words": list},
    "entries": {
        "id": str,
        "type": str,
        "governorate": str,
        "mobile": bool,
        "place": str,
        "for": list,
        "cost": str,
        "hours": str,
        "reach": str,
        "women_only": bool,
        "accessible": bool,
        "last_verified": date,
        "placeholder": bool,
    },
}
_OPTIONAL = {"entries": {"district"}, "places": {"when_asked"}}


@dataclass
class Raw:
    """The rows of the files, each with the name of its file."""

    types: Rows = field(default_factory=list)
    places: Rows = field(default_factory=list)
    groups: Rows = field(default_factory=list)
    entries: Rows = field(default_factory=list)


@lru_cache(maxsize=1)
def all_services() -> Directory:
    """Return the directory, read on the first call. Raises ContentError."""
    return load()


def load(folder: Path = SERVICES) -> Directory:
    """Read a folder's files. Raises ContentError with the first thing that is wrong."""
    raw = read_rows(folder)
    for where, says in problems(raw):
        raise ContentError(f"{where}: {says}")
    return build(raw)


def read_rows(folder: Path) -> Raw:
    """Return the rows of a folder's files. Raises ContentError where a file is not lists of fields."""
    raw = Raw()
    for path in sorted(folder.glob("*.yml")):
        for section, rows in read(path).items():
            if section not in _FIELDS or not isinstance(rows, list):
                raise ContentError(f"{path.name}: {section} is none of the lists {', '.join(_FIELDS)}")
            for row in rows:
                if not isinstance(row, dict):
                    raise ContentError(f"{path.name}: {section}: needs fields, not {row!r:.60}")
                getattr(raw, section).append((path.name, row))
    return raw


def problems(raw: Raw) -> Iterator[tuple[str, str]]:
    """Yield where something is wrong, and what."""
    broken = False
    for section, fields in _FIELDS.items():
        seen: set[str] = set()
        for source, row in getattr(raw, section):
            name = str(row.get("id") or row.get("governorate") or "an entry without an id")
            found = [*_of_fields(row, fields, section)]
            if name in seen:
                found.append("comes twice")
            seen.add(name)
            broken = broken or bool(found)
            yield from ((f"{source}: {name}", one) for one in found)
    if not broken:
        # What one says of another is looked at only where all can be read.
        yield from _of_places(raw)
        yield from _of_entries(raw)


def _of_fields(row: dict[str, Any], fields: Fields, section: str) -> Iterator[str]:
    if missing := fields.keys() - row.keys():
        yield f"lacks {', '.join(sorted(missing))}"
    if unknown := row.keys() - fields.keys() - _OPTIONAL.get(section, set()):
        yield f"unknown field {', '.join(sorted(unknown))}"
    for name, kind in fields.items():
        value = row.get(name)
        blank = isinstance(value, str) and not value.strip()
        if name in row and (not isinstance(value, kind) or blank):
            found = "empty" if blank or value is None else f"{value!r:.40}"
            yield f"{name} is {found}; needs {kind.__name__}"
    for name in ("words", "weak", "names", "for", "when_asked"):
        if any(not isinstance(one, str) for one in row.get(name) or ()):
            yield f"{name}: each is text in the list"


def _of_places(raw: Raw) -> Iterator[tuple[str, str]]:
    known = {row["governorate"] for _, row in raw.places}
    for source, row in raw.places:
        if unknown := set(row["near"]) - known:
            yield f"{source}: {row['governorate']}", f"unknown neighbour {', '.join(sorted(unknown))}"
    for source, row in raw.types:
        if row["status"] not in STATUSES:
            yield f"{source}: {row['id']}", f"status is draft or reviewed, not {row['status']!r}"
    for source, row in raw.groups:
        if row["id"] not in AUDIENCES or row["kind"] not in ("age", "population"):
            yield f"{source}: {row['id']}", "is no group of the directory"


def _of_entries(raw: Raw) -> Iterator[tuple[str, str]]:
    types = {row["id"] for _, row in raw.types}
    districts = {row["governorate"]: {names[0] for names in row["districts"]} for _, row in raw.places}
    for source, row in raw.entries:
        where = f"{source}: {row['id']}"
        if row["type"] not in types:
            yield where, f"unknown type {row['type']!r}"
        if row["governorate"] not in districts:
            yield where, f"unknown governorate {row['governorate']!r}"
        elif (district := row.get("district")) and district not in districts[row["governorate"]]:
            yield where, f"{row['governorate']} has no district {district!r} in places.yml"
        if unknown := set(row["for"]) - set(AUDIENCES):
            yield where, f"for: unknown {', '.join(sorted(unknown))}; of {', '.join(AUDIENCES)}"
        if not row["for"]:
            yield where, "for: names nobody"


def build(raw: Raw) -> Directory:
    """Return the directory of rows without problems."""
    types = {row["id"]: _type(row, source) for source, row in raw.types}
    places = {
        row["governorate"]: Governorate(
            row["governorate"],
            (row["governorate"], *row["names"]),
            tuple(row["near"]),
            {names[0]: tuple(names) for names in row["districts"]},
            tuple(row.get("when_asked", ())),
        )
        for _, row in raw.places
    }
    groups = {row["id"]: Group(row["id"], row["kind"], tuple(row["words"])) for _, row in raw.groups}
    return Directory(types, places, groups, tuple(_entry(row, source) for source, row in raw.entries))


def _type(row: dict[str, Any], source: str) -> ServiceType:
    words, weak = tuple(row["words"]), tuple(row["weak"])
    return ServiceType(**{**row, "what": row["what"].strip(), "words": words, "weak": weak}, source=source)


def _entry(row: dict[str, Any], source: str) -> Entry:
    rest = {name: value for name, value in row.items() if name != "for"}
    return Entry(**{"district": None, **rest}, audience=tuple(row["for"]), source=source)
