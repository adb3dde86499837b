"""The texts of a kind that stand in one way or another, in pages, and what is before and after each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from helpline.content.reviews.library import KINDS, Library, Reading
from helpline.content.reviews.state import State, state_of

PER_PAGE = 25
# Of a text's words, in the list.
_GLIMPSE = 90


@dataclass(frozen=True, slots=True)
class Row:
    """A text with how it stands."""

    reading: Reading
    state: State
    # What should change, where that is asked for.
    note: str = ""

    @property
    def glimpse(self) -> str:
        """How its words begin."""
        words = " ".join(self.reading.entry.forms[0].words.split())
        return words if len(words) <= _GLIMPSE else words[:_GLIMPSE].rsplit(" ", 1)[0] + "…"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asked to see; what is no kind or no way to stand is all kinds, and drafts."""

    kind: str
    show: str

    @property
    def query(self) -> dict[str, str]:
        """What an address carries of it."""
        return {"kind": self.kind, "show": self.show}


@dataclass(frozen=True, slots=True)
class Listing:
    """All rows of a kind, and those that were asked for."""

    wanted: Wanted
    rows: tuple[Row, ...]
    # How many of the kind there are in each way to stand.
    counts: Mapping[str, int]

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-len(self.rows) // PER_PAGE))

    def page(self, number: int) -> list[tuple[str, list[Row]]]:
        """Return a page's rows under the topics, skills or files that they are in."""
        found: list[tuple[str, list[Row]]] = []
        for row in self.rows[(number - 1) * PER_PAGE : number * PER_PAGE]:
            if not found or found[-1][0] != row.reading.section:
                found.append((row.reading.section, []))
            found[-1][1].append(row)
        return found

    def beside(self, text_id: str) -> tuple[str | None, str | None]:
        """Return which texts come before and after one; the first comes after one that is not listed."""
        ids = [row.reading.entry.id for row in self.rows]
        if text_id not in ids:
            return None, ids[0] if ids else None
        at = ids.index(text_id)
        return (ids[at - 1] if at else None), (ids[at + 1] if at + 1 < len(ids) else None)


def wanted(args: MultiDict[str, str]) -> Wanted:
    """Read what somebody asked to see from an address or a form."""
    kind, show = args.get("kind", ""), args.get("show", "")
    return Wanted(kind if kind in KINDS else "", show if show in SHOWN else SHOWN[0])


def listing(
    library: Library,
    verdicts: Mapping[str, Mapping[str, str]],
    notes: Mapping[tuple[str, str], str],
    wanted: Wanted,
) -> Listing:
    """Return what was asked for of a library; `verdicts` and `notes` are the last, by text and digest."""
    rows = [
        Row(one, state_of(one.entry.status, one.digest, verdicts.get(one.entry.id, {})))
        for one in library.readings
        if wanted.kind in ("", one.kind)
    ]
    counts = {show: sum(map(meant, rows)) for show, meant in _IS.items()}
    shown = (
        replace(row, note=notes.get((row.reading.entry.id, row.reading.digest), ""))
        if row.state is State.CHANGE
        else row
        for row in rows
        if _IS[wanted.show](row)
    )
    return Listing(wanted, tuple(shown), counts)


# Which rows are meant by what can be shown.
_IS: Mapping[str, Callable[[Row], bool]] = {
    "drafts": lambda row: not row.state.signed,
    "signed": lambda row: row.state.signed,
    "warned": lambda row: bool(row.reading.entry.warnings),
    "change": lambda row: row.state is State.CHANGE,
    "all": lambda row: True,
}
SHOWN = tuple(_IS)
