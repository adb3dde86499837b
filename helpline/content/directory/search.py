"""Which services to tell somebody of: the right kind first, then the nearest. Pure."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass

from helpline.content.directory.model import AGES, ANYONE, Directory, Entry, ServiceType
from helpline.content.directory.understand import Query

_AGES_BESIDE = {"youth": frozenset({"youth", "children", "adults"}), "older": frozenset({"older", "adults"})}
AT_MOST = 3


class Reach(enum.IntEnum):
    """How near a service is, nearest first."""

    DISTRICT = 0
    GOVERNORATE = 1
    MOBILE = 2
    NEIGHBOUR = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A service at a place that fits, and how near it is."""

    entry: Entry
    reach: Reach


@dataclass(frozen=True, slots=True)
class Result:
    """What there is of the kinds that were asked for.

    `near` says that something is in the governorate itself or comes there; `remote`, that the kind also
    works by phone or chat. With no governorate nothing is `found`.
    """

    type: ServiceType | None
    found: tuple[Found, ...]
    near: bool
    remote: bool


def search(query: Query, directory: Directory, *, placeholders: bool) -> Result:
    """Return the services for a question; `placeholders` includes examples, which are for development alone.

    Only the likeliest kind is looked for: another kind that is nearer is no answer to what was asked.
    """
    kind = directory.types[query.types[0]] if query.types else None
    if kind is None or query.governorate is None:
        return Result(kind, (), False, kind is not None and kind.remote)
    fitting = [
        Found(entry, reach)
        for entry in directory.entries
        if entry.type == kind.id
        and (placeholders or not entry.placeholder)
        and _is_for(entry, query)
        and (reach := _reach(entry, query, directory)) is not None
    ]
    nearest = sorted(fitting, key=lambda one: (one.reach, *_suits(one.entry, query), one.entry.id))
    found = tuple(nearest[:AT_MOST])
    return Result(kind, found, any(one.reach < Reach.NEIGHBOUR for one in found), kind.remote)


def _is_for(entry: Entry, query: Query) -> bool:
    """Say whether somebody of the asked group would not be turned away at the door."""
    if entry.for_women and query.by_man and query.population_group != "women":
        # What a man asks for a woman of his is for her.
        return False
    if ANYONE in entry.audience:
        return True
    ages = AGES.intersection(entry.audience)
    if query.age_group and ages and not ages & _AGES_BESIDE.get(query.age_group, {query.age_group}):
        return False
    asked = {query.age_group, query.population_group} - {None}
    people = set(entry.audience) - AGES
    if not people:
        return True
    # Who they are is not said: a place for a group is told all the same, with whom it is for.
    return not asked or bool(people & asked)


def _suits(entry: Entry, query: Query) -> tuple[int, ...]:
    """Return how well an entry suits whom it is asked for; smaller is better."""
    asked: Iterable[str | None] = (query.age_group, query.population_group)
    for_them = any(group in entry.audience for group in asked if group)
    ramp = query.population_group == "disability" and not entry.accessible
    women = query.population_group == "women" and not entry.women_only
    return (int(ramp), int(not for_them), int(women), int(entry.women_only))


def _reach(entry: Entry, query: Query, directory: Directory) -> Reach | None:
    assert query.governorate is not None
    if entry.governorate == query.governorate:
        if entry.mobile:
            return Reach.MOBILE
        return Reach.DISTRICT if query.district and entry.district == query.district else Reach.GOVERNORATE
    place = directory.places.get(query.governorate)
    if place is not None and entry.governorate in place.near and not entry.mobile:
        return Reach.NEIGHBOUR
    return None
