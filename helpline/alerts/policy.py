"""Escalation policies: who, by what, how long after; read from a file, chosen by rule."""

import re
from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from helpline.alerts.roster import TRANSPORT_NAMES
from helpline.infra.logs import log
from helpline.infra.settings import settings
from helpline.triage import ROUTES, Level

Who = Literal["first", "second", "supervisor", "everybody"]
WHO = get_args(Who)
_RULE_KEYS = {"policy", "level", "route", "reason", "past_attempt"}
_DURATION = re.compile(r"(\d+)(s|m|h)")
_SECONDS = {"s": 1, "m": 60, "h": 3600}


class PolicyError(ValueError):
    """The policy file says something that cannot be."""


@dataclass(frozen=True, slots=True)
class EscalationStep:
    """One step; `after` and `repeat_every` in seconds, the latter on the last step only."""

    after: int
    who: Who
    by: tuple[str, ...]
    repeat_every: int | None = None

    def to_json(self) -> dict[str, Any]:
        """Return what is copied onto a case."""
        return asdict(self) | {"by": list(self.by)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "EscalationStep":
        """Read what was copied onto a case."""
        return cls(data["after"], data["who"], tuple(data["by"]), data["repeat_every"])


EscalationPolicy = tuple[EscalationStep, ...]

# Where no policy can be read at all: everybody, by everything, until somebody answers.
FALLBACK: EscalationPolicy = (
    EscalationStep(0, "everybody", ("voice", "whatsapp", "sms", "email", "push"), 120),
)


@dataclass(frozen=True, slots=True)
class Policies:
    """All policies and the rules that choose between them."""

    by_name: dict[str, EscalationPolicy]
    choose: tuple[dict[str, Any], ...]

    def select(self, level: Level, routes: list[str], reason: str, past_attempt: bool) -> EscalationPolicy:
        """Return the policy of a case; raises PolicyError when no rule fits."""
        for rule in self.choose:
            if (
                rule.get("level", level.name) == level.name
                and rule.get("route", None) in (None, *routes)
                and rule.get("reason", reason) == reason
                and rule.get("past_attempt", past_attempt) == past_attempt
            ):
                return self.by_name[rule["policy"]]
        raise PolicyError(f"no policy for {level.name} {routes} {reason}")


def seconds(text: str) -> int:
    """Read "90s", "3m" or "1h"; raises PolicyError."""
    match = _DURATION.fullmatch(text)
    if match is None:
        raise PolicyError(f"not a duration: {text!r} (write 90s, 3m or 1h)")
    return int(match[1]) * _SECONDS[match[2]]


def parse(data: dict[str, Any]) -> Policies:
    """Read policies; raises PolicyError with what is wrong."""
    try:
        return _parse(data)
    except (AttributeError, KeyError, TypeError) as error:
        raise PolicyError(f"policies: {error!r}") from error


def _parse(data: dict[str, Any]) -> Policies:
    policies = {name: _policy(name, steps) for name, steps in data["policies"].items()}
    for rule in data["choose"]:
        # A misspelt key would be a condition that always holds.
        if unknown := set(rule) - _RULE_KEYS:
            raise PolicyError(f"choose has an unknown condition {', '.join(sorted(unknown))}")
        if rule.get("level", "RED") not in Level.__members__:
            raise PolicyError(f"choose names an unknown level {rule['level']}")
        if rule["policy"] not in policies:
            raise PolicyError(f"choose names an unknown policy {rule['policy']}")
        if "route" in rule and rule["route"] not in ROUTES:
            raise PolicyError(f"choose names an unknown route {rule['route']}")
    missing = set(ROUTES) - {rule.get("route") for rule in data["choose"]}
    if missing:
        raise PolicyError(f"no policy is chosen for the route {', '.join(sorted(missing))}")
    found = Policies(policies, tuple(data["choose"]))
    for level in (Level.RED, Level.AMBER, Level.BLUE):
        found.select(level, [], "risk", False)
    return found


def _policy(name: str, steps: list[dict[str, Any]]) -> EscalationPolicy:
    policy = tuple(
        EscalationStep(
            seconds(step["after"]),
            step["who"],
            tuple(step["by"]),
            seconds(step["repeat_every"]) if "repeat_every" in step else None,
        )
        for step in steps
    )
    if not policy or policy[0].after != 0:
        raise PolicyError(f"{name} must begin at once (after: 0s)")
    if policy[-1].repeat_every is None:
        raise PolicyError(f"{name} must repeat its last step until somebody acknowledges")
    if any(later.after < earlier.after for earlier, later in pairwise(policy)):
        raise PolicyError(f"{name} goes back in time")
    if any(not step.by or not set(step.by) <= set(TRANSPORT_NAMES) for step in policy):
        raise PolicyError(f"{name} has a step without a known transport")
    if any(step.who not in WHO for step in policy):
        raise PolicyError(f"{name} alerts somebody other than {', '.join(WHO)}")
    return policy


def wait_before_next(policy: EscalationPolicy, step: int) -> tuple[int, int]:
    """Return the next step's index after running `step`, and the seconds until it."""
    if step + 1 < len(policy):
        return step + 1, policy[step + 1].after - policy[step].after
    repeat = policy[-1].repeat_every
    assert repeat is not None
    return len(policy) - 1, repeat


@lru_cache(maxsize=4)
def _load(path: Path, changed_at: float) -> Policies:
    try:
        return parse(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise PolicyError(f"policies: not YAML: {type(error).__name__}") from error


_last_good: dict[Path, Policies] = {}


def current() -> Policies:
    """Return the policies as the file stands now; raises PolicyError or OSError."""
    path = settings().policy_file
    policies = _load(path, path.stat().st_mtime)
    _last_good[path] = policies
    return policies


def choose(level: Level, routes: list[str], reason: str, past_attempt: bool) -> EscalationPolicy:
    """Return the policy of a case now; a slip in the file must not stop an alert.

    The last policies that could be read are used then, and FALLBACK where there were none; the watchdog
    cries out until the file is mended.
    """
    try:
        return current().select(level, routes, reason, past_attempt)
    except (PolicyError, OSError) as error:
        known = _last_good.get(settings().policy_file)
        log().error("policy_unreadable", error=error, state="last good used" if known else "fallback used")
        return known.select(level, routes, reason, past_attempt) if known else FALLBACK
