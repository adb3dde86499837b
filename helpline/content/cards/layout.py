"""Where a card's words stand: in the largest letters in which all of them fit. Measured, not drawn."""

from __future__ import annotations

from dataclasses import dataclass

from helpline.content.cards import lettering
from helpline.content.cards.lettering import Way
from helpline.content.topics import Card

SIDE = 1080
MARGIN = 56
BAND = 214
# Pixels of the letters' size. A small phone shows the card at about a third: 44 is as small as may be.
SMALLEST = 44
NAME_SIZE = 46
_TITLE_SIZES = range(96, 71, -4)
_LINE_SIZES = range(70, 53, -2)
_ROW = 1.42
_GAP = 18
_FOOT = 84
_PAUSES = "،:؟.!"
# Between a panel's edge and its words: on the right there is room for the mark.
BEFORE_WORDS, AFTER_WORDS = 84, 36


class DoesNotFit(ValueError):
    """A card's words are too long for it, even in its smallest letters."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of words: it ends at `right` and stands on `baseline` (pixels)."""

    text: str
    right: float
    baseline: float
    size: int
    weight: int
    width: float


@dataclass(frozen=True, slots=True)
class Panel:
    """One line of the card, on one row or two; `top` and `bottom` in pixels."""

    top: float
    bottom: float
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole card."""

    title: Row
    panels: tuple[Panel, ...]
    name: Row

    @property
    def rows(self) -> tuple[Row, ...]:
        """Everything that is written on it."""
        return (self.title, *(row for panel in self.panels for row in panel.rows), self.name)


def lay_out(card: Card, way: Way) -> Layout:
    """Return where everything stands. Raises DoesNotFit."""
    return Layout(_title(card.title, way), _panels(card.lines, way), _name(way))


def _title(title: str, way: Way) -> Row:
    room = SIDE - 2 * MARGIN
    for size in _TITLE_SIZES:
        wide = lettering.width(title, size, lettering.BOLD, way)
        if wide <= room:
            return Row(title, SIDE - MARGIN, BAND / 2 + size * 0.32, size, lettering.BOLD, wide)
    raise DoesNotFit(f"the title is too long: «{title}»")


def _panels(lines: tuple[str, ...], way: Way) -> tuple[Panel, ...]:
    top, bottom = BAND + 28, SIDE - _FOOT
    each = (bottom - top - _GAP * (len(lines) - 1)) / len(lines)
    room = SIDE - 2 * MARGIN - BEFORE_WORDS - AFTER_WORDS
    for size in _LINE_SIZES:
        broken = [_rows(line, size, room, way) for line in lines]
        if all(broken) and max(map(len, broken)) * size * _ROW <= each:
            return tuple(
                _panel(rows, size, top + number * (each + _GAP), each, way)
                for number, rows in enumerate(broken)
            )
    raise DoesNotFit(f"the lines are too long: «{max(lines, key=len)}»")


def _panel(rows: list[str], size: int, top: float, height: float, way: Way) -> Panel:
    right = SIDE - MARGIN - BEFORE_WORDS
    first = top + (height - len(rows) * size * _ROW) / 2 + size * 1.02
    return Panel(
        top,
        top + height,
        tuple(
            Row(
                text,
                right,
                first + number * size * _ROW,
                size,
                lettering.REGULAR,
                lettering.width(text, size, lettering.REGULAR, way),
            )
            for number, text in enumerate(rows)
        ),
    )


def _rows(line: str, size: int, room: float, way: Way) -> list[str]:
    """Break a line into one row or two of about one length; an empty list where it does not fit."""
    if lettering.width(line, size, lettering.REGULAR, way) <= room:
        return [line]
    words = line.split()
    breaks = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    widest = {
        rows: max(lettering.width(row, size, lettering.REGULAR, way) for row in rows) for rows in breaks
    }
    fit = [rows for rows in breaks if widest[rows] <= room]
    # Where a voice would pause, if that fits: a word is not cut off from what it belongs to.
    pauses = [rows for rows in fit if rows[0][-1] in _PAUSES]
    return list(min(pauses or fit, key=lambda rows: widest[rows], default=()))


def _name(way: Way) -> Row:
    wide = lettering.width("وياك", NAME_SIZE, lettering.BOLD, way)
    return Row("وياك", MARGIN + wide, SIDE - 28, NAME_SIZE, lettering.BOLD, wide)
