"""Topics and skills refer to what exists; what stands on a card is held to the rules for texts."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from helpline.content import all_hotlines, all_texts
from helpline.content.catalogue import TEXTS
from helpline.content.check import check_items, main
from helpline.content.rules.curriculum import curriculum_findings, from_curriculum
from helpline.content.skills import all_skills
from helpline.content.topics import Card, Topic, all_topics

SLEEP = all_topics()["sleep"]


def codes(topic: Topic, without: str = "") -> list[str]:
    texts = {id: text for id, text in all_texts().items() if id != without}
    return [finding.code for finding in curriculum_findings({topic.name: topic}, all_skills(), texts)]


def of_card(*lines: str, title: str = "عنوان") -> set[str]:
    (item, *_) = from_curriculum([replace(SLEEP, card=Card(title, lines))], ())
    return {finding.code for finding in check_items([item], all_hotlines())}


def test_what_ships_is_whole() -> None:
    assert list(curriculum_findings(all_topics(), all_skills(), all_texts())) == []
    shown = from_curriculum(all_topics().values(), all_skills().values())
    assert list(check_items(shown, all_hotlines())) == []


def test_a_skill_or_a_text_that_does_not_exist_fails() -> None:
    assert codes(SLEEP) == []
    assert codes(replace(SLEEP, skill="dancing")) == ["TOP01"]
    assert codes(SLEEP, without="topic.sleep.opening") == ["TOP01"]
    gone = {id: text for id, text in all_texts().items() if id != "skill.sleep_plan.3"}
    assert [finding.code for finding in curriculum_findings({}, all_skills(), gone)] == ["TOP01"]


def test_a_card_that_does_not_hold_its_words_or_has_no_colours_fails() -> None:
    assert codes(replace(SLEEP, card=Card("عنوان", ("س" * 38, "س", "س")))) == ["CRD01"]
    assert codes(replace(SLEEP, name="weather")) == ["CRD02"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("ناخذ حبوب ونرتاح من الانتحار", "SM01"),
        ("كلشي راح يصير زين", "SM08"),
        ("الانتحار مو حل", "SM10"),
        ("نخابر 104 باي وقت", "SM12"),
        ("وگف الدوا هسه", "SM13"),
        ("المجنون يحچي وحده", "SM07"),
        ("كلمة «سمسم» هنا تكفي", "VAL02"),
        ("يجب النوم مبكرا", "SM17"),
    ],
)
def test_a_card_is_held_to_the_rules_for_texts(line: str, code: str) -> None:
    assert code in of_card("نَفَس طويل", line, "مي بارد")
    assert code not in of_card("نَفَس طويل", "مي بارد")


def test_the_check_reads_topics_beside_the_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in TEXTS:
        shutil.copytree(folder, tmp_path / folder.name)
    folders = [str(tmp_path / folder.name) for folder in TEXTS]
    run = ["--assistant", "--today", "2026-03-01", "--texts", *folders]
    assert main(run) == 0

    sleep = tmp_path / "topics" / "06_sleep.yml"
    good = sleep.read_text(encoding="utf-8")
    sleep.write_text(good.replace("skill: sleep_plan", "skill: dancing"), encoding="utf-8")
    assert main(run) == 1
    assert "FAIL  TOP01  topics: sleep: offers the skill dancing" in capsys.readouterr().out

    sleep.write_text(good.replace("نشعل ضوا، ومي بارد عالوجه", "كلشي راح يصير زين"), encoding="utf-8")
    assert main(run) == 1
    assert "FAIL  SM08  topics, sleep: topic.sleep.card" in capsys.readouterr().out

    sleep.write_text(good.replace("topic: sleep\n", ""), encoding="utf-8")
    assert main(run) == 1
    assert "06_sleep.yml" in capsys.readouterr().out
