"""One escalation step: lock the case, leave if it is settled, alert, arm the next."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpline.alerts import policy, roster
from helpline.alerts.alert import Alert, AlertState
from helpline.alerts.policy import EscalationPolicy, EscalationStep, Who
from helpline.alerts.roster import Counsellor, Roster
from helpline.alerts.tell import tell_contact
from helpline.alerts.transports import TRANSPORTS
from helpline.cases import Case, Timer, arm, record
from helpline.contacts import Contact
from helpline.infra import clock
from helpline.infra.logs import log
from helpline.outbox import withdraw
from helpline.triage import Level


def escalate(session: Session, case: Case, now: datetime) -> None:
    """Run the open case's next step. The caller holds the case's row lock.

    A step that reaches nobody (a gap in the roster, a transport that they do not have or that fails)
    costs no time: the next one is run at once.
    """
    if case.policy is None:
        chosen = policy.choose(case.risk, case.routes, case.reason, case.past_attempt)
        case.policy = [step.to_json() for step in chosen]
    steps: EscalationPolicy = tuple(EscalationStep.from_json(step) for step in case.policy)
    who = roster.current()
    language = session.get_one(Contact, case.contact_id).language
    index = min(case.step, len(steps) - 1)
    while True:
        people = targets(steps[index].who, who, now, language)
        if _alert_all(session, case, people, steps[index].by, index, now):
            break
        record(session, case, "nobody_alerted", "bot", now, step=index, who=steps[index].who)
        log().error("nobody_alerted", case=case.id, step=index)
        if index + 1 == len(steps):
            break
        index += 1
    case.step, wait = policy.wait_before_next(steps, index)
    arm(session, case, Timer.ALERT, now + clock.scaled(wait))
    if case.level == Level.RED and steps[index].who in ("supervisor", "everybody"):
        tell_contact(session, case, "danger.nobody_yet", now)


def _alert_all(
    session: Session,
    case: Case,
    people: tuple[Counsellor, ...],
    by: tuple[str, ...],
    index: int,
    now: datetime,
) -> int:
    return sum(alert(session, case, one, index, by, now) for one in people)


def targets(
    who: Who, roster_now: Roster, now: datetime, language: str | None = None
) -> tuple[Counsellor, ...]:
    """Return the counsellors a step means at an instant.

    Of those on call, whoever speaks the contact's language ("ku", "en") comes first. Where none of them does,
    the first step also reaches one who is not on call: being understood must not wait for the last step.
    """
    on_call = roster_now.on_call(now)
    foreign = language not in (None, "ar")
    if foreign:
        on_call = tuple(sorted(on_call, key=lambda one: language not in one.languages))
    if who == "first":
        understood = any(language in one.languages for one in on_call)
        others = [one for one in roster_now.counsellors if language in one.languages]
        return on_call[:1] if understood or not foreign else (*on_call[:1], *others[:1])
    if who == "second":
        return on_call[1:2]
    if who == "supervisor":
        return roster_now.supervisors()
    return roster_now.counsellors


def alert(
    session: Session, case: Case, counsellor: Counsellor, step: int, by: tuple[str, ...], now: datetime
) -> int:
    """Alert one counsellor by each transport of the step that they have; returns how many went out.

    A transport that fails is recorded and shouted about, and never keeps another from being tried. What
    still waits from an earlier alert by the same transport is taken back: after an outage a phone must
    ring once, not once for each step that could not be sent.
    """
    sent = 0
    for transport in by:
        if transport not in counsellor.transports:
            continue
        earlier = session.scalars(
            select(Alert.id).where(
                Alert.case_id == case.id,
                Alert.counsellor == counsellor.id,
                Alert.transport == transport,
                Alert.state == AlertState.SENT,
            )
        ).all()
        withdraw(session, earlier)
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
