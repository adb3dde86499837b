"""Texts are found by id and form, filled in completely, and a broken file says where it is broken."""

from pathlib import Path

import pytest

from helpline.content import Button, ContentError, all_texts, buttons, catalogue, text

ONE = """
texts:
  - id: a.b
    version: 1
    status: draft
    kind: menu
    forms: {neutral: '%s'}
"""


def load(tmp_path: Path, *files: str):
    for number, body in enumerate(files):
        (tmp_path / f"{number}.yml").write_text(body, encoding="utf-8")
    return catalogue.load(tmp_path)


def test_a_value_is_filled_in_and_shaped_for_the_ear() -> None:
    assert "911" in text("danger.nobody_yet", emergency="911")
    assert "تسعة، واحد، واحد" in text("ivr.danger.calling", spoken=True, emergency="911")
    assert "خلال 4 ساعات" in text("amber.told", emergency="911", hours=4)
    assert "خلال ساعة" in text("amber.told", emergency="911", hours=1)


def test_another_language_never_gets_arabic_digit_words() -> None:
    assert text("language.person.en", emergency="911").endswith("call 911.")
    assert text("language.person.en", spoken=True, emergency="911").endswith("call nine, one, one.")
    assert "نۆ، یەک، یەک" in text("language.person.ku", spoken=True, emergency="911")


def test_a_missing_value_and_an_unknown_id_raise() -> None:
    with pytest.raises(KeyError, match="emergency"):
        text("danger.calling")
    with pytest.raises(KeyError, match=r"no\.such"):
        text("no.such")
    with pytest.raises(KeyError, match=r"no\.such"):
        buttons("no.such")


def test_the_form_of_address_is_used_where_there_is_one() -> None:
    assert "ميتة" in text("asq.1", address="f")
    assert "ميت؟" in text("asq.1", address="m")
    assert text("asq.1", address="f") != text("asq.1")
    assert text("danger.stay.1", address="f", emergency="1") == text("danger.stay.1", emergency="1")
    with pytest.raises(KeyError):
        text("asq.1", address="x")


def test_the_spoken_form_is_used_on_a_call(tmp_path: Path) -> None:
    assert "تسعة" in text("screening.again", spoken=True)
    assert "ميتة" in text("asq.1", address="f", spoken=True), (
        "without a spoken form the form of address stays"
    )
    body = ONE.replace("{neutral: '%s'}", "{neutral: n, female: f, spoken: s, spoken_female: sf}")
    entry = load(tmp_path, body)["a.b"]
    assert [entry.form(a, s) for a in ("neutral", "m", "f") for s in (False, True)] == [
        "n",
        "s",
        "n",
        "s",
        "f",
        "sf",
    ]


def test_yes_no_and_skip_are_the_answers_of_every_screening_question() -> None:
    expected = (Button("yes", "نعم"), Button("no", "لا"), Button("skip", "ما اريد اجاوب"))
    assert {buttons(f"asq.{n}") for n in range(1, 6)} == {expected}
    assert buttons("danger.calling") == ()


def test_texts_are_read_once() -> None:
    assert all_texts() is all_texts()


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("texts: {}", "list named texts"),
        ("texts: [", "not YAML"),
        ("texts: [{version: 1}]", "without an id"),
        (ONE.replace("    kind: menu\n", ""), "lacks kind"),
        (ONE.replace("draft", "done"), "status"),
        (ONE.replace("kind: menu", "kind: danger"), "state"),
        (ONE.replace("kind: menu", "kind: danger\n    state: sleeping"), "state is one of"),
        (ONE.replace("kind: menu", "kind: menu\n    colour: red"), "unknown field colour"),
        (ONE.replace("neutral:", "male:"), "neutral form"),
        (ONE.replace("{neutral:", "{plural: x, neutral:"), "unknown form plural"),
        (ONE % "", "empty"),
        (ONE % "{name", "neutral"),
        (ONE % "x" + "    buttons: [{id: no, title: x}]\n", "in quotes"),
    ],
)
def test_a_broken_file_says_what_is_wrong_and_where(tmp_path: Path, body: str, complaint: str) -> None:
    with pytest.raises(ContentError, match=complaint) as error:
        load(tmp_path, body)
    assert "0.yml" in str(error.value)


def test_an_id_that_comes_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"already in 0\.yml"):
        load(tmp_path, ONE % "x", ONE % "y")
