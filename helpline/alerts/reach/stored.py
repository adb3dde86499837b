"""The latest alerts of each counsellor, and their test alerts, read from the database."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from helpline.alerts.alert import CONSOLE, Alert, AlertState
from helpline.alerts.drill.model import Drill, DrillState
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
        # A click in the console says nothing of anybody's phone.
        .where(Alert.sent_at > now - WITHIN, Alert.transport != CONSOLE)
        .subquery()
    )
    one = aliased(Alert, numbered)
    alerts = session.scalars(select(one).where(numbered.c.number <= KEPT))
    return [*(_attempt(alert) for alert in alerts), *_tests(session, now)]


def _tests(session: Session, now: datetime) -> Iterator[Attempt]:
    """Yield the test alerts; they are few."""
    for test in session.scalars(select(Drill).where(Drill.sent_at > now - WITHIN)):
        fate, outcome = _fate_of_test(test)
        yield Attempt(test.counsellor, test.transport, 0, test.sent_at, fate, f"test {outcome}")


def _fate_of_test(test: Drill) -> tuple[Fate, str]:
    if test.state == DrillState.ARRIVED:
        return Fate.REACHED, "arrived"
    if test.state == DrillState.FAILED:
        # Many networks tell nothing of an SMS: that says as little of the phone as for an alert.
        silent = test.transport == "sms" and test.outcome == "no word"
        return Fate.UNKNOWN if silent else Fate.FAILED, _said(test)
    return Fate.UNKNOWN, "no word yet" if test.state == DrillState.SENT else f"not made ({test.outcome})"


def _said(failed: Alert | Drill) -> str:
    return f"{failed.outcome} ({failed.error_code})" if failed.error_code else str(failed.outcome)


def _attempt(alert: Alert) -> Attempt:
    fate, outcome = _fate(alert)
    return Attempt(alert.counsellor, alert.transport, alert.case_id, alert.sent_at, fate, outcome)


def _fate(alert: Alert) -> tuple[Fate, str]:
    if alert.state == AlertState.FAILED:
        return Fate.FAILED, _said(alert)
    if alert.state in (AlertState.ACKNOWLEDGED, AlertState.PASSED):
        return Fate.REACHED, str(alert.state)
    if alert.delivered_at is not None:
        return Fate.REACHED, "delivered"
    return Fate.UNKNOWN, "no word yet" if alert.state == AlertState.SENT else "withdrawn"
