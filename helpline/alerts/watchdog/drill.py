"""Test alerts that did not run, and those that did not arrive."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from helpline.alerts import roster
from helpline.alerts.drill import daily
from helpline.alerts.roster import RosterError
from helpline.alerts.watchdog.finding import Finding
from helpline.alerts.watchdog.on_call import said


def test_alerts(session: Session, now: datetime) -> Iterator[Finding]:
    """Report a day's test that did not run, once a day, and what the supervisors were told of the others."""
    try:
        who = roster.current()
    except (RosterError, OSError):
        return
    missed = daily.missed(session, who, now)
    if missed is not None:
        yield Finding("test_alert_missed", about=said(who, missed.due_at))
    for at, names in daily.told_lately(session, now):
        yield Finding("test_alert_failed", about=f"{said(who, at)}, {names}")
