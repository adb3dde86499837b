"""The assistant's responses are read for the check wherever a Rasa project keeps them."""

from pathlib import Path

from helpline.content.items import from_responses

DOMAIN = """
slots:
  governorate: {type: text}
responses:
  utter_greet:
    - text: "هلا {governorate}"
      buttons: [{title: نعم, payload: /affirm}]
    - text: "هلا بيچ"
      condition: [{type: slot, name: address, value: f}]
    - custom: {helpline: screen}
"""


def test_each_variant_with_words_is_an_item(tmp_path: Path) -> None:
    (tmp_path / "domain.yml").write_text(DOMAIN, encoding="utf-8")
    first, second = from_responses([tmp_path / "domain.yml"])
    assert (first.id, first.form, first.kind) == ("utter_greet[0]", "neutral", "response")
    assert "governorate" in first.known
    assert first.buttons[0].title == "نعم"
    assert second.form == "female"


def test_folders_are_searched_and_missing_places_are_empty(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "faq.yml").write_text("responses: {utter_a: [{text: س}]}", encoding="utf-8")
    (tmp_path / "data" / "nlu.yml").write_text("nlu: [", encoding="utf-8")
    assert [item.id for item in from_responses([tmp_path, tmp_path / "none.yml"])] == ["utter_a[0]"]
