"""A RED assessment opens or raises the contact's one open case, with its first alert, in one transaction."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from sqlalchemy.exc import IntegrityError

from helpline import cases
from helpline.cases import Case, Outcome, State, StoredAssessment, Timer
from helpline.cases.outcome import Done, Emergency, SafetyPlan
from helpline.cases.transitions import TIMER_TASK
from helpline.infra import clock, jobs
from helpline.infra.database import transaction
from helpline.outbox.reply import Reply
from helpline.triage import Assessment, Level
from tests.integration.world import CONTACT, PASSIVE, RED, SAD, THANKS, WISH, World, text

OUTCOME = Outcome(Done.CALMER, Emergency.NOT_NEEDED, SafetyPlan.MADE)


def test_invariant_2_the_webhook_leaves_case_assessment_and_a_due_alert_job(world: World) -> None:
    world.writes(RED)

    case = world.open_case()
    (assessment,) = world.find(StoredAssessment)
    assert (assessment.case_id, assessment.level) == (case.id, Level.RED)
    assert case.timer == Timer.ALERT
    assert [(task, due) for _, task, _, due in world.jobs.waiting() if task == TIMER_TASK] == [
        (TIMER_TASK, True)
    ]


def test_invariant_2_nothing_is_stored_when_the_alert_cannot_be_scheduled(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise psycopg.OperationalError("gone")

    monkeypatch.setattr(jobs, "defer", refuse)

    # Twilio is told that it failed, and delivers again; a stored message without its alert would be lost.
    assert world.writes(RED).status_code == 500
    assert world.find(Case) == []
    assert world.find(StoredAssessment) == []


@pytest.mark.parametrize("earlier", [PASSIVE, WISH, "انسان"])
def test_invariant_2_danger_raises_the_open_case_instead_of_opening_a_second(
    world: World, earlier: str
) -> None:
    world.says(earlier)
    opened = world.open_case()
    world.says(RED)

    (case,) = world.find(Case)
    assert (case.id, case.level) == (opened.id, Level.RED)
    assert ("zainab", "voice") in world.alerts()


def test_invariant_2_two_open_cases_of_a_contact_cannot_be_stored(world: World) -> None:
    world.says(RED)
    contact, now = world.contact(), clock.now()

    with pytest.raises(IntegrityError), transaction() as session:
        session.add(
            Case(
                contact_id=contact.id,
                level=3,
                routes=[],
                channel="whatsapp",
                opened_at=now,
                raised_at=now,
                timer_version=0,
                step=0,
            )
        )


def test_invariant_2_the_thirtieth_case_of_a_connection_is_opened_like_the_first(world: World) -> None:
    """A statement is prepared after some use, and then planned without knowing its parameters."""
    for number in range(30):
        assert world.writes(RED, f"+96477000006{number:02}").status_code == 200

    assert len(world.find(Case)) == 30


def test_invariant_2_many_dangerous_messages_at_once_make_one_case(world: World) -> None:
    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(lambda _: world.writes(RED).status_code, range(8)))

    assert codes == [200] * 8
    (case,) = world.find(Case)
    assert case.level == Level.RED
    world.jobs.run()
    assert world.alerts() == [("zainab", "voice"), ("zainab", "whatsapp")]


def test_invariant_2_a_message_that_comes_in_while_another_is_answered_does_not_lock_up(
    world: World,
) -> None:
    """The webhook and the worker take the contact's lock in the same order: no deadlock loses a message."""
    with ThreadPoolExecutor(6) as pool:
        for _ in range(5):
            answers = [pool.submit(world.writes, SAD) for _ in range(5)]
            worker = pool.submit(world.jobs.run)
            assert [answer.result().status_code for answer in answers] == [200] * 5
            worker.result()


def test_invariant_2_holds_for_text_that_is_danger_only_when_joined(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Triage of the parts sees nothing here; what the parts say together is triaged again."""
    from helpline.conversation import loading

    def joined(words: str, _recent: object) -> Assessment:
        return Assessment(Level.RED if "\n" in words else Level.GREEN, (), 0.9, ("rule:joined",), True)

    monkeypatch.setattr(loading, "assess", joined)
    world.writes("سلام")
    world.writes("هلا")
    world.jobs.run()

    assert world.open_case().level == Level.RED
    assert [one.source for one in world.find(StoredAssessment)] == ["joined"]
    assert world.twilio.texts(CONTACT) == [text("danger.calling")]


def test_invariant_2_holds_for_the_assistants_second_opinion(world: World) -> None:
    world.rasa.wants = [{"helpline": "raise", "level": "RED", "ask_acuity": True, "reason": "rasa_risk"}]
    world.rasa.says = ()
    replies = world.says(SAD)

    assert world.open_case().level == Level.RED
    assert ("zainab", "voice") in world.alerts()
    assert replies == [text("danger.calling")]


def test_invariant_2_the_assistant_never_lowers_a_level(world: World) -> None:
    world.says(RED)
    world.says(THANKS)

    assert world.open_case().level == Level.RED
    assert world.rasa.heard == []


def test_invariant_2_holds_for_a_screening_that_ends_in_danger(world: World) -> None:
    world.says(WISH)
    assert world.open_case().level == Level.AMBER
    world.says("اي")

    assert world.open_case().level == Level.RED
    assert ("zainab", "voice") in world.alerts()


def test_invariant_2_new_danger_after_a_resolved_case_opens_a_new_one(world: World) -> None:
    world.says(RED)
    world.acknowledges()
    world.closes()
    assert world.open_case().state == State.RESOLVED
    replies = world.says(RED)

    first, second = world.find(Case)
    assert (first.state, second.state) == (State.RESOLVED, State.OPEN)
    assert replies == [text("danger.calling")]


def test_invariant_2_danger_that_meets_the_resolving_of_its_case_opens_a_new_one(world: World) -> None:
    """The case vanishes between the insert that finds it and the look that wants it."""
    world.says(RED)
    world.acknowledges()
    case = world.open_case()
    found = cases.transitions.find_open  # type: ignore[attr-defined]

    def vanishing(session, contact_id, **more):  # type: ignore[no-untyped-def]
        if world.open_case().state != State.RESOLVED:
            with transaction() as other:
                held = other.get_one(cases.Case, case.id, with_for_update=True)
                assert cases.resolve(other, held, "zainab", clock.now(), OUTCOME)
        return found(session, contact_id, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cases.transitions, "find_open", vanishing)  # type: ignore[attr-defined]
        assert world.writes(RED).status_code == 200

    assert [one.state for one in world.find(Case)] == [State.RESOLVED, State.OPEN]


def test_invariant_2_an_unknown_wish_of_the_assistant_is_an_error_and_not_silence(world: World) -> None:
    world.rasa.wants = [{"helpline": "dance"}]
    world.rasa.says = [Reply("هلا")]
    world.writes(THANKS)
    with pytest.raises(ValueError, match="dance"):
        world.jobs.run()
