"""Small skills to do together on the phone: what is said, and how long each part is given.

Three are the assistant's own (helpline/content/skills), which work without an answer; breathing is counted
aloud breath by breath here, and two are for listening alone.
"""

from dataclasses import dataclass

from helpline.content.skills import all_skills
from ivr.keypad import CHOICES


@dataclass(frozen=True, slots=True)
class Part:
    """A text, and the seconds in which the listener does what it says."""

    text_id: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill; `title` is the id of its name in the menu. Without parts of its own it has the assistant's."""

    name: str
    title: str
    own: tuple[Part, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """What is said, in order. Raises ContentError where the skills' files cannot be understood."""
        return self.own or tuple(Part(step.text, step.seconds) for step in all_skills()[self.name].steps)


_BREATHING = (
    Part("ivr.breathing.1", 2),
    *(Part("ivr.breathing.2", 2), Part("ivr.breathing.3", 3)) * 3,
    Part("ivr.breathing.4", 0),
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

# In the order of their keys (ivr/keypad.py, CHOICES).
SKILLS = (
    Skill("breathing", "ivr.skill.breathing", _BREATHING),
    Skill("grounding", "ivr.skill.grounding"),
    Skill("sleep", "ivr.skill.sleep", _SLEEP),
    Skill("muscles", "ivr.skill.muscles", _MUSCLES),
    Skill("kindness", "ivr.skill.kindness"),
    Skill("making_room", "ivr.skill.making_room"),
)
BY_KEY = dict(zip(CHOICES, SKILLS, strict=False))


def by_name(name: str) -> Skill:
    """Return a skill; raises KeyError."""
    return {skill.name: skill for skill in SKILLS}[name]
