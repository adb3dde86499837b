"""Claim a row, make its one REST call, record the outcome; the only place that retries."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import and_, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.infra.logs import log
from helpline.outbox.row import Outbox, Sending, defer_send, let_go

# A claim older than this belongs to a process that died: longer than any request's own time limit.
CLAIM_EXPIRES_AFTER = timedelta(seconds=20)
# Seconds before each next attempt. Danger is tried sooner and never given up before half an hour.
RETRY_AFTER = (1, 3, 10, 30, 60, 120, 300, 600, 600)
URGENT_RETRY_AT_MOST = 10
URGENT_FOR = timedelta(minutes=30)


class Refused(Exception):
    """The provider will never take this; `code` is its error code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Unavailable(Exception):
    """The provider did not take it now and nothing was sent."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Ambiguous(Exception):
    """The request may or may not have been carried out."""

    code = "ambiguous"

    def __init__(self) -> None:
        super().__init__(self.code)


class Sender(Protocol):
    """A channel's way of sending one kind of row."""

    def send(self, row: Outbox) -> str:
        """Make the one request; returns the provider's SID; raises Refused, Unavailable or Ambiguous."""

    def find_sent(self, row: Outbox) -> str | None:
        """Look in the provider's list for what an ambiguous attempt may have sent; returns its SID."""


FailureHook = Callable[[Session, Outbox, datetime], None]


def drain(outbox_id: int, senders: Mapping[str, Sender], on_failure: FailureHook) -> None:
    """Send a row, and every older and newer one that waits in its lane, in order."""
    with transaction() as session:
        row = session.get(Outbox, outbox_id)
    if row is None:
        return
    if row.lane is None:
        send_one(outbox_id, senders, on_failure)
        return
    while (next_id := _next_in_lane(row.lane)) is not None:
        if not send_one(next_id, senders, on_failure):
            return


def _next_in_lane(lane: str) -> int | None:
    with transaction() as session:
        return session.scalar(
            select(Outbox.id)
            .where(Outbox.lane == lane, Outbox.state.in_((Sending.QUEUED, Sending.SENDING)))
            .order_by(Outbox.id)
            .limit(1)
        )


def send_one(outbox_id: int, senders: Mapping[str, Sender], on_failure: FailureHook) -> bool:
    """Send one row if nobody else is at it and its time has come; returns whether it is off the lane."""
    now = clock.now()
    claimed = _claim(outbox_id, now)
    if claimed is None:
        return False
    row, unsure = claimed
    sender = senders[row.kind]
    try:
        sid = (sender.find_sent(row) if unsure else None) or sender.send(row)
    except Refused as error:
        _fail(row, error.code, on_failure)
        return True
    except (Unavailable, Ambiguous) as error:
        # Once in doubt, in doubt until it is found or sent: a failed look-up settles nothing.
        return _retry_later(row, error.code, unsure or isinstance(error, Ambiguous), on_failure)
    with transaction() as session:
        # A status callback may have been faster than our own answer: never step back.
        session.execute(
            update(Outbox).where(Outbox.id == row.id).values(provider_sid=sid, sent_at=clock.now())
        )
        session.execute(
            update(Outbox)
            .where(Outbox.id == row.id, Outbox.state == Sending.SENDING)
            .values(state=Sending.SENT, error_code=None)
        )
    return True


def _claim(outbox_id: int, now: datetime) -> tuple[Outbox, bool] | None:
    """Mark a row as being sent; returns it and whether an earlier attempt's outcome is unknown."""
    stale = and_(Outbox.state == Sending.SENDING, Outbox.claimed_at < now - CLAIM_EXPIRES_AFTER)
    due = and_(Outbox.state == Sending.QUEUED, or_(Outbox.not_before.is_(None), Outbox.not_before <= now))
    try:
        with transaction() as session:
            before = session.execute(
                select(Outbox.state, Outbox.error_code)
                .where(Outbox.id == outbox_id, or_(due, stale))
                .with_for_update(skip_locked=True)
            ).one_or_none()
            if before is None:
                return None
            session.execute(
                update(Outbox)
                .where(Outbox.id == outbox_id)
                .values(state=Sending.SENDING, claimed_at=now, attempts=Outbox.attempts + 1)
            )
            row = session.get_one(Outbox, outbox_id)
    except IntegrityError:
        # Another row of the lane is under way; whoever sends it goes on to this one.
        return None
    return row, before.state == Sending.SENDING or before.error_code == Ambiguous.code


def _retry_later(row: Outbox, code: str, ambiguous: bool, on_failure: FailureHook) -> bool:
    now = clock.now()
    wait = retry_after(row.attempts, now - row.created_at, row.urgent)
    if wait is None:
        _fail(row, code, on_failure)
        return True
    at = now + timedelta(seconds=wait)
    log().warning("send_retried", outbox=row.id, kind=row.kind, attempt=row.attempts, code=code)
    with transaction() as session:
        session.execute(
            update(Outbox)
            .where(Outbox.id == row.id, Outbox.state == Sending.SENDING)
            .values(state=Sending.QUEUED, not_before=at, error_code=Ambiguous.code if ambiguous else code)
        )
        defer_send(session, row, at)
    return False


def retry_after(attempts: int, age: timedelta, urgent: bool) -> float | None:
    """Return the seconds before the next attempt after `attempts` failed ones; None to give up."""
    if urgent:
        wait = RETRY_AFTER[min(attempts, len(RETRY_AFTER)) - 1]
        return min(wait, URGENT_RETRY_AT_MOST) if age < URGENT_FOR else None
    return RETRY_AFTER[attempts - 1] if attempts <= len(RETRY_AFTER) else None


def _fail(row: Outbox, code: str, on_failure: FailureHook) -> None:
    log().error("send_failed", outbox=row.id, kind=row.kind, attempt=row.attempts, code=code)
    with transaction() as session:
        failed = session.scalar(
            update(Outbox)
            .where(Outbox.id == row.id, Outbox.state == Sending.SENDING)
            .values(state=Sending.FAILED, error_code=code)
            .returning(Outbox)
        )
        if failed is not None:
            on_failure(session, failed, clock.now())
            let_go(session, failed.token)
