"""`helpline triage-errors`: what counsellors marked as triage's errors, as it may leave the house."""

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any, TextIO

from sqlalchemy.orm import Session

from helpline.alerts.oversight import triage_errors
from helpline.infra import audit, clock
from helpline.infra.database import transaction


def main(arguments: list[str], output: TextIO = sys.stdout) -> int:
    """Write the marks as JSONL; returns the exit status."""
    parser = argparse.ArgumentParser(prog="helpline triage-errors", description=__doc__)
    parser.add_argument("what", choices=["export"], help="write one JSON object a mark to standard output")
    parser.add_argument("--by", required=True, help="who takes the file, for the audit log")
    asked = parser.parse_args(arguments)
    with transaction() as session:
        rows = taken(session, asked.by)
    for row in rows:
        output.write(line(row))
    return 0


def taken(session: Session, by: str) -> Sequence[dict[str, Any]]:
    """Return the rows of the file, with a line in the audit log of who took it and how much."""
    rows = list(triage_errors.export(session))
    worded = sum(row["words"] is not None for row in rows)
    audit.record(session, by, "triage_exported", clock.now(), marks=len(rows), with_words=worded)
    return rows


def line(row: dict[str, Any]) -> str:
    """Return a row as a line of the file."""
    return json.dumps(row, ensure_ascii=False) + "\n"
