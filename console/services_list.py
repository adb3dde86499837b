"""What has to be made sure of: hotlines and services at a place, overdue ones first, in pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from werkzeug.datastructures import MultiDict

from helpline.content.verifications.model import Verification, last_day
from helpline.content.verifications.registry import EXAMPLE, WITHHELD, Listed, Registry, latest

PER_PAGE = 15
SHOWN = ("all", "overdue", "examples")
HOTLINES = "hotlines"
# What was found lately, of each.
_FOUND = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A hotline or an entry, when anybody last made sure of it, and what was found lately."""

    listed: Listed
    last: date | None
    overdue: bool
    found: tuple[Verification, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asked to see: `where` is a governorate, HOTLINES, or empty for all."""

    where: str
    show: str

    @property
    def query(self) -> dict[str, str]:
        """What an address carries of it."""
        return {"where": self.where, "show": self.show}


@dataclass(frozen=True, slots=True)
class Listing:
    """The rows that were asked for, and how many there are of each way to stand."""

    wanted: Wanted
    rows: tuple[Row, ...]
    counts: Mapping[str, int]

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-len(self.rows) // PER_PAGE))

    def page(self, number: int) -> tuple[Row, ...]:
        """Return the rows of a page."""
        return self.rows[(number - 1) * PER_PAGE : number * PER_PAGE]


def wanted(args: MultiDict[str, str], registry: Registry) -> Wanted:
    """Read what somebody asked to see from an address or a form."""
    where, show = args.get("where", ""), args.get("show", "")
    known = where == HOTLINES or where in registry.governorates
    return Wanted(where if known else "", show if show in SHOWN else SHOWN[0])


def listing(
    registry: Registry, found: Mapping[str, list[Verification]], wanted: Wanted, today: date
) -> Listing:
    """Return what was asked for, overdue ones first and of them whatever nobody asked about for longest."""
    rows = [_row(one, found.get(one.key, []), today) for one in registry.listed if _is_there(one, wanted)]
    counts = {show: sum(_is(row, show) for row in rows) for show in SHOWN}
    shown = sorted((row for row in rows if _is(row, wanted.show)), key=_order)
    return Listing(wanted, tuple(shown), counts)


def _row(listed: Listed, found: list[Verification], today: date) -> Row:
    here = last_day(found, listed.digest)
    last = latest(listed.in_file, here)
    # Nobody has rung it since it came into the list, whatever day its source is of.
    unproved = listed.status == "needs_test_call" and here is None
    return Row(listed, last, unproved or listed.overdue(last, today), tuple(found[:_FOUND]))


def _order(row: Row) -> tuple[int, str]:
    rank = 3 if row.listed.status == WITHHELD else 2 if row.listed.status == EXAMPLE else not row.overdue
    return int(rank), row.last.isoformat() if row.last else ""


def _is_there(listed: Listed, wanted: Wanted) -> bool:
    if wanted.where == HOTLINES:
        return bool(listed.number)
    return not wanted.where or listed.serves(wanted.where)


def _is(row: Row, show: str) -> bool:
    return {"all": True, "overdue": row.overdue, "examples": row.listed.status == EXAMPLE}[show]
