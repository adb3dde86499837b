"""`helpline content report`: write the page that a clinician reads and marks, one file without network."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from helpline.content import catalogue, hotlines
from helpline.content.campaigns import all_campaigns
from helpline.content.check import ASSISTANT
from helpline.content.directory.load import SERVICES, read_rows
from helpline.content.items import from_responses
from helpline.content.report.campaigns import campaign_part
from helpline.content.report.collect import Part, collect
from helpline.content.rules import services
from helpline.content.skills import all_skills
from helpline.content.topics import all_topics

OUT = Path("content-report.html")


def main(argv: Sequence[str] | None = None) -> int:
    """Write the page; return 0, or 1 where the content cannot be read."""
    parser = argparse.ArgumentParser(prog="helpline content", description=__doc__)
    parser.add_argument("what", choices=["report"])
    parser.add_argument("--out", type=Path, default=OUT, help=f"the file to write, by default {OUT}")
    options = parser.parse_args(argv)
    try:
        parts = everything()
    except ValueError as error:
        print(f"Cannot read the content: {error}")
        return 1
    options.out.write_text(page(parts, datetime.now(UTC)), encoding="utf-8")
    print(f"{sum(part.entries for part in parts)} texts: {options.out}")
    return 0


def everything() -> tuple[Part, ...]:
    """Return all that ships. Raises ValueError for content that cannot be read."""
    kinds = [item for item in services.from_directory(read_rows(SERVICES)) if "types_" in item.source]
    registry = hotlines.all_hotlines()
    texts = collect(
        catalogue.all_texts(),
        all_topics().values(),
        all_skills().values(),
        [*from_responses(ASSISTANT), *kinds],
        registry,
    )
    return (*texts, campaign_part(all_campaigns().values(), registry))


def page(parts: Sequence[Part], made: datetime) -> str:
    """Return the page as HTML."""
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return templates.get_template("page.html").render(parts=parts, made=f"{made:%Y-%m-%d}")
