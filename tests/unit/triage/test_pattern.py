"""The pattern language means what its description says."""

import pytest

from helpline.triage.pattern import Masks, parse


def occurs(pattern: str, *words: str, starts: int = 1, macros: dict[str, list[str]] | None = None) -> bool:
    """Say whether a pattern occurs in words, each given as its classes joined by a plus sign."""
    masks = Masks([frozenset(w.split("+")) for w in words], starts)
    return any(
        all(masks.ends(phrase) for phrase in variant.phrases) and not masks.any_of(variant.nowhere)
        for variant in parse(pattern, macros or {})
    )


def test_elements_side_by_side_must_be_neighbours() -> None:
    assert occurs("A B", "A", "B")
    assert not occurs("A B", "A", "X", "B")
    assert not occurs("A B", "B", "A")


def test_a_gap_allows_that_many_words_and_no_more() -> None:
    assert occurs("A ..2 B", "A", "X", "X", "B")
    assert occurs("A ..2 B", "A", "B")
    assert not occurs("A ..2 B", "A", "X", "X", "X", "B")


def test_a_sequence_does_not_cross_the_end_of_a_clause() -> None:
    assert not occurs("A ..2 B", "A", "X", "B", starts=0b010)


def test_an_optional_element_may_be_there_or_not() -> None:
    assert occurs("A ?B C", "A", "C")
    assert occurs("A ?B C", "A", "B", "C")
    assert not occurs("A ?B C", "A", "X", "C")


def test_alternatives_are_any_of_them() -> None:
    assert occurs("A|B C", "B", "C")


def test_a_word_before_with_a_ban_stops_it_within_two_words() -> None:
    assert not occurs("!N A", "N", "A")
    assert not occurs("!N A", "N", "X", "A")
    assert occurs("!N A", "N", "X", "X", "A")
    assert occurs("!N A", "N", "A", starts=0b10)


def test_a_word_after_with_a_ban_stops_it_within_two_words() -> None:
    assert not occurs("A !N", "A", "X", "N")
    assert occurs("A !N", "A", "X", "X", "N")


def test_every_part_must_occur_and_no_banned_one() -> None:
    assert occurs("A & B", "B", "X", "A")
    assert not occurs("A & B", "A")
    assert not occurs("A & !C", "A", "C")


def test_a_macro_stands_for_any_of_its_sequences() -> None:
    assert occurs("{m} C", "B", "B", "C", macros={"m": ["A", "B B"]})


def test_a_plain_word_is_matched_by_its_key() -> None:
    assert occurs("قتل", "=كتل")


def test_one_word_can_be_in_several_classes() -> None:
    assert occurs("A B", "A", "B+A") and occurs("A A", "A", "B+A")


def test_the_covered_words_are_those_of_complete_occurrences_only() -> None:
    [variant] = parse("A ..1 B", {})
    masks = Masks([frozenset({c}) for c in "AXBAXXB"], 1)
    assert masks.cover(variant.phrases[0]) == 0b0000101


@pytest.mark.parametrize(
    ("nonsense", "why"), [("?A", "optional"), ("!C", "without a phrase"), ("{nobody} A", "unknown macro")]
)
def test_a_pattern_without_sense_is_refused(nonsense: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse(nonsense, {})


def test_a_long_text_of_near_misses_takes_no_longer_than_its_length() -> None:
    [variant] = parse("A ..3 A ..3 A ..3 A ..3 B", {})
    masks = Masks([frozenset({"A"})] * 3000, 1)
    assert masks.ends(variant.phrases[0]) == 0
