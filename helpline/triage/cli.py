"""helpline triage: lines in, one JSON object out for each. Needs no service."""

from __future__ import annotations

import json
from typing import Any, TextIO

from helpline.triage.assess import assess


def main(stdin: TextIO, stdout: TextIO) -> int:
    """Read plain lines or JSON objects (text, optional recent); write text, level, routes, score, reasons.

    A line that starts like an object but is none gives an object with "error" and its line number, and
    reading goes on. Returns 0, or 1 if any line was an error.
    """
    failed = 0
    for number, raw in enumerate(stdin, start=1):
        line = raw.strip("\r\n")
        if not line.strip():
            continue
        try:
            answer = _answer(line)
        except ValueError as error:
            failed = 1
            answer = {"error": str(error), "line": number}
        stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        stdout.flush()
    return failed


def _answer(line: str) -> dict[str, Any]:
    """Return the answer to one line; raises ValueError if it is not what we read."""
    text, recent = _parse(line)
    found = assess(text, recent)
    return {
        "text": text,
        "level": found.level.name,
        "routes": list(found.routes),
        "score": found.score,
        "reasons": list(found.reasons),
    }


def _parse(line: str) -> tuple[str, list[str]]:
    """Return the text and earlier texts of a line, plain or JSON."""
    if not line.lstrip("\ufeff \t").startswith("{"):
        return line.lstrip("\ufeff"), []
    try:
        row = json.loads(line.lstrip("\ufeff"))
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"not a JSON object: {error}") from error
    text = row.get("text")
    recent = row.get("recent") or []
    if not isinstance(text, str):
        raise ValueError('"text" must be a string')
    if not isinstance(recent, list) or not all(isinstance(r, str) for r in recent):
        raise ValueError('"recent" must be a list of strings')
    return text, recent
