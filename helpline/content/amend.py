"""Change one field of one entry in a content file and nothing else: comments and layout are people's own."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from helpline.content.catalogue import LOADER, ContentError


def amend(path: Path, section: str, id: str, fields: Mapping[str, str]) -> None:
    """Set fields of the entry with an id in a list of a YAML file, each of which it has on a line of its own.

    Raises ContentError, and leaves the file as it is, where the entry is not there once, is laid out in
    another way, or anything else would change.
    """
    before = path.read_text(encoding="utf-8")
    lines = before.splitlines(keepends=True)
    start = re.compile(rf"(?P<indent> *- +)id: +(?P<quote>[\"']?){re.escape(id)}(?P=quote) *(?:#.*)?\n?\Z")
    places = [number for number, line in enumerate(lines) if start.match(line)]
    if len(places) != 1:
        raise ContentError(f"{path.name}: {id} begins on {len(places)} lines")
    match = start.match(lines[places[0]])
    assert match is not None
    indent = len(match["indent"])
    left = dict(fields)
    for number in range(places[0] + 1, len(lines)):
        line = lines[number]
        if line.strip() and not line.lstrip().startswith("#") and _indent(line) < indent:
            break
        for name in list(left):
            found = re.match(rf"( {{{indent}}}{re.escape(name)}: +)([^\s#]+)(.*\n?)\Z", line)
            if found:
                lines[number] = f"{found[1]}{left.pop(name)}{found[3]}"
    if left:
        raise ContentError(f"{path.name}: {id} has no line of its own for {', '.join(left)}")
    after = "".join(lines)
    if _document(after) != _wanted(_document(before), section, id, fields):
        raise ContentError(f"{path.name}: {id} is laid out in another way; nothing was written")
    _write(path, after)


def amend_file(path: Path, id: str, fields: Mapping[str, str]) -> None:
    """Set fields of a YAML file that is one entry with an id. Raises ContentError as `amend` does."""
    before = path.read_text(encoding="utf-8")
    after = before
    for name, value in fields.items():
        # A function, because a value must not be read as a template.
        set_to = partial(_set_to, value)
        after = re.sub(rf"(?m)^({re.escape(name)}: +)([^\s#]+)", set_to, after, count=1)
    read = {name: yaml.load(value, Loader=LOADER) for name, value in fields.items()}
    document = _document(before)
    if document.get("id") != id or _document(after) != {**document, **read}:
        raise ContentError(f"{path.name}: {id} is laid out in another way; nothing was written")
    _write(path, after)


def _set_to(value: str, found: re.Match[str]) -> str:
    return f"{found[1]}{value}"


def amend_hotline(path: Path, number: str, verified: date) -> None:
    """Set the day on which a number of the registry was verified. Raises ContentError as `amend` does."""
    before = path.read_bytes().decode("utf-8")
    lines = before.splitlines(keepends=True)
    header = next(csv.reader([lines[0]]))
    done = 0
    for place, line in enumerate(lines[1:], 1):
        row = dict(zip(header, next(csv.reader([line]), []), strict=False))
        if row.get("number") != number:
            continue
        old = f",{row['region']},{row['last_verified']},{row['status']},"
        if line.count(old) == 1:
            lines[place] = line.replace(old, f",{row['region']},{verified.isoformat()},verified,")
            done += 1
    after = "".join(lines)
    wanted = [
        {**row, "last_verified": verified.isoformat(), "status": "verified"}
        if row["number"] == number
        else row
        for row in csv.DictReader(before.splitlines())
    ]
    if done != 1 or list(csv.DictReader(after.splitlines())) != wanted:
        raise ContentError(f"{path.name}: {number} is laid out in another way; nothing was written")
    _write(path, after)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _document(words: str) -> Any:
    return yaml.load(words, Loader=LOADER)


def _wanted(document: Any, section: str, id: str, fields: Mapping[str, str]) -> Any:
    """Return a document with the fields set as YAML reads them."""
    read = {name: yaml.load(value, Loader=LOADER) for name, value in fields.items()}
    rows = [{**row, **read} if row.get("id") == id else row for row in document.get(section) or ()]
    return {**document, section: rows}


def _write(path: Path, words: str) -> None:
    """Put the whole file in place of the old one: nobody ever reads half of it."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(words.encode("utf-8"))
    os.chmod(beside, path.stat().st_mode & 0o777)
    os.replace(beside, path)
