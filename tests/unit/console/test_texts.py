"""The interface says the same in its three languages."""

import re
from pathlib import Path

import pytest
import yaml

from console.language import LANGUAGES, TEXTS, texts

CONSOLE = Path(__file__).resolve().parents[3] / "console"


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "ar"])
def test_each_language_has_the_same_texts_with_the_same_gaps(language: str) -> None:
    arabic, other = texts("ar"), texts(language)
    assert other.keys() == arabic.keys()
    for key, words in arabic.items():
        assert set(re.findall(r"{\w*}", words)) == set(re.findall(r"{\w*}", other[key])), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_or_given_twice(language: str) -> None:
    assert [key for key, words in texts(language).items() if not words.strip()] == []
    for path in (TEXTS / language).glob("*.yml"):
        names = [line.partition(":")[0] for line in path.read_text("utf-8").splitlines() if line[:1].strip()]
        assert len(names) == len(yaml.safe_load(path.read_text("utf-8"))), path.name


def test_a_text_in_arabic_letters_is_nowhere_left_in_another_languages() -> None:
    kurdish, arabic = texts("ku"), texts("ar")
    shared = {key for key in arabic if kurdish[key] == arabic[key]}
    assert shared <= {"base.name"}
    assert [key for key, words in texts("en").items() if re.search(r"[\u0600-\u06ff]", words)] == []


def test_templates_hold_no_words_of_their_own() -> None:
    for path in (CONSOLE / "templates").rglob("*.html"):
        code = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}|<[^>]*>", " ", path.read_text("utf-8"), flags=re.S)
        assert re.findall(r"[^\W\d_]+", code) == [], path.name


def test_templates_and_code_name_only_texts_that_exist() -> None:
    named = re.compile(r"\bt\(\s*[\"']([a-z_]+\.[a-z_]+)[\"']\s*[,)]")
    files = [*(CONSOLE / "templates").rglob("*.html"), *CONSOLE.rglob("*.py")]
    used = {key for path in files for key in named.findall(path.read_text("utf-8"))}
    assert used
    assert used - texts("ar").keys() == set()
