"""One field of one entry is changed in its file, and nothing else, whatever people have written around it."""

from datetime import date
from pathlib import Path

import pytest

from helpline.content.amend import amend, amend_file, amend_hotline
from helpline.content.catalogue import TEXTS, ContentError, load
from helpline.content.directory.load import SERVICES, read_rows
from helpline.content.hotlines import REGISTRY
from helpline.content.hotlines import load as load_hotlines

TEXT = """\
# What is said first.
texts:
  - id: a.one  # the first
    version: 1
    status: draft   # by sara
    kind: menu
    forms:
      neutral: >-
        كلام
        status: draft
    buttons: &two
      - {id: 'yes', title: نعم}

  - id: a.one.more
    version: 2
    status: draft
    kind: menu
    forms: {neutral: غيره}
    buttons: *two
"""


def test_one_line_changes_and_comments_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text(TEXT, encoding="utf-8")
    amend(path, "texts", "a.one", {"status": "reviewed"})
    after = path.read_text("utf-8")
    assert after == TEXT.replace("status: draft   # by sara", "status: reviewed   # by sara")
    assert [one.name for one in tmp_path.iterdir()] == ["a.yml"]


@pytest.mark.parametrize(
    ("words", "id"),
    [
        (TEXT, "a.two"),
        ("texts:\n  - {id: a.two, status: draft}\n", "a.two"),
        ("texts:\n  - status: draft\n    id: a.two\n", "a.two"),
        ("texts:\n  - id: a.two\n    status: &s draft\n", "a.two"),
        ("texts:\n  - id: a.two\n    status: draft\nothers:\n  - id: a.two\n    status: draft\n", "a.two"),
    ],
)
def test_what_is_laid_out_in_another_way_is_left_as_it_is(tmp_path: Path, words: str, id: str) -> None:
    path = tmp_path / "a.yml"
    path.write_text(words, encoding="utf-8")
    with pytest.raises(ContentError):
        amend(path, "texts", id, {"status": "reviewed"})
    assert path.read_text("utf-8") == words


def test_a_file_that_is_one_entry(tmp_path: Path) -> None:
    path = tmp_path / "c.yml"
    path.write_text("# c\nid: c.one\nstatus: draft\nforms:\n  post: |\n    status: draft\n", encoding="utf-8")
    amend_file(path, "c.one", {"status": "reviewed"})
    assert path.read_text("utf-8").splitlines()[:3] == ["# c", "id: c.one", "status: reviewed"]
    assert path.read_text("utf-8").endswith("    status: draft\n")
    with pytest.raises(ContentError):
        amend_file(path, "c.two", {"status": "draft"})


def test_every_text_and_every_entry_that_ships_can_be_changed(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for number, path in enumerate(one for place in TEXTS for one in sorted(place.glob("*.yml"))):
        copy = folder / f"{number}_{path.name}"
        copy.write_bytes(path.read_bytes())
    for text in load(folder).values():
        if text.id.endswith((".1", ".intro", ".opening")):
            amend(folder / text.source, "texts", text.id, {"status": "reviewed"})
    assert {one.status for one in load(folder).values() if one.id.endswith(".opening")} == {"reviewed"}
    for path in SERVICES.glob("*.yml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    source, row = read_rows(tmp_path).entries[-1]
    amend(tmp_path / source, "entries", row["id"], {"last_verified": "2026-11-20"})
    assert read_rows(tmp_path).entries[-1][1]["last_verified"] == date(2026, 11, 20)
    source, row = read_rows(tmp_path).types[0]
    amend(tmp_path / source, "types", row["id"], {"status": "reviewed"})


def test_a_number_is_verified_and_every_other_line_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "hotlines.csv"
    path.write_bytes(REGISTRY.read_bytes())
    before = path.read_text("utf-8").splitlines()
    amend_hotline(path, "122", date(2026, 11, 20))
    after = path.read_text("utf-8").splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 1
    assert ",KRI,2026-11-20,verified," in changed[0][1]
    (row,) = (one for one in load_hotlines(path) if one.number == "122")
    assert (row.status, row.last_verified) == ("verified", date(2026, 11, 20))
    with pytest.raises(ContentError):
        amend_hotline(path, "555", date(2026, 11, 20))
