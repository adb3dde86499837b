"""Build one wording to put a rule to."""

from collections.abc import Iterator

from helpline.content import placeholders
from helpline.content.items import VALUES, Item
from helpline.content.rules import RULES


def wording(text: str, kind: str = "menu", id: str = "a.text", form: str = "neutral", **more: object) -> Item:
    known = more.pop("known", frozenset(VALUES))
    uses = more.pop("neutral_uses", placeholders(text))
    return Item(
        id=id, form=form, text=text, kind=kind, source="x.yml", known=known, neutral_uses=uses, **more
    )


def codes(item: Item) -> set[tuple[str, str]]:
    """Return (code, level) of everything the rules find in a wording."""
    return {(finding.code, finding.level) for finding in _findings(item)}


def _findings(item: Item) -> Iterator:
    for rule in RULES:
        yield from rule(item)
