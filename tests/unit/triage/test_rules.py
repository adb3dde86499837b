"""Every rule fires on its example, stays quiet on its counter-example, and is well formed."""

import pytest

from helpline.triage import ROUTES, Level
from helpline.triage.matcher import matcher
from helpline.triage.rule import Frame, Rule
from helpline.triage.rules import FRAMES, RULES


def fired(text: str, disclosed: bool = False) -> set[str]:
    found = matcher().find(matcher().read(text), disclosed=disclosed)
    return {rule.id for rule in found.rules}


def framed(text: str) -> set[str]:
    return {frame.id for frame in matcher().find(matcher().read(text)).frames}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_fires_on_its_example_and_not_on_its_counter_example(rule: Rule) -> None:
    assert rule.id in fired(rule.fires, rule.after_disclosure)
    assert rule.id not in fired(rule.quiet, rule.after_disclosure)


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.id)
def test_a_frame_is_seen_in_its_example_and_not_in_its_counter_example(frame: Frame) -> None:
    assert frame.id in framed(frame.inside)
    assert frame.id not in framed(frame.outside)


def test_every_id_is_used_once() -> None:
    ids = [entry.id for entry in (*RULES, *FRAMES)]
    assert len(ids) == len(set(ids))


def test_rules_name_only_known_routes_and_no_green() -> None:
    for rule in RULES:
        assert set(rule.routes) <= set(ROUTES), rule.id
        assert rule.level > Level.GREEN, rule.id


def test_what_counts_after_a_disclosure_is_quiet_without_one() -> None:
    for rule in RULES:
        if rule.after_disclosure:
            assert rule.id not in fired(rule.fires)
