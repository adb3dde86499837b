"""`helpline content apply-reviews`: bring what clinicians signed in the console into the files."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from helpline.content import catalogue
from helpline.content.campaigns import CAMPAIGNS
from helpline.content.directory.load import SERVICES
from helpline.content.reviews import library, model
from helpline.content.reviews.apply import AGAIN, ASKED, CHANGED, FAILED, WRITTEN, Outcome, apply
from helpline.infra import audit, clock
from helpline.infra.database import transaction


def main(argv: Sequence[str] | None = None) -> int:
    """Write the files; return 0, 1 where something said does not fit, 2 where nothing could be done."""
    parser = argparse.ArgumentParser(prog="helpline content apply-reviews", description=__doc__)
    parser.add_argument("--dry-run", action="store_true", help="say what would be done and write nothing")
    parser.add_argument("--texts", type=Path, nargs="*", default=catalogue.TEXTS, help="folders of texts")
    parser.add_argument("--services", type=Path, default=SERVICES, help="folder of the directory of services")
    parser.add_argument("--campaigns", type=Path, default=CAMPAIGNS, help="folder of campaigns")
    parser.add_argument("--by", default=operator(), help="who does it, for the audit log")
    options = parser.parse_args(argv)
    places = library.Places(
        texts=tuple(options.texts), services=options.services, campaigns=options.campaigns
    )
    try:
        with transaction() as session:
            read = library.read(places)
            write = (lambda _reading, _status: None) if options.dry_run else None
            done = list(apply(read, places, model.verdicts(session), write))
            if not options.dry_run:
                _trace(session, options.by, done)
    except (ValueError, StopIteration) as error:
        print(f"helpline: cannot read the content: {error}", file=sys.stderr)
        return 2
    except SQLAlchemyError:
        print("helpline: the database does not answer", file=sys.stderr)
        return 2
    told(done)
    return 1 if any(one.what in (AGAIN, CHANGED, ASKED, FAILED) for one in done) else 0


def _trace(session: Session, by: str, done: Sequence[Outcome]) -> None:
    for what, action in ((WRITTEN, "reviews_applied"), (AGAIN, "reviews_withdrawn")):
        ids = [one.id for one in done if one.what == what]
        if ids:
            audit.record(session, by, action, clock.now(), texts=ids)


def told(done: Sequence[Outcome]) -> None:
    """Print each text under what became of it, and how many there are."""
    for what, number in Counter(one.what for one in done).items():
        print(f"{number} {what}:")
        for one in done:
            if one.what == what:
                print(f"  {one.id}{f': {one.more}' if one.more else ''}")
    if not done:
        print("Nothing to bring into the files.")


def operator() -> str:
    """Return the system's name of whoever runs the command."""
    try:
        return f"operator {getpass.getuser()}"[:64]
    except OSError:
        return "operator"
