"""Bring verifications into the registry and the directory, each only where it is of the entry as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from helpline.content.amend import amend, amend_hotline
from helpline.content.catalogue import ContentError
from helpline.content.reviews.apply import Outcome
from helpline.content.verifications.model import Verification, last_day
from helpline.content.verifications.registry import NEEDS_CALL, Listed, Places, Registry

WRITTEN, CHANGED, REFUSED, GONE, FAILED = (
    "verified, now with its day in its file",
    "changed since it was verified: to be asked again",
    "verified once, and now an example or withheld: nothing was written",
    "verified once, and there no more",
    "verified, but its file could not be written",
)


def apply(
    registry: Registry,
    places: Places,
    found: Mapping[str, list[Verification]],
    write: Callable[[Listed, date], None] | None = None,
) -> Iterator[Outcome]:
    """Write the last day on which each entry was verified as it is, and yield what became of it.

    `found`: what was found, by entry. `write` may stand in for writing the file.
    """
    write = write or (lambda listed, day: _write(places, listed, day))
    for key, said in found.items():
        if not any(one.verified_on for one in said):
            continue
        listed = registry.get(key)
        if listed is None:
            yield Outcome(GONE, key)
            continue
        day = last_day(said, listed.digest)
        newer = day is not None and (
            listed.in_file is None or day > listed.in_file or listed.status == NEEDS_CALL
        )
        if not listed.verifiable:
            yield Outcome(REFUSED, key)
        elif day is None:
            yield Outcome(CHANGED, key)
        elif newer:
            try:
                write(listed, day)
            except (ContentError, OSError) as error:
                yield Outcome(FAILED, key, str(error))
            else:
                yield Outcome(WRITTEN, key, day.isoformat())


def _write(places: Places, listed: Listed, day: date) -> None:
    if listed.entry is None:
        amend_hotline(places.hotlines, listed.number, day)
    else:
        path = places.services / listed.source
        amend(path, "entries", listed.entry.id, {"last_verified": day.isoformat()})
