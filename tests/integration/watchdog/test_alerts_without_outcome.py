"""An alert that is still "sent" long after its way could have told what became of it is found."""

from pathlib import Path

import pytest
import yaml

from helpline.infra.settings import ROOT, settings
from helpline.outbox import Kind
from tests.integration.world import RED, ZAINAB, World


@pytest.fixture
def quiet(world: World, environment: pytest.MonkeyPatch, tmp_path: Path) -> World:
    """One step that alerts one counsellor and then waits for two hours."""
    policy = tmp_path / "escalation.yml"
    policies = yaml.safe_load((ROOT / "config" / "escalation.yml").read_text(encoding="utf-8"))
    step = {"after": "0s", "who": "first", "by": ["voice", "whatsapp"], "repeat_every": "2h"}
    policies["policies"] = {name: [step] for name in policies["policies"]}
    policy.write_text(yaml.safe_dump(policies), encoding="utf-8")
    environment.setenv("POLICY_FILE", str(policy))
    settings.cache_clear()
    return world


def found(world: World) -> int:
    return {one.key: one.count for one in world.watchdog()}.get("alerts_without_outcome", 0)


def told(world: World, kind: Kind, path: str, **form: str) -> None:
    """Let Twilio tell what became of what was sent to the counsellor last."""
    row = [one for one in world.outbox() if one.kind == kind and one.to == ZAINAB][-1]
    assert world.client.post_signed(f"{path}/{row.token}", form).status_code == 204


def test_a_call_and_a_message_of_which_nothing_was_heard_are_found(quiet: World) -> None:
    quiet.says(RED)
    quiet.time.forward(295)
    assert found(quiet) == 0
    quiet.time.forward(10)
    assert found(quiet) == 1, "the call"
    quiet.time.forward(300)
    assert found(quiet) == 2, "the message too"

    told(quiet, Kind.WHATSAPP, "/whatsapp/status", MessageStatus="delivered")
    assert found(quiet) == 1
    told(quiet, Kind.CALL, "/ivr/placed", CallStatus="no-answer", CallSid="CA1")
    assert found(quiet) == 0


def test_a_call_that_was_answered_and_never_ended_has_no_outcome(quiet: World) -> None:
    quiet.says(RED)
    told(quiet, Kind.CALL, "/ivr/placed", CallStatus="answered", CallSid="CA1")
    quiet.time.forward(310)
    assert found(quiet) == 1

    told(quiet, Kind.CALL, "/ivr/placed", CallStatus="completed", CallSid="CA1")
    assert found(quiet) == 0


def test_an_acknowledged_and_a_resolved_case_have_none_left(quiet: World) -> None:
    quiet.says(RED)
    quiet.time.forward(700)
    assert found(quiet) == 2

    quiet.acknowledges()
    assert found(quiet) == 0


def test_what_twilio_tells_in_time_is_not_found(quiet: World) -> None:
    quiet.says(RED)
    told(quiet, Kind.CALL, "/ivr/placed", CallStatus="no-answer", CallSid="CA1")
    told(quiet, Kind.WHATSAPP, "/whatsapp/status", MessageStatus="delivered")
    quiet.time.forward(3000)

    assert found(quiet) == 0
