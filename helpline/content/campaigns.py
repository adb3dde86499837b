"""Campaigns: what staff post, send, have read out and hand round, so that people know where to turn.

The helpline says nothing of this by itself. Numbers are never typed into a text: they are placeholders,
filled in from the settings when somebody takes a text out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from helpline.content.catalogue import STATUSES, ContentError, placeholders, read
from helpline.content.hotlines import emergency_number
from helpline.content.topics import Card, card_of
from helpline.content.words import DIGIT_WORDS, digits_aloud
from helpline.infra.settings import Settings, env_name

CAMPAIGNS = Path(__file__).parent / "campaigns"
FORMS = ("post", "sms", "spoken", "card")
ADDRESSES = ("neutral", "m", "f")
# Each placeholder's setting, and what stands in its place on a machine for development that has none.
NUMBERS: Mapping[str, tuple[str, str]] = {
    "whatsapp": ("whatsapp_number", "(رقم الواتساب)"),
    "phone": ("voice_number", "(رقم التلفون)"),
    "missed_call": ("missed_call_number", "(رقم الرنة)"),
}
PLACEHOLDERS = frozenset((*NUMBERS, "emergency"))
_REQUIRED = {"id", "version", "status", "occasion", "audience", "topic", "forms"}


class NumberNotSet(ValueError):
    """A text needs a number that this copy's settings do not have; the message names the setting."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """One occasion in all its forms; `topic` is what people find with us about it.

    `address` is "f" or "m" where only women or only men are spoken to.
    """

    id: str
    version: int
    status: str
    occasion: str
    audience: str
    topic: str
    post: str
    sms: tuple[str, ...]
    spoken: str
    card: Card
    address: str = "neutral"
    source: str = ""

    def wordings(self, form: str | None = None) -> Iterator[tuple[str, str]]:
        """Yield each wording with its name (post, sms.1 and on, spoken, card); those of one form if named."""
        every = {
            "post": [("post", self.post)],
            "sms": [(f"sms.{number}", part) for number, part in enumerate(self.sms, 1)],
            "spoken": [("spoken", self.spoken)],
            # One wording: who sees a card sees all of it.
            "card": [("card", "\n".join((self.card.title, *self.card.lines)))],
        }
        for name in FORMS if form is None else (form,):
            yield from every[name]


@lru_cache(maxsize=1)
def all_campaigns() -> Mapping[str, Campaign]:
    """Return every campaign by id, in the order of their files. Raises ContentError."""
    return load(CAMPAIGNS)


def load(folder: Path) -> dict[str, Campaign]:
    """Read every campaign of a folder. Raises ContentError, naming the file and what is wrong with it."""
    found: dict[str, Campaign] = {}
    for path in sorted(folder.glob("*.yml")):
        campaign = _campaign(read(path), path.name)
        if campaign.id in found:
            raise ContentError(f"{path.name}: campaign {campaign.id} is there twice")
        found[campaign.id] = campaign
    return found


def numbers(configured: Settings, governorate: str | None = None) -> dict[str, str]:
    """Return what the placeholders stand for; in production one that is not set is left out.

    `governorate` decides on the emergency number, as everywhere.
    """
    values = {"emergency": emergency_number(governorate)}
    for name, (field, stand_in) in NUMBERS.items():
        if number := getattr(configured, field):
            values[name] = as_dialled(number)
        elif configured.environment != "production":
            values[name] = stand_in
    return values


def lacking(words: str, configured: Settings) -> list[str]:
    """Return the settings that a wording needs and that are not set, by their environment variables."""
    fields = (field for name, (field, _) in NUMBERS.items() if name in placeholders(words))
    return [env_name(field) for field in fields if not getattr(configured, field)]


def fill(words: str, values: Mapping[str, str], aloud: bool = False) -> str:
    """Return a wording with its numbers, `aloud` in words as an announcer reads them. Raises NumberNotSet."""
    shaped = {}
    for name in placeholders(words):
        if name not in values:
            raise NumberNotSet(f"{env_name(NUMBERS[name][0])} is not set")
        shaped[name] = _aloud(values[name]) if aloud else values[name]
    return words.format_map(shaped)


def filled_card(card: Card, values: Mapping[str, str]) -> Card:
    """Return a card with its numbers. Raises NumberNotSet."""
    return Card(fill(card.title, values), tuple(fill(line, values) for line in card.lines))


def as_dialled(number: str) -> str:
    """Return a number in E.164 as people in Iraq dial it, in one piece.

    Without spaces, because groups of digits change places in a line that runs from right to left, and with 00
    for the plus, which does so too.
    """
    return "0" + number[4:] if number.startswith("+964") else number.replace("+", "00")


def _aloud(number: str) -> str:
    """Return a number in words, in groups that can be written down while listening."""
    if not number.isdecimal() or len(number) < 7:
        return digits_aloud(number) if number.isdecimal() else number
    groups, rest = [number[:4]], number[4:]
    while len(rest) > 4:
        groups.append(rest[:3])
        rest = rest[3:]
    return "، ".join(" ".join(DIGIT_WORDS[digit] for digit in group) for group in (*groups, rest))


def _campaign(fields: Mapping[str, Any], source: str) -> Campaign:
    if missing := _REQUIRED - fields.keys():
        raise ContentError(f"{source}: lacks {', '.join(sorted(missing))}")
    if unknown := fields.keys() - _REQUIRED - {"address"}:
        raise ContentError(f"{source}: unknown field {', '.join(sorted(unknown))}")
    if fields["status"] not in STATUSES:
        raise ContentError(f"{source}: status is draft or reviewed, not {fields['status']!r}")
    if type(fields["version"]) is not int:
        raise ContentError(f"{source}: version is a whole number, not {fields['version']!r}")
    address = fields.get("address", "neutral")
    if address not in ADDRESSES:
        raise ContentError(f"{source}: address is one of {', '.join(ADDRESSES)}, not {address!r}")
    forms = fields["forms"]
    if not isinstance(forms, dict) or set(forms) != set(FORMS):
        raise ContentError(f"{source}: forms are {', '.join(FORMS)}, all of them")
    parts = forms["sms"] if isinstance(forms["sms"], list) and forms["sms"] else [None]
    card = card_of(forms["card"], source)
    for line in (card.title, *card.lines):
        _words({"card": line}, "card", source)
    return Campaign(
        id=_words(fields, "id", source),
        version=fields["version"],
        status=fields["status"],
        occasion=_words(fields, "occasion", source),
        audience=_words(fields, "audience", source),
        topic=_words(fields, "topic", source),
        post=_words(forms, "post", source),
        sms=tuple(_words({"sms": part}, "sms", source) for part in parts),
        spoken=_words(forms, "spoken", source),
        card=card,
        address=address,
        source=source,
    )


def _words(fields: Mapping[str, Any], name: str, source: str) -> str:
    words = fields[name]
    if not isinstance(words, str) or not words.strip():
        raise ContentError(f"{source}: {name} is empty or not text")
    try:
        unknown = placeholders(words) - PLACEHOLDERS
    except ValueError as error:
        raise ContentError(f"{source}: {name}: {error}") from error
    if unknown:
        raise ContentError(f"{source}: {name}: nobody fills in {', '.join(f'{{{one}}}' for one in unknown)}")
    return words.strip()
