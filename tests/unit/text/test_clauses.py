"""A denial covers its own clause and no more."""

import pytest

from helpline.text import clauses, normalise


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("ما اريد انتحر بس ما اريد اعيش", ["ما اريد انتحر", "بس ما اريد اعيش"]),
        ("ضايج، لكن زين", ["ضايج", "لكن زين"]),
        ("تعبت. خلص", ["تعبت", "خلص"]),
        ("ليش؟ ما ادري!", ["ليش", "ما ادري"]),
        ("سطر\nسطر", ["سطر", "سطر"]),
        ("i am sad but ok", ["i am sad", "but ok"]),
    ],
)
def test_clauses_end_at_punctuation_and_before_contrast(text: str, parts: list[str]) -> None:
    assert [" ".join(c) for c in clauses(normalise(text))] == parts


def test_dots_of_hesitation_do_not_cut_a_sentence() -> None:
    assert clauses(normalise("اريد.. اموت")) == [["اريد", "اموت"]]


def test_punctuation_alone_has_no_clause() -> None:
    assert clauses("؟!.. ,") == []
