"""Small skills to do together on the phone: what is said, and how long each part is given."""

from dataclasses import dataclass

from ivr.keypad import CHOICES


@dataclass(frozen=True, slots=True)
class Part:
    """A text, and the seconds in which the listener does what it says."""

    text_id: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill; `title` is the id of its name in the menu."""

    name: str
    title: str
    parts: tuple[Part, ...]


_BREATHING = (
    Part("ivr.breathing.1", 2),
    *(Part("ivr.breathing.2", 2), Part("ivr.breathing.3", 3)) * 3,
    Part("ivr.breathing.4", 0),
)
_GROUNDING = (
    Part("ivr.grounding.1", 3),
    Part("ivr.grounding.2", 10),
    Part("ivr.grounding.3", 10),
    Part("ivr.grounding.4", 8),
    Part("ivr.grounding.5", 6),
    Part("ivr.grounding.6", 4),
    Part("ivr.grounding.7", 0),
)
_SLEEP = (
    Part("ivr.sleep.1", 2),
    Part("ivr.sleep.2", 2),
    Part("ivr.sleep.3", 2),
    Part("ivr.sleep.4", 2),
    Part("ivr.sleep.5", 0),
)
_MUSCLES = (
    Part("ivr.muscles.1", 2),
    Part("ivr.muscles.2", 5),
    Part("ivr.muscles.3", 6),
    Part("ivr.muscles.4", 5),
    Part("ivr.muscles.5", 6),
    Part("ivr.muscles.6", 0),
)
_KINDNESS = (
    Part("ivr.kindness.1", 2),
    Part("ivr.kindness.2", 5),
    Part("ivr.kindness.3", 5),
    Part("ivr.kindness.4", 4),
    Part("ivr.kindness.5", 0),
)

# In the order of their keys (ivr/keypad.py, CHOICES).
SKILLS = (
    Skill("breathing", "ivr.skill.breathing", _BREATHING),
    Skill("grounding", "ivr.skill.grounding", _GROUNDING),
    Skill("sleep", "ivr.skill.sleep", _SLEEP),
    Skill("muscles", "ivr.skill.muscles", _MUSCLES),
    Skill("kindness", "ivr.skill.kindness", _KINDNESS),
)
BY_KEY = dict(zip(CHOICES, SKILLS, strict=False))


def by_name(name: str) -> Skill:
    """Return a skill; raises KeyError."""
    return {skill.name: skill for skill in SKILLS}[name]
