"""Every form that is needed is there."""

from typing import Any

import pytest

from helpline.content import all_texts
from helpline.content.catalogue import Text
from helpline.content.rules.complete import NEVER_HEARD, forms_findings

LONG = "نحچي على كيفنا، خطوة خطوة، وكل خطوة الها وكتها. " * 5


def entry(
    neutral: str, kind: str = "topic", id: str = "a.text", language: str = "ar-IQ", **forms: str
) -> Text:
    return Text(id, 1, "draft", kind, {"neutral": neutral, **forms}, language=language)


def codes(text: Text) -> list[str]:
    return [finding.code for finding in forms_findings(text)]


def test_a_long_text_needs_words_to_be_heard() -> None:
    assert codes(entry(LONG)) == ["FRM01"]
    assert codes(entry(LONG, spoken="شوية شوية.")) == []
    assert codes(entry("شوية شوية.")) == []


@pytest.mark.parametrize(
    "more",
    [{"kind": "alert"}, {"language": "en"}, {"id": "danger.told_safe"}, {"kind": "alert", "id": "alert.x"}],
)
def test_what_no_caller_hears_may_be_longer(more: Any) -> None:
    assert codes(entry(LONG, **more)) == []


def test_what_rings_a_counsellor_is_heard() -> None:
    assert codes(entry(LONG, kind="alert", id="alert.voice.details")) == ["FRM01"]


def test_every_exception_is_a_text_that_needs_it() -> None:
    for id in NEVER_HEARD:
        assert id in all_texts()
        assert "spoken" not in all_texts()[id].forms, f"{id} needs no exception"


def test_a_word_for_one_gender_needs_a_form_for_the_other() -> None:
    assert codes(entry("اذا تحتاج شي اني هنا")) == ["FRM02"]
    assert codes(entry("تعبانة اليوم؟", male="تعبان اليوم؟")) == ["FRM03", "FRM02"]
    assert codes(entry("تعبانة اليوم؟", male="تعبان اليوم؟", female="تعبانة اليوم؟")) == []
    both = {"male": "س", "female": "س"}
    assert codes(entry("س", spoken="تحتاجين شي؟", **both)) == ["FRM02"]
    assert codes(entry("س", spoken="تحتاجين شي؟", spoken_male="س", spoken_female="س", **both)) == []
    assert codes(entry("س", female="س")) == ["FRM03"]
