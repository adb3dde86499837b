"""What a phrase rule and a benign frame are. The rules themselves are data, in helpline/triage/rules/."""

from __future__ import annotations

from dataclasses import dataclass

from helpline.triage.assessment import Level


@dataclass(frozen=True, slots=True)
class Rule:
    """A phrase that means a level.

    fires, quiet: an example each way; both are tested.
    explicit: an own wish or intent in plain words.
    suicidal: the level is about suicidality, not about another danger.
    after_disclosure: everyday talk alone, but not once an earlier message spoke of suicidality.
    longest: counts only in a message of at most so many words; 0 for any.
    despite_frames: counts also inside a benign frame (somebody else's suicide is not the writer's
    risk, but it is grief).
    """

    id: str
    level: Level
    pattern: str
    fires: str
    quiet: str
    routes: tuple[str, ...] = ()
    explicit: bool = False
    suicidal: bool = True
    after_disclosure: bool = False
    longest: int = 0
    despite_frames: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A benign reading: the words it covers are not read as risk; everything else in the message still is.

    outside is a sentence where the same words are no frame.
    """

    id: str
    pattern: str
    inside: str
    outside: str
