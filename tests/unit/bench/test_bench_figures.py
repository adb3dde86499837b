"""The arithmetic under every figure."""

import pytest

from bench.figures import Spread, duration, percentile


def test_a_percentile_is_a_value_that_occurred() -> None:
    assert percentile([float(one) for one in range(1, 101)], 0.99) == 99.0
    assert percentile([float(one) for one in range(1, 101)], 0.5) == 50.0


def test_with_few_values_the_99th_percentile_is_the_worst() -> None:
    assert percentile([0.1, 9.0, 0.2], 0.99) == 9.0


def test_no_values_are_no_figure() -> None:
    with pytest.raises(ValueError, match="no values"):
        Spread.of([])


def test_the_order_of_the_values_does_not_matter() -> None:
    assert Spread.of([3.0, 1.0, 2.0]) == Spread.of([1.0, 2.0, 3.0])


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.000415, "415 µs"), (0.0027, "2.7 ms"), (0.0279, "28 ms"), (1.114, "1.11 s"), (75.3, "75 s")],
)
def test_a_duration_reads_as_people_say_it(seconds: float, words: str) -> None:
    assert duration(seconds) == words
