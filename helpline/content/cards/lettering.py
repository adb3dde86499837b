"""Arabic letters on a picture: joined and from right to left, whichever way Pillow was built.

Pillow with raqm shapes and orders by itself, and must be given the text as it is typed: what is shaped
already comes out reversed. Pillow without it draws one letter after the other, so that letters are joined and
ordered here first. Noto Sans Arabic has the joined forms of Iraqi letters as characters of their own, which
this needs.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

import fontpkg_noto_sans_arabic
from arabic_reshaper import ArabicReshaper
from bidi.algorithm import get_display
from PIL import ImageDraw, ImageFont, features

FONT = fontpkg_noto_sans_arabic.ROOT / "files" / "NotoSansArabic[wdth,wght].ttf"
REGULAR, BOLD = 500, 700
_FULL_WIDTH = 100


class Way(StrEnum):
    """Who joins and orders the letters."""

    RAQM = "raqm"
    RESHAPED = "reshaped"


def best_way() -> Way:
    """Return the way that this Pillow can go; raqm also places marks such as the shadda."""
    return Way.RAQM if features.check("raqm") else Way.RESHAPED


def width(text: str, size: int, weight: int, way: Way) -> float:
    """Return the width of a line in pixels."""
    if way is Way.RAQM:
        return font(size, weight, way).getlength(text, direction="rtl", language="ar")
    return font(size, weight, way).getlength(_joined(text))


def write(
    draw: ImageDraw.ImageDraw,
    right: float,
    baseline: float,
    text: str,
    *,
    size: int,
    weight: int,
    fill: str,
    way: Way,
) -> None:
    """Write a line that ends at `right`, its letters standing on `baseline` (pixels)."""
    letters = font(size, weight, way)
    if way is Way.RAQM:
        draw.text(
            (right, baseline), text, font=letters, fill=fill, anchor="rs", direction="rtl", language="ar"
        )
    else:
        draw.text((right, baseline), _joined(text), font=letters, fill=fill, anchor="rs")


@lru_cache(maxsize=64)
def font(size: int, weight: int, way: Way) -> ImageFont.FreeTypeFont:
    """Return the font in a size (pixels) and weight (100 to 900)."""
    engine = ImageFont.Layout.RAQM if way is Way.RAQM else ImageFont.Layout.BASIC
    letters = ImageFont.truetype(str(FONT), size, layout_engine=engine)
    letters.set_variation_by_axes([weight, _FULL_WIDTH])
    return letters


def _joined(text: str) -> str:
    """Return a text joined and in the order of drawing; without marks, which would not stand right."""
    return str(get_display(_reshaper().reshape(text), base_dir="R"))


@lru_cache(maxsize=1)
def _reshaper() -> ArabicReshaper:
    # Of the ligatures only lam-alef, which is not optional.
    return ArabicReshaper(
        {
            "delete_harakat": True,
            "support_ligatures": True,
            "ARABIC LIGATURE ALLAH": False,
            "language": "Arabic",
        }
    )
