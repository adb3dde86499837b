"""The assistant as its files describe it, for checks: what it understands, says and does."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from helpline.content.catalogue import LOADER

_PAYLOAD = re.compile(r"/(\w+)\s*(\{.*\})?\s*\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Payload:
    """What a button says in place of words: an intent with entities; `where` it was found."""

    intent: str
    entities: tuple[str, ...]
    where: str


@dataclass(slots=True)
class Assistant:
    """Everything that the checks look at."""

    intents: set[str] = field(default_factory=set)
    entities: set[str] = field(default_factory=set)
    # Responses as the domain has them: a name, and its variants.
    responses: dict[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    actions: set[str] = field(default_factory=set)
    # Intents that a rule, a story, a slot or a form waits for.
    used: set[str] = field(default_factory=set)
    # Entities that a slot or an action reads.
    read: set[str] = field(default_factory=set)
    # Responses after which, in every rule and story, something more is said.
    followed: set[str] = field(default_factory=set)
    # How many utterances each intent is learnt from.
    utterances: Counter[str] = field(default_factory=Counter)
    payloads: list[Payload] = field(default_factory=list)
    # Payloads that nobody can read.
    unreadable: list[tuple[str, str]] = field(default_factory=list)


def read(domain: Path, data: Path, actions: Path) -> Assistant:
    """Read an assistant's domain, data folder and actions folder. Raises ValueError for what is not YAML."""
    found = Assistant()
    _domain(found, _yaml(domain))
    steps: list[list[Mapping[str, Any]]] = []
    for path in sorted(data.rglob("*.yml")):
        document = _yaml(path)
        for example in document.get("nlu") or ():
            if "intent" in example:
                found.utterances[example["intent"]] += _count(example.get("examples"))
        steps += [one["steps"] for kind in ("rules", "stories") for one in document.get(kind) or ()]
    for one in steps:
        found.used.update(str(step["intent"]).strip() for step in _flat(one) if "intent" in step)
    found.followed = _followed(steps)
    for path in sorted(actions.glob("*.py")):
        _python(found, path)
    return found


def payload(words: str, where: str) -> Payload | None:
    """Read a button's `/intent{"entity": "value"}`; None for what is no such thing. Raises ValueError."""
    match = _PAYLOAD.match(words)
    if match is None:
        return None
    entities = json.loads(match[2]) if match[2] else {}
    return Payload(match[1], tuple(entities), where)


def _domain(found: Assistant, document: Mapping[str, Any]) -> None:
    found.intents = {
        one if isinstance(one, str) else next(iter(one)) for one in document.get("intents") or ()
    }
    found.entities = {
        one if isinstance(one, str) else next(iter(one)) for one in document.get("entities") or ()
    }
    found.responses = dict(document.get("responses") or {})
    found.actions = {str(one) for one in document.get("actions") or ()}
    for slot in (document.get("slots") or {}).values():
        for mapping in slot.get("mappings") or ():
            if mapping.get("type") == "from_entity":
                found.read.add(mapping["entity"])
    for name, variants in found.responses.items():
        for button in (button for variant in variants or () for button in variant.get("buttons") or ()):
            _add(found, str(button.get("payload")), f"domain.yml: {name}")


def _add(found: Assistant, words: str, where: str) -> None:
    if not words.startswith("/"):
        # Another kind of button: `flow:…` is the conversation service's own.
        return
    try:
        one = payload(words, where)
    except ValueError:
        one = None
    if one is None:
        found.unreadable.append((where, words))
    else:
        found.payloads.append(one)


def _python(found: Assistant, path: Path) -> None:
    """Add the payloads that an action's code makes with `button` and `payload`, and the entities it reads."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.read.add(node.value)
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        place = {"button": 2, "payload": 0}.get(node.func.id)
        if place is None or len(node.args) <= place:
            continue
        intent = node.args[place]
        if isinstance(intent, ast.Constant):
            entities = tuple(keyword.arg for keyword in node.keywords if keyword.arg)
            found.payloads.append(Payload(str(intent.value), entities, f"{path.name}:{node.lineno}"))


def _followed(steps: Sequence[Sequence[Mapping[str, Any]]]) -> set[str]:
    """Return the responses that nowhere end what is said."""
    ends: set[str] = set()
    goes_on: set[str] = set()
    for one in steps:
        flat = [*_flat(one), {}]
        for step, following in pairwise(flat):
            name = step.get("action")
            if isinstance(name, str):
                more = "action" in following or "active_loop" in following
                (goes_on if more else ends).add(name)
    return goes_on - ends


def _flat(steps: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield steps, those under `or` as well."""
    for step in steps:
        if "or" in step:
            yield from _flat(step["or"])
        else:
            yield step


def _count(examples: Any) -> int:
    return sum(line.lstrip().startswith("-") for line in str(examples or "").splitlines())


def _yaml(path: Path) -> Mapping[str, Any]:
    try:
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
    except yaml.YAMLError as error:
        raise ValueError(f"{path.name}: not YAML: {error}") from error
    return document if isinstance(document, dict) else {}
