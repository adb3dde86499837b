"""Write to a counsellor by template, with buttons to acknowledge or pass on."""

from datetime import datetime

from sqlalchemy.orm import Session

from helpline import content
from helpline.alerts.alert import Alert
from helpline.alerts.roster import Counsellor
from helpline.cases import Case
from helpline.outbox import Kind, enqueue


def send(session: Session, alert: Alert, case: Case, counsellor: Counsellor, now: datetime) -> None:
    """Put the template message in the outbox; it carries level and channel, nothing of the contact."""
    variables = {
        "1": content.text(f"alert.level.{case.risk.name.lower()}"),
        "2": content.text(f"alert.channel.{case.channel}"),
        "3": str(case.id),
        "4": str(alert.token),
    }
    enqueue(
        session,
        Kind.WHATSAPP,
        counsellor.phone,
        {"template": "alert", "variables": variables},
        now=now,
        urgent=True,
        case_id=case.id,
        alert_id=alert.id,
    )
