"""One escalation step: lock the case, leave if it is settled, alert, arm the next."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpline.alerts import policy, roster
from helpline.alerts.alert import Alert, AlertState
from helpline.alerts.oversight import exposure
from helpline.alerts.policy import EscalationPolicy, EscalationStep, Who
from helpline.alerts.roster import Counsellor, Roster
from helpline.alerts.tell import tell_contact
from helpline.alerts.transports import TRANSPORTS
from helpline.cases import Case, CaseEvent, Timer, arm, record
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
    contact = session.get_one(Contact, case.contact_id)
    index = min(case.step, len(steps) - 1)
    red = case.level == Level.RED
    tried = _tried(session, case) if contact.prefers else None
    # As of the policy's beginning, so that the order is the same in each of its steps.
    tired = frozenset(exposure.above(session, case.raised_at))
    while True:
        step = steps[index]
        people = targets(
            step.who, who, now, contact.language, contact.prefers, red=red, tried=tried, tired=tired
        )
        if step.who == "first":
            people = _known_first(case, people, who, now, contact.prefers, red=red)
        sent = _alert_all(session, case, people, step.by, index, now)
        if not sent and not red and index + 1 == len(steps):
            # Quiet hours must not leave the last step without anybody.
            people = targets(step.who, who, now, contact.language, contact.prefers, tried=tried, tired=tired)
            sent = _alert_all(session, case, people, step.by, index, now)
        if sent:
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


def _tried(session: Session, case: Case) -> frozenset[str]:
    """Return who gave the case back, and who was alerted since somebody last did or since it was raised."""
    gave_back = session.execute(
        select(CaseEvent.actor, CaseEvent.at).where(
            CaseEvent.case_id == case.id,
            CaseEvent.kind.in_(("passed_on", "acknowledgement_ended")),
            CaseEvent.at >= case.raised_at,
        )
    ).all()
    since = max((at for _, at in gave_back), default=case.raised_at)
    alerted = select(Alert.counsellor).where(Alert.case_id == case.id, Alert.sent_at > since)
    return frozenset((*(name for name, _ in gave_back), *session.scalars(alerted)))


def _known_first(
    case: Case,
    people: tuple[Counsellor, ...],
    who: Roster,
    now: datetime,
    prefers: str | None,
    *,
    red: bool,
) -> tuple[Counsellor, ...]:
    """Put whoever the contact knows already in the first one's place, if they are on call and awake.

    Not a man in the place of a woman where they have asked for one since.
    """
    on_call = who.on_call(now) if red else who.awake(who.on_call(now), now)
    known = next((one for one in on_call if one.id == case.known_to), None)
    if known and prefers and people and people[0].gender == prefers != known.gender:
        return people
    return people if known is None else (known, *(one for one in people[1:] if one != known))


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
    who: Who,
    roster_now: Roster,
    now: datetime,
    language: str | None = None,
    prefers: str | None = None,
    *,
    red: bool = True,
    tried: frozenset[str] | None = None,
    tired: frozenset[str] = frozenset(),
) -> tuple[Counsellor, ...]:
    """Return the counsellors a step means at an instant.

    Of those on call, whoever speaks the contact's language ("ku", "en") comes first, and among equals a woman
    or a man ("f", "m") where the contact asked for one. Where none speaks it, the first step also reaches one
    who is not on call: being understood must not wait for the last step. Nobody is waited for. `tried` are
    those alerted so far, by id: who asks for a woman after a man was alerted has one of those on call next.
    `tired` are those who have had many cases in danger of late, by id: of equals they come last, and are left
    out of nothing.
    Outside RED whoever is in their quiet hours is passed over, unless nobody is left then.
    """
    foreign = language not in (None, "ar")

    def fits_less(one: Counsellor) -> tuple[bool, bool, bool]:
        return (
            foreign and language not in one.languages,
            prefers is not None and one.gender != prefers,
            one.id in tired,
        )

    def awake(people: tuple[Counsellor, ...]) -> tuple[Counsellor, ...]:
        return people if red else roster_now.awake(people, now)

    on_call = tuple(sorted(awake(roster_now.on_call(now)), key=fits_less))
    if who == "first":
        understood = any(language in one.languages for one in on_call)
        speak = [one for one in awake(roster_now.counsellors) if language in one.languages]
        others = sorted(speak, key=fits_less)
        return on_call[:1] if understood or not foreign else (*on_call[:1], *others[:1])
    fitting = [one for one in on_call if one.gender == prefers and (not foreign or language in one.languages)]
    none_tried = tried is not None and not tried.intersection(one.id for one in fitting)
    asked_late = tuple(fitting[:1]) if none_tried else ()
    if who == "second":
        return asked_late or on_call[1:2]
    if who == "supervisor":
        supervisors = awake(roster_now.supervisors())
        return (*supervisors, *(one for one in asked_late if one not in supervisors))
    return awake(roster_now.counsellors)


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
            row.fail(type(error).__name__, now)
            continue
        record(session, case, "alerted", "bot", now, to=counsellor.id, by=transport, step=step)
        sent += 1
    return sent
