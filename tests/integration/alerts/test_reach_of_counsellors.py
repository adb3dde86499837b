"""A phone that fails again and again is found, and the command line shows which."""

import pytest

from helpline.alerts import Alert, reach
from helpline.cases import Case
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.outbox import Refused
from processes import cli
from tests.integration.world import CONTACT, OTHER, RED, ZAINAB, World

THIRD = "+9647700000503"


def findings(world: World) -> dict[str, int]:
    return {finding.key: finding.count for finding in world.watchdog()}


def phone_of_zainab_fails(world: World) -> None:
    world.twilio.fail_with = lambda row: Refused("21211") if row.to == ZAINAB and row.kind == "call" else None


def test_a_phone_that_fails_three_times_is_found_until_it_works_again(world: World) -> None:
    phone_of_zainab_fails(world)
    world.says(RED)
    world.says(RED, OTHER)
    assert "counsellor_unreachable" not in findings(world)
    world.says(RED, THIRD)
    assert findings(world)["counsellor_unreachable"] == 1

    world.twilio.fail_with = lambda row: None
    world.says(RED, "+9647700000504")
    row = [one for one in world.outbox() if one.kind == "call" and one.to == ZAINAB][-1]
    world.client.post_signed(f"/ivr/placed/{row.token}", {"CallStatus": "answered", "CallSid": "CA1"})
    assert "counsellor_unreachable" not in findings(world)


def test_one_outage_of_everything_at_once_is_not_yet_told(world: World) -> None:
    world.twilio.fail_with = lambda row: Refused("21211") if row.to == ZAINAB else None
    world.says(RED)

    assert "counsellor_unreachable" not in findings(world)


def test_what_was_long_ago_and_who_has_left_are_not_told(world: World) -> None:
    phone_of_zainab_fails(world)
    for phone in (CONTACT, OTHER, THIRD):
        world.says(RED, phone)
    with transaction() as session:
        case = session.query(Case).first()
        assert case is not None
        for _ in range(3):
            left = Alert(case_id=case.id, counsellor="left", transport="voice", step=0, sent_at=clock.now())
            left.fail("21211", clock.now())
            session.add(left)
    assert findings(world)["counsellor_unreachable"] == 1

    with transaction() as session:
        assert reach.unreachable(reach.latest(session, clock.now() + reach.stored.WITHIN)) == []


def test_the_command_shows_each_way_to_each_counsellor_and_no_number(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["transports"]) == 0
    assert "never used" in capsys.readouterr().out
    phone_of_zainab_fails(world)
    for phone in (CONTACT, OTHER, THIRD):
        world.says(RED, phone)
    world.acknowledges(ZAINAB, "zainab")

    assert cli.main(["transports"]) == 1
    shown = capsys.readouterr().out
    voice = next(line for line in shown.splitlines() if line.startswith("zainab") and "voice" in line)
    written = next(line for line in shown.splitlines() if line.startswith("zainab") and "whatsapp" in line)
    assert voice.split()[2:4] == ["-", "3"]
    assert voice.endswith("not delivered (21211), not delivered (21211), not delivered (21211)")
    assert "acknowledged" in written
    assert "zainab: alerts fail again and again" in shown
    assert "+964" not in shown
    assert "زينب" not in shown


def test_the_command_says_so_when_nothing_can_be_read(
    world: World, environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.conftest import clear_caches

    environment.setenv("DATABASE_URL", "postgresql://nobody:x@127.0.0.1:1/none")
    clear_caches()

    assert cli.main(["transports"]) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_a_woman_is_rung_first_where_the_contact_asked_for_one(world: World, roster_file) -> None:  # type: ignore[no-untyped-def]
    roster = roster_file.read_text(encoding="utf-8")
    roster_file.write_text(roster.replace("name: أحمد", "name: أحمد, gender: f"), encoding="utf-8")
    world.rasa.wants = [{"helpline": "prefers", "value": "f"}]
    world.says("هلا")
    world.rasa.wants = []
    world.says(RED)

    assert [name for name, _ in world.alerts()] == ["ahmed", "ahmed"]
    world.passes(90)
    assert ("zainab", "voice") in world.alerts()
