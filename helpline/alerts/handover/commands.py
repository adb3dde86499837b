"""What a counsellor's message means: a word for the helpline, or words for the contact; pure."""

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass

from helpline import content
from helpline.text import normalise


class Act(enum.Enum):
    """What a counsellor wants done with a case."""

    SAY = "say"
    COMMANDS = "commands"
    SUMMARY = "summary"
    CANNED = "canned"
    NOTE = "note"
    HAND_OVER = "hand_over"
    CLOSE = "close"
    OPEN_CHAT = "open_chat"


@dataclass(frozen=True, slots=True)
class Command:
    """One message, read.

    `case` is the number it named; `words` a text for the contact, a note, or a counsellor's id.
    """

    act: Act
    case: int | None = None
    words: str = ""


_NAMED_CASE = re.compile(r"\s*#(\d{1,18})\s*")
_TAUGHT = {
    "commands": Act.COMMANDS,
    "summary": Act.SUMMARY,
    "canned": Act.CANNED,
    "hand_over": Act.HAND_OVER,
    "resolve": Act.CLOSE,
    "note": Act.NOTE,
    "open_chat": Act.OPEN_CHAT,
}
_ALONE = {normalise(word): act for taught, act in _TAUGHT.items() for word in content.TAUGHT[taught]}
# Longer than any word that is taught, with room for a name behind it.
_LONGEST = 60


def read(text: str, names: Mapping[str, str]) -> Command:
    """Read a counsellor's message; `names` leads from counsellors' names, as written, to their ids.

    A word counts only where it stands alone, so that no sentence for a contact is taken for a command. Two
    take more: «سجل …» is a note, for a note that reached the contact could not be taken back, and «حول» with
    the name of a counsellor, who is alerted.
    """
    named = _NAMED_CASE.match(text)
    case = int(named[1]) if named else None
    words = text[named.end() :] if named else text
    first, _, rest = words.strip().partition(" ")
    if "\n" in first:
        first, _, rest = words.strip().partition("\n")
    verb = _ALONE.get(_bare(first))
    if verb is Act.NOTE:
        return Command(Act.NOTE, case, rest.strip(" :،\n"))
    if len(words) > _LONGEST:
        return Command(Act.SAY, case, words)
    if (act := _ALONE.get(_bare(words))) is not None:
        return Command(act, case)
    if verb is Act.HAND_OVER and (to := _named(rest, names)) is not None:
        return Command(Act.HAND_OVER, case, to)
    return Command(Act.SAY, case, words)


def _bare(words: str) -> str:
    return normalise(words).strip(" .!؟،:«»\"'")


def _named(words: str, names: Mapping[str, str]) -> str | None:
    """Return whose name this is, or the last word of it: «حول الى زينب»."""
    wanted = _bare(words).split()
    if not wanted or len(wanted) > 3:
        return None
    known = {_bare(name): of for name, of in names.items()}
    return known.get(" ".join(wanted)) or (known.get(wanted[-1]) if len(wanted) == 2 else None)
