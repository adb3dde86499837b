"""`helpline services apply-verifications`: bring what was verified in the console into its files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from helpline.content.reviews.cli import operator, told
from helpline.content.verifications import model, registry
from helpline.content.verifications.apply import CHANGED, FAILED, REFUSED, WRITTEN, apply
from helpline.infra import audit, clock
from helpline.infra.database import transaction


def main(argv: Sequence[str] | None = None) -> int:
    """Write the files; return 0, 1 where something no longer fits, 2 where nothing could be done."""
    shipped = registry.Places()
    parser = argparse.ArgumentParser(prog="helpline services", description=__doc__)
    parser.add_argument("what", choices=["apply-verifications"])
    parser.add_argument("--dry-run", action="store_true", help="say what would be done and write nothing")
    parser.add_argument("--hotlines", type=Path, default=shipped.hotlines, help="registry of phone numbers")
    parser.add_argument("--services", type=Path, default=shipped.services, help="folder of the services")
    parser.add_argument("--by", default=operator(), help="who does it, for the audit log")
    options = parser.parse_args(argv)
    places = registry.Places(options.hotlines, options.services)
    try:
        with transaction() as session:
            write = (lambda _listed, _day: None) if options.dry_run else None
            done = list(apply(registry.read(places), places, model.all_of(session), write))
            written = [f"{one.id} {one.more}" for one in done if one.what == WRITTEN]
            if written and not options.dry_run:
                audit.record(session, options.by, "verifications_applied", clock.now(), entries=written)
    except ValueError as error:
        print(f"helpline: cannot read the services: {error}", file=sys.stderr)
        return 2
    except SQLAlchemyError:
        print("helpline: the database does not answer", file=sys.stderr)
        return 2
    told(done)
    return 1 if any(one.what in (CHANGED, REFUSED, FAILED) for one in done) else 0
