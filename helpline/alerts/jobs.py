"""The jobs of alerts; they carry no contact's lock and run in the urgent worker."""

from datetime import datetime

from sqlalchemy.orm import Session

from helpline import cases
from helpline.alerts import roster
from helpline.alerts.counsellor_messages import latest_alert
from helpline.alerts.escalate import alert, escalate
from helpline.alerts.roster import Counsellor
from helpline.alerts.tell import reply, tell_contact, tell_counsellor
from helpline.cases import Case, State, Timer
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.infra.settings import settings
from helpline.outbox.reply import Button, Reply


def case_timer(case_id: int, version: int) -> None:
    """Do what a case's timer is for, unless the case has moved on."""
    now = clock.now()
    with transaction() as session:
        case = session.get(Case, case_id, with_for_update=True)
        if (
            case is None
            or case.timer_version != version
            or case.timer_due_at is None
            or case.timer_due_at > now
            or case.state == State.RESOLVED
        ):
            return
        fire(session, case, now)


def fire(session: Session, case: Case, now: datetime) -> None:
    """Run the due timer of a locked case; each branch arms the next timer."""
    if case.state == State.OPEN:
        escalate(session, case, now)
    elif case.timer == Timer.REVIEW:
        _ask_for_review(session, case, now)
    else:
        _take_back(session, case, now)


def _take_back(session: Session, case: Case, now: datetime) -> None:
    """Escalate again: the counsellor gave no first word, or left the contact unanswered."""
    holder = roster.current().find(case.acknowledged_by)
    unanswered = case.timer == Timer.UNANSWERED
    text_id = "alert.whatsapp.unanswered" if unanswered else "alert.whatsapp.expired"
    minutes = int(settings().unanswered_after // 60)
    if holder is not None:
        _tell_holder(session, case, holder, reply(text_id, case=case.id, minutes=minutes), now)
    cases.expire_acknowledgement(
        session, case, now, why="contact unanswered" if unanswered else "no first word"
    )
    tell_contact(session, case, "danger.unanswered", now)


def _ask_for_review(session: Session, case: Case, now: datetime) -> None:
    """Remind the counsellor of a quiet case; it stays theirs, unless they are no counsellor any more."""
    holder = roster.current().find(case.acknowledged_by)
    if holder is None:
        cases.expire_acknowledgement(session, case, now, why="not in the roster")
        return
    said = reply("alert.whatsapp.review", case=case.id)
    buttons = tuple(Button(f"{button.id}{case.id}", button.title) for button in said.buttons)
    tell_counsellor(session, holder, Reply(said.text, buttons), now, case.id)
    cases.record(session, case, "review_asked", "bot", now)
    cases.arm(session, case, Timer.REVIEW, now + clock.scaled(settings().review_after))


def _tell_holder(session: Session, case: Case, holder: Counsellor, said: Reply, now: datetime) -> None:
    last = latest_alert(session, case, holder)
    buttons = (
        tuple(Button(f"{button.id}{last.token}", button.title) for button in said.buttons) if last else ()
    )
    tell_counsellor(session, holder, Reply(said.text, buttons), now, case.id)


def tell_raised(case_id: int) -> None:
    """Ring the counsellor who holds a case that has become RED."""
    now = clock.now()
    with transaction() as session:
        case = session.get_one(Case, case_id, with_for_update=True)
        if case.state != State.ACKNOWLEDGED:
            return
        holder = roster.current().find(case.acknowledged_by)
        if holder is None:
            cases.expire_acknowledgement(session, case, now, why="not in the roster")
            return
        alert(session, case, holder, case.step, holder.transports, now)
