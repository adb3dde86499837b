"""The latest alerts of each counsellor, read from the database."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from helpline.alerts.alert import Alert, AlertState
from helpline.alerts.reach.history import Attempt, Fate

# Older alerts say little about a phone today: it may have been mended, or its number changed.
WITHIN = timedelta(days=7)
KEPT = 20


def latest(session: Session, now: datetime) -> list[Attempt]:
    """Return each counsellor's latest alerts by each transport, of the last seven days."""
    numbered = (
        select(
            Alert,
            func.row_number()
            .over(partition_by=(Alert.counsellor, Alert.transport), order_by=Alert.id.desc())
            .label("number"),
        )
        .where(Alert.sent_at > now - WITHIN)
        .subquery()
    )
    one = aliased(Alert, numbered)
    return [_attempt(alert) for alert in session.scalars(select(one).where(numbered.c.number <= KEPT))]


def _attempt(alert: Alert) -> Attempt:
    fate, outcome = _fate(alert)
    return Attempt(alert.counsellor, alert.transport, alert.case_id, alert.sent_at, fate, outcome)


def _fate(alert: Alert) -> tuple[Fate, str]:
    if alert.state == AlertState.FAILED:
        code = f" ({alert.error_code})" if alert.error_code else ""
        return Fate.FAILED, f"{alert.outcome}{code}"
    if alert.state in (AlertState.ACKNOWLEDGED, AlertState.PASSED):
        return Fate.REACHED, str(alert.state)
    if alert.delivered_at is not None:
        return Fate.REACHED, "delivered"
    return Fate.UNKNOWN, "no word yet" if alert.state == AlertState.SENT else "withdrawn"
