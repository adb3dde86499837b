"""Find what should have happened by now, and wake it again; truth is in rows, jobs only wake."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from helpline import cases
from helpline.alerts import policy
from helpline.alerts.policy import PolicyError
from helpline.alerts.watchdog.drill import test_alerts
from helpline.alerts.watchdog.exposed import counsellor_exposed
from helpline.alerts.watchdog.finding import Finding
from helpline.alerts.watchdog.on_call import roster_now, unconfirmed
from helpline.alerts.watchdog.reach import counsellor_unreachable, transport_not_set_up
from helpline.alerts.watchdog.unanswered import alerts_without_outcome, danger_unanswered
from helpline.cases import Case, State, Timer
from helpline.cases.transitions import TIMER_TASK
from helpline.contacts.inbox import Channel, Handling, Inbox
from helpline.contacts.media import FETCH_TASK, Medium, Stage
from helpline.infra import jobs
from helpline.infra.logs import log
from helpline.outbox.row import SEND_TASK, Outbox, Sending, priority
from helpline.outbox.send import CLAIM_EXPIRES_AFTER
from helpline.triage import Level

# A timer's job polls every half second; what is this late has lost its job.
LATE = timedelta(seconds=5)
UNHANDLED = timedelta(seconds=15)
OUTBOX_OLD = timedelta(minutes=2)
# Longer than all attempts to delete a copy take.
REMOVED_WITHIN = timedelta(hours=2)
HANDLE_TASK = "conversation.handle_message"
SILENCE_TASK = "conversation.acuity_silence"

Check = Callable[[Session, datetime], int]


def look(session: Session, now: datetime, more: Sequence[Check] = ()) -> Iterator[Finding]:
    """Check the database once; wakes what is late and yields what a person should know.

    `more` are checks of rooms that this one does not know; a check's name names its finding.
    """
    checks = (
        late_timers,
        dead_red_cases,
        late_silences,
        unhandled,
        unsent,
        media_unfetched,
        media_not_removed,
        counsellor_unreachable,
        transport_not_set_up,
        danger_unanswered,
        alerts_without_outcome,
        *more,
    )
    for check in checks:
        try:
            with session.begin_nested():
                count = check(session, now)
        except SQLAlchemyError as error:
            # One check that cannot be made must not keep the others from waking what they find.
            log().error("check_failed", finding=check.__name__, error=error)
            yield Finding(f"{check.__name__}_unchecked")
            continue
        if count:
            yield Finding(check.__name__, count)
    try:
        with session.begin_nested():
            yield from list(unconfirmed(session, now))
    except SQLAlchemyError as error:
        log().error("check_failed", finding="shift_unconfirmed", error=error)
        yield Finding("shift_unconfirmed_unchecked")
    try:
        with session.begin_nested():
            yield from list(test_alerts(session, now))
    except SQLAlchemyError as error:
        log().error("check_failed", finding="test_alerts", error=error)
        yield Finding("test_alerts_unchecked")
    try:
        with session.begin_nested():
            yield from list(counsellor_exposed(session, now))
    except SQLAlchemyError as error:
        log().error("check_failed", finding="counsellor_exposed", error=error)
        yield Finding("counsellor_exposed_unchecked")
    yield from roster_now(now)
    yield from policy_now()


def late_timers(session: Session, now: datetime) -> int:
    """Wake the cases whose timer is due and whose job is lost; one that waits its turn is not lost."""
    late = session.execute(
        select(Case.id, Case.timer_version).where(
            Case.state != State.RESOLVED, Case.timer_due_at < now - LATE
        )
    ).all()
    known = jobs.waiting(session, TIMER_TASK, now, "case_id", "version") if late else set()
    for case_id, version in late:
        if (case_id, version) in known:
            continue
        jobs.defer(
            session,
            TIMER_TASK,
            queue=jobs.URGENT,
            queueing_lock=f"timer:{case_id}:{version}",
            priority=jobs.Priority.RED,
            case_id=case_id,
            version=version,
        )
    return len(late)


def dead_red_cases(session: Session, now: datetime) -> int:
    """Give a RED case without a timer (invariant 3) one that is due now."""
    dead = session.scalars(
        select(Case)
        .where(Case.state != State.RESOLVED, Case.level == int(Level.RED), Case.timer_due_at.is_(None))
        .with_for_update(skip_locked=True)
    ).all()
    for case in dead:
        cases.record(session, case, "timer_was_missing", "watchdog", now)
        cases.arm(session, case, Timer.ALERT if case.state == State.OPEN else Timer.UNANSWERED, now)
    return len(dead)


def late_silences(session: Session, now: datetime) -> int:
    """Wake the conversations whose silence on the acuity question is over time."""
    late = session.execute(
        text("SELECT id, silence_version FROM conversations WHERE silence_due_at < :late"),
        {"late": now - LATE},
    ).all()
    for row in late:
        jobs.defer(
            session,
            SILENCE_TASK,
            queue=jobs.URGENT,
            queueing_lock=f"silence:{row.id}:{row.silence_version}",
            priority=jobs.Priority.RED,
            conversation_id=row.id,
            version=row.silence_version,
        )
    return len(late)


def unhandled(session: Session, now: datetime) -> int:
    """Wake the contacts whose messages wait although no job stands for them: a failed one, say."""
    waiting = session.scalars(
        select(Inbox.contact_id)
        .where(
            Inbox.state == Handling.PENDING,
            Inbox.channel == Channel.WHATSAPP,
            Inbox.received_at < now - UNHANDLED,
            text(
                "NOT EXISTS (SELECT 1 FROM procrastinate_jobs job WHERE job.status IN ('todo', 'doing') "
                "AND job.lock = 'contact:' || inbox.contact_id)"
            ),
        )
        .distinct()
    ).all()
    for contact_id in waiting:
        jobs.defer(
            session,
            HANDLE_TASK,
            lock=f"contact:{contact_id}",
            queueing_lock=f"again:{contact_id}",
            priority=jobs.Priority.AMBER,
            contact_id=contact_id,
        )
    return len(waiting)


def unsent(session: Session, now: datetime) -> int:
    """Wake outbox rows that nobody is sending and no job waits for; counts all that are really old."""
    rows = session.execute(
        select(Outbox.id, Outbox.urgent, Outbox.alert_id, Outbox.contact_id, Outbox.created_at).where(
            or_(
                and_(
                    Outbox.state == Sending.QUEUED,
                    Outbox.created_at < now - LATE,
                    or_(Outbox.not_before.is_(None), Outbox.not_before < now - LATE),
                ),
                and_(Outbox.state == Sending.SENDING, Outbox.claimed_at < now - CLAIM_EXPIRES_AFTER - LATE),
            )
        )
    ).all()
    # In a flood thousands wait their turn: one more job for each at every look would be the greater load.
    known = jobs.waiting(session, SEND_TASK, now, "outbox_id") if rows else set()
    for row in rows:
        if (row.id,) in known:
            continue
        jobs.defer(
            session,
            SEND_TASK,
            queue=jobs.URGENT if row.urgent else jobs.NORMAL,
            queueing_lock=f"send:{row.id}",
            priority=priority(row.urgent, row.alert_id, row.contact_id),
            outbox_id=row.id,
        )
    return sum(row.created_at < now - OUTBOX_OLD for row in rows)


def media_unfetched(session: Session, now: datetime) -> int:
    """Wake the fetching of media that wait although no job stands for them."""
    waiting = session.scalars(
        select(Medium).where(
            Medium.stage == Stage.WAITING,
            Medium.received_at < now - UNHANDLED,
            text(
                "NOT EXISTS (SELECT 1 FROM procrastinate_jobs job WHERE job.status IN ('todo', 'doing') "
                f"AND job.task_name = '{FETCH_TASK}' AND (job.args ->> 'medium_id')::bigint = media.id)"
            ),
        )
    ).all()
    for medium in waiting:
        jobs.defer(
            session,
            FETCH_TASK,
            queueing_lock=f"medium:{medium.id}",
            priority=jobs.Priority.AMBER,
            medium_id=medium.id,
        )
    return len(waiting)


def media_not_removed(session: Session, now: datetime) -> int:
    """Count media that we keep and that still lie at the provider."""
    left = select(func.count()).where(
        Medium.stage == Stage.KEPT, Medium.removed_at.is_(None), Medium.received_at < now - REMOVED_WITHIN
    )
    return session.scalar(left) or 0


def policy_now() -> Iterator[Finding]:
    """Report escalation policies that cannot be read; what could be read last goes on meanwhile."""
    try:
        policy.current()
    except (PolicyError, OSError):
        yield Finding("policy_unreadable")
