"""Contacts in danger and alerts that nothing came back for, found from rows alone.

Timers and callbacks see to both in the ordinary course. These checks ask neither: they find what a timer
that silently did nothing, or a callback that never came, has left.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, text
from sqlalchemy.orm import Session

from helpline.alerts.alert import Alert, AlertState
from helpline.cases import Case, CaseEvent, State
from helpline.contacts.inbox import Channel, Content, Inbox
from helpline.infra import clock
from helpline.infra.settings import settings
from helpline.outbox.row import Kind, Outbox, Sending
from helpline.triage import Level

# What a timer's job, a look of the watchdog that wakes it again, and the sending take at most.
GRACE = timedelta(seconds=30)
# A caller who records a message is silent for as long within one step (ivr/prompts.py).
STEP_AT_MOST = timedelta(seconds=180)
# A call rings for less than a minute and asks for a key three times.
CALL_ENDS_WITHIN = timedelta(minutes=5)
DELIVERED_WITHIN = timedelta(minutes=10)

_GOT = (Sending.SENT, Sending.DELIVERED, Sending.READ)


def danger_unanswered(session: Session, now: datetime) -> int:
    """Count the RED cases whose contact has heard neither from a person nor how it stands for too long."""
    return _written(session, now) + _waiting(session, now)


def _written(session: Session, now: datetime) -> int:
    """Count those who have written since they are in danger; the oldest unanswered message counts.

    What belongs to a case in danger and was sent to its contact is a person's words or the true state. The
    invitation to write again is neither: it alone has no lane.
    """
    told = (
        select(func.max(Outbox.created_at))
        .where(
            Outbox.contact_id == Case.contact_id,
            Outbox.case_id == Case.id,
            Outbox.kind == Kind.WHATSAPP,
            Outbox.lane.is_not(None),
            Outbox.state.in_(_GOT),
        )
        .correlate(Case)
        .scalar_subquery()
    )
    spoke = (
        select(func.max(CaseEvent.at))
        .where(
            CaseEvent.case_id == Case.id,
            CaseEvent.kind == "counsellor_spoke",
            CaseEvent.detail["by"].as_string() != Channel.WHATSAPP,
        )
        .correlate(Case)
        .scalar_subquery()
    )
    # PostgreSQL's greatest() passes over NULL.
    answered_at = func.greatest(told, spoke, Case.opened_at - timedelta(days=1))
    waits_since = now - clock.scaled(settings().unanswered_after) - GRACE
    message = exists().where(
        Inbox.contact_id == Case.contact_id,
        Inbox.channel == Channel.WHATSAPP,
        Inbox.content.not_in((Content.DIGITS, Content.SILENCE)),
        # A message that was answered before the danger was known needs no second answer.
        func.coalesce(Inbox.handled_at, now) >= Case.raised_at,
        Inbox.received_at > answered_at,
        func.greatest(Inbox.received_at, Case.raised_at) < waits_since,
    )
    waiting = select(func.count()).where(_in_danger(), ~_awaits_first_word(now), message)
    return session.scalar(waiting) or 0


def _in_danger() -> ColumnElement[bool]:
    return and_(Case.state != State.RESOLVED, Case.level == int(Level.RED))


def _awaits_first_word(now: datetime) -> ColumnElement[bool]:
    """Say of a case whether its counsellor has just accepted it, of which the contact was told."""
    since = now - clock.scaled(settings().acknowledgement_expires_after) - GRACE
    return and_(Case.state == State.ACKNOWLEDGED, Case.first_word_at.is_(None), Case.acknowledged_at > since)


def _waiting(session: Session, now: datetime) -> int:
    """Count those who wait on the line, alone, in a call whose last step was long ago."""
    silent_since = now - max(clock.scaled(settings().unanswered_after), STEP_AT_MOST) - GRACE
    count: int = session.execute(
        text(
            "SELECT count(*) FROM cases JOIN calls ON calls.call_sid = cases.waiting_call "
            "WHERE cases.state <> :resolved AND cases.level = :red "
            "AND calls.ended_at IS NULL AND calls.counsellor_call IS NULL "
            "AND greatest(calls.started_at, cases.raised_at, (SELECT max(answered_at) FROM call_steps "
            "WHERE call_steps.call_sid = calls.call_sid)) < :silent_since"
        ),
        {"resolved": State.RESOLVED, "red": int(Level.RED), "silent_since": silent_since},
    ).scalar_one()
    return count


def alerts_without_outcome(session: Session, now: datetime) -> int:
    """Count the alerts of unresolved cases of which nothing was heard for longer than their way takes."""
    silent = or_(
        # A call that was answered is no outcome: only its key or its end is.
        and_(Alert.transport == "voice", Alert.sent_at < now - CALL_ENDS_WITHIN),
        and_(
            Alert.transport.not_in(("voice", "log")),
            Alert.delivered_at.is_(None),
            Alert.sent_at < now - DELIVERED_WITHIN,
        ),
    )
    lost = (
        select(func.count())
        .select_from(Alert)
        .join(Case, Case.id == Alert.case_id)
        .where(Case.state != State.RESOLVED, Alert.state == AlertState.SENT, silent)
    )
    return session.scalar(lost) or 0
