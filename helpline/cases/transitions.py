"""How a case changes state: conditional updates, each with its timer and its line of history."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from helpline.cases.case import UNRESOLVED, Case, CaseNote, State, Timer, find_open, record
from helpline.cases.outcome import Outcome
from helpline.infra import clock, jobs, live
from helpline.infra.settings import settings
from helpline.outbox import withdraw_state
from helpline.triage import Assessment, Level, evidence

TIMER_TASK = "alerts.case_timer"
RAISED_TASK = "alerts.tell_raised"
# Reasons whose texts promise a person within a quarter of an hour.
PROMISED = ("media", "failure")
# What is heard of the writer themselves.
OWN = frozenset({"danger_now", "preparation", "wish"})
# Routes whose policies are quicker than their level's own.
PRESSING = frozenset({"medical", "child", "gbv", "harm_to_others"})


def arm(session: Session, case: Case, timer: Timer, due_at: datetime) -> None:
    """Set the case's one timer and defer the job that wakes it."""
    case.timer = timer
    case.timer_due_at = due_at
    case.timer_version += 1
    session.flush()
    jobs.defer(
        session,
        TIMER_TASK,
        queue=jobs.URGENT,
        priority=jobs.Priority.RED if case.level == Level.RED else jobs.Priority.AMBER,
        at=due_at if due_at > clock.now() else None,
        case_id=case.id,
        version=case.timer_version,
    )


def open_or_raise(
    session: Session,
    contact_id: int,
    assessment: Assessment,
    *,
    channel: str,
    now: datetime,
    reason: str = "risk",
) -> Case:
    """Open the contact's case or raise the open one, and schedule the first alert of its level.

    The caller holds the contact's advisory lock (DESIGN.md, invariant 2). A level never falls here.
    An acknowledged case keeps its counsellor when it is raised; they are told at once.
    """
    while True:
        opened = _open(session, contact_id, assessment, channel, now, reason)
        case = find_open(session, contact_id, for_update=True)
        if case is not None:
            break
        # Its counsellor resolved the open case between these two statements: this danger is a new one.
    if opened:
        record(session, case, "opened", "bot", now, level=assessment.level.name, reason=reason)
        arm(session, case, Timer.ALERT, now)
        return case
    new_routes = _add_routes(session, case, assessment.routes)
    if assessment.level >= Level.AMBER and case.about != about(assessment):
        case.about = "both"
    if case.state == State.HANDED_BACK:
        reopen(session, case, now, level=assessment.level, why=reason)
    elif assessment.level > case.level:
        _raise(session, case, assessment.level, now, reason)
    else:
        promised = reason in PROMISED and case.reason not in PROMISED and case.level < Level.RED
        if promised:
            case.reason = reason
        if promised or set(new_routes) & PRESSING:
            hasten(session, case, now, why=reason if promised else "route")
    return case


def _open(
    session: Session, contact_id: int, assessment: Assessment, channel: str, now: datetime, reason: str
) -> bool:
    """Insert a case unless the contact has one; returns whether it did."""
    inserted = session.execute(
        insert(Case)
        .values(
            contact_id=contact_id,
            level=int(assessment.level),
            peak=int(assessment.level),
            routes=list(assessment.routes),
            about=about(assessment),
            channel=channel,
            state=State.OPEN,
            past_attempt=False,
            reason=reason,
            opened_at=now,
            raised_at=now,
            step=0,
            timer_version=0,
        )
        # As text and not as a parameter: PostgreSQL finds the partial index by its constant alone, and
        # a statement that was prepared after some use would no longer have it.
        .on_conflict_do_nothing(index_elements=["contact_id"], index_where=text(UNRESOLVED))
        .returning(Case.id)
    ).scalar()
    return inserted is not None


def add_routes(session: Session, case: Case, routes: Collection[str], now: datetime) -> None:
    """Note routes that were heard on; a pressing one begins its quicker policy at once."""
    if set(_add_routes(session, case, routes)) & PRESSING:
        hasten(session, case, now, why="route")


def _add_routes(session: Session, case: Case, routes: Collection[str]) -> list[str]:
    """Note routes; returns those that are new to the case."""
    new_routes = [route for route in routes if route not in case.routes]
    if new_routes:
        case.routes = [*case.routes, *new_routes]
        live.publish(session, "routes", case.id)
    return new_routes


