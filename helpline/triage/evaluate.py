"""Print how good triage is: python -m helpline.triage.evaluate (development environment only).

Two kinds of figures. Writers held out: rules and a classifier that never saw the writer, beside keywords, the
rules alone, the classifier alone. As committed: rules plus the committed weights, on the shared folder's
posts, questions to doctors and expressions, which nothing was trained on. The shared folder is WIYAK_SHARED,
else "shared" beside the repository.
"""

from __future__ import annotations

import csv
import json
import math
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sklearn.metrics import roc_auc_score

from helpline.text import normalise
from helpline.triage import corpus_file, train
from helpline.triage.assess import assess, assess_with
from helpline.triage.assessment import ROUTES, Assessment, Level
from helpline.triage.classifier import Thresholds
from helpline.triage.combine import judged_level
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


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with Wilson's 95% interval."""

    hits: int
    of: int

    def __str__(self) -> str:
        if not self.of:
            return "–"
        share, z = self.hits / self.of, 1.96
        middle = (share + z * z / (2 * self.of)) / (1 + z * z / self.of)
        half = z * math.sqrt(share * (1 - share) / self.of + z * z / (4 * self.of**2)) / (1 + z * z / self.of)
        return f"{share:.3f} [{max(0.0, middle - half):.3f}, {min(1.0, middle + half):.3f}]"


# What a row of a table counts: its name, the lines it looks at, the level that counts.
COLUMNS: tuple[tuple[str, Level, Level], ...] = (
    ("RED as RED", Level.RED, Level.RED),
    ("RED >= AMBER", Level.RED, Level.AMBER),
    ("AMBER >= AMBER", Level.AMBER, Level.AMBER),
    ("AMBER as RED", Level.AMBER, Level.RED),
    ("BLUE >= AMBER", Level.BLUE, Level.AMBER),
    ("GREEN >= AMBER", Level.GREEN, Level.AMBER),
)
# The plainest words, as a list of keywords would have them: a baseline.
KEYWORDS = (
    "انتحر",
    "انتحار",
    "اموت",
    "اقتل نفسي",
    "اكتل نفسي",
    "ما اريد اعيش",
    "مااريد اعيش",
    "اخلص من حياتي",
    "موت",
)


def held_out(taught: Sequence[train.Taught]) -> tuple[list[Judged], list[Judged]]:
    """Return every line as judged without its writer: by everything, and by the classifier alone."""
    parts = list(train.left_out(taught))
    temperature, limits = train.tune(taught, parts)
    print(f"{len(taught)} lines, temperature {temperature:.2f}, {limits}")
    whole: list[Judged] = []
    alone: list[Judged] = []
    for mine, trained in parts:
        judge = trained.classifier(temperature, limits)
        for i in mine:
            line = taught[i].line
            whole.append((line, assess_with(judge, line.text)))
            level = judged_level(judge.opinion(taught[i].unframed), limits, disclosed=False, public=False)
            alone.append((line, Assessment(level, (), 0.0, (), False)))
    return whole, alone


def by_keywords(lines: Sequence[Line]) -> list[Judged]:
    """Return every line as a list of keywords would judge it."""
    words = [normalise(word) for word in KEYWORDS]
    return [
        (
            line,
            Assessment(
                Level.AMBER if any(w in normalise(line.text) for w in words) else Level.GREEN,
                (),
                0,
                (),
                False,
            ),
        )
        for line in lines
    ]


def share(judged: Sequence[Judged], true: Level, least: Level) -> Share:
    """Return how many lines of a level reached one."""
    levels = [assessment.level for line, assessment in judged if line.level == true]
    return Share(sum(level >= least for level in levels), len(levels))


def report(judged: Sequence[Judged], heading: str, key: Callable[[Line], str]) -> None:
    """Print recall and false alarms for each value of a key, and for all."""
    print(f"\n{heading}\n{'':<16}" + "".join(f"{name:>24}" for name, _, _ in COLUMNS))
    for value in [*sorted({key(line) for line, _ in judged}), "all"]:
        rows = [one for one in judged if value in (key(one[0]), "all")]
        print(f"{value:<16}" + "".join(f"{share(rows, true, least)!s:>24}" for _, true, least in COLUMNS))


def report_routes(judged: Sequence[Judged]) -> None:
    """Print how often each route is named where it should be, and where it should not."""
    print(f"\n{'route':<16}{'named where it is':>26}{'named where it is not':>28}")
    for route in ROUTES:
        right = [route in a.routes for line, a in judged if route in line.routes]
        wrong = [route in a.routes for line, a in judged if route not in line.routes]
        print(f"{route:<16}{Share(sum(right), len(right))!s:>26}{Share(sum(wrong), len(wrong))!s:>28}")


def report_curve(taught: Sequence[train.Taught]) -> None:
    """Print what the classifier alone reaches on one group of writers, taught by more and more others."""
    lines = [one.line for one in taught]
    test = train.groups(lines)[0]
    others = sorted({line.writer for line in lines} - test)
    unseen = [one for one in taught if one.line.writer in test]
    truth = [one.line.level >= Level.AMBER for one in unseen]
    print("\nwriters   lines   AUC AMBER or above, writers held out")
    for count in (2, 4, 8, 16, len(others)):
        known = [one for one in taught if one.line.writer in others[:count]]
        judge = train.fit(known).classifier(1.0, Thresholds(1, 1, 1, 1))
        scores = [judge.opinion(one.unframed).risk for one in unseen]
        print(f"{count:>7}{len(known):>8}   {roc_auc_score(truth, scores):.4f}")


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
    report(by_keywords(lines), "keywords alone (baseline)", lambda line: line.script)
    report([(line, assess_with(None, line.text)) for line in lines], "rules alone", lambda line: line.script)
    taught = train.prepare(lines)
    whole, alone = held_out(taught)
    report(alone, "classifier alone, each writer left out of its training", lambda line: line.script)
    report(whole, "rules and classifier, each writer left out of its training", lambda line: line.writer)
    report(whole, "the same by script", lambda line: line.script)
    report_routes(whole)
    report_curve(taught)
    folder = shared_folder()
    if folder is None:
        print("\nskipped: iraqi_posts, mentalqa_train, expressions (no shared folder; set WIYAK_SHARED)")
    else:
        report_shared(folder)


if __name__ == "__main__":
    main()
