"""What is recorded, what is not, and what no longer fits its text."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ivr.recordings import store
from ivr.recordings.export import state
from ivr.recordings.lines import Line, Lines
from ivr.recordings.manifest import Recording


@dataclass(frozen=True, slots=True)
class Report:
    """Where the recordings stand. `counts` are lines and recorded lines by language, kind, form.

    `unrecorded` comes in the lines' order, the most important first; a placeholder is not a recording.
    `stale` are recordings whose words nothing says any more, `missing` those whose file is gone.
    """

    counts: Mapping[tuple[str, str, str], tuple[int, int]]
    unrecorded: tuple[Line, ...]
    placeholders: tuple[Line, ...]
    missing: tuple[Line, ...]
    stale: tuple[Recording, ...]
    lines: Lines

    @property
    def minutes_left(self) -> float:
        """Minutes of speech that are still to be recorded."""
        return sum(line.seconds for line in self.unrecorded) / 60


def report(lines: Lines, recordings: Mapping[str, Recording], folder: Path) -> Report:
    """Return where the recordings (by hash of their words) stand."""
    total: Counter[tuple[str, str, str]] = Counter()
    done: Counter[tuple[str, str, str]] = Counter()
    unrecorded, placeholders, missing = [], [], []
    for line in lines.lines:
        total[line.language, line.kind, line.form] += 1
        how = state(line, recordings)
        if how != "no" and not store.whole(folder, recordings[line.key]):
            missing.append(line)
            how = "no"
        if how == "yes":
            done[line.language, line.kind, line.form] += 1
            continue
        unrecorded.append(line)
        if how == "placeholder":
            placeholders.append(line)
    said = {line.key for line in lines.lines}
    return Report(
        counts={place: (count, done[place]) for place, count in sorted(total.items())},
        unrecorded=tuple(unrecorded),
        placeholders=tuple(placeholders),
        missing=tuple(missing),
        stale=tuple(one for key, one in recordings.items() if key not in said),
        lines=lines,
    )


def as_json(found: Report) -> dict[str, Any]:
    """Return a report as plain data."""
    return {
        "counts": [
            {"language": language, "kind": kind, "form": form, "lines": total, "recorded": done}
            for (language, kind, form), (total, done) in found.counts.items()
        ],
        "minutes_left": round(found.minutes_left, 1),
        "unrecorded": [
            {
                "name": line.name,
                "language": line.language,
                "heard": line.heard,
                "seconds": round(line.seconds, 1),
                "words": line.words,
            }
            for line in found.unrecorded
        ],
        "placeholders": [line.name for line in found.placeholders],
        "missing": [line.name for line in found.missing],
        "stale": [
            {"id": one.id, "form": one.form, "variant": one.variant, "file": one.file_name}
            for one in found.stale
        ],
        "never_recorded": [
            {"id": one.id, "form": one.form, "values": list(one.values)} for one in found.lines.unrecordable
        ],
    }


def as_text(found: Report) -> str:
    """Return a report for a person to read."""
    rows = ["language  kind         form      lines  recorded"]
    rows += [
        f"{language:<9} {kind:<12} {form:<9} {total:>5} {done:>9}"
        for (language, kind, form), (total, done) in found.counts.items()
    ]
    rows += _section(
        f"{len(found.unrecorded)} lines to record, about {found.minutes_left:.0f} minutes",
        (f"{line.seconds:>5.1f} s  {line.heard:<10}  {line.name}" for line in found.unrecorded),
    )
    rows += _section(
        f"{len(found.placeholders)} of them have a placeholder, which is never played in production", ()
    )
    rows += _section(f"{len(found.missing)} files are gone or damaged", (line.name for line in found.missing))
    rows += _section(
        f"{len(found.stale)} recordings are stale: their words have changed",
        (".".join(part for part in (one.id, one.form, one.variant) if part) for one in found.stale),
    )
    rows += _section(
        f"{len(found.lines.unrecordable)} wordings hold values and stay with the synthetic voice",
        (f"{one.id} ({', '.join(one.values)})" for one in found.lines.unrecordable),
    )
    return "\n".join(rows)


def _section(title: str, entries: Any) -> list[str]:
    return ["", title, *(f"  {entry}" for entry in entries)]
