"""What the directory of services is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

# What is meant where nobody can say which kind of service it is: the team knows whom to ask.
ANY = "referral_other"
# Whom a service is for. `anyone` is open to all; the others are also words by which people say who they are.
ANYONE = "anyone"
AUDIENCES = (
    ANYONE,
    "women",
    "children",
    "youth",
    "adults",
    "older",
    "disability",
    "survivors",
    "returnees",
    "orphans",
)
# Children are no adults; whoever says nothing of their age may be any.
AGES = frozenset({"children", "youth", "adults", "older"})
# A place, its hours and its people change; after that long somebody of the team makes sure again.
STALE_AFTER = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class ServiceType:
    """A kind of service, wherever it is given. `remote`: it also works by phone or chat.

    `weak` words speak for it only where nothing says more («مركز», «دورة»).
    """

    id: str
    version: int
    status: str
    name: str
    what: str
    words: tuple[str, ...]
    weak: tuple[str, ...]
    remote: bool
    source: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A service at a place. `mobile`: a team that comes, to every district of its governorate."""

    id: str
    type: str
    governorate: str
    district: str | None
    mobile: bool
    place: str
    audience: tuple[str, ...]
    cost: str
    hours: str
    reach: str
    women_only: bool
    accessible: bool
    last_verified: date
    placeholder: bool
    source: str = ""

    @property
    def for_women(self) -> bool:
        """Whether a man would be turned away at the door."""
        return self.women_only or {one for one in self.audience if one not in AGES} == {"women"}

    def stale(self, today: date) -> bool:
        """Say whether nobody made sure of it for more than 90 days before today."""
        return today - self.last_verified > STALE_AFTER


@dataclass(frozen=True, slots=True)
class Governorate:
    """A governorate: the names people write, its neighbours by road, and its districts with theirs.

    `when_asked` are names of places that are everyday words: read as places where one was asked for.
    """

    name: str
    names: tuple[str, ...]
    near: tuple[str, ...]
    districts: Mapping[str, tuple[str, ...]]
    when_asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Words by which people say for whom it is; `kind` is "age" or "population"."""

    id: str
    kind: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Directory:
    """Everything that the search looks in."""

    types: Mapping[str, ServiceType]
    places: Mapping[str, Governorate]
    groups: Mapping[str, Group]
    entries: tuple[Entry, ...]
