"""How far an alert came: what the ways out tell of the message or call that carries it."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Session

from helpline.alerts.alert import Alert
from helpline.alerts.drill import outcome as drill
from helpline.alerts.failures import on_failure
from helpline.outbox import Kind, Sending
from helpline.outbox.status import STATUSES, update_status

_ARRIVED = (Sending.DELIVERED, Sending.READ)


def note_status(
    session: Session,
    token: uuid.UUID,
    provider_status: str,
    code: str | None,
    now: datetime,
    sid: str | None = None,
) -> bool:
    """Move an outbox row forward by a status, and its alert with it; returns whether anything changed.

    `sid` is the provider's name for the message or call, where it has one.
    An alert by phone is delivered when it is answered, by whomever.
    """
    row = update_status(session, token, provider_status, code, now, on_failure, sid)
    if row is None:
        return False
    if drill.is_one(row):
        if STATUSES[provider_status] in _ARRIVED:
            drill.delivered(session, row, now)
    elif row.alert_id is not None and STATUSES[provider_status] in _ARRIVED:
        alert = session.get_one(Alert, row.alert_id)
        # An invitation by template may follow under the same alert: it is not the alert itself.
        carries = row.kind == (Kind.CALL if alert.transport == "voice" else alert.transport)
        if carries and alert.delivered_at is None:
            alert.delivered_at = now
    return True
