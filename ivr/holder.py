"""Bring the counsellor who holds a case to the caller who waits for them."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpline import cases
from helpline.alerts import Alert, AlertState, roster
from helpline.alerts.escalate import alert
from helpline.cases import Case
from ivr.call import Call
from ivr.sender import RING_FOR

# A ring, and the time that the helpline's name and "press 1" take.
RING_COUNTS_FOR = timedelta(seconds=RING_FOR + 30)


def ring(session: Session, call: Call, case: Case, now: datetime) -> bool:
    """Have the holder's phone ring once for this call; returns False when the case is open again.

    They accepted on WhatsApp, on the console or earlier, so no alert call of theirs leads into the room. A
    holder who cannot be rung or does not come gives the case back: the caller's wait is not theirs to spend.
    """
    name = case.acknowledged_by
    assert name is not None
    last = session.scalar(
        select(Alert)
        .where(
            Alert.case_id == case.id,
            Alert.counsellor == name,
            Alert.transport == "voice",
            Alert.sent_at >= max(call.started_at, case.acknowledged_at or call.started_at),
        )
        .order_by(Alert.id.desc())
        .limit(1)
    )
    if last is None:
        if _rung(session, case, name, now):
            return True
    elif last.state == AlertState.SENT and last.sent_at > now - RING_COUNTS_FOR:
        return True
    cases.expire_acknowledgement(session, case, now, why="not on the line")
    return False


def _rung(session: Session, case: Case, name: str, now: datetime) -> bool:
    try:
        holder = roster.current().by_id(name)
    except KeyError:
        # They have left the roster since.
        return False
    return alert(session, case, holder, case.step, ("voice",), now) > 0
