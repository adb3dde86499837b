"""A phone that was busy is rung again: whoever was speaking has perhaps hung up.

Without it a call that lasts, another alert's or the daily test's, would keep a person from hearing of
somebody in danger until the policy comes back to them.
"""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from helpline.alerts import roster
from helpline.alerts.alert import Alert, AlertState
from helpline.alerts.transports import voice
from helpline.cases import Case, State, record
from helpline.infra import clock
from helpline.triage import Level

AFTER = 20.0  # seconds
# Declining a call is "busy" too: nobody is rung for ever.
AT_MOST = 3
_COUNTED_FOR = 90.0  # seconds: as long as RED waits before it rings the second person


def ring_again(session: Session, case: Case, alert: Alert, now: datetime) -> bool:
    """Let a call that found the line busy follow soon; returns whether it will.

    Only where somebody is in danger or waits on the line, and the case is nobody's yet. The caller holds the
    case's row lock. The new alert belongs to the same step, and nothing of the policy waits for it.
    """
    waited_for = case.level == Level.RED or case.waiting_call is not None
    if alert.transport != "voice" or alert.outcome != "busy" or case.state != State.OPEN or not waited_for:
        return False
    counsellor = roster.current().find(alert.counsellor)
    lately = session.scalar(
        select(func.count()).where(
            Alert.case_id == case.id,
            Alert.counsellor == alert.counsellor,
            Alert.transport == "voice",
            Alert.sent_at > now - clock.scaled(_COUNTED_FOR),
        )
    )
    if counsellor is None or (lately or 0) > AT_MOST:
        return False
    at = now + clock.scaled(AFTER)
    again = Alert(
        case_id=case.id,
        counsellor=counsellor.id,
        transport="voice",
        step=alert.step,
        state=AlertState.SENT,
        sent_at=now,
    )
    session.add(again)
    session.flush()
    voice.send(session, again, case, counsellor, now, not_before=at)
    record(session, case, "rung_again", "bot", now, to=counsellor.id, step=alert.step)
    return True
