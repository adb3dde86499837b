"""Topics, skills and cards: each refers to what exists, and a card says nothing that a text may not say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from helpline.content.catalogue import Text
from helpline.content.items import Item
from helpline.content.rules.finding import FAIL, Finding
from helpline.content.skills import Skill
from helpline.content.topics import Topic


def curriculum_findings(
    topics: Mapping[str, Topic], skills: Mapping[str, Skill], texts: Mapping[str, Text]
) -> Iterator[Finding]:
    """Hold that every text and skill that is named exists, and that every card can be drawn."""
    for topic in topics.values():
        where = f"topics: {topic.name}"
        if topic.skill not in skills:
            yield Finding("TOP01", FAIL, where, f"offers the skill {topic.skill}, which does not exist")
        for part in topic.parts:
            if part.text_id not in texts:
                yield Finding("TOP01", FAIL, where, f"says {part.text_id}, which does not exist")
        yield from _card(topic, where)
    for skill in skills.values():
        for step in skill.steps:
            if step.text not in texts:
                yield Finding(
                    "TOP01", FAIL, f"skills: {skill.name}", f"says {step.text}, which does not exist"
                )


def _card(topic: Topic, where: str) -> Iterator[Finding]:
    # Measuring letters needs Pillow, which the assistant's side of the content does not.
    from helpline.content.cards import colours, lettering
    from helpline.content.cards.layout import DoesNotFit, lay_out

    try:
        lay_out(topic.card, lettering.best_way())
    except DoesNotFit as error:
        yield Finding("CRD01", FAIL, where, f"its card does not hold its words: {error}")
    try:
        colours.of(topic.name)
    except KeyError:
        yield Finding("CRD02", FAIL, where, "has no colours for its card (cards/colours.py)")


def from_curriculum(topics: Iterable[Topic], skills: Iterable[Skill]) -> Iterator[Item]:
    """Yield what is shown of topics and skills beside their texts: cards, titles, what they are about."""
    for topic in topics:
        source = f"topics, {topic.name}"
        # One wording: who sees a card sees all of it.
        words = "\n".join((topic.card.title, *topic.card.lines))
        yield Item(f"topic.{topic.name}.card", "neutral", words, "card", source)
        yield Item(f"topic.{topic.name}.title", "neutral", topic.title, "title", source)
        yield Item(f"topic.{topic.name}.about", "neutral", topic.about, "title", source)
    for skill in skills:
        source = f"skills, {skill.name}"
        yield Item(f"skill.{skill.name}.title", "neutral", skill.title, "title", source)
        yield Item(f"skill.{skill.name}.about", "neutral", skill.about, "title", source)
