"""Claim a row, make its one REST call, record the outcome; the only place that retries."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import and_, bindparam, case, func, null, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

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


# Made once: each of these runs for every message.
_of = aliased(Outbox)
_NEXT = select(
    _of.lane,
    select(func.min(Outbox.id))
    .where(Outbox.lane == _of.lane, Outbox.state.in_((Sending.QUEUED, Sending.SENDING)))
    .scalar_subquery()
    .label("next_id"),
).where(_of.id == bindparam("of"))
_DUE = (
    select(Outbox.state, Outbox.error_code)
    .where(
        Outbox.id == bindparam("of"),
        or_(
            and_(
                Outbox.state == Sending.QUEUED,
                or_(Outbox.not_before.is_(None), Outbox.not_before <= bindparam("now")),
            ),
            and_(Outbox.state == Sending.SENDING, Outbox.claimed_at < bindparam("expired")),
        ),
    )
    .with_for_update(skip_locked=True)
)
_CLAIM = (
    update(Outbox)
    .where(Outbox.id == bindparam("of"))
    .values(state=Sending.SENDING, claimed_at=bindparam("now"), attempts=Outbox.attempts + 1)
    .returning(Outbox)
    .execution_options(synchronize_session=False)
)
# A status callback may have been faster than our own answer: never step back.
_UNDER_WAY = Outbox.state == Sending.SENDING
_SENT = (
    update(Outbox)
    .where(Outbox.id == bindparam("of"))
    .values(
        provider_sid=bindparam("sid"),
        sent_at=bindparam("at"),
        state=case((_UNDER_WAY, Sending.SENT), else_=Outbox.state),
        error_code=case((_UNDER_WAY, null()), else_=Outbox.error_code),
    )
    .execution_options(synchronize_session=False)
)


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
    while (following := _next(outbox_id)) is not None:
        lane, next_id = following
        if lane is None:
            send_one(outbox_id, senders, on_failure)
            return
        if next_id is None or not send_one(next_id, senders, on_failure):
            return


def _next(outbox_id: int) -> tuple[str | None, int | None] | None:
    """Return a row's lane and which row of that lane is to be sent next; None if the row is not there."""
    with transaction() as session:
        found = session.execute(_NEXT, {"of": outbox_id}).one_or_none()
    return None if found is None else (found.lane, found.next_id)


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
        session.execute(_SENT, {"of": row.id, "sid": sid, "at": clock.now()})
    return True


def _claim(outbox_id: int, now: datetime) -> tuple[Outbox, bool] | None:
    """Mark a row as being sent; returns it and whether an earlier attempt's outcome is unknown."""
    try:
        with transaction() as session:
            before = session.execute(
                _DUE, {"of": outbox_id, "now": now, "expired": now - CLAIM_EXPIRES_AFTER}
            ).one_or_none()
            if before is None:
                return None
            row = session.scalars(_CLAIM, {"of": outbox_id, "now": now}).one()
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