def about(assessment: Assessment) -> str:
    """Say whom an assessment is about: "other" where the contact reports somebody else's danger."""
    if "third_party" not in assessment.routes:
        return "self"
    return "both" if OWN.intersection(evidence.kinds(assessment.reasons)) else "other"


def reopen(session: Session, case: Case, now: datetime, *, level: Level, why: str) -> None:
    """Escalate a case that was handed back to the assistant: something new came up.

    Whoever had it is asked first if they are on call, for the contact knows them.
    """
    record(session, case, "reopened", "bot", now, level=level.name, why=why)
    case.state = State.OPEN
    case.reason = why
    case.known_to = case.acknowledged_by
    case.acknowledged_by = case.acknowledged_at = case.first_word_at = None
    case.level = max(case.level, int(level))
    case.peak = max(case.peak, case.level)
    case.raised_at = now
    case.policy = None
    case.step = 0
    arm(session, case, Timer.ALERT, now)


def _raise(session: Session, case: Case, level: Level, now: datetime, reason: str) -> None:
    case.level = int(level)
    case.peak = max(case.peak, case.level)
    case.raised_at = now
    record(session, case, "raised", "bot", now, level=level.name, reason=reason)
    if reason != "risk" or case.reason in ("asked", "not_understood", "media"):
        case.reason = reason
    # A new level has its own policy, from its first step.
    case.policy = None
    case.step = 0
    if case.state == State.OPEN:
        arm(session, case, Timer.ALERT, now)
    else:
        # They may have answered a quieter case and be asleep now: rung at once, and the case
        # escalates when they do not answer the contact in time.
        jobs.defer(session, RAISED_TASK, queue=jobs.URGENT, priority=jobs.Priority.RED, case_id=case.id)
        arm(session, case, Timer.UNANSWERED, now + clock.scaled(settings().unanswered_after))


def hasten(session: Session, case: Case, now: datetime, *, why: str) -> None:
    """Begin the policy of an open case anew: the contact was promised a person sooner than it plans for.

    RED has no quicker policy, and an acknowledged case has its person.
    """
    if case.state != State.OPEN or case.level == Level.RED:
        return
    record(session, case, "hastened", "bot", now, why=why)
    case.policy = None
    case.step = 0
    arm(session, case, Timer.ALERT, now)


def note_past_attempt(session: Session, case: Case, now: datetime) -> None:
    """Note that the contact tried before: a person is in touch within one hour (clinical/triage.csv, H2)."""
    if not case.past_attempt:
        case.past_attempt = True
        hasten(session, case, now, why="past_attempt")


def contact_wrote(session: Session, case: Case, now: datetime) -> None:
    """Start the time in which the counsellor who holds the case must answer; the oldest message counts."""
    if case.state == State.ACKNOWLEDGED and case.timer == Timer.REVIEW:
        arm(session, case, Timer.UNANSWERED, now + clock.scaled(settings().unanswered_after))


def acknowledge(session: Session, case_id: int, counsellor: str, now: datetime) -> bool:
    """Give an open case to a counsellor; only a human's own act may call this.

    Returns False when another counsellor was first or the case is over. The case then waits for the
    counsellor's first word to the contact.
    """
    changed = session.execute(
        update(Case)
        .where(Case.id == case_id, Case.state == State.OPEN)
        .values(state=State.ACKNOWLEDGED, acknowledged_by=counsellor, acknowledged_at=now, first_word_at=None)
    ).rowcount  # type: ignore[attr-defined]
    if changed != 1:
        return False
    case = _locked(session, case_id)
    withdraw_state(session, case.id)
    record(session, case, "acknowledged", counsellor, now)
    arm(
        session,
        case,
        Timer.ACKNOWLEDGEMENT_EXPIRES,
        now + clock.scaled(settings().acknowledgement_expires_after),
    )
    return True


