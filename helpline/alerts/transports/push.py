"""Post an alert to the operator's own webhook, which does not run through Twilio."""

from datetime import datetime

from sqlalchemy.orm import Session

from helpline.alerts.alert import Alert
from helpline.alerts.roster import Counsellor
from helpline.alerts.transports.missing import NotSetUp
from helpline.cases import Case
from helpline.infra.settings import settings
from helpline.outbox import Kind, enqueue


def ready(counsellor: Counsellor) -> bool:
    """Say whether this counsellor can be reached by push."""
    return bool(settings().alert_push_url)


def send(session: Session, alert: Alert, case: Case, counsellor: Counsellor, now: datetime) -> None:
    """Put the request in the outbox; raises NotSetUp."""
    if not ready(counsellor):
        raise NotSetUp
    enqueue(
        session,
        Kind.PUSH,
        counsellor.id,
        {
            "level": case.risk.name,
            "case": case.id,
            "counsellor": counsellor.id,
            "alert": str(alert.token),
            "at": now.isoformat(),
        },
        now=now,
        urgent=True,
        case_id=case.id,
        alert_id=alert.id,
    )
