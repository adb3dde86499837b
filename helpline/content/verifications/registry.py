"""Hotlines and services at a place as one list of what somebody has to make sure of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from helpline.content import hotlines
from helpline.content.digest import digest
from helpline.content.directory.load import SERVICES, build, problems, read_rows
from helpline.content.directory.model import STALE_AFTER, Entry
from helpline.content.hotlines import Hotline, region_of
from helpline.content.stamped import Stamped

# Of the registry; of an entry that ships as an example.
NEEDS_CALL, WITHHELD, EXAMPLE, IN_USE = "needs_test_call", "withheld", "placeholder", "verified"


@dataclass(frozen=True, slots=True)
class Places:
    """The files that hotlines and services are read from."""

    hotlines: Path = hotlines.REGISTRY
    services: Path = SERVICES

    def files(self) -> Iterator[Path]:
        """Yield every file."""
        yield self.hotlines
        yield from self.services.glob("*.yml")


@dataclass(frozen=True, slots=True)
class Listed:
    """A hotline or an entry; `number` and `region` are a hotline's, `governorate` and `entry` the other's.

    `key` names it for good, `digest` exactly what it says now but for when it was last verified.
    """

    key: str
    title: str
    status: str
    digest: str
    in_file: date | None
    source: str
    number: str = ""
    region: str = ""
    governorate: str = ""
    entry: Entry | None = None

    @property
    def verifiable(self) -> bool:
        """Whether making sure of it means anything: an example is not real, a withheld number not for use."""
        return self.status in (IN_USE, NEEDS_CALL)

    def overdue(self, last: date | None, today: date) -> bool:
        """Say whether somebody has to make sure of it; `last`: the day on which anybody did."""
        return self.verifiable and (last is None or today - last > STALE_AFTER)

    def serves(self, governorate: str) -> bool:
        """Say whether it is for people of a governorate."""
        return self.governorate == governorate or (
            bool(self.region) and self.region == region_of(governorate)
        )


@dataclass(frozen=True, slots=True)
class Registry:
    """All of them as their files have them, and the governorates in order."""

    listed: tuple[Listed, ...]
    governorates: tuple[str, ...]

    def get(self, key: str) -> Listed | None:
        """Return one of them."""
        return next((one for one in self.listed if one.key == key), None)


def read(places: Places) -> Registry:
    """Read the registry and the directory. Raises ValueError for files that cannot be understood."""
    raw = read_rows(places.services)
    for where, says in problems(raw):
        raise ValueError(f"{where}: {says}")
    directory = build(raw)
    listed = [_hotline(one, places.hotlines.name) for one in hotlines.load(places.hotlines)]
    for entry, (source, row) in zip(directory.entries, raw.entries, strict=True):
        listed.append(_entry(entry, row, directory.types[entry.type].name, source))
    return Registry(tuple(listed), tuple(directory.places))


def _hotline(one: Hotline, source: str) -> Listed:
    # Its status is not part of it: a verification is what changes it.
    return Listed(
        f"hotline:{one.number}",
        one.service,
        one.status,
        digest([one.number, one.service, one.role, one.region]),
        one.last_verified,
        source,
        number=one.number,
        region=one.region,
    )


def _entry(entry: Entry, row: dict[str, Any], kind: str, source: str) -> Listed:
    return Listed(
        f"entry:{entry.id}",
        kind,
        EXAMPLE if entry.placeholder else IN_USE,
        digest({name: value for name, value in row.items() if name != "last_verified"}),
        entry.last_verified,
        source,
        governorate=entry.governorate,
        entry=entry,
    )


def latest(in_file: date | None, here: date | None) -> date | None:
    """Return the later of two days, either of which may be missing."""
    return max((day for day in (in_file, here) if day), default=None)


registries = Stamped(Places.files, read)
