"""`helpline check-content`: is every text safe, complete, within its channel, and every number verified?

Exit status 1 where anything fails. With --release, drafts and numbers verified too long ago fail too.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TextIO, TypeVar

from helpline.content import assistant, campaigns, catalogue, hotlines, skills, topics
from helpline.content.catalogue import Text
from helpline.content.directory.load import SERVICES, read_rows
from helpline.content.hotlines import Hotline
from helpline.content.items import Item, from_responses, from_texts
from helpline.content.required import REQUIRED
from helpline.content.rules import RULES, Finding, numbers, services
from helpline.content.rules.assistant import assistant_findings
from helpline.content.rules.campaigns import campaign_findings, from_campaigns
from helpline.content.rules.complete import forms_findings
from helpline.content.rules.curriculum import curriculum_findings, from_curriculum
from helpline.content.rules.finding import FAIL, WARN

_PROJECT = Path(__file__).resolve().parents[2]
# An item of an instrument that others published.
_ITEM = re.compile(r"(?:asq|phq9|who5)\.\d+")
Loaded = TypeVar("Loaded")
ASSISTANT = (_PROJECT / "domain.yml", _PROJECT / "bot")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the check from the command line; return 1 where something fails, 0 otherwise."""
    options = _arguments().parse_args(argv)
    try:
        texts = catalogue.load(*options.texts)
        registry = hotlines.load(options.hotlines)
        directory = read_rows(options.services)
        taught = load_each(topics.load, options.texts, topics.TOPICS.name)
        done_together = load_each(skills.load, options.texts, skills.SKILLS.name)
        posted = campaigns.load(options.campaigns)
        whole = assistant_of(options.assistant)
    except ValueError as error:
        print(f"FAIL  {error}")
        return 1
    items = [
        *from_texts(texts),
        *from_responses(options.assistant),
        *from_curriculum(taught.values(), done_together.values()),
        *services.from_directory(directory),
        *from_campaigns(posted.values()),
    ]
    findings = [
        *check_items(items, registry),
        *check_catalogue(texts, release=options.release),
        *curriculum_findings(taught, done_together, texts),
        *campaign_findings(posted.values()),
        *(assistant_findings(whole) if whole else ()),
        *numbers.registry_findings(registry, options.today, options.release),
        *services.directory_findings(directory, options.today, options.release),
    ]
    report(findings, len(texts), len(items), sys.stdout, every_draft=options.drafts)
    return 1 if any(f.level == FAIL for f in findings) else 0


def load_each(
    load: Callable[[Path], dict[str, Loaded]], folders: Sequence[Path], name: str
) -> dict[str, Loaded]:
    """Return what the folders of one name hold, which are given with the texts'. Raises ContentError."""
    return {key: one for folder in folders if folder.name == name for key, one in load(folder).items()}


def assistant_of(places: Sequence[Path]) -> assistant.Assistant | None:
    """Return the assistant of a domain and a folder with data and actions; None where only one is given."""
    domains = [place for place in places if place.is_file()]
    folders = [place for place in places if (place / "data").is_dir()]
    if not domains or not folders:
        return None
    return assistant.read(domains[0], folders[0] / "data", folders[0] / "actions")


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
        yield from forms_findings(entry)
        if entry.status == "draft":
            level = FAIL if release else WARN
            yield Finding(
                "REV01", level, f"{entry.source}: {entry.id}", f"version {entry.version} is a draft"
            )
    yield from not_validated(texts)


def not_validated(texts: Mapping[str, Text]) -> Iterator[Finding]:
    """Name each instrument whose items are our own wording: what it measures is then not known."""
    ours = [entry for entry in texts.values() if _ITEM.fullmatch(entry.id) and entry.status == "draft"]
    for name in sorted({entry.id.partition(".")[0] for entry in ours}):
        items = [entry for entry in ours if entry.id.startswith(f"{name}.")]
        says = f"{len(items)} items in our own words, not validated: load the official Arabic over them"
        yield Finding("INS01", WARN, f"{items[0].source}: {name}", says)


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
    parser.add_argument("--services", type=Path, default=SERVICES, help="folder of the directory of services")
    parser.add_argument("--campaigns", type=Path, default=campaigns.CAMPAIGNS, help="folder of campaigns")
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
