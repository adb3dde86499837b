"""What the rules that fired say: about attempts, for the screening that follows, and about what was heard.

Source: clinical protocol, nodes A5 and H2: an attempt in the past three months makes a "no" to the acuity
question RED (Columbia), any attempt ever shortens the time to a person to one hour.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from helpline.triage.assessment import Level
from helpline.triage.rules import (
    care,
    danger_now,
    distress,
    indirect,
    other_languages,
    others,
    passive,
    preparation,
    wish,
)

_ROOMS = (danger_now, preparation, wish, passive, care, others, indirect, other_languages, distress)
PAST_ATTEMPT = frozenset(
    f"rule:{name}"
    for name in (
        "past_overdose",
        "recent_overdose",
        "saved_last_time",
        "tried_and_failed",
        "hanged_once",
        "stomach_washed",
        "pulled_out",
        "en_tried",
        "ku_tried",
        "tried_suicide",
        "tried_to_kill_self",
        "tried_to_die",
    )
)
INTENT = frozenset(
    f"rule:{name}"
    for name in (
        "decided_end",
        "decided_not_to",
        "tomorrow_suicide_if",
        "way_of_suicide",
        "dose_question",
        "easy_way",
    )
)
RECENT_ATTEMPT = frozenset({"rule:recent_overdose", "rule:attempt_just_done"})


# Somebody is touched or forced, said by themselves.
FORCED = frozenset(
    f"rule:{name}"
    for name in ("sexual_violence", "indecent_acts", "forced_on_me", "did_things_to_me", "moves_on_me")
)
# Somebody is beaten, locked in, forced or touched, said by themselves.
HARMED = FORCED | frozenset(
    f"rule:{name}"
    for name in ("beaten_by", "beaten_by_parent", "beaten_at_home", "locked_or_forced", "forced_in_marriage")
)


def by_rule(reasons: Iterable[str]) -> bool:
    """Say whether a rule was met, in the writer's words or in those of somebody they report."""
    return any(reason.startswith(("rule:", "reported:")) for reason in reasons)


def by_letters(reasons: Iterable[str]) -> bool:
    """Say whether only the letters speak: no rule, no earlier message, and the classifier is there."""
    return not any(reason.startswith(("rule:", "reported:", "recent:", "classifier:")) for reason in reasons)


def only_letters(reasons: Iterable[str]) -> bool:
    """Say whether nothing but letters makes a message AMBER or RED: at most rules of less were met."""
    reasons = list(reasons)
    if any(reason.startswith(("reported:", "recent:", "classifier:")) for reason in reasons):
        return False
    rules = (one.removeprefix("rule:") for one in reasons if one.startswith("rule:"))
    return all(_level_of_rule().get(rule, Level.RED) < Level.AMBER for rule in rules)


def own_wish(reasons: Iterable[str]) -> bool:
    """Say whether a rule heard a wish of their own in plain words, not of somebody they write about."""
    return any(reason.removeprefix("rule:") in _own_wishes() for reason in reasons)


def past_attempt(reasons: Iterable[str]) -> bool:
    """Say whether an own attempt, at any time, was told of."""
    return not PAST_ATTEMPT.isdisjoint(reasons)


def recent_attempt(reasons: Iterable[str]) -> bool:
    """Say whether an own attempt of the last three months was told of."""
    return not RECENT_ATTEMPT.isdisjoint(reasons)


def child_harmed(routes: Iterable[str], reasons: Iterable[str]) -> bool:
    """Say whether somebody who may be a child told of being harmed."""
    return "child" in routes and not HARMED.isdisjoint(reasons)


def names_route(reasons: Iterable[str], route: str) -> bool:
    """Say whether a rule, and not the letters alone, named a route."""
    return any(route in _routes_of_rule().get(reason.removeprefix("rule:"), ()) for reason in reasons)


def intent_seen(reasons: Iterable[str]) -> bool:
    """Say whether a decision or a search for a way was told of."""
    return not INTENT.isdisjoint(reasons)


def kinds(reasons: Iterable[str]) -> list[str]:
    """Return what kinds of things were heard, most pressing first: "danger_now", "wish", "passive" and so on.

    Each is a file of rules; reasons that are no rule's are left out.
    """
    heard = {_kind_of_rule().get(reason.removeprefix("rule:")) for reason in reasons}
    return [kind for kind in dict.fromkeys(_kind_of_rule().values()) if kind in heard]


@lru_cache(maxsize=1)
def _level_of_rule() -> Mapping[str, Level]:
    return {rule.id: rule.level for room in _ROOMS for rule in room.RULES}


@lru_cache(maxsize=1)
def _routes_of_rule() -> Mapping[str, tuple[str, ...]]:
    return {rule.id: rule.routes for room in _ROOMS for rule in room.RULES}


@lru_cache(maxsize=1)
def _own_wishes() -> frozenset[str]:
    return frozenset(
        rule.id
        for room in _ROOMS
        for rule in room.RULES
        if rule.explicit and "third_party" not in rule.routes
    )


@lru_cache(maxsize=1)
def _kind_of_rule() -> Mapping[str, str]:
    return {rule.id: room.__name__.rpartition(".")[2] for room in _ROOMS for rule in room.RULES}
