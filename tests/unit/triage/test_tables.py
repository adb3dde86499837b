"""The figures of the report are counted right, and the test files were not learnt from."""

from helpline.text import normalise
from helpline.triage import Assessment, Level, corpus_file
from helpline.triage.learning import reference, tables
from helpline.triage.learning.lines import answer, groups, prepare


def _line(
    level: Level, *routes: str, text: str = "x", writer: str = "a", theme: str = "t"
) -> corpus_file.Line:
    return corpus_file.Line(text, level, routes, False, "arabic", theme, writer)


def _found(level: Level, *routes: str) -> Assessment:
    return Assessment(level, routes, 0.0, (), False)


def test_a_share_carries_wilsons_interval() -> None:
    assert str(tables.share([True] * 9 + [False])) == ".900 [.596, .982]"
    assert str(tables.share([])) == "–"


def test_a_table_counts_each_level_at_least() -> None:
    judged = [
        (_line(Level.RED), _found(Level.AMBER)),
        (_line(Level.RED), _found(Level.RED)),
        (_line(Level.GREEN), _found(Level.BLUE)),
    ]
    as_red, red_as_amber, amber, _, _, green = tables.levels(judged)
    assert (as_red.hits, as_red.of) == (1, 2)
    assert (red_as_amber.hits, red_as_amber.of) == (2, 2)
    assert amber.of == 0
    assert (green.hits, green.of) == (0, 1)
    assert "| all | 3 |" in tables.by(judged, lambda line: line.script, "script")


def test_routes_are_counted_where_they_are_and_where_they_are_not() -> None:
    judged = [
        (_line(Level.RED, "gbv"), _found(Level.RED, "gbv", "child")),
        (_line(Level.BLUE, "gbv"), _found(Level.BLUE)),
    ]
    rows = tables.by_route(judged).splitlines()
    assert "| gbv | 2 | .500 " in rows[2]
    assert any(row.startswith("| child | 0 | – | .500 ") for row in rows)


def test_another_danger_is_not_suicidal_and_a_wish_to_die_is() -> None:
    assert not answer(_line(Level.RED, "gbv"), "suicidal")
    assert answer(_line(Level.RED, "medical", theme="overdose"), "suicidal")
    assert answer(_line(Level.AMBER), "suicidal")
    assert answer(_line(Level.RED, "gbv"), "gbv")


def test_every_writer_is_in_one_group() -> None:
    lines = [_line(Level.GREEN, writer=f"w{n}") for n in range(12)]
    found = groups(lines)
    assert sorted(name for group in found for name in group) == sorted(line.writer for line in lines)


def test_a_line_is_read_with_and_without_what_frames_cover() -> None:
    (one,) = prepare([_line(Level.GREEN, text="ميت جوع")])
    assert len(one.unframed.keys) < len(one.whole.keys)


def test_no_test_line_was_learnt_and_all_are_in_the_format() -> None:
    learnt = {normalise(line.text) for line in corpus_file.read()}
    tests = reference.tests()
    assert len(tests) > 1500
    assert [line.text for line in tests if normalise(line.text) in learnt] == []
    assert {line.script for line in tests} == {"arabic", "arabizi", "speech", "mixed"}
