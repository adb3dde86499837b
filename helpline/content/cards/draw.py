"""Draw a card: 1080 by 1080 pixels, a PNG with a palette."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from helpline.content.cards import colours, lettering
from helpline.content.cards.layout import BAND as BAND_HEIGHT
from helpline.content.cards.layout import BEFORE_WORDS, MARGIN, SIDE, Layout, lay_out
from helpline.content.cards.lettering import Way
from helpline.content.topics import Card

# Bytes of a picture: a weak connection carries this in a few seconds.
MOST_BYTES = 100_000
_SMOOTH = 2
_PALETTE = 48


def draw(topic: str, card: Card, way: Way | None = None) -> bytes:
    """Return the PNG of a topic's card. Raises DoesNotFit, and KeyError for a topic without colours."""
    way = way or lettering.best_way()
    painted = colours.of(topic)
    layout = lay_out(card, way)
    picture = _ground(layout, painted)
    pen = ImageDraw.Draw(picture)
    for row in layout.rows:
        fill = {layout.title: painted.title, layout.name: painted.band}.get(row, painted.words)
        lettering.write(
            pen, row.right, row.baseline, row.text, size=row.size, weight=row.weight, fill=fill, way=way
        )
    file = io.BytesIO()
    few = picture.quantize(_PALETTE, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(file, "PNG", compress_level=7)
    return file.getvalue()


def _ground(layout: Layout, painted: colours.Colours) -> Image.Image:
    """Return everything but the words, drawn larger and made smaller, for edges without steps."""
    side = SIDE * _SMOOTH
    ground = Image.new("RGB", (side, side), painted.paper)
    pen = ImageDraw.Draw(ground)

    def at(*places: float) -> tuple[float, ...]:
        return tuple(place * _SMOOTH for place in places)

    pen.rectangle(at(0, 0, SIDE, BAND_HEIGHT), fill=painted.mark)
    pen.rectangle(at(0, 0, SIDE, BAND_HEIGHT - 14), fill=painted.band)
    # A low hill at the foot: a shape for the eyes to rest on.
    pen.ellipse(at(SIDE * 0.28, SIDE - 96, SIDE * 1.5, SIDE + 420), fill=painted.mark)
    for panel in layout.panels:
        box = at(MARGIN, panel.top, SIDE - MARGIN, panel.bottom)
        pen.rounded_rectangle(box, radius=34 * _SMOOTH, fill=painted.panel)
        middle, centre = (panel.top + panel.bottom) / 2, SIDE - MARGIN - BEFORE_WORDS / 2
        pen.ellipse(at(centre - 15, middle - 15, centre + 15, middle + 15), fill=painted.mark)
    return ground.reduce(_SMOOTH)
