"""The directory of services: every entry can be read and was checked lately; no examples at a release."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from helpline.content.directory.load import Raw, build, problems
from helpline.content.directory.model import STALE_AFTER
from helpline.content.items import Item
from helpline.content.rules.finding import FAIL, WARN, Finding


def directory_findings(raw: Raw, today: date, release: bool) -> Iterator[Finding]:
    """Fail what cannot be read; warn of stale entries and of examples, which both block a release."""
    broken = [Finding("SRV01", FAIL, where, says) for where, says in problems(raw)]
    yield from broken
    if broken:
        return
    level = FAIL if release else WARN
    directory = build(raw)
    for kind in directory.types.values():
        if kind.status == "draft":
            yield Finding("REV01", level, f"{kind.source}: {kind.id}", f"version {kind.version} is a draft")
    examples = 0
    for entry in directory.entries:
        examples += entry.placeholder
        if entry.last_verified > today:
            yield Finding(
                "SRV02", FAIL, f"{entry.source}: {entry.id}", f"verified on {entry.last_verified}, to come"
            )
        elif entry.stale(today) and not entry.placeholder:
            says = f"last verified {entry.last_verified}, more than {STALE_AFTER.days} days ago: ask again"
            yield Finding("SRV02", level, f"{entry.source}: {entry.id}", says)
    if examples:
        says = f"{examples} entries are examples, hidden in production: real ones take their place"
        yield Finding("SRV03", level, "services", says)


def from_directory(raw: Raw) -> Iterator[Item]:
    """Yield every wording of the directory that contacts read, for the rules that hold for all texts."""
    for source, row in raw.types:
        for field in ("name", "what"):
            yield _item(source, row, field)
    for source, row in raw.entries:
        for field in ("place", "cost", "hours", "reach"):
            yield _item(source, row, field)


def _item(source: str, row: dict[str, object], field: str) -> Item:
    words = str(row.get(field, "")).strip()
    for name in ("district", "governorate"):
        # A name is no word: Baquba, written with a particle, is spelled as a punishment is.
        words = words.replace(str(row.get(name) or "\n"), "…")
    return Item(
        id=f"service.{row.get('id')}", form="neutral", text=words, kind="service", source=f"{source} {field}"
    )
