"""Text that nothing was trained on: independent test files, and the shared folder's reference material.

The shared folder is WIYAK_SHARED, else "shared" beside the repository.
"""

from __future__ import annotations

import csv
import json
import os
from dataclasses import dataclass
from pathlib import Path

from helpline.triage import corpus_file
from helpline.triage.assessment import Level
from helpline.triage.corpus_file import Line

TESTS = Path(__file__).resolve().parents[1] / "testset"

# What an expression's category must come out as: at least, at most.
EXPECTED: dict[str, tuple[Level, Level]] = {
    "active_wish_intent": (Level.AMBER, Level.RED),
    "method_seek_refuse_and_handoff": (Level.AMBER, Level.RED),
    "imminent": (Level.RED, Level.RED),
    "farewell_prep": (Level.AMBER, Level.RED),
    "passive_ideation": (Level.AMBER, Level.RED),
    "burden": (Level.AMBER, Level.RED),
    "self_harm_nssi": (Level.AMBER, Level.RED),
    "past_attempt": (Level.AMBER, Level.RED),
    "third_party": (Level.AMBER, Level.RED),
    "arabizi_risk": (Level.AMBER, Level.RED),
    "protection_GBV_violence": (Level.BLUE, Level.RED),
    "harm_to_others": (Level.BLUE, Level.RED),
    "distress": (Level.BLUE, Level.BLUE),
    "arabizi_distress": (Level.BLUE, Level.BLUE),
    "bereavement": (Level.BLUE, Level.AMBER),
    "negated_denial": (Level.GREEN, Level.BLUE),
    "info_question": (Level.GREEN, Level.BLUE),
    "benign_hyperbole": (Level.GREEN, Level.BLUE),
    "arabizi_benign": (Level.GREEN, Level.BLUE),
    "ambiguous_needs_context": (Level.GREEN, Level.AMBER),
}
_RISK_LABELS = ("suicidal", "passive", "self_harm")


@dataclass(frozen=True, slots=True)
class Shared:
    """The shared folder's texts, by what they are."""

    posts: list[str]
    suicidal_questions: list[str]
    distressed_questions: list[str]
    expressions: dict[str, list[str]]


def tests() -> list[Line]:
    """Return the lines of the independent test files; a line's theme is its category."""
    return corpus_file.read(TESTS)


def shared_folder() -> Path | None:
    """Return the folder of shared reference material, or None where there is none."""
    named = os.environ.get("WIYAK_SHARED")
    folder = Path(named) if named else Path(__file__).resolve().parents[4] / "shared"
    return folder if folder.is_dir() else None


def shared(folder: Path) -> Shared:
    """Read the shared folder. Raises OSError if a file of it is not there."""
    questions = _jsonl(folder / "data" / "mentalqa_train.jsonl")
    with (folder / "clinical" / "expressions.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return Shared(
        [row["text"] for row in _jsonl(folder / "data" / "iraqi_posts.jsonl")],
        [row["text"] for row in questions if row["label"] in _RISK_LABELS],
        [row["text"] for row in questions if row["label"] == "distress"],
        {name: [row["text"] for row in rows if row["category"] == name] for name in EXPECTED},
    )


def _jsonl(path: Path) -> list[dict[str, str]]:
    return [json.loads(raw) for raw in path.read_text("utf-8").splitlines() if raw.strip()]
