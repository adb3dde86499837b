"""Escalation policies: chosen by rule, never empty, never ending, and what the protocol sets."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from helpline.alerts import policy
from helpline.alerts.policy import FALLBACK, EscalationStep, PolicyError, parse, wait_before_next
from helpline.cases.transitions import PROMISED
from helpline.infra.settings import ROOT
from helpline.triage import ROUTES, Level
from tests.conftest import clear_caches

SHIPPED: dict[str, Any] = yaml.safe_load((ROOT / "config" / "escalation.yml").read_text(encoding="utf-8"))
REASONS = ("risk", "asked", "not_understood", "media", "failure")


@given(
    level=st.sampled_from([Level.RED, Level.AMBER, Level.BLUE]),
    routes=st.lists(st.sampled_from(ROUTES), unique=True),
    reason=st.sampled_from(REASONS),
    past_attempt=st.booleans(),
)
def test_every_case_has_a_policy_that_begins_at_once_and_never_ends(
    level: Level, routes: list[str], reason: str, past_attempt: bool
) -> None:
    steps = parse(SHIPPED).select(level, routes, reason, past_attempt)

    assert steps[0].after == 0
    step = 0
    for _ in range(50):
        step, wait = wait_before_next(steps, step)
        assert wait >= 0
    assert (step, wait) == (len(steps) - 1, steps[-1].repeat_every)


@given(routes=st.lists(st.sampled_from(ROUTES), unique=True), reason=st.sampled_from(REASONS))
def test_red_follows_the_protocol_whatever_else_is_known(routes: list[str], reason: str) -> None:
    """Second counsellor at 90 s, supervisor at 3 min, then everybody, by phone (clinical/triage.csv, H1)."""
    steps = parse(SHIPPED).select(Level.RED, routes, reason, past_attempt=False)

    assert [(step.after, step.who) for step in steps[:3]] == [
        (0, "first"),
        (90, "second"),
        (180, "supervisor"),
    ]
    assert steps[-1].who == "everybody"
    assert all("voice" in step.by for step in steps)


@pytest.mark.parametrize("reason", PROMISED)
@pytest.mark.parametrize("level", [Level.AMBER, Level.BLUE])
def test_what_is_promised_within_a_quarter_of_an_hour_rings_three_people_by_then(
    level: Level, reason: str
) -> None:
    steps = parse(SHIPPED).select(level, ["self_harm"], reason, past_attempt=False)

    rung = {step.who for step in steps if step.after <= 15 * 60 and "voice" in step.by}
    assert rung == {"first", "second", "supervisor"}


def test_after_an_attempt_everybody_is_rung_within_the_hour() -> None:
    """Clinical protocol, H2: within 1 h if there was an attempt, within 4 h otherwise."""
    policies = parse(SHIPPED)
    after = policies.select(Level.AMBER, [], "risk", past_attempt=True)
    without = policies.select(Level.AMBER, [], "risk", past_attempt=False)

    assert after[-1].after < 3600
    assert without[-1].after < 4 * 3600
    assert after[-1].who == without[-1].who == "everybody"


def changed(**edits: Any) -> dict[str, Any]:
    data = deepcopy(SHIPPED)
    step = data["policies"]["red"][edits.pop("step", 0)]
    for name, value in edits.items():
        step[name] = value
    return data


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (changed(after="5s"), "at once"),
        (changed(after="soon"), "duration"),
        (changed(by=[]), "transport"),
        (changed(by=["voise"]), "transport"),
        (changed(who="frist"), "somebody other"),
        (changed(step=2, after="10s"), "back in time"),
        (changed(step=3, repeat_every="never"), "duration"),
        ({**SHIPPED, "choose": SHIPPED["choose"][:-1]}, "no policy"),
        ({**SHIPPED, "choose": [{"policy": "nothing"}]}, "unknown policy"),
        ({**SHIPPED, "choose": [{"leve": "RED", "policy": "red"}, *SHIPPED["choose"]]}, "unknown condition"),
        ({**SHIPPED, "choose": [{"level": "PINK", "policy": "red"}, *SHIPPED["choose"]]}, "unknown level"),
        ({**SHIPPED, "choose": [{"route": "x", "policy": "red"}, *SHIPPED["choose"]]}, "unknown route"),
        (
            {**SHIPPED, "choose": [rule for rule in SHIPPED["choose"] if rule.get("route") != "gbv"]},
            "route gbv",
        ),
        (None, "policies"),
        ([], "policies"),
        ({"policies": None, "choose": []}, "policies"),
        ({"policies": {"red": [{"who": "first"}]}, "choose": []}, "policies"),
    ],
)
def test_a_slip_in_the_file_is_refused_with_what_is_wrong(data: Any, says: str) -> None:
    with pytest.raises(PolicyError, match=says):
        parse(data)


def test_a_policy_without_an_end_must_repeat() -> None:
    data = deepcopy(SHIPPED)
    del data["policies"]["red"][-1]["repeat_every"]
    with pytest.raises(PolicyError, match="repeat"):
        parse(data)


def test_a_step_survives_being_copied_onto_a_case() -> None:
    for steps in parse(SHIPPED).by_name.values():
        assert tuple(EscalationStep.from_json(step.to_json()) for step in steps) == steps


def test_without_any_readable_policy_everybody_is_alerted(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment.setenv("POLICY_FILE", str(tmp_path / "absent.yml"))
    clear_caches()

    assert policy.choose(Level.RED, [], "risk", past_attempt=False) == FALLBACK
    assert FALLBACK[0].who == "everybody"
    assert wait_before_next(FALLBACK, 0) == (0, 120)


def test_a_slip_leaves_the_last_good_policies(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import os

    path = tmp_path / "escalation.yml"
    path.write_text(yaml.safe_dump(SHIPPED))
    environment.setenv("POLICY_FILE", str(path))
    clear_caches()
    good = policy.choose(Level.RED, [], "risk", past_attempt=False)
    path.write_text("policies: [")
    os.utime(path, (1, 1))

    assert policy.choose(Level.RED, [], "risk", past_attempt=False) == good
    with pytest.raises(PolicyError):
        policy.current()
