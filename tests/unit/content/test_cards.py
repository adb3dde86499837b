"""A card can be read on a small phone: letters joined and in order, all of it there, and light to load."""

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont, features

from helpline.content.cards import colours, lettering
from helpline.content.cards.draw import MOST_BYTES, draw
from helpline.content.cards.layout import BAND, MARGIN, SIDE, SMALLEST, DoesNotFit, Row, lay_out
from helpline.content.cards.lettering import REGULAR, Way
from helpline.content.topics import Card, all_topics

TOPICS = sorted(all_topics())
IRAQI = ["گلبك", "چبيرنا", "پرده", "ڤيلا", "نگول", "وچف", "الگاع", "للأهل", "واگفة", "«خطر»،"]
# Two right pictures of a word are this like each other, and a wrong one is not nearly.
ALIKE = 0.75
RAQM = pytest.mark.skipif(not features.check("raqm"), reason="this Pillow has no raqm to compare with")


def ink(picture: Image.Image) -> np.ndarray:
    """Return the letters of a picture as 1 on 0, cropped, all in one size."""
    grey = np.asarray(picture.convert("L"), dtype=float)
    paper = np.median(grey)
    letters = Image.fromarray(np.where(abs(grey - paper) > 60, 255, 0).astype("uint8"))
    box = letters.getbbox()
    assert box is not None
    return np.asarray(letters.crop(box).resize((240, 120), Image.Resampling.BOX), dtype=float) / 255


def likeness(one: np.ndarray, other: np.ndarray) -> float:
    """Return the share of ink that two pictures have in common, from 0 to 1."""
    return float(np.minimum(one, other).sum() / np.maximum(one, other).sum())


def written(text: str, way: Way, size: int = 80, weight: int = REGULAR) -> np.ndarray:
    page = Image.new("RGB", (SIDE, 300), "white")
    pen = ImageDraw.Draw(page)
    lettering.write(pen, SIDE - 20, 170, text, size=size, weight=weight, fill="black", way=way)
    return ink(page)


def drawn(text: str, engine: ImageFont.Layout = ImageFont.Layout.BASIC, **more: str) -> np.ndarray:
    """Return a text as somebody draws it who does not know about Arabic."""
    letters = ImageFont.truetype(str(lettering.FONT), 80, layout_engine=engine)
    letters.set_variation_by_axes([REGULAR, 100])
    page = Image.new("RGB", (SIDE, 300), "white")
    ImageDraw.Draw(page).text((SIDE - 20, 170), text, font=letters, fill="black", anchor="rs", **more)
    return ink(page)


@RAQM
@pytest.mark.parametrize("word", IRAQI)
def test_both_ways_of_drawing_give_the_same_letters(word: str) -> None:
    assert likeness(written(word, Way.RAQM), written(word, Way.RESHAPED)) > ALIKE


@pytest.mark.parametrize("word", IRAQI[:-1])
def test_the_comparison_sees_letters_that_are_reversed_or_stand_alone(word: str) -> None:
    right = written(word, lettering.best_way())
    alone = drawn(word[::-1])
    reversed_and_alone = drawn(word)
    reversed_but_joined = drawn(lettering._joined(word)[::-1])
    for wrong in (alone, reversed_and_alone, reversed_but_joined):
        assert likeness(right, wrong) < ALIKE - 0.15


@RAQM
def test_the_comparison_sees_what_was_shaped_twice() -> None:
    for word in ("گلبك", "چبيرنا", "نگول"):
        twice = drawn(lettering._joined(word), ImageFont.Layout.RAQM, direction="rtl", language="ar")
        assert likeness(written(word, Way.RAQM), twice) < ALIKE - 0.15


def of_row(card: Image.Image, row: Row) -> Image.Image:
    """Return the part of a card on which a row was written."""
    above, below = row.baseline - row.size * 0.95, row.baseline + row.size * 0.42
    return card.crop((int(row.right - row.width - 2), int(above), int(row.right + 3), int(below)))


@RAQM
@pytest.mark.parametrize("name", TOPICS)
def test_what_stands_on_a_card_is_what_was_to_be_said(name: str) -> None:
    card = all_topics()[name].card
    picture = Image.open(io.BytesIO(draw(name, card, Way.RAQM)))
    backwards = []
    for row in lay_out(card, Way.RAQM).rows:
        if any("\u064b" <= letter <= "\u0652" for letter in row.text):
            # The other way leaves marks out.
            continue
        there = ink(of_row(picture, row))
        assert likeness(there, written(row.text, Way.RESHAPED, row.size, row.weight)) > 0.5, row.text
        backwards.append(likeness(there, written(row.text[::-1], Way.RESHAPED, row.size, row.weight)))
    assert np.mean(backwards) < 0.4


@pytest.mark.parametrize("way", list(Way))
@pytest.mark.parametrize("name", TOPICS)
def test_every_word_stays_on_its_card_in_letters_for_a_small_phone(name: str, way: Way) -> None:
    if way is Way.RAQM and not features.check("raqm"):
        pytest.skip("this Pillow has no raqm")
    layout = lay_out(all_topics()[name].card, way)
    assert all(row.size >= SMALLEST for row in layout.rows)
    assert all(row.right - row.width >= MARGIN and row.right <= SIDE - MARGIN for row in layout.rows)
    for panel in layout.panels:
        assert panel.top > BAND
        for row in panel.rows:
            top, bottom = row.baseline - row.size, row.baseline + row.size * 0.36
            assert panel.top <= top and bottom <= panel.bottom
        assert panel.bottom <= layout.name.baseline - layout.name.size * 0.8


@pytest.mark.parametrize("name", TOPICS)
def test_a_card_is_a_small_square_png(name: str) -> None:
    content = draw(name, all_topics()[name].card)
    picture = Image.open(io.BytesIO(content))
    assert (picture.format, picture.size) == ("PNG", (1080, 1080))
    assert len(content) < MOST_BYTES


def test_the_same_words_are_drawn_alike_and_other_words_are_not() -> None:
    card = all_topics()["sleep"].card
    assert draw("sleep", card) == draw("sleep", card)
    assert draw("sleep", card) != draw("sleep", Card(card.title, card.lines[:3]))


@pytest.mark.parametrize(
    "card",
    [Card("ك" * 26, ("س", "س", "س")), Card("عنوان", ("س" * 38, "س", "س")), Card("س", ("س س " * 20,) * 4)],
)
def test_words_that_do_not_fit_are_refused_and_never_cut(card: Card) -> None:
    with pytest.raises(DoesNotFit):
        lay_out(card, lettering.best_way())


def light(colour: str) -> float:
    """Return a colour's luminance (WCAG 2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", TOPICS)
def test_words_stand_out_from_what_they_are_written_on(name: str) -> None:
    painted = colours.of(name)
    pairs = ((painted.title, painted.band), (painted.panel, painted.words), (painted.paper, painted.band))
    for bright, dark in pairs:
        assert (light(bright) + 0.05) / (light(dark) + 0.05) >= 4.5


def test_the_groups_differ() -> None:
    assert len({colours.of(name).band for name in TOPICS}) == 5
