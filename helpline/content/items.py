"""What the check reads: every form of every text, and every response of the assistant's domain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from helpline.content.catalogue import Button, Text, placeholders
from helpline.text import normalise

# What callers fill in, with a value of the length that really occurs: lengths are checked on the filled text.
VALUES: Mapping[str, str] = {
    "emergency": "911",
    "number": "07501234567",
    "name": "عبدالرحمن الجبوري",
    "hours": "4 ساعات",
    "minutes": "20 دقيقة",
    "case": "1234",
    "cases": "#1234، #1235، #1236",
    "summary": "س" * 600,
    "level_words": "حمرة، خطر هسه",
    "channel_words": "التلفون",
    "n": "1",
    "ahead": "3",
    "title": "ما اريد اجاوب",
    "medium": "رسالة صوتية",
    "place": "33.3152, 44.3661، بغداد",
    "link": "https://helpline.example/whatsapp/media/" + "س" * 160,
    "words": "س" * 400,
    "count": "3",
    "score": "14",
    "before": "12",
    "days": "3 ايام",
    "plan": "س" * 200,
    "part": "العصر",
    "when": "بعد 3 ايام",
    "day": "2026/01/05",
    "answers": "تمنى الموت: اي، محاولة قبل: لا",
    "wants": "يحچي ويا مرة",
    "why": "كلام صريح عن الموت، عنف",
    "service": "جلسات حچي ويا مختص",
    "where": "قاعة الفن، مركز الموصل المجتمعي",
    "state": "عند فريقنا، وبعده ما وصل لأحد.",
    "reach": "يم السوگ، والسايق يعرفه",
    "cost": "بلاش",
    "entries": "س" * 600,
    "start": "22:00",
    "end": "23:00",
    "about": "كوابيس وفزّة من الصوت بعد ايام صعبة، وشلون نرجع لهسه",
}


@dataclass(frozen=True)
class Item:
    """One wording to check: a form of a text, or one variant of a response."""

    id: str
    form: str
    text: str
    kind: str
    source: str
    language: str = "ar-IQ"
    state: str | None = None
    buttons: tuple[Button, ...] = ()
    draft: bool = False
    known: frozenset[str] = field(default_factory=frozenset)
    neutral_uses: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def plain(self) -> str:
        """The text in one spelling, as rules match it."""
        return normalise(self.text)

    @cached_property
    def filled(self) -> str:
        """The text with values of a usual length."""
        return self.text.format_map({name: VALUES.get(name, "س" * 20) for name in placeholders(self.text)})

    @property
    def spoken(self) -> bool:
        """Whether this wording is heard, not read."""
        return self.kind == "ivr" or self.form.startswith("spoken") or self.id.startswith("alert.voice.")

    @property
    def in_danger(self) -> bool:
        """Whether this is said to somebody in danger, or may be."""
        return self.state is not None or self.kind in ("danger", "amber", "screening")

    @property
    def exempt(self) -> bool:
        """Whether this is one of the ASQ's five questions, which stay literal (safe-messaging.md, note)."""
        return self.id in {f"asq.{number}" for number in range(1, 6)}


def from_texts(texts: Mapping[str, Text]) -> Iterator[Item]:
    """Yield each form of each text."""
    for entry in texts.values():
        for form, words in entry.forms.items():
            yield Item(
                id=entry.id,
                form=form,
                text=words,
                kind=entry.kind,
                source=entry.source,
                language=entry.language,
                state=entry.state,
                buttons=entry.buttons if form == "neutral" else (),
                draft=entry.status == "draft" and form == "neutral",
                known=frozenset(VALUES),
                neutral_uses=placeholders(entry.forms["neutral"]),
            )


def from_responses(places: Sequence[Path]) -> Iterator[Item]:
    """Yield each response variant in a Rasa project's YAML; a file or folder that is missing is empty."""
    files = [
        file for place in places for file in (sorted(place.rglob("*.yml")) if place.is_dir() else [place])
    ]
    documents = [(path, _document(path)) for path in files if path.exists()]
    slots = frozenset(slot for _, document in documents for slot in document.get("slots") or {})
    for path, document in documents:
        for name, variants in (document.get("responses") or {}).items():
            for number, variant in enumerate(variants or []):
                yield from _response(name, number, variant, path.name, slots)


def _document(path: Path) -> dict[str, Any]:
    """Read a file that has responses or slots; training examples, which are many, are not parsed."""
    raw = path.read_text(encoding="utf-8")
    if not any(line.startswith(("responses:", "slots:")) for line in raw.splitlines()):
        return {}
    document = yaml.safe_load(raw)
    return document if isinstance(document, dict) else {}


def _response(
    name: str, number: int, variant: Mapping[str, Any], source: str, slots: frozenset[str]
) -> Iterator[Item]:
    """Yield a response variant that has words; a condition on the slot `address` tells its form."""
    words = variant.get("text")
    if not isinstance(words, str):
        return
    address = [c.get("value") for c in variant.get("condition") or [] if c.get("name") == "address"]
    form = {"m": "male", "f": "female"}.get(address[0] if address else "", "neutral")
    yield Item(
        id=f"{name}[{number}]",
        form=form,
        text=words.strip(),
        kind="response",
        source=source,
        buttons=tuple(
            Button(str(b.get("payload")), str(b.get("title"))) for b in variant.get("buttons") or []
        ),
        known=frozenset(VALUES) | slots,
        neutral_uses=placeholders(words),
    )
