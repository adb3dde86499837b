"""Ring a counsellor; nothing is said but the helpline's name until a key is pressed."""

from datetime import datetime

from sqlalchemy.orm import Session

from helpline.alerts.alert import Alert
from helpline.alerts.roster import Counsellor
from helpline.cases import Case
from helpline.outbox import Kind, enqueue


def send(
    session: Session,
    alert: Alert,
    case: Case,
    counsellor: Counsellor,
    now: datetime,
    *,
    not_before: datetime | None = None,
) -> None:
    """Put the call in the outbox, to be placed at once or at a time."""
    enqueue(
        session,
        Kind.CALL,
        counsellor.phone,
        {"alert": str(alert.token)},
        now=now,
        urgent=True,
        case_id=case.id,
        alert_id=alert.id,
        not_before=not_before,
    )
