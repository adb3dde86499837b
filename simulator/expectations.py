"""Compare what a scenario brought about with what it expected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

KNOWN = frozenset({"level", "state", "alerts_min", "alerts_max", "says", "never_says", "case"})


def failures_of(expected: Mapping[str, Any], played: Mapping[str, Any]) -> list[str]:
    """Return one line for each expectation that was not met."""
    failures = [f"unknown expectation {name!r}" for name in sorted(expected.keys() - KNOWN)]
    case, alerts = played.get("case"), played.get("alerts") or []
    if expected and played.get("state_error") and expected.keys() & {"level", "state", "alerts_min", "case"}:
        failures.append(str(played["state_error"]))
    for name in ("level", "state"):
        if name in expected:
            found = case.get(name) if case else None
            if found != expected[name]:
                failures.append(f"{name} is {found!r}, expected {expected[name]!r}")
    if "case" in expected and bool(case) is not bool(expected["case"]):
        failures.append("a case was opened" if case else "no case was opened")
    if len(alerts) < expected.get("alerts_min", 0):
        failures.append(f"{len(alerts)} alerts, expected at least {expected['alerts_min']}")
    if len(alerts) > expected.get("alerts_max", len(alerts)):
        failures.append(f"{len(alerts)} alerts, expected at most {expected['alerts_max']}")
    said = "\n".join(said_in(played))
    failures += [f"never said {text!r}" for text in expected.get("says", ()) if text not in said]
    failures += [f"said {text!r}" for text in expected.get("never_says", ()) if text in said]
    return failures


def said_in(played: Mapping[str, Any]) -> list[str]:
    """Return every text the contact saw or heard, buttons included."""
    replies = [reply for turn in played["turns"] for reply in turn["replies"]]
    return [text for reply in replies for text in (reply["text"], *reply.get("buttons", ()))]
