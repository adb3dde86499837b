"""Counsellors whom alerts do not reach."""

from datetime import datetime

from sqlalchemy.orm import Session

from helpline.alerts import reach, roster
from helpline.alerts.roster import RosterError
from helpline.alerts.transports import not_set_up


def counsellor_unreachable(session: Session, now: datetime) -> int:
    """Count the counsellors whose alerts fail again and again; `helpline transports` names them."""
    try:
        known = {one.id for one in roster.current().counsellors}
    except (RosterError, OSError):
        return 0
    return len(known.intersection(reach.unreachable(reach.latest(session, now))))


def transport_not_set_up(_session: Session, _now: datetime) -> int:
    """Count the transports of counsellors that the settings or the roster lack something for."""
    try:
        return len(not_set_up(roster.current()))
    except (RosterError, OSError):
        return 0
