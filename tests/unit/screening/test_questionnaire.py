"""What the answers to PHQ-9 and WHO-5 add up to, by the published bands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline import content
from helpline.screening.questionnaire import (
    INSTRUMENTS,
    PHQ9,
    WHO5,
    Instrument,
    Progress,
    answer,
    at_least,
    band,
    current,
    score,
    unclear,
)

instruments = pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=list(INSTRUMENTS))


def answered(instrument: Instrument, *values: int | None) -> Progress:
    """Return a questionnaire with these answers."""
    progress = Progress()
    for value in values:
        progress = answer(instrument, progress, value)
    return progress


@pytest.mark.parametrize(
    ("total", "found"),
    [(0, 0), (4, 0), (5, 1), (9, 1), (10, 2), (14, 2), (15, 3), (19, 3), (20, 4), (27, 4)],
)
def test_a_score_of_phq9_falls_into_its_published_band(total: int, found: int) -> None:
    assert band(PHQ9, total) == found


@pytest.mark.parametrize(("total", "found"), [(0, 0), (28, 0), (48, 0), (50, 0), (52, 1), (100, 1)])
def test_fifty_and_below_of_who5_is_looked_at_further(total: int, found: int) -> None:
    assert band(WHO5, total) == found


def test_never_well_is_the_lowest_of_who5_and_always_well_the_highest() -> None:
    assert score(WHO5, answered(WHO5, 0, 0, 0, 0, 0)) == 0
    assert score(WHO5, answered(WHO5, 5, 5, 5, 5, 5)) == 100 == WHO5.highest
    assert score(WHO5, answered(WHO5, 3, 3, 2, 2, 2)) == 48


def test_phq9_is_its_sum() -> None:
    assert score(PHQ9, answered(PHQ9, 3, 2, 1, 0, 3, 2, 1, 0, 0)) == 12
    assert PHQ9.highest == 27


@instruments
def test_nothing_is_computed_before_the_end_or_with_an_item_missing(instrument: Instrument) -> None:
    most = [instrument.most] * instrument.items
    assert score(instrument, answered(instrument, *most[:-1])) is None
    missing = answered(instrument, *most[:-1], None)
    assert score(instrument, missing) is None
    assert at_least(instrument, missing) == instrument.most * (instrument.items - 1) * instrument.times


@instruments
def test_items_come_one_after_the_other_and_then_it_is_over(instrument: Instrument) -> None:
    progress = Progress()
    for number in range(1, instrument.items + 1):
        assert current(instrument, progress) == number
        progress = answer(instrument, progress, 0)
    assert current(instrument, progress) is None
    with pytest.raises(ValueError, match="over"):
        answer(instrument, progress, 0)


@instruments
@pytest.mark.parametrize("value", [-1, 6])
def test_an_answer_that_there_is_not_is_refused(instrument: Instrument, value: int) -> None:
    with pytest.raises(ValueError, match="0 to"):
        answer(instrument, Progress(), value)


def test_the_next_answer_clears_that_one_was_not_understood() -> None:
    assert unclear(Progress()).again
    assert not answer(PHQ9, unclear(Progress()), 1).again


@given(st.lists(st.none() | st.integers(0, 3), max_size=9), st.booleans())
def test_where_it_stands_survives_being_stored(values: list[int | None], again: bool) -> None:
    progress = Progress(tuple(values), again)
    assert Progress.from_json(progress.to_json()) == progress


@instruments
def test_every_item_and_every_answer_has_its_words(instrument: Instrument) -> None:
    for number in range(1, instrument.items + 1):
        assert content.text(f"{instrument.name}.{number}", spoken=True)
    titles = content.buttons(f"{instrument.name}.answers")
    assert [button.id for button in titles] == [f"value:{value}" for value in range(instrument.most + 1)]
    assert len(instrument.words) == instrument.most + 1


@instruments
def test_every_item_is_listed_as_not_validated(instrument: Instrument) -> None:
    texts = content.all_texts()
    for number in range(1, instrument.items + 1):
        item = texts[f"{instrument.name}.{number}"]
        assert (item.status, item.kind) == ("draft", "questionnaire")