def expire_acknowledgement(session: Session, case: Case, now: datetime, *, why: str) -> None:
    """Take an acknowledged case back into escalation, at the step it had reached."""
    withdraw_state(session, case.id)
    record(session, case, "acknowledgement_ended", case.acknowledged_by or "bot", now, why=why)
    case.state = State.OPEN
    case.acknowledged_by = None
    case.acknowledged_at = None
    case.first_word_at = None
    case.known_to = None
    arm(session, case, Timer.ALERT, now)


def first_word(session: Session, case: Case, counsellor: str, now: datetime, **detail: Any) -> None:
    """Note that the counsellor wrote to or spoke with the contact, and rest until a review."""
    if case.first_word_at is None:
        case.first_word_at = now
    case.last_word_at = now
    record(session, case, "counsellor_spoke", counsellor, now, **detail)
    arm(session, case, Timer.REVIEW, now + clock.scaled(settings().review_after))


def hand_back(session: Session, case: Case, counsellor: str, now: datetime) -> bool:
    """Let the assistant talk with the contact again, by the act of the counsellor who keeps the case.

    Returns False where they do not hold it, or the last word is the contact's: nobody can say that there is
    no danger now of somebody whom they never spoke with, or whose newest words they have not answered. Saying
    so lowers RED to AMBER. Nor does a caller who waits on the line go back to a machine.
    """
    if case.state != State.ACKNOWLEDGED or case.acknowledged_by != counsellor:
        return False
    spoken = case.last_word_at is not None and case.first_word_at is not None
    if not spoken or case.timer == Timer.UNANSWERED or case.waiting_call is not None:
        return False
    withdraw_state(session, case.id)
    if case.level == Level.RED:
        case.level = int(Level.AMBER)
        record(session, case, "lowered", counsellor, now, level=Level.AMBER.name)
    case.state = State.HANDED_BACK
    # A person has asked what the screening asks.
    case.screened_at = now
    record(session, case, "handed_back", counsellor, now)
    arm(session, case, Timer.REVIEW, now + clock.scaled(settings().review_after))
    return True


def take_up(session: Session, case: Case, counsellor: str, now: datetime) -> bool:
    """Let a counsellor go on themselves with a case that they handed back; False when it is not theirs."""
    if case.state != State.HANDED_BACK or case.acknowledged_by != counsellor:
        return False
    case.state = State.ACKNOWLEDGED
    record(session, case, "taken_up", counsellor, now)
    arm(
        session,
        case,
        Timer.ACKNOWLEDGEMENT_EXPIRES,
        now + clock.scaled(settings().acknowledgement_expires_after),
    )
    return True


class OutcomeMissing(ValueError):
    """A case that was RED cannot be closed without saying what was done."""


def resolve(session: Session, case: Case, counsellor: str, now: datetime, outcome: Outcome | None) -> bool:
    """Finish a case that a counsellor holds or handed back; returns False when it is not theirs.

    Raises OutcomeMissing where the case ever was RED and `outcome` does not say all that is asked then.
    The caller holds the case's row lock.
    """
    theirs = case.state in (State.ACKNOWLEDGED, State.HANDED_BACK) and case.acknowledged_by == counsellor
    if not theirs:
        return False
    if case.peak == Level.RED and (outcome is None or not outcome.whole):
        raise OutcomeMissing(f"case {case.id}")
    withdraw_state(session, case.id)
    case.state, case.resolved_at = State.RESOLVED, now
    case.outcome = outcome.to_json() if outcome else None
    case.timer = case.timer_due_at = None
    case.timer_version += 1
    record(session, case, "resolved", counsellor, now, **(outcome.to_json() if outcome else {}))
    return True


def note(session: Session, case: Case, counsellor: str, words: str, now: datetime) -> CaseNote:
    """Keep a counsellor's note; its words are encrypted and not in the history."""
    kept = CaseNote(case_id=case.id, author=counsellor, text=words, at=now)
    session.add(kept)
    session.flush()
    record(session, case, "noted", counsellor, now)
    return kept


def promise_call_back(session: Session, case: Case, now: datetime, within: timedelta) -> None:
    """Record that the contact was promised a call from a person within a time."""
    case.call_back_due_at = now + within
    record(session, case, "call_back_promised", "bot", now, minutes=int(within.total_seconds() // 60))


def _locked(session: Session, case_id: int) -> Case:
    return session.get_one(Case, case_id, with_for_update=True, populate_existing=True)
