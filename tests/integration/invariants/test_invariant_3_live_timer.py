"""Every unresolved RED case has a live timer, and the watchdog checks it from outside the queue."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from helpline.cases import Case, State
from helpline.infra.database import transaction
from helpline.triage import Level
from tests.integration.world import AHMED, CONTACT, HUDA, RED, THANKS, WISH, ZAINAB, World, text


def assert_alive(world: World) -> None:
    case = world.open_case()
    assert case.state == State.RESOLVED or (case.timer and case.timer_due_at), case.state
    if case.state != State.RESOLVED:
        assert case.timer_due_at is not None
        assert case.timer_due_at < world.time.now() + timedelta(minutes=31)


def test_invariant_3_holds_through_a_whole_life_of_a_case(world: World) -> None:
    steps = [
        lambda: world.says(RED),
        lambda: world.passes(90),
        lambda: world.acknowledges(AHMED, "ahmed"),
        lambda: world.says("شلونك هسه", AHMED),
        lambda: world.says(THANKS),
        lambda: world.passes(181),
        lambda: world.acknowledges(AHMED, "ahmed"),
        lambda: world.passes(301),
        lambda: world.taps(ZAINAB, f"pass:{world.alert('zainab').token}"),
        lambda: world.acknowledges(),
        lambda: world.says(RED),
        lambda: world.says("وياك", ZAINAB),
        lambda: world.passes(1801),
        lambda: world.taps(ZAINAB, f"back:{world.open_case().id}"),
        lambda: world.says(THANKS),
        lambda: world.passes(1801),
        lambda: world.says(WISH),
        lambda: world.acknowledges(),
        lambda: world.says("انتهى", ZAINAB),
        lambda: world.closes(),
    ]
    for step in steps:
        step()
        assert_alive(world)
    assert world.open_case().state == State.RESOLVED


def test_invariant_3_alerts_go_on_until_somebody_answers(world: World) -> None:
    world.says(RED)
    for seconds in (90, 90, 120, 120, 120):
        world.passes(seconds)

    people = [name for name, by in world.alerts() if by == "voice"]
    assert people == ["zainab", "ahmed", "huda", *["zainab", "ahmed", "huda"] * 3]
    assert text("danger.nobody_yet") in world.twilio.texts(CONTACT)


def test_invariant_3_an_acknowledgement_without_a_word_expires_and_the_contact_is_told(world: World) -> None:
    world.says(RED)
    world.acknowledges()
    world.passes(299)
    assert world.open_case().state == State.ACKNOWLEDGED
    world.passes(2)

    assert world.open_case().state == State.OPEN
    assert world.alerts()[-2:] == [("ahmed", "voice"), ("ahmed", "whatsapp")]
    assert world.twilio.texts(CONTACT)[-1] == text("danger.unanswered")
    assert world.twilio.texts(ZAINAB)[-1] == text("alert.whatsapp.expired", case=world.open_case().id)


def test_invariant_3_a_contact_left_unanswered_for_three_minutes_is_alerted_again(world: World) -> None:
    world.says(RED)
    world.acknowledges()
    world.says("شلونك هسه", ZAINAB)
    world.says("خايف")
    world.time.forward(100)
    # The oldest unanswered message counts: writing again must not push the time away.
    world.says("وينكم")
    world.passes(81)

    assert world.open_case().state == State.OPEN
    assert world.alerts()[-2:] == [("ahmed", "voice"), ("ahmed", "whatsapp")]
    assert world.twilio.texts(CONTACT)[-1] == text("danger.unanswered")
    assert world.history().count("acknowledgement_ended") == 1


def test_invariant_3_an_answer_in_time_keeps_the_case(world: World) -> None:
    world.says(RED)
    world.acknowledges()
    world.says("شلونك هسه", ZAINAB)
    world.says("خايف")
    world.says("اني وياك", ZAINAB)
    world.passes(200)

    assert world.open_case().state == State.ACKNOWLEDGED


def test_invariant_3_the_watchdog_wakes_a_case_whose_job_was_lost(world: World) -> None:
    world.says(RED)
    world.jobs.lose()
    world.time.forward(96)
    findings = world.watchdog()
    world.jobs.run()

    assert [finding.key for finding in findings] == ["late_timers"]
    assert ("ahmed", "voice") in world.alerts()


@pytest.mark.parametrize("held", [False, True])
def test_invariant_3_the_watchdog_revives_a_red_case_without_a_timer(world: World, held: bool) -> None:
    world.says(RED)
    if held:
        world.acknowledges()
    with transaction() as session:
        session.execute(update(Case).values(timer=None, timer_due_at=None))
    findings = world.watchdog()
    world.jobs.run()

    assert [finding.key for finding in findings] == ["dead_red_cases"]
    assert_alive(world)
    assert ("ahmed", "voice") in world.alerts()


def test_invariant_3_survives_a_counsellor_who_leaves_the_roster_with_a_case(
    world: World, roster_file: Path
) -> None:
    world.says(RED)
    world.acknowledges()
    roster_file.write_text(
        "\n".join(line for line in roster_file.read_text().splitlines() if "id: zainab" not in line).replace(
            "[zainab, ahmed]", "[ahmed]"
        )
    )
    world.passes(301)

    assert world.open_case().state == State.OPEN
    # Nobody is second any more: the supervisor is rung in their place.
    assert world.alerts()[-2:] == [("huda", "voice"), ("huda", "whatsapp")]


def test_invariant_3_a_message_to_a_counsellor_who_left_the_roster_is_not_lost(
    world: World, roster_file: Path
) -> None:
    world.says(RED)
    world.acknowledges()
    roster_file.write_text(
        roster_file.read_text().replace("id: zainab", "id: noor").replace("[zainab", "[noor")
    )

    assert world.says("خايف") == [text("danger.unanswered")]
    assert world.open_case().state == State.OPEN


def test_invariant_3_survives_a_roster_and_a_policy_that_cannot_be_read(
    world: World, roster_file: Path, environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    world.says(RED)
    roster_file.write_text("counsellors: [")
    policy = tmp_path / "escalation.yml"
    policy.write_text("policies: {red: [")
    environment.setenv("POLICY_FILE", str(policy))
    from helpline.infra.settings import settings

    settings.cache_clear()
    world.passes(90)

    assert ("ahmed", "voice") in world.alerts()
    assert {"roster_unreadable", "policy_unreadable"} <= {finding.key for finding in world.watchdog()}
    # A case that is opened meanwhile is alerted too, to everybody where no policy was ever read.
    world.says(RED, "+9647700000503")
    assert {name for name, _ in world.alerts()} == {"zainab", "ahmed", "huda"}


def test_invariant_3_survives_a_transport_that_fails(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from helpline.alerts import transports

    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setitem(transports.TRANSPORTS, "voice", broken)
    world.says(RED)

    states = {(alert.transport, alert.state) for alert in world.all_alerts()}
    assert states == {("voice", "failed"), ("whatsapp", "sent")}
    assert_alive(world)


def test_invariant_3_goes_on_at_once_where_a_step_reaches_nobody(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from helpline.alerts import transports

    def broken(_session, _alert, _case, counsellor, _now):  # type: ignore[no-untyped-def]
        if counsellor.id == "zainab":
            raise RuntimeError

    monkeypatch.setattr(transports, "TRANSPORTS", transports.TRANSPORTS)
    for name in ("voice", "whatsapp"):
        monkeypatch.setitem(transports.TRANSPORTS, name, broken)
    world.says(RED)

    reached = [alert.counsellor for alert in world.all_alerts() if alert.state == "sent"]
    assert reached == ["ahmed", "ahmed"]
    assert "nobody_alerted" in world.history()


def test_invariant_3_in_a_gap_of_the_roster_the_supervisor_is_reached_at_once(
    world: World, roster_file: Path
) -> None:
    roster_file.write_text(roster_file.read_text().split("shifts:")[0] + "shifts: []\n")
    world.says(RED)

    assert world.alerts() == [("huda", "voice"), ("huda", "whatsapp")]
    assert "roster_gap" in {finding.key for finding in world.watchdog()}
    assert world.open_case().level == Level.RED
    assert [row.to for row in world.twilio.sent if row.kind == "call"] == [HUDA]
