"""A counsellor's own act on an alert or a case: acknowledge, pass on, resolve."""

import enum
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from helpline import cases
from helpline.alerts import roster
from helpline.alerts.alert import CONSOLE, Alert, AlertState, CounsellorWindow
from helpline.alerts.handover import follow_up, private
from helpline.alerts.roster import Counsellor
from helpline.alerts.tell import reply, tell_contact, tell_counsellor
from helpline.alerts.whatsapp_window import is_open
from helpline.cases import Case, Outcome, State, Timer
from helpline.cases.outcome import Done
from helpline.contacts import Contact
from helpline.outbox import Kind, enqueue, withdraw


class Result(enum.Enum):
    """What an acknowledgement led to."""

    ACCEPTED = "accepted"
    MINE_ALREADY = "mine_already"
    TAKEN = "taken"
    OVER = "over"


def acknowledge(session: Session, alert: Alert, now: datetime, *, via: str) -> tuple[Result, Case]:
    """Give the alert's case to its counsellor by their own act; the contact is told in the same transaction.

    `via` is the act: "key", "button" or "console".
    """
    case = session.get_one(Case, alert.case_id)
    if roster.current().find(alert.counsellor) is None:
        # They have left the roster since they were alerted: nobody would find the case with them.
        return Result.OVER, case
    if cases.acknowledge(session, case.id, alert.counsellor, now):
        session.refresh(case)
        _settle(session, alert, case, now, via)
        return Result.ACCEPTED, case
    session.refresh(case)
    if case.state == State.RESOLVED:
        return Result.OVER, case
    mine = case.acknowledged_by == alert.counsellor
    return (Result.MINE_ALREADY if mine else Result.TAKEN), case


def take(session: Session, case: Case, counsellor: Counsellor, now: datetime) -> Result:
    """Give a case to a counsellor by their click in the console, whether or not they were alerted.

    The click leaves a row of its own among the alerts, by the transport "console". The caller holds the
    case's row lock.
    """
    if case.state != State.OPEN:
        # Nothing is left to be acknowledged: no row.
        if case.state == State.RESOLVED:
            return Result.OVER
        return Result.MINE_ALREADY if case.acknowledged_by == counsellor.id else Result.TAKEN
    alert = Alert(
        case_id=case.id,
        counsellor=counsellor.id,
        transport=CONSOLE,
        step=case.step,
        state=AlertState.SENT,
        sent_at=now,
        delivered_at=now,
    )
    session.add(alert)
    session.flush()
    return acknowledge(session, alert, now, via="console")[0]


def _settle(session: Session, alert: Alert, case: Case, now: datetime, via: str) -> None:
    counsellor = roster.current().by_id(alert.counsellor)
    alert.state, alert.outcome, alert.ended_at = AlertState.ACKNOWLEDGED, via, now
    others = session.execute(
        update(Alert)
        .where(Alert.case_id == case.id, Alert.id != alert.id, Alert.state == AlertState.SENT)
        .values(state=AlertState.OVER, outcome="acknowledged by another", ended_at=now)
        .returning(Alert.id, Alert.counsellor)
    ).all()
    # A call that is still waiting to be placed would wake somebody for a case that has its counsellor.
    withdraw(session, [alert.id, *(other.id for other in others)])
    for name in sorted({other.counsellor for other in others} - {alert.counsellor}):
        told = roster.current().find(name)
        if told is not None and is_open(session.get(CounsellorWindow, name), now):
            tell_counsellor(session, told, reply("alert.whatsapp.taken"), now, case.id)
    tell_contact(session, case, "danger.accepted", now, name=counsellor.name)
    if case.waiting_call is not None:
        # The caller hears it within a second instead of at the end of the waiting prompt.
        enqueue(
            session,
            Kind.CALL_UPDATE,
            case.waiting_call,
            {"case": case.id},
            now=now,
            urgent=True,
            case_id=case.id,
        )


def pass_on(session: Session, alert: Alert, now: datetime, *, via: str) -> None:
    """Let the next step of the escalation begin at once, by the counsellor's own act.

    An alert passes its case on once: a second tap, or Twilio's second try, must not ring a third person.
    """
    case = session.get_one(Case, alert.case_id, with_for_update=True, populate_existing=True)
    session.refresh(alert)
    waited = alert.state == AlertState.SENT
    if waited:
        alert.state, alert.outcome, alert.ended_at = AlertState.PASSED, via, now
    if case.state == State.ACKNOWLEDGED and case.acknowledged_by == alert.counsellor:
        cases.expire_acknowledgement(session, case, now, why="passed on")
        tell_contact(session, case, "danger.passed_on", now)
    elif case.state == State.OPEN and waited:
        cases.record(session, case, "passed_on", alert.counsellor, now)
        cases.arm(session, case, Timer.ALERT, now)


def resolve(
    session: Session,
    case: Case,
    counsellor: Counsellor,
    outcome: Outcome | None,
    now: datetime,
    *,
    tell: bool = True,
) -> bool:
    """Finish a case by its counsellor's act, say a kind last word to the contact, and offer a follow-up.

    Returns False when it is not theirs; raises cases.OutcomeMissing. The caller holds the case's row lock.
    `tell` false: the counsellor sees where they are that it is closed, and is not written to.
    """
    if not cases.resolve(session, case, counsellor.id, now, outcome):
        return False
    waiting = session.scalars(
        update(Alert)
        .where(Alert.case_id == case.id, Alert.state == AlertState.SENT)
        .values(state=AlertState.OVER, outcome="resolved", ended_at=now)
        .returning(Alert.id)
    ).all()
    withdraw(session, waiting)
    not_reached = outcome is not None and outcome.done == Done.NOT_REACHED
    tell_contact(session, case, "case.not_reached" if not_reached else "case.resolved", now)
    contact = session.get_one(Contact, case.contact_id)
    if outcome is not None and outcome.follow_up.days is not None and contact.erase_asked_at is None:
        follow_up.offer(session, case, outcome.follow_up, now)
    if tell:
        tell_counsellor(session, counsellor, reply("alert.whatsapp.resolved", case=case.id), now, case.id)
    private.at_the_end(session, contact, now)
    return True


def held_by(session: Session, counsellor: Counsellor) -> list[Case]:
    """Return the cases in which a counsellor talks with a contact, the latest first."""
    return [case for case in kept_by(session, counsellor) if case.state == State.ACKNOWLEDGED]


def kept_by(session: Session, counsellor: Counsellor) -> list[Case]:
    """Return the cases that are a counsellor's, those handed back to the assistant too, the latest first."""
    return list(
        session.scalars(
            select(Case)
            .where(
                Case.acknowledged_by == counsellor.id,
                Case.state.in_((State.ACKNOWLEDGED, State.HANDED_BACK)),
            )
            .order_by(Case.acknowledged_at.desc())
        )
    )
