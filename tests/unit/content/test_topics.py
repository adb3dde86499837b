"""Topics: all 24 are there and whole, and a broken file is refused with its name."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from helpline.content import ContentError, all_texts, text
from helpline.content.rules.language import seconds_to_say
from helpline.content.skills import all_skills
from helpline.content.topics import TOPICS, all_topics, load

CURRICULUM = 24


def test_the_whole_curriculum_is_there_in_its_order() -> None:
    files = sorted(TOPICS.glob("*.yml"))
    assert [int(file.name[:2]) for file in files] == list(range(1, CURRICULUM + 1))
    assert list(all_topics()) == [file.stem[3:] for file in files]


@pytest.mark.parametrize("name", sorted(all_topics()))
def test_a_topic_can_be_heard_in_a_minute_or_a_minute_and_a_half(name: str) -> None:
    spoken = [text(part.text_id, spoken=True, emergency="911") for part in all_topics()[name].parts]
    assert all("spoken" in all_texts()[part.text_id].forms for part in all_topics()[name].parts)
    # As the content check counts; quiet for what is done together comes on top of it.
    assert 50 <= sum(seconds_to_say(words) for words in spoken) <= 95


@pytest.mark.parametrize("name", sorted(all_topics()))
def test_what_is_said_first_fits_one_message_and_offers_a_skill_that_exists(name: str) -> None:
    topic = all_topics()[name]
    for roles in (("opening", "happening"), ("person", "next")):
        ids = [part.text_id for role in roles for part in topic.of(role)]
        assert len("\n\n".join(text(one, emergency="911") for one in ids)) <= 1024
    assert topic.skill in all_skills()
    assert len(topic.of("helps")) >= 2


def test_every_topic_is_asked_for_in_many_ways_and_no_way_leads_to_two() -> None:
    files = sorted((TOPICS / "questions").glob("*.yml"))
    by_topic: dict[str, list[str]] = {name: [] for name in all_topics()}
    for file in files:
        for name, questions in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            by_topic[name] += questions
    every = [question for questions in by_topic.values() for question in questions]
    assert min(map(len, by_topic.values())) >= 95
    assert len(set(every)) == len(every)


BROKEN: dict[str, Any] = {
    "without a card": lambda f: f.pop("card"),
    "with a field that nobody reads": lambda f: f.update(colour="red"),
    "with a title that no button carries": lambda f: f.update(title="ا" * 21),
    "with parts in another order": lambda f: f["parts"].reverse(),
    "without a part": lambda f: f["parts"].pop(),
    "with a part that has no text": lambda f: f["parts"].append({"text": f"topic.{f['topic']}.next.2"}),
    "with a role that is none": lambda f: f["parts"].append({"text": f"topic.{f['topic']}.end"}),
    "with a line that no phone shows": lambda f: f["card"].update(lines=["ا" * 60] * 3),
    "with one line on its card": lambda f: f["card"].update(lines=["سطر"]),
    "with half a second": lambda f: f["parts"][0].update(seconds=0.5),
}


@pytest.mark.parametrize("how", sorted(BROKEN))
def test_a_broken_file_is_refused_by_name(how: str, tmp_path: Path) -> None:
    whole = yaml.safe_load((TOPICS / "01_stress.yml").read_text(encoding="utf-8"))
    broken = copy.deepcopy(whole)
    BROKEN[how](broken)
    (tmp_path / "01_stress.yml").write_text(yaml.safe_dump(broken, allow_unicode=True), encoding="utf-8")
    with pytest.raises(ContentError, match="01_stress"):
        load(tmp_path)


def test_a_topic_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    whole = (TOPICS / "01_stress.yml").read_text(encoding="utf-8")
    for name in ("01_stress.yml", "02_stress.yml"):
        (tmp_path / name).write_text(whole, encoding="utf-8")
    with pytest.raises(ContentError, match="twice"):
        load(tmp_path)
