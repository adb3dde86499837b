"""`helpline cards`: draw a picture for every topic, and say how heavy each is.

The helpline draws what is missing by itself when it starts; this is for looking at them.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from helpline.content.cards import store
from helpline.content.cards.layout import DoesNotFit
from helpline.infra.settings import settings


def main(argv: Sequence[str] | None = None) -> int:
    """Draw them from the command line; return 1 where a card cannot be drawn, 0 otherwise."""
    parser = argparse.ArgumentParser(prog="helpline cards", description=__doc__)
    parser.add_argument("--out", type=Path, help="folder of the pictures; left out, the running copy's")
    parser.add_argument("--anew", action="store_true", help="draw those too that are there already")
    options = parser.parse_args(argv)
    folder = options.out or settings().cards_folder
    try:
        files = store.ensure(folder, options.anew, print)
    except (DoesNotFit, KeyError, OSError, ValueError) as error:
        print(f"Cannot draw: {error}")
        return 1
    for name, file in files.items():
        print(f"{file.stat().st_size / 1000:7.1f} kB  {name:15}  {file}")
    return 0
