"""What the database knows that decides who is due a test alert."""

from datetime import datetime, timedelta

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from helpline.alerts import reach
from helpline.alerts.alert import Alert
from helpline.alerts.drill.due import Facts
from helpline.alerts.drill.model import Drill, DrillState
from helpline.cases import Case, State
from helpline.triage import Level

# Longer than a test may be late, over whatever midnight.
LATELY = timedelta(days=2)


def gather(session: Session, now: datetime) -> Facts:
    """Return what counts for the tests of an instant."""
    lately = session.execute(
        select(Drill.counsellor, Drill.transport, Drill.day).where(Drill.sent_at > now - LATELY)
    )
    under_way = session.execute(
        select(Drill.counsellor, Drill.transport).where(
            Drill.state == DrillState.SENT, Drill.sent_at > now - LATELY
        )
    )
    known = reach.by_transport(reach.latest(session, now))
    arrived = {key for key, one in known.items() if one.last_success is not None}
    return Facts(
        tested=frozenset((row.counsellor, row.transport, row.day) for row in lately),
        reached=frozenset(arrived | {(row.counsellor, row.transport) for row in under_way}),
        busy=busy(session),
    )


def busy(session: Session) -> frozenset[str]:
    """Return who holds a case in danger, or was alerted for one that nobody holds yet."""
    red = Case.level == int(Level.RED)
    holds = select(Case.acknowledged_by).where(red, Case.state == State.ACKNOWLEDGED)
    alerted = (
        select(Alert.counsellor).join(Case, Case.id == Alert.case_id).where(red, Case.state == State.OPEN)
    )
    return frozenset(name for name in session.scalars(union(holds, alerted)) if name is not None)
