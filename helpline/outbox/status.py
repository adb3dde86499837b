"""Twilio's status callbacks; a status only moves forward."""

import uuid
from datetime import datetime

from sqlalchemy import func, update
from sqlalchemy.orm import Session

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


def update_status(
    session: Session,
    token: uuid.UUID,
    provider_status: str,
    code: str | None,
    now: datetime,
    on_failure: FailureHook,
    sid: str | None = None,
) -> bool:
    """Move a row forward by a callback; returns whether anything changed.

    `sid` is the provider's name for what was sent. Whoever sent it may have died before noting it; without it
    a later row with the same words would be taken for sent by this message.
    """
    state = STATUSES.get(provider_status)
    if state is None:
        return False
    let_go(session, token)
    row = session.execute(
        update(Outbox)
        .where(Outbox.token == token, Outbox.state.in_(_EARLIER[state]))
        .values(
            state=state,
            error_code=(code or provider_status) if state == Sending.FAILED else code,
            provider_sid=func.coalesce(Outbox.provider_sid, sid or None),
            sent_at=func.coalesce(Outbox.sent_at, now),
        )
        .returning(Outbox)
    ).scalar_one_or_none()
    if row is None:
        return False
    if state == Sending.FAILED:
        on_failure(session, row, now)
    return True
