"""What a key means. Pure; docs/phone.md shows the same as a table for people.

1 is danger, 0 a person, the star once more and the hash back, in every place, so that nobody has to remember
where they are. The one exception is a screening question, where 1 is «نعم»: there the prompt says so, and a
yes to the question about now is danger itself. To keep 1 free the choices of a conversation are numbered from
2, and 5 is left out of them because it always means «talking is hard now».
"""

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from helpline.outbox.reply import Button
from helpline.text import normalise
from ivr.heard import Heard

DANGER, PERSON, AGAIN, BACK, QUIET = "1", "0", "*", "#", "5"
CHOICES = "234678"
SCREENING = {"1": "yes", "2": "no", "9": "skip"}
_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_WORDS = ("صفر", "واحد", "اثنين", "ثلاثة", "اربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة")


class Act(enum.Enum):
    """What a caller did."""

    DANGER = "danger"
    PERSON = "person"
    AGAIN = "again"
    BACK = "back"
    QUIET = "quiet"
    CHOICE = "choice"
    KEY = "key"
    WORDS = "words"
    SILENCE = "silence"
    WRONG = "wrong"


_ALWAYS = {DANGER: Act.DANGER, PERSON: Act.PERSON, AGAIN: Act.AGAIN, BACK: Act.BACK, QUIET: Act.QUIET}


@dataclass(frozen=True, slots=True)
class Done:
    """One act, with the choice that was made or the key that was pressed."""

    act: Act
    button: Button | None = None
    key: str = ""


def numbered(offered: Sequence[Button]) -> list[tuple[str, Button]]:
    """Return the choices with their keys; what is beyond the keys can still be said."""
    return list(zip(CHOICES, offered, strict=False))


def read(heard: Heard, keys: str, offered: Sequence[Button], screening: bool) -> Done:
    """Return what the caller did. `keys` are those that the place itself has a meaning for."""
    key = heard.digits[:1] or said_key(heard.speech, bool(offered) or screening or bool(keys))
    if not key:
        return Done(Act.WORDS if heard.speech else Act.SILENCE)
    if screening:
        return _in_screening(key, offered)
    if key in _ALWAYS:
        return Done(_ALWAYS[key], key=key)
    button = dict(numbered(offered)).get(key)
    if button is not None:
        return Done(Act.CHOICE, button, key)
    if key in keys:
        return Done(Act.KEY, key=key)
    # A number that was said and stands for nothing is what they wanted to say.
    return Done(Act.WRONG if heard.digits else Act.WORDS, key=key)


def _in_screening(key: str, offered: Sequence[Button]) -> Done:
    if key in (PERSON, AGAIN, BACK):
        return Done(_ALWAYS[key], key=key)
    button = next((one for one in offered if one.id == SCREENING.get(key)), None)
    return Done(Act.CHOICE, button, key) if button is not None else Done(Act.WRONG, key=key)


def said_key(speech: str, choosing: bool) -> str:
    """Return the key that a transcript names and says nothing beside, "" if it does not.

    A prompt has just read numbers aloud, so «رقم اثنين» is an answer to it. Without choices only the two keys
    that always work are understood this way.
    """
    said = normalise(speech).strip(" .،!؟").removeprefix("رقم ").strip().translate(_ARABIC_DIGITS)
    names = {normalise(word): str(digit) for digit, word in enumerate(_WORDS)}
    key = names.get(said, said if len(said) == 1 and said.isdecimal() else "")
    return key if choosing or key in (DANGER, PERSON) else ""
