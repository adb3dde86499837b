"""One escalation step: lock the case, leave if it is settled, alert, arm the next."""

from datetime import datetime

from sqlalchemy.orm import Session

from helpline.alerts import policy, roster
from helpline.alerts.alert import Alert, AlertState
from helpline.alerts.policy import EscalationPolicy, EscalationStep, Who
from helpline.alerts.roster import Counsellor, Roster
from helpline.alerts.tell import tell_contact
from helpline.alerts.transports import TRANSPORTS
from helpline.cases import Case, Timer, arm, record
from helpline.infra import clock
from helpline.infra.logs import log
from helpline.triage import Level


def escalate(session: Session, case: Case, now: datetime) -> None:
    """Run the open case's next step. The caller holds the case's row lock."""
    if case.policy is None:
        case.policy = [
            step.to_json()
            for step in policy.current().select(case.risk, case.routes, case.reason, case.past_attempt)
        ]
    steps: EscalationPolicy = tuple(EscalationStep.from_json(step) for step in case.policy)
    who = roster.current()
    index = case.step
    people: tuple[Counsellor, ...] = ()
    # A step with nobody behind it (a gap in the roster) costs no time: the next one is run at once.
    while not (people := targets(steps[index].who, who, now)) and index + 1 < len(steps):
        record(session, case, "step_empty", "bot", now, step=index, who=steps[index].who)
        log().error("escalation_step_empty", case=case.id, step=index)
        index += 1
    alerted = sum(alert(session, case, one, index, steps[index].by, now) for one in people)
    if alerted == 0:
        log().error("nobody_alerted", case=case.id, step=index)
        record(session, case, "nobody_alerted", "bot", now, step=index)
    case.step, wait = policy.wait_before_next(steps, index)
    arm(session, case, Timer.ALERT, now + clock.scaled(wait))
    if case.level == Level.RED and steps[index].who in ("supervisor", "everybody"):
        tell_contact(session, case, "danger.nobody_yet", now)


def targets(who: Who, roster_now: Roster, now: datetime) -> tuple[Counsellor, ...]:
    """Return the counsellors a step means at an instant."""
    on_call = roster_now.on_call(now)
    if who == "first":
        return on_call[:1]
    if who == "second":
        return on_call[1:2]
    if who == "supervisor":
        return roster_now.supervisors()
    return roster_now.counsellors


def alert(
    session: Session, case: Case, counsellor: Counsellor, step: int, by: tuple[str, ...], now: datetime
) -> int:
    """Alert one counsellor by each transport of the step that they have; returns how many went out.

    A transport that fails is recorded and shouted about, and never keeps another from being tried.
    """
    sent = 0
    for transport in by:
        if transport not in counsellor.transports:
            continue
        row = Alert(
            case_id=case.id,
            counsellor=counsellor.id,
            transport=transport,
            step=step,
            state=AlertState.SENT,
            sent_at=now,
        )
        session.add(row)
        session.flush()
        try:
            with session.begin_nested():
                TRANSPORTS[transport](session, row, case, counsellor, now)
        except Exception as error:
            log().error("transport_failed", case=case.id, alert=row.id, transport=transport, error=error)
            row.state, row.outcome, row.ended_at = AlertState.FAILED, type(error).__name__, now
            continue
        record(session, case, "alerted", "bot", now, to=counsellor.id, by=transport, step=step)
        sent += 1
    return sent
