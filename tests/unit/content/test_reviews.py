"""A signature belongs to exactly the words that were read."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from helpline.content import all_texts
from helpline.content.reviews.library import KINDS, Library, Places, Reading, read
from helpline.content.reviews.state import State, state_of
from helpline.content.stamped import Stamped
from helpline.content.topics import all_topics


@pytest.fixture(scope="module")
def library() -> Library:
    return read(Places())


def test_every_text_is_there_once_under_its_kind(library: Library) -> None:
    assert len(library.by_id) == len(library.readings)
    assert all_texts().keys() <= library.by_id.keys()
    assert {one.kind for one in library.readings} <= set(KINDS)
    for id, kind in (
        ("asq.1", "screening"),
        ("phq9.1", "questionnaires"),
        ("topic.sleep.opening", "topics"),
        ("skill.breathing.1", "skills"),
        ("service.counselling_individual", "directory"),
        ("directory.none", "directory"),
        ("utter_greet[0]", "assistant"),
        ("danger.calling", "texts"),
    ):
        assert library.by_id[id].kind == kind
    assert {f"topic.{name}.card" for name in all_topics()} <= library.by_id.keys()


def test_any_other_word_form_button_or_version_is_another_text(library: Library) -> None:
    one = library.by_id["asq.1"]
    entry = one.entry
    form = entry.forms[0]
    others = [
        replace(entry, forms=(replace(form, words=form.words + "؟"), *entry.forms[1:])),
        replace(entry, forms=entry.forms[:-1]),
        replace(entry, buttons=entry.buttons[:-1]),
        replace(entry, version="2"),
        replace(entry, language="ckb"),
    ]
    digests = {Reading(other, one.kind, one.section).digest for other in others}
    assert len(digests) == len(others)
    assert one.digest not in digests
    # Neither its status nor what rules say of it is part of what was read.
    assert Reading(replace(entry, status="reviewed", warnings=()), "x", "y").digest == one.digest


@pytest.mark.parametrize(
    ("status", "verdicts", "state"),
    [
        ("draft", {}, State.DRAFT),
        ("reviewed", {}, State.ELSEWHERE),
        ("draft", {"now": "signed"}, State.SIGNED),
        ("reviewed", {"now": "signed"}, State.SIGNED),
        ("draft", {"old": "signed", "now": "change"}, State.CHANGE),
        ("draft", {"old": "change"}, State.DRAFT),
        ("draft", {"old": "signed"}, State.CHANGED),
        ("reviewed", {"old": "signed"}, State.CHANGED),
        ("reviewed", {"old": "change"}, State.ELSEWHERE),
    ],
)
def test_how_a_text_stands(status: str, verdicts: dict[str, str], state: State) -> None:
    assert state_of(status, "now", verdicts) is state


def test_a_file_that_changed_is_read_again_and_no_other(tmp_path: Path) -> None:
    path, read_times = tmp_path / "a", list[str]()

    def make(key: Path) -> str:
        read_times.append(key.read_text())
        return read_times[-1]

    path.write_text("one")
    kept = Stamped(lambda key: (key,), make)
    assert (kept.get(path), kept.get(path)) == ("one", "one")
    path.write_text("two")
    os.utime(path, ns=(1, 1))
    assert (kept.get(path), read_times) == ("two", ["one", "two"])
