"""A message or call that could not be delivered is itself a reason to alert."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpline import cases
from helpline.alerts import roster
from helpline.alerts.alert import Alert, AlertState
from helpline.alerts.counsellor_messages import latest_alert
from helpline.alerts.transports import whatsapp
from helpline.cases import Case, State, Timer
from helpline.infra.logs import log
from helpline.outbox import Outbox
from helpline.triage import Level


def on_failure(session: Session, row: Outbox, now: datetime) -> None:
    """Record what failed and, where a case waits on it, go on at once."""
    case = session.get(Case, row.case_id, with_for_update=True) if row.case_id else None
    if row.alert_id is not None:
        alert = session.get_one(Alert, row.alert_id)
        if alert.state == AlertState.SENT:
            alert.state, alert.outcome, alert.ended_at = AlertState.FAILED, row.error_code, now
    if case is None:
        return
    cases.record(
        session, case, "not_delivered", "bot", now, what=row.kind, code=row.error_code, alert=row.alert_id
    )
    log().error("not_delivered", case=case.id, outbox=row.id, kind=row.kind, code=row.error_code)
    if row.error_code == "63016" and row.alert_id is None and row.contact_id is None:
        _reopen_counsellor(session, case, now)
    if case.state == State.OPEN and case.timer == Timer.ALERT and _nobody_is_being_reached(session, case):
        cases.arm(session, case, Timer.ALERT, now)
    elif case.state == State.ACKNOWLEDGED and row.contact_id is not None and case.level == Level.RED:
        # The counsellor believes that their words arrived.
        cases.arm(session, case, Timer.UNANSWERED, now)


def _reopen_counsellor(session: Session, case: Case, now: datetime) -> None:
    """Send the template to a counsellor whose WhatsApp window is closed: they acknowledged by phone.

    Their tap opens the window, and brings them the contact's words that could not be written to them.
    """
    if case.acknowledged_by is None:
        return
    counsellor = roster.current().by_id(case.acknowledged_by)
    last = latest_alert(session, case, counsellor)
    if last is not None:
        whatsapp.send(session, last, case, counsellor, now)


def _nobody_is_being_reached(session: Session, case: Case) -> bool:
    if case.step == 0:
        return False
    alive = session.scalar(
        select(Alert.id).where(Alert.case_id == case.id, Alert.state == AlertState.SENT).limit(1)
    )
    # With a repeated last step an unreachable provider would make this a tight loop: there the
    # policy's own interval is kept.
    last = case.policy is not None and case.step >= len(case.policy) - 1
    return alive is None and not last
