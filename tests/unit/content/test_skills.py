"""The skills' files: whole, in order, safe to do, and refused with file and text where they are not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from helpline.content import ContentError, all_texts
from helpline.content.skills import SKILLS, all_skills, load

NAMES = [
    *("breathing", "grounding", "unhooking", "making_room", "kindness"),
    *("small_steps", "sleep_plan", "problem_solving", "talking_to_child", "supporting_someone"),
]


def a_skill(**changed: Any) -> dict[str, Any]:
    ids = [f"skill.walk.{number}" for number in range(1, 6)]
    return {
        "skill": "walk",
        "title": "نمشي شوية",
        "about": "نمشي سوه",
        "steps": [{"text": one, "expects": "done", "seconds": 5} for one in ids],
        "texts": [{"id": one} for one in ids],
    } | changed


def written(folder: Path, document: dict[str, Any], name: str = "01_walk.yml") -> Path:
    (folder / name).write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    return folder


def test_the_ten_skills_are_there_in_order() -> None:
    assert list(all_skills()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_step_can_be_read_and_heard(name: str) -> None:
    for step in all_skills()[name].steps:
        forms = all_texts()[step.text].forms
        assert {"neutral", "spoken"} <= forms.keys(), step.text
        assert all_texts()[step.text].kind == "skill"


@pytest.mark.parametrize("name", NAMES)
def test_a_step_that_asks_for_words_asks_and_the_last_one_does_not(name: str) -> None:
    *steps, last = all_skills()[name].steps
    for step in steps:
        if step.expects != "done":
            assert "؟" in all_texts()[step.text].forms["neutral"], step.text
    assert last.expects == "done" and last.seconds == 0


def test_what_works_without_an_answer_is_known() -> None:
    alone = [name for name, skill in all_skills().items() if skill.without_answers]
    assert alone == ["breathing", "grounding", "making_room", "kindness"]


def test_supporting_someone_brings_a_person_early_and_at_the_end() -> None:
    steps = [all_texts()[step.text].forms["neutral"] for step in all_skills()["supporting_someone"].steps]
    assert "{emergency}" in steps[0] and "«خطر»" in steps[0]
    assert "فريقنا" in steps[-1]


def test_a_skill_is_read(tmp_path: Path) -> None:
    skill = load(written(tmp_path, a_skill()))["walk"]
    assert (skill.title, len(skill.steps), skill.steps[0].seconds) == ("نمشي شوية", 5, 5)
    assert skill.without_answers


def test_the_praise_of_a_step_is_what_its_text_begins_with(tmp_path: Path) -> None:
    steps = [{**a_skill()["steps"][0], "praise": "زين."}, *a_skill()["steps"][1:]]
    texts = [
        {"id": "skill.walk.1", "forms": {"neutral": "زين. هسه نمشي."}},
        *a_skill()["texts"][1:],
    ]
    first, second, *_ = load(written(tmp_path, a_skill(steps=steps, texts=texts)))["walk"].steps
    assert first.unpraised("زين. هسه نمشي.") == first.unpraised("هسه نمشي.") == "هسه نمشي."
    assert second.unpraised("زين. هسه نمشي.") == "زين. هسه نمشي."


@pytest.mark.parametrize("name", NAMES)
def test_no_step_begins_with_praise_that_is_not_marked(name: str) -> None:
    for step in all_skills()[name].steps:
        for form in all_texts()[step.text].forms.values():
            first = step.unpraised(form).removeprefix("كلش ").split()[0].strip("،.:")
            assert first not in ("زين", "تمام", "حلوة", "حسبناها", "عفية"), step.text


STEPS = a_skill()["steps"]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"title": "س" * 21}, "1 to 20"),
        ({"about": ""}, "1 to 70"),
        ({"steps": STEPS[:4]}, "5 to 8 steps"),
        ({"steps": STEPS * 2}, "5 to 8 steps"),
        ({"skill": "run"}, "named after its skill"),
        ({"extra": 1}, "extra"),
        ({"texts": []}, "skill.walk.1 is not among its texts"),
        ({"steps": [*STEPS[:4], {"text": "skill.walk.5", "expects": "done"}]}, "text, expects and seconds"),
        ({"steps": [*STEPS[:4], {**STEPS[4], "expects": "money"}]}, "skill.walk.5: expects"),
        ({"steps": [*STEPS[:4], {**STEPS[4], "seconds": 300}]}, "skill.walk.5: seconds"),
        ({"steps": [*STEPS[:4], {**STEPS[4], "seconds": True}]}, "skill.walk.5: seconds"),
        ({"steps": [*STEPS[:4], {**STEPS[4], "praise": "زين."}]}, "skill.walk.5 does not begin with"),
        ({"steps": [*STEPS[:4], {**STEPS[4], "praise": ""}]}, "skill.walk.5 does not begin with"),
    ],
)
def test_what_is_wrong_is_said_with_its_file(tmp_path: Path, changed: dict[str, Any], says: str) -> None:
    with pytest.raises(ContentError, match=r"01_walk\.yml") as error:
        load(written(tmp_path, a_skill(**changed)))
    assert says in str(error.value)


def test_a_missing_field_and_a_second_file_are_refused(tmp_path: Path) -> None:
    bare = a_skill()
    del bare["steps"]
    with pytest.raises(ContentError, match="steps"):
        load(written(tmp_path, bare))
    written(tmp_path, a_skill())
    with pytest.raises(ContentError, match=r"02_walk\.yml: the skill walk"):
        load(written(tmp_path, a_skill(), "02_walk.yml"))


def test_no_folder_but_the_shipped_one_is_read_by_itself() -> None:
    assert SKILLS.name == "skills" and len(list(SKILLS.glob("*.yml"))) == len(NAMES)
