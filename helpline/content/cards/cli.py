"""`helpline cards`: draw a picture for every topic and campaign, and say how heavy each is.

The helpline draws the topics' that are missing by itself when it starts, and the campaigns' never.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from helpline.content.campaigns import all_campaigns, numbers
from helpline.content.cards import campaigns, store
from helpline.content.cards.layout import DoesNotFit
from helpline.infra.settings import settings


def main(argv: Sequence[str] | None = None) -> int:
    """Draw them from the command line; return 1 where one cannot be drawn or lacks a number, else 0."""
    parser = argparse.ArgumentParser(prog="helpline cards", description=__doc__)
    parser.add_argument("--out", type=Path, help="folder of the pictures; left out, the running copy's")
    parser.add_argument("--anew", action="store_true", help="draw those too that are there already")
    options = parser.parse_args(argv)
    folder = options.out or settings().cards_folder
    try:
        files = dict(store.ensure(folder, options.anew, print))
        every = all_campaigns()
        drawn = campaigns.draw_all(folder, every.values(), numbers(settings()), print)
    except (DoesNotFit, KeyError, OSError, ValueError) as error:
        print(f"Cannot draw: {error}")
        return 1
    for name, file in (*files.items(), *drawn.items()):
        print(f"{file.stat().st_size / 1000:7.1f} kB  {name:15}  {file}")
    return 0 if drawn.keys() == every.keys() else 1
