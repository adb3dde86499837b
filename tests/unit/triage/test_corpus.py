"""The corpus is in its format and says one thing about each message."""

from collections import defaultdict

from helpline.text import normalise
from helpline.triage import ROUTES, Level, corpus_file


def test_every_line_is_in_the_format() -> None:
    lines = corpus_file.read()
    assert len({line.writer for line in lines}) >= 4
    for line in lines:
        assert line.text.strip()
        assert set(line.routes) <= set(ROUTES), line.text
        assert line.script in {"arabic", "arabizi", "speech", "mixed"}, line.text
        assert not line.explicit or line.level >= Level.AMBER, line.text


def test_the_same_message_never_has_levels_on_both_sides_of_amber() -> None:
    sides: dict[str, set[bool]] = defaultdict(set)
    for line in corpus_file.read():
        sides[normalise(line.text)].add(line.level >= Level.AMBER)
    assert [text for text, found in sides.items() if len(found) > 1] == []
