"""What a contact is told of the services that a search found. Pure."""

from __future__ import annotations

from datetime import date

from helpline.content.catalogue import text
from helpline.content.directory.model import Directory, Entry
from helpline.content.directory.search import Found, Result
from helpline.content.directory.understand import Query

# Somebody who listens keeps one place in mind; who reads can look again.
ON_THE_PHONE = 1


def places(result: Result, query: Query, directory: Directory, today: date, *, spoken: bool) -> str:
    """Return what is said of the places of a kind of service in a governorate.

    Without any it says so, and whether the kind also works by phone or in writing. Raises ValueError where
    the question named no governorate or no kind.
    """
    if result.type is None or query.governorate is None:
        raise ValueError("a place is told of a kind of service in a governorate")
    found = result.found[: ON_THE_PHONE if spoken else None]
    if not found:
        none = "directory.none_remote" if result.remote else "directory.none"
        return text(none, place=query.governorate, spoken=spoken)
    lines = "\n".join(_line(one, query, directory, today, spoken) for one in found)
    lead = "directory.near" if result.near else "directory.neighbour"
    return text(lead, place=query.governorate, entries=lines, spoken=spoken)


def _line(one: Found, query: Query, directory: Directory, today: date, spoken: bool) -> str:
    entry = one.entry
    said = text(
        "directory.entry",
        service=directory.types[entry.type].name,
        where=_where(entry),
        hours=entry.hours,
        reach=entry.reach,
        cost=entry.cost,
        spoken=spoken,
    )
    more = []
    if entry.for_women:
        more.append("directory.women_only")
    if entry.accessible and query.population_group == "disability":
        more.append("directory.accessible")
    if entry.stale(today) and not entry.placeholder:
        more.append("directory.ask_first")
    before = [text("directory.example", spoken=spoken)] if entry.placeholder else []
    return " ".join([*before, said, *(text(id, spoken=spoken) for id in more)])


def _where(entry: Entry) -> str:
    """Return the place's name with where it is, each once."""
    named = [entry.place]
    named += [name for name in (entry.district, entry.governorate) if name and name not in entry.place]
    return "، ".join(named)
