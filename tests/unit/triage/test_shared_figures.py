"""Figures on real text that nothing was trained on; skipped, by name, where the folder is absent."""

import csv
import json

import pytest

from helpline.triage import Level, assess
from helpline.triage.learning.reference import EXPECTED, shared_folder

SHARED = shared_folder()
needs_shared = pytest.mark.skipif(
    SHARED is None, reason="no shared folder beside the repository (WIYAK_SHARED)"
)


@needs_shared
def test_ordinary_iraqi_posts_raise_few_alarms() -> None:
    assert SHARED is not None
    texts = [
        json.loads(raw)["text"] for raw in (SHARED / "data/iraqi_posts.jsonl").read_text("utf-8").splitlines()
    ]
    levels = [assess(text).level for text in texts]
    assert sum(level >= Level.AMBER for level in levels) / len(levels) <= 0.045
    assert sum(level >= Level.RED for level in levels) / len(levels) <= 0.01


@needs_shared
def test_suicidality_in_questions_to_doctors_is_seen() -> None:
    assert SHARED is not None
    rows = [json.loads(raw) for raw in (SHARED / "data/mentalqa_train.jsonl").read_text("utf-8").splitlines()]
    risk = [
        assess(r["text"]).level >= Level.AMBER
        for r in rows
        if r["label"] in {"suicidal", "passive", "self_harm"}
    ]
    assert sum(risk) / len(risk) >= 0.9


@needs_shared
def test_the_expressions_come_out_as_the_protocol_says() -> None:
    assert SHARED is not None
    with (SHARED / "clinical/expressions.tsv").open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file, delimiter="\t") if r["category"] in EXPECTED]
    right = [
        EXPECTED[r["category"]][0] <= assess(r["text"]).level <= EXPECTED[r["category"]][1] for r in rows
    ]
    assert sum(right) / len(right) >= 0.96
