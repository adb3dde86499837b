"""A counsellor has a contact called by the helpline's number: their own phone rings first, then theirs."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpline import cases
from helpline.alerts.alert import Alert
from helpline.alerts.roster import Counsellor
from helpline.cases import Case, CaseEvent
from helpline.outbox import Kind, enqueue

RINGING = "ringing"
# A second tap within it would ring the same phone twice.
AGAIN_AFTER = timedelta(seconds=45)


def ring(session: Session, case: Case, counsellor: Counsellor, now: datetime) -> bool:
    """Have the counsellor's phone rung; their key there calls the contact. The caller holds the case's lock.

    Returns False while it rings already. Nothing of the contact is in the call before the key.
    """
    rung = select(CaseEvent.id).where(
        CaseEvent.case_id == case.id, CaseEvent.kind == RINGING, CaseEvent.at > now - AGAIN_AFTER
    )
    if session.scalar(rung.limit(1)) is not None:
        return False
    # The line of an acknowledged alert is where a counsellor calls a contact from.
    alert = session.scalars(
        select(Alert)
        .where(Alert.case_id == case.id, Alert.counsellor == counsellor.id)
        .order_by(Alert.id.desc())
        .limit(1)
    ).one()
    cases.record(session, case, RINGING, counsellor.id, now)
    enqueue(
        session,
        Kind.CALL,
        counsellor.phone,
        {"ring": str(alert.token), "counsellor": counsellor.id},
        now=now,
        urgent=True,
        case_id=case.id,
    )
    return True
