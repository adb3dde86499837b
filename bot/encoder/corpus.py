"""The project's own text, labelled, as the encoder and the measurements read it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

NLU = Path("bot/data/nlu")
TRIAGE = Path("helpline/triage/corpus")
TOPIC_QUESTIONS = Path("helpline/content/topics/questions")
# Answers of a word or two that the writers' files have few of; always trained on, never held out.
SHORT_ANSWERS = Path("bot/data/short_answers.yml")

_INTENT = re.compile(r"^\s*- intent:\s*(\S+)")
_EXAMPLE = re.compile(r"^\s+- (.+)$")
_ENTITY = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")


@dataclass(frozen=True, slots=True)
class Example:
    """One text, what it is (an intent, or a risk level with a theme) and who wrote it."""

    text: str
    label: str
    writer: str


@dataclass(frozen=True, slots=True)
class RiskLine:
    """One line of the triage corpus."""

    text: str
    level: str
    explicit: bool
    theme: str
    writer: str


def utterances(folder: Path = NLU, pattern: str = "*.yml") -> list[Example]:
    """Read every intent example of a folder's files, entity marks removed."""
    return [example for file in sorted(folder.glob(pattern)) for example in _utterances(file)]


def _utterances(file: Path) -> Iterator[Example]:
    # Read by line, not as YAML: the same few shapes, and no parser that differs between environments.
    intent = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        if found := _INTENT.match(line):
            intent = found.group(1)
        elif re.match(r"^\s*- (lookup|synonym|regex):", line):
            intent = ""
        elif intent and (found := _EXAMPLE.match(line)):
            yield Example(_ENTITY.sub(r"\1", found.group(1)).strip(), intent, file.stem)


def topic_questions(folder: Path = TOPIC_QUESTIONS) -> list[Example]:
    """Read the questions that each topic answers, labelled with its name; their writer is their file."""
    return [
        Example(question, topic, file.stem)
        for file in sorted(folder.glob("*.yml"))
        for topic, questions in yaml.safe_load(file.read_text(encoding="utf-8")).items()
        for question in questions
    ]


def risk_lines(folder: Path = TRIAGE) -> list[RiskLine]:
    """Read every line of the triage corpus."""
    lines = []
    for file in sorted(folder.glob("*.jsonl")):
        for row in file.read_text(encoding="utf-8").splitlines():
            if row.strip():
                item = json.loads(row)
                lines.append(
                    RiskLine(item["text"], item["level"], bool(item["explicit"]), item["theme"], file.stem)
                )
    return lines
