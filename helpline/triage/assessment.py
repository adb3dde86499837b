"""What triage says about a message."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Level(enum.IntEnum):
    """How soon a person is needed. Source: clinical/triage.csv."""

    GREEN = 0
    BLUE = 1
    AMBER = 2
    RED = 3


ROUTES = ("gbv", "child", "medical", "third_party", "harm_to_others", "self_harm")


@dataclass(frozen=True, slots=True)
class Assessment:
    """The risk read in one message.

    level: the highest level that any layer found.
    routes: what else the escalation policy must know, in the order of ROUTES.
    score: 0..1, how likely the message speaks of suicidality or self-harm.
    reasons: "rule:<id>", "frame:<id>", "ngram:<gram>", "recent:<why>", "doubted:<id>" for a rule that the
    rest of the message speaks against, "reported:<id>" for one that only others' words meet; never the
    message itself.
    ask_acuity: an own wish or intent was said in plain words, so the acuity question comes first.
    """

    level: Level
    routes: tuple[str, ...]
    score: float
    reasons: tuple[str, ...]
    ask_acuity: bool
