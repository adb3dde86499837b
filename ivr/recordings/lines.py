"""Every line that is said on the phone, as a speaker reads it."""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from helpline import content
from helpline.content import Text
from helpline.content.check import ASSISTANT
from helpline.content.items import Item, from_responses
from helpline.content.rules.language import seconds_to_say
from ivr.recordings import store
from ivr.speakable import speakable

# Written only: a server that is down says nothing, and on the phone danger has words of its own.
NOT_SAID = frozenset({"fallback.outage", "danger.denied", "danger.maybe", "screening.not_known"})
# What is answered beside the true state in the messenger; a caller waits on the line.
_WRITTEN_ONLY = ("danger.about.", "danger.other.", "screening.gate")
# Said on a call in the words that are written.
ALSO_SAID = frozenset({"welcome.first", "opt_out.done"})
# Hours within which a person is in touch (clinical protocol, node H2).
HOURS = (1, 4)
MOST_COUNTED = 9
ADDRESSES = {"neutral": "neutral", "male": "m", "female": "f"}
# Where a line is heard, in the order of its weight: the first half minute of a call, then danger. A line
# belongs to the first group that names the beginning of its id, and to the talk where none does.
TALK = "talk"
GROUPS: Mapping[str, tuple[str, ...]] = {
    "opening": ("ivr.opening", "ivr.languages", "ivr.menu"),
    "danger": (
        "ivr.danger.", "ivr.quiet.danger", "ivr.callback.recorded", "screening.stopped_silence",
        "ivr.asq_keys", "ivr.still_here",
    ),
    "person": ("ivr.person.", "ivr.queue", "ivr.message.", "ivr.withheld.", "ivr.room", "ivr.here"),
    "screening": ("asq.", "screening.", "amber.", "ivr.quiet", "phq9.", "who5.", "questionnaire.", "check."),
    "keys": (
        "ivr.choices", "ivr.no_input.", "ivr.wrong_key", "ivr.by_keys", "ivr.unclear", "ivr.silent_check",
    ),
    TALK: (),
    "skills": (
        "ivr.skills", "ivr.skill.", "ivr.breathing.", "ivr.sleep.", "ivr.muscles.", "ivr.slowly", "skill.",
    ),
    "counsellor": ("alert.voice.", "alert.test."),
    "assistant": ("utter_",),
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line: the exact words, and what names them.

    `form` is who is addressed (neutral, male, female), or "button" for the name of a choice. `variant` tells
    apart what one form says in several wordings: a number, a button's id. `status` is the text's, "" for the
    assistant's.
    """

    id: str
    form: str
    variant: str
    language: str
    words: str
    kind: str
    status: str

    @property
    def name(self) -> str:
        """What the line's file is called, without its ending."""
        return ".".join(part for part in (self.id, self.form, self.variant) if part)

    @cached_property
    def key(self) -> str:
        """What the line's recording is found by."""
        return store.key(self.words)

    @property
    def seconds(self) -> float:
        """About how long a calm voice needs."""
        return seconds_to_say(self.words)

    @property
    def heard(self) -> str:
        """The group of lines that this one is heard among, a key of GROUPS."""
        return next((name for name, starts in GROUPS.items() if self.id.startswith(starts)), TALK)


@dataclass(frozen=True, slots=True)
class Unrecordable:
    """A wording that holds values of any kind, and so is always said by the synthetic voice."""

    id: str
    form: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """All lines, the most important first; words that come twice are one line."""

    lines: tuple[Line, ...]
    unrecordable: tuple[Unrecordable, ...]

    def by_name(self) -> dict[str, Line]:
        """Return the lines by the name of their file."""
        return {line.name: line for line in self.lines}


def all_lines() -> Lines:
    """Return every line that may be said on a call. Raises ContentError."""
    found: list[Line] = []
    unrecordable: list[Unrecordable] = []
    wordings = itertools.chain(_of_texts(content.all_texts()), _of_responses(from_responses(ASSISTANT)))
    for one in wordings:
        if isinstance(one, Line):
            found.append(one)
        else:
            unrecordable.append(one)
    order = list(GROUPS)
    found.sort(key=lambda line: order.index(line.heard))
    once: dict[str, Line] = {}
    for line in found:
        once.setdefault(line.key, line)
    return Lines(tuple(once.values()), tuple(unrecordable))


def said_on_a_call(text: Text, texts: Mapping[str, Text]) -> bool:
    """Say whether a text may be heard on the phone."""
    if text.id in NOT_SAID or text.id.startswith(_WRITTEN_ONLY) or f"ivr.{text.id}" in texts:
        # The phone has other words for the same (helpline/conversation/turn.py, danger).
        return False
    return (
        text.kind in ("ivr", "screening", "questionnaire")
        or text.id.startswith("alert.voice.")
        or text.id in ALSO_SAID
        or any(form.startswith("spoken") for form in text.forms)
    )


def _values() -> dict[str, tuple[str, ...]]:
    """Return what may be filled in, for the values that are few enough to be recorded."""
    emergency = [h.number for h in content.all_hotlines() if h.role == "emergency" and h.status == "verified"]
    return {
        "emergency": tuple(dict.fromkeys(emergency)),
        "hours": tuple(str(hours) for hours in HOURS),
        # Keys, and the number of a questionnaire's item.
        "n": tuple(str(number) for number in range(1, 10)),
        "ahead": tuple(str(count) for count in range(1, MOST_COUNTED + 1)),
    }


def _of_texts(texts: Mapping[str, Text]) -> Iterator[Line | Unrecordable]:
    for text in texts.values():
        if said_on_a_call(text, texts):
            for form, address in ADDRESSES.items():
                yield from _of_form(text, form, address)
            yield from _of_buttons(text)


def _of_form(text: Text, form: str, address: str) -> Iterator[Line | Unrecordable]:
    template = text.form(address, spoken=True)
    if form != "neutral" and template == text.form("neutral", spoken=True):
        return
    values = _values()
    names = sorted(content.placeholders(template))
    if unknown := tuple(name for name in names if name not in values):
        yield Unrecordable(text.id, form, unknown)
        return
    for chosen in itertools.product(*(values[name] for name in names)):
        filled: dict[str, object] = dict(zip(names, chosen, strict=True))
        if "hours" in filled:
            filled["hours"] = int(str(filled["hours"]))
        words = content.text(text.id, address=address, spoken=True, **filled)
        # What is not written for the phone goes through speakable() on its way to it.
        said = words if text.kind in ("ivr", "alert") else speakable(words)
        yield Line(text.id, form, "-".join(chosen), text.language, said, text.kind, text.status)


def _of_buttons(text: Text) -> Iterator[Line]:
    """Yield the names of choices; those of the screening are read aloud with their keys in one line."""
    if text.kind != "screening":
        for button in text.buttons:
            yield Line(
                text.id, "button", _named(button.id), text.language, button.title, text.kind, text.status
            )


def _of_responses(items: Iterable[Item]) -> Iterator[Line | Unrecordable]:
    for item in items:
        name, _, number = item.id.rstrip("]").partition("[")
        if unknown := tuple(sorted(content.placeholders(item.text))):
            yield Unrecordable(name, item.form, unknown)
        elif said := speakable(item.text):
            yield Line(name, item.form, str(int(number) + 1), item.language, said, "assistant", "")
        for button in item.buttons:
            yield Line(
                name,
                "button",
                f"{int(number) + 1}-{_named(button.id)}",
                item.language,
                speakable(button.title).rstrip("."),
                "assistant",
                "",
            )


def _named(button: str) -> str:
    """Return a button's id as it may stand in a file's name."""
    return re.sub(r"[^\w-]+", "-", button).strip("-")
