"""Print how good triage is: python -m helpline.triage.evaluate (development environment only).

Two kinds of figures. Leave-one-writer-out: rules plus a classifier that never saw the writer. As committed:
rules plus the committed weights, on the shared folder's posts, questions to doctors and expressions, which
nothing was trained on. The shared folder is WIYAK_SHARED, else "shared" beside the repository.
"""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from helpline.triage import corpus_file, train
from helpline.triage.assess import assess, assess_with
from helpline.triage.assessment import Assessment, Level
from helpline.triage.corpus_file import Line

Judged = tuple[Line, Assessment]

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


def shared_folder() -> Path | None:
    """Return the folder of shared reference material, or None where there is none."""
    named = os.environ.get("WIYAK_SHARED")
    folder = Path(named) if named else Path(__file__).resolve().parents[3] / "shared"
    return folder if folder.is_dir() else None


def leave_one_writer_out() -> list[Judged]:
    """Return every corpus line as judged by rules and a classifier that never saw its writer."""
    lines = corpus_file.read()
    raw = train.left_out(lines)
    temperature = train.calibrate(lines, raw)
    limits = train.choose_thresholds(lines, [train.sharpen(o, temperature) for o in raw])
    found: list[Judged] = []
    for writer in sorted({line.writer for line in lines}):
        judge = train.fit([line for line in lines if line.writer != writer]).classifier(temperature, limits)
        found += [(line, assess_with(judge, line.text)) for line in lines if line.writer == writer]
    return found


def share(judged: Sequence[Judged], chosen: Callable[[Line], bool], at_least: Level) -> float:
    """Return the share of the chosen lines that reached a level; nan if none was chosen."""
    levels = [assessment.level for line, assessment in judged if chosen(line)]
    return sum(level >= at_least for level in levels) / len(levels) if levels else float("nan")


def report_writers(judged: Sequence[Judged], heading: str) -> None:
    """Print recall and false alarms for each writer and for all."""
    print(f"\n{heading}")
    columns = (
        "RED=RED",
        "RED>=AMBER",
        "AMBER>=AMBER",
        "AMBER=RED",
        "BLUE>=AMBER",
        "GREEN>=AMBER",
        "daily>=AMBER",
    )
    print(f"{'writer':<14}" + "".join(f"{c:>14}" for c in columns))
    for writer in [*sorted({line.writer for line, _ in judged}), "all"]:
        rows = [j for j in judged if writer in (j[0].writer, "all")]
        figures = [
            share(rows, lambda x: not x.everyday and x.level == Level.RED, Level.RED),
            share(rows, lambda x: not x.everyday and x.level == Level.RED, Level.AMBER),
            share(rows, lambda x: not x.everyday and x.level == Level.AMBER, Level.AMBER),
            share(rows, lambda x: not x.everyday and x.level == Level.AMBER, Level.RED),
            share(rows, lambda x: not x.everyday and x.level == Level.BLUE, Level.AMBER),
            share(rows, lambda x: not x.everyday and x.level == Level.GREEN, Level.AMBER),
            share(rows, lambda x: x.everyday, Level.AMBER),
        ]
        print(f"{writer:<14}" + "".join(f"{f:>14.3f}" for f in figures))


def report_shared(folder: Path) -> None:
    """Print false alarms on posts and questions, and what the expressions come out as."""
    posts = [assess(row["text"]) for row in _jsonl(folder / "data" / "iraqi_posts.jsonl")]
    print(f"\nordinary posts: {len(posts)}, {_shares(posts)}")
    questions = [
        (row["label"], assess(row["text"])) for row in _jsonl(folder / "data" / "mentalqa_train.jsonl")
    ]
    risk = [a for label, a in questions if label in _RISK_LABELS]
    calm = [a for label, a in questions if label == "distress"]
    print(f"questions to doctors, suicidality: {len(risk)}, {_shares(risk)}")
    print(f"questions to doctors, distress: {len(calm)}, {_shares(calm)}")
    with (folder / "clinical" / "expressions.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    for category, (least, most) in EXPECTED.items():
        texts = [row["text"] for row in rows if row["category"] == category]
        wrong = [t for t in texts if not least <= assess(t).level <= most]
        print(f"expressions {category:<32} {len(texts) - len(wrong):>3}/{len(texts)}  {' | '.join(wrong)}")


def _shares(found: Sequence[Assessment]) -> str:
    return f">=AMBER {_share(found, Level.AMBER):.4f}, RED {_share(found, Level.RED):.4f}"


def _share(found: Sequence[Assessment], at_least: Level) -> float:
    return sum(a.level >= at_least for a in found) / len(found)


def _jsonl(path: Path) -> list[dict[str, str]]:
    return [json.loads(raw) for raw in path.read_text("utf-8").splitlines() if raw.strip()]


def main() -> None:
    """Print every table."""
    lines = corpus_file.read()
    report_writers([(line, assess_with(None, line.text)) for line in lines], "rules alone")
    report_writers(leave_one_writer_out(), "rules and classifier, each writer left out of its training")
    folder = shared_folder()
    if folder is None:
        print("\nskipped: iraqi_posts, mentalqa_train, expressions (no shared folder; set WIYAK_SHARED)")
    else:
        report_shared(folder)


if __name__ == "__main__":
    main()
