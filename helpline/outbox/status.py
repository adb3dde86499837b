"""Twilio's status callbacks; a status only moves forward."""

import uuid
from datetime import datetime

from sqlalchemy import DateTime, String, bindparam, func, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningUpdate

from helpline.outbox.row import Outbox, Sending, let_go
from helpline.outbox.send import FailureHook

# Provider's word -> ours. What is not here (queued, accepted, sending, ringing…) tells nothing new.
STATUSES = {
    "sent": Sending.SENT,
    "delivered": Sending.DELIVERED,
    "read": Sending.READ,
    "failed": Sending.FAILED,
    "undelivered": Sending.FAILED,
    "answered": Sending.DELIVERED,
    "completed": Sending.DELIVERED,
    "busy": Sending.FAILED,
    "no-answer": Sending.FAILED,
    "canceled": Sending.FAILED,
}
_EARLIER = {
    Sending.SENT: (Sending.QUEUED, Sending.SENDING),
    Sending.DELIVERED: (Sending.QUEUED, Sending.SENDING, Sending.SENT),
    Sending.READ: (Sending.QUEUED, Sending.SENDING, Sending.SENT, Sending.DELIVERED),
    Sending.FAILED: (Sending.QUEUED, Sending.SENDING, Sending.SENT),
}


def _forward(state: Sending) -> ReturningUpdate[Outbox]:
    """Return the statement that moves the row of a token to a state, unless it is there or further."""
    return (
        update(Outbox)
        .where(Outbox.token == bindparam("of"), Outbox.state.in_(_EARLIER[state]))
        .values(
            state=state,
            error_code=bindparam("code"),
            provider_sid=func.coalesce(Outbox.provider_sid, bindparam("sid", type_=String)),
            sent_at=func.coalesce(Outbox.sent_at, bindparam("at", type_=DateTime(timezone=True))),
        )
        .returning(Outbox)
        # What let_go has just read of this row, if it has, is older.
        .execution_options(synchronize_session=False, populate_existing=True)
    )


# Made once: they run at every callback.
_FORWARD = {state: _forward(state) for state in _EARLIER}


def update_status(
    session: Session,
    token: uuid.UUID,
    provider_status: str,
    code: str | None,
    now: datetime,
    on_failure: FailureHook,
    sid: str | None = None,
) -> Outbox | None:
    """Move a row forward by a callback; returns it as it is now, None if nothing changed.

    `sid` is the provider's name for what was sent. Whoever sent it may have died before noting it; without it
    a later row with the same words would be taken for sent by this message.
    """
    state = STATUSES.get(provider_status)
    if state is None:
        return None
    let_go(session, token)
    failed = state == Sending.FAILED
    row = session.scalars(
        _FORWARD[state],
        {"of": token, "code": (code or provider_status) if failed else code, "sid": sid or None, "at": now},
    ).one_or_none()
    if row is not None and failed:
        on_failure(session, row, now)
    return row
