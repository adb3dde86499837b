"""`helpline check-content`: is every text safe, complete, within its channel, and every number verified?

Exit status 1 where anything fails. With --release, drafts and numbers verified too long ago fail too.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TextIO

from helpline.content import catalogue, hotlines
from helpline.content.catalogue import Text
from helpline.content.hotlines import Hotline
from helpline.content.items import Item, from_responses, from_texts
from helpline.content.required import REQUIRED
from helpline.content.rules import RULES, Finding, numbers
from helpline.content.rules.finding import FAIL, WARN

_PROJECT = Path(__file__).resolve().parents[2]
ASSISTANT = (_PROJECT / "domain.yml", _PROJECT / "bot")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the check from the command line; return 1 where something fails, 0 otherwise."""
    options = _arguments().parse_args(argv)
    try:
        texts = catalogue.load(*options.texts)
        registry = hotlines.load(options.hotlines)
    except ValueError as error:
        print(f"FAIL  {error}")
        return 1
    items = [*from_texts(texts), *from_responses(options.assistant)]
    findings = [
        *check_items(items, registry),
        *check_catalogue(texts, release=options.release),
        *numbers.registry_findings(registry, options.today, options.release),
    ]
    report(findings, len(texts), len(items), sys.stdout, every_draft=options.drafts)
    return 1 if any(f.level == FAIL for f in findings) else 0


def check_items(items: Iterable[Item], registry: Sequence[Hotline]) -> Iterator[Finding]:
    """Apply every rule to every item."""
    for item in items:
        for rule in RULES:
            yield from rule(item)
        yield from numbers.phone_numbers(item, registry)


def check_catalogue(texts: Mapping[str, Text], release: bool) -> Iterator[Finding]:
    """Hold that no text is missing, and list the drafts: nothing goes live before a clinician signs it."""
    for id in REQUIRED:
        if id not in texts:
            yield Finding("REQ01", FAIL, f"texts: {id}", "is missing; the helpline asks for it by this id")
    for entry in texts.values():
        if entry.status == "draft":
            level = FAIL if release else WARN
            yield Finding(
                "REV01", level, f"{entry.source}: {entry.id}", f"version {entry.version} is a draft"
            )


def report(
    findings: Sequence[Finding], texts: int, wordings: int, out: TextIO, every_draft: bool = False
) -> None:
    """Print what was found, failures last so that they are seen, then one line of totals."""
    drafts = [f for f in findings if f.code == "REV01"]
    for finding in sorted(findings, key=lambda f: (f.level == FAIL, f.code, f.where)):
        if finding.code != "REV01" or every_draft:
            print(f"{finding.level}  {finding.code}  {finding.where}: {finding.says}", file=out)
    if drafts and not every_draft:
        print(f"{drafts[0].level}  REV01  {len(drafts)} texts are drafts (--drafts lists them)", file=out)
    failed = sum(f.level == FAIL for f in findings)
    print(f"{texts} texts, {wordings} wordings: {failed} failed, {len(findings) - failed} warnings", file=out)


def _arguments() -> argparse.ArgumentParser:
    """Return the command line's parser."""
    parser = argparse.ArgumentParser(prog="helpline check-content", description=__doc__)
    parser.add_argument("--release", action="store_true", help="drafts and stale numbers fail")
    parser.add_argument("--drafts", action="store_true", help="list every draft")
    parser.add_argument("--texts", type=Path, nargs="*", default=catalogue.TEXTS, help="folders of texts")
    parser.add_argument("--hotlines", type=Path, default=hotlines.REGISTRY, help="registry of phone numbers")
    parser.add_argument(
        "--assistant",
        type=Path,
        nargs="*",
        default=ASSISTANT,
        help="files or folders with the assistant's responses",
    )
    parser.add_argument(
        "--today",
        type=date.fromisoformat,
        default=datetime.now(UTC).date(),
        help="date for staleness (YYYY-MM-DD)",
    )
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
