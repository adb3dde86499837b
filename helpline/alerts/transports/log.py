"""Write the alert to the log, for development without phones."""

from datetime import datetime

from sqlalchemy.orm import Session

from helpline.alerts.alert import Alert
from helpline.alerts.roster import Counsellor
from helpline.cases import Case
from helpline.infra.logs import log


def send(session: Session, alert: Alert, case: Case, counsellor: Counsellor, now: datetime) -> None:
    """Log who is alerted for which case."""
    log().warning("alert", alert=alert.id, case=case.id, counsellor=counsellor.id, level_name=case.risk.name)
