"""Write to a counsellor by SMS, where there is no data: it cannot be answered, and shows the least."""

from datetime import datetime

from sqlalchemy.orm import Session

from helpline import content
from helpline.alerts.alert import Alert
from helpline.alerts.roster import Counsellor
from helpline.alerts.transports.missing import NotSetUp
from helpline.cases import Case
from helpline.infra.settings import settings
from helpline.outbox import Kind, enqueue


def ready(counsellor: Counsellor) -> bool:
    """Say whether this counsellor can be reached by SMS."""
    return bool(settings().messaging_service_sid or settings().sms_number)


def send(session: Session, alert: Alert, case: Case, counsellor: Counsellor, now: datetime) -> None:
    """Put the message in the outbox; raises NotSetUp."""
    if not ready(counsellor):
        raise NotSetUp
    level = content.text(f"alert.level.{case.risk.name.lower()}")
    enqueue(
        session,
        Kind.SMS,
        counsellor.phone,
        {"text": content.text("alert.sms", level_words=level)},
        now=now,
        urgent=True,
        case_id=case.id,
        alert_id=alert.id,
    )
