"""Write to a counsellor by mail, which does not run through Twilio: level and number of the case, no more."""

from datetime import datetime

from sqlalchemy.orm import Session

from helpline import content
from helpline.alerts.alert import Alert
from helpline.alerts.roster import Counsellor
from helpline.alerts.transports.missing import NotSetUp
from helpline.cases import Case
from helpline.infra import mail
from helpline.outbox import Kind, enqueue


def ready(counsellor: Counsellor) -> bool:
    """Say whether this counsellor can be reached by mail."""
    return bool(counsellor.email) and mail.configured()


def send(session: Session, alert: Alert, case: Case, counsellor: Counsellor, now: datetime) -> None:
    """Put the mail in the outbox; raises NotSetUp."""
    if not ready(counsellor):
        raise NotSetUp
    level = content.text(f"alert.level.{case.risk.name.lower()}")
    enqueue(
        session,
        Kind.EMAIL,
        counsellor.email,
        {
            "subject": content.text("alert.email.subject"),
            "text": content.text("alert.email", level_words=level, case=case.id),
        },
        now=now,
        urgent=True,
        case_id=case.id,
        alert_id=alert.id,
    )
