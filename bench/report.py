"""The report: a Markdown table for people, JSON for whoever compares two runs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.figures import Figure

VERDICTS = {True: "yes", False: "**no**", None: "–"}


def markdown(machine: Mapping[str, Any], remarks: Sequence[str], figures: Sequence[Figure]) -> str:
    """Return the report; each figure stands beside its goal, met or not."""
    lines = [
        "# Performance figures",
        "",
        f"{machine['date']} · {machine['cores']} cores{_limit(machine)} · {machine['cpu']} · "
        f"{machine['memory_gb']} GB memory · Python {machine['python']} · {machine['system']}",
        "",
        *(f"- {remark}" for remark in remarks),
        *([""] if remarks else []),
        "| what | goal | measured | met | how |",
        "|---|---|---|---|---|",
    ]
    for one in figures:
        cells = (one.name, one.goal, one.value, VERDICTS[one.met], one.how)
        lines.append("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |")
    return "\n".join(lines)


def _limit(machine: Mapping[str, Any]) -> str:
    limit = machine.get("core_limit")
    return f" (limited to {limit:g})" if limit is not None else ""


def remarks(machine: Mapping[str, Any], *, quick: bool, without: frozenset[str]) -> list[str]:
    """Return what a reader must know before believing the figures."""
    found = ["The load generator and the simulated Twilio run on the same cores as what they measure."]
    if quick:
        found.append("**Quick run: it shows that the measurement works. Do not compare its figures.**")
    if without:
        found.append(f"**Without {', '.join(sorted(without))}: not the whole helpline.**")
    if machine["load_before"] > 0.25 * machine["cores"]:
        found.append(
            f"**Other work was running (load {machine['load_before']} before the start): figures are worse "
            "than on a free machine.**"
        )
    return found


def write(path: Path, machine: Mapping[str, Any], notes: Sequence[str], figures: Sequence[Figure]) -> None:
    """Write the same as JSON; durations are in seconds."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {"machine": dict(machine), "remarks": list(notes), "figures": [asdict(one) for one in figures]}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
