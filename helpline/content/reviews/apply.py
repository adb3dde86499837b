"""Bring signatures into the files: `reviewed` where they fit the words, `draft` again where they do not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from helpline.content.amend import amend, amend_file
from helpline.content.catalogue import ContentError
from helpline.content.reviews.library import FILE, Library, Places, Reading
from helpline.content.reviews.state import State, state_of

# What became of a text, in the order in which it is told.
WRITTEN, AGAIN, CHANGED, ASKED, KEPT, GONE, FAILED = (
    "signed, now reviewed in its file",
    "not signed as it is, now a draft again in its file",
    "changed since it was signed: a draft",
    "a clinician asks for a change",
    "signed; its file keeps no status, so the signature stays in the database",
    "signed or noted once, and there no more",
    "signed, but its file could not be written",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one text."""

    what: str
    id: str
    more: str = ""


def apply(
    library: Library,
    places: Places,
    verdicts: Mapping[str, Mapping[str, str]],
    write: Callable[[Reading, str], None] | None = None,
) -> Iterator[Outcome]:
    """Set the status of every text of which somebody said something, and yield what became of it.

    `verdicts`: the last on each wording, by text and digest. `write` may stand in for writing the file.
    """
    write = write or (lambda reading, status: _write(places, reading, status))
    for id, said in verdicts.items():
        reading = library.by_id.get(id)
        if reading is None:
            yield Outcome(GONE, id)
            continue
        state = state_of(reading.entry.status, reading.digest, said)
        if not reading.written_in:
            named = {State.SIGNED: KEPT, State.CHANGED: CHANGED, State.CHANGE: ASKED}.get(state)
            if named:
                yield Outcome(named, id)
            continue
        wanted = "reviewed" if state.signed else "draft"
        if reading.entry.status != wanted:
            try:
                write(reading, wanted)
            except (ContentError, OSError, StopIteration) as error:
                yield Outcome(FAILED, id, str(error))
                continue
            yield Outcome(WRITTEN if state is State.SIGNED else AGAIN, id)
        elif state in (State.CHANGED, State.CHANGE):
            yield Outcome(CHANGED if state is State.CHANGED else ASKED, id)


def _write(places: Places, reading: Reading, status: str) -> None:
    one, fields = reading.entry, {"status": status}
    if reading.written_in == FILE:
        amend_file(places.campaigns / one.source, one.id.removeprefix("campaign."), fields)
    elif reading.written_in == "types":
        amend(places.services / one.source, "types", one.id.removeprefix("service."), fields)
    else:
        # Folders may have files of one name: the first that has the text.
        files = [folder / one.source for folder in places.texts if (folder / one.source).exists()]
        path = next(file for file in files if f"id: {one.id}" in file.read_text(encoding="utf-8"))
        amend(path, "texts", one.id, fields)
