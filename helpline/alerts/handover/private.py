"""What a counsellor learns of a contact's own things: a disguised chat first of all, then a safety plan."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from helpline import cases, content, referrals
from helpline.alerts import roster
from helpline.alerts.roster import Counsellor
from helpline.alerts.tell import reply, say_to_contact, tell_counsellor
from helpline.cases import Case
from helpline.contacts import Contact, erase, safety_plan
from helpline.contacts.safety_plan import STEPS
from helpline.infra import clock, jobs
from helpline.infra.database import lock_contact, transaction, try_lock_contact

AFTER_CASE_TASK = "alerts.after_case"


def warning(contact: Contact) -> Iterator[str]:
    """Yield what stands before everything else: who reads along."""
    if contact.disguised_at is not None:
        yield content.text("alert.summary.disguised")


def lines(session: Session, contact: Contact, *, steps: bool) -> Iterator[str]:
    """Yield that there is a safety plan, with `steps` its steps, and that the contact is to be erased."""
    plan = safety_plan.of(session, contact.id)
    if plan is not None and plan.answers and plan.made_at is not None:
        made = f"{plan.made_at.astimezone(roster.current().timezone):%Y/%m/%d}"
        yield content.text(
            "alert.summary.safety_plan" if steps else "alert.summary.has_safety_plan", when=made
        )
        answers = plan.answers
    else:
        answers = plan.draft["answers"] if plan is not None and plan.draft else {}
        if answers:
            yield content.text("alert.summary.safety_plan_begun")
    if steps:
        for step in STEPS:
            if answers.get(step):
                yield f"• {content.text(f'alert.plan.{step}')} {answers[step]}"
    if contact.erase_asked_at is not None:
        yield content.text("alert.summary.erase_asked")


def open_chat(
    session: Session, case: Case, counsellor: Counsellor, now: datetime, *, tell: bool = True
) -> None:
    """Open a contact's disguised chat again, by the act of the counsellor who talks with them."""
    contact = session.get_one(Contact, case.contact_id)
    if contact.disguised_at is None:
        if tell:
            said = reply("alert.whatsapp.not_disguised", case=case.id)
            tell_counsellor(session, counsellor, said, now, case.id)
        return
    contact.disguised_at = None
    cases.record(session, case, "chat_opened", counsellor.id, now)
    if contact.phone is not None:
        say_to_contact(session, contact, case, reply("disguise.off", contact), now)
    if tell:
        tell_counsellor(session, counsellor, reply("alert.whatsapp.chat_opened", case=case.id), now, case.id)


def at_the_end(session: Session, contact: Contact, now: datetime) -> None:
    """Do what waited for the end of a case, in its closing's transaction.

    Closing holds the case's row. Others take the contact's lock first and may be waiting for that row: where
    the lock is not free, a job does it a moment later.
    """
    if contact.erase_asked_at is None and not _hidden_for_good(contact):
        return
    if try_lock_contact(session, contact.id):
        _settle(session, contact, now)
    else:
        jobs.defer(session, AFTER_CASE_TASK, contact_id=contact.id)


def after_case(contact_id: int) -> None:
    """Do what waited for the end of a contact's case, unless they have another one by now."""
    with transaction() as session:
        lock_contact(session, contact_id)
        if cases.find_open(session, contact_id) is None:
            _settle(session, session.get_one(Contact, contact_id), clock.now())


def _settle(session: Session, contact: Contact, now: datetime) -> None:
    if _hidden_for_good(contact):
        contact.disguised_at = None
    if contact.erase_asked_at is not None:
        referrals.leave_all(session, contact.id, now)
        erase.erase(session, contact.id, now)


def _hidden_for_good(contact: Contact) -> bool:
    """Say whether a chat was disguised without a code word, which its counsellor alone could open."""
    return contact.disguised_at is not None and contact.code_word is None
