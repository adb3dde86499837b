"""A case follows the policy it was opened with; what is promised later makes it quicker, never slower."""

from pathlib import Path

import pytest

from helpline.infra.settings import settings
from helpline.triage import Level
from tests.integration.world import PASSIVE, RED, WISH, ZAINAB, World

POLICIES = """\
policies:
  quick: [{{after: 0s, who: first, by: [whatsapp], repeat_every: {repeat}}}]
choose:
  - {{level: RED, policy: quick}}
  - {{route: medical, policy: quick}}
  - {{route: child, policy: quick}}
  - {{route: gbv, policy: quick}}
  - {{route: harm_to_others, policy: quick}}
  - {{route: self_harm, policy: quick}}
  - {{route: third_party, policy: quick}}
  - {{level: AMBER, policy: quick}}
  - {{level: BLUE, policy: quick}}
"""


@pytest.fixture
def policy_file(world: World, environment: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    path = tmp_path / "escalation.yml"
    path.write_text(POLICIES.format(repeat="10s"))
    environment.setenv("POLICY_FILE", str(path))
    settings.cache_clear()
    return path


def edit(path: Path, repeat: str) -> None:
    import os

    path.write_text(POLICIES.format(repeat=repeat))
    os.utime(path, (path.stat().st_atime, path.stat().st_mtime + 5))


def test_an_edit_of_the_file_changes_no_case_under_way(world: World, policy_file: Path) -> None:
    world.says(RED)
    edit(policy_file, "60m")
    world.passes(11)
    assert len(world.alerts()) == 2

    # The next case follows the edited file.
    world.says(RED, "+9647700000502")
    world.passes(11)
    second = world.open_case("+9647700000502").id
    assert len([alert for alert in world.all_alerts() if alert.case_id == second]) == 1


def test_a_raised_case_takes_the_policy_of_its_new_level_from_the_first_step(world: World) -> None:
    world.says(PASSIVE)
    world.passes(30 * 60)
    assert world.open_case().step == 2
    world.says(RED)

    case = world.open_case()
    assert case.policy is not None
    assert (case.level, case.step, case.policy[-1]["repeat_every"]) == (Level.RED, 1, 120)


def test_a_second_voice_note_does_not_begin_the_policy_anew(world: World) -> None:
    world.sends_voice_note()
    world.passes(300)
    world.says("لا")
    world.sends_voice_note()

    assert world.open_case().step == 2


def test_a_case_in_a_counsellors_hands_is_not_alerted_for_a_voice_note(world: World) -> None:
    world.says(WISH)
    world.acknowledges()
    before = len(world.alerts())
    world.sends_voice_note()

    assert len(world.alerts()) == before
    assert world.open_case().acknowledged_by == "zainab"


def test_a_case_begun_by_phone_is_told_on_whatsapp_once_the_contact_writes_there(world: World) -> None:
    from sqlalchemy import update

    from helpline.cases import Case
    from helpline.infra.database import transaction

    world.says(RED)
    with transaction() as session:
        session.execute(update(Case).values(channel="voice"))
    world.time.forward(1)
    world.says("اني هنا")
    before = len(world.twilio.texts("+9647700000501"))
    world.acknowledges()

    assert "زينب" in world.twilio.texts("+9647700000501")[before:][-1]
    assert world.twilio.texts(ZAINAB)
