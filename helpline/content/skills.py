"""The interactive skills: data in skills/*.yml, small things that two do together, one step a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from helpline.content.catalogue import ContentError, read

SKILLS = Path(__file__).parent / "skills"
LONGEST_TITLE = 20
LONGEST_ABOUT = 70
FEWEST_STEPS, MOST_STEPS = 5, 8
LONGEST_SECONDS = 30
# "done": they do it and say so. "words": they answer in their own words. "question": what they would ask.
EXPECTS = ("done", "words", "question")
_FIELDS = {"skill", "title", "about", "steps", "texts"}
_STEP_FIELDS = {"text", "expects", "seconds"}
# With what a text begins for whoever has done, or told, what was asked; the others hear it without.
_PRAISE = "praise"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the id of its text, what it expects, and the seconds in which it is done.

    `praise` is the sentence with which its text begins for what was just done or said, "" without one.
    """

    text: str
    expects: str
    seconds: int
    praise: str = ""

    def unpraised(self, words: str) -> str:
        """Return words of its text without the praise that they begin with."""
        return words.removeprefix(self.praise).lstrip()


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill with its steps; the last one closes it and waits for nothing."""

    name: str
    title: str
    about: str
    steps: tuple[Step, ...]

    @property
    def without_answers(self) -> bool:
        """Say whether it can be done with nothing said or pressed: every step but the last has its time."""
        return all(step.seconds for step in self.steps[:-1])


@lru_cache(maxsize=1)
def all_skills() -> Mapping[str, Skill]:
    """Return every skill by name in the order of the files, read on the first call. Raises ContentError."""
    return load(SKILLS)


def load(folder: Path) -> dict[str, Skill]:
    """Read every *.yml of a folder. Raises ContentError for what is not a skill or comes twice."""
    found: dict[str, Skill] = {}
    for path in sorted(folder.glob("*.yml")):
        skill = _parse(read(path), path.name)
        if skill.name in found:
            raise ContentError(f"{path.name}: the skill {skill.name} is in another file as well")
        found[skill.name] = skill
    return found


def _parse(document: Mapping[str, Any], source: str) -> Skill:
    if document.keys() != _FIELDS:
        odd = ", ".join(sorted(map(str, document.keys() ^ _FIELDS)))
        raise ContentError(f"{source}: a skill has {', '.join(sorted(_FIELDS))}; not so: {odd}")
    name, title, about, steps = (document[field] for field in ("skill", "title", "about", "steps"))
    if not isinstance(name, str) or _name_in(source) != name:
        raise ContentError(f"{source}: the file is named after its skill, not {name!r}")
    for words, longest in ((title, LONGEST_TITLE), (about, LONGEST_ABOUT)):
        if not isinstance(words, str) or not 0 < len(words) <= longest:
            raise ContentError(f"{source}: title and about are 1 to {longest} characters: {words!r:.80}")
    if not isinstance(steps, list) or not FEWEST_STEPS <= len(steps) <= MOST_STEPS:
        raise ContentError(f"{source}: needs {FEWEST_STEPS} to {MOST_STEPS} steps")
    texts = document["texts"] if isinstance(document["texts"], list) else []
    written = {entry.get("id"): entry for entry in texts if isinstance(entry, dict)}
    return Skill(name, title, about, tuple(_step(step, written, source) for step in steps))


def _name_in(source: str) -> str:
    """Return the skill's name in a file's name ("03_unhooking.yml" is "unhooking")."""
    return source.removesuffix(".yml").partition("_")[2]


def _step(entry: Any, written: Mapping[Any, Any], source: str) -> Step:
    if not isinstance(entry, dict) or entry.keys() - {_PRAISE} != _STEP_FIELDS:
        raise ContentError(f"{source}: a step has text, expects and seconds: {entry!r:.80}")
    step = Step(entry["text"], entry["expects"], entry["seconds"], entry.get(_PRAISE, ""))
    if step.text not in written:
        raise ContentError(f"{source}: {step.text} is not among its texts")
    if step.expects not in EXPECTS:
        raise ContentError(f"{source}: {step.text}: expects is done, words or question, not {step.expects!r}")
    if type(step.seconds) is not int or not 0 <= step.seconds <= LONGEST_SECONDS:
        raise ContentError(f"{source}: {step.text}: seconds is 0 to {LONGEST_SECONDS}, not {step.seconds!r}")
    if _PRAISE in entry and not _begins(written[step.text], step.praise):
        raise ContentError(f"{source}: {step.text} does not begin with its praise {step.praise!r:.80}")
    return step


def _begins(text: Mapping[str, Any], praise: Any) -> bool:
    """Say whether a text begins with a sentence, and goes on; where it is heard it may leave it out."""
    words = (text.get("forms") or {}).get("neutral") or ""
    return isinstance(praise, str) and bool(praise) and str(words).startswith(f"{praise} ")
