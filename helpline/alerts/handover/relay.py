"""A contact's words to the counsellor who holds their case."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from helpline import cases, content
from helpline.alerts import forward, roster
from helpline.alerts.handover import time_spent
from helpline.alerts.handover.summary import summary
from helpline.alerts.roster import Counsellor
from helpline.alerts.tell import reply, tell_contact, tell_counsellor
from helpline.cases import Case
from helpline.contacts import Contact
from helpline.contacts.inbox import Inbox
from helpline.outbox.reply import Button, Reply
from helpline.triage import Level

# A counsellor who is off and has not written for so long has left the conversation.
LEFT_AFTER = timedelta(hours=1)
TIME_IS_OVER = "time_is_over"


def tell_accepted(session: Session, counsellor: Counsellor, case: Case, now: datetime) -> None:
    """Write to the counsellor what they need to know, then what they can do, and send what is not words.

    The summary is a message of its own: below one that is too long for buttons they would become numbers,
    and a number that is typed goes to the contact.
    """
    tell_counsellor(session, counsellor, Reply(summary(session, case, now)), now, case.id)
    said = reply("alert.whatsapp.accepted", case=case.id)
    buttons = tuple(Button(f"{button.id}{case.id}", button.title) for button in said.buttons)
    tell_counsellor(session, counsellor, Reply(said.text, buttons), now, case.id)
    forward.forward_kept(session, case, counsellor, now)


def relay_to_counsellor(session: Session, case: Case, rows: Sequence[Inbox], now: datetime) -> None:
    """Pass a contact's messages to the counsellor who holds the case; one who left the roster holds none.

    Who is off now and has not written for an hour has gone home: whoever is on call takes it from there. A
    voice note or picture is named here and follows as soon as it has been fetched.
    """
    who = roster.current()
    counsellor = who.find(case.acknowledged_by)
    if counsellor is None:
        cases.expire_acknowledgement(session, case, now, why="not in the roster")
        tell_contact(session, case, "danger.unanswered", now)
        return
    on_call = who.on_call(now)
    if on_call and counsellor not in on_call and _silent_since(case) < now - LEFT_AFTER:
        cases.expire_acknowledgement(session, case, now, why="not on call")
        tell_contact(session, case, "danger.passed_on", now)
        tell_counsellor(session, counsellor, reply("alert.whatsapp.went_on", case=case.id), now, case.id)
        return
    hidden = session.get_one(Contact, case.contact_id).disguised_at is not None
    prefix = content.text(
        "alert.whatsapp.relay_disguised" if hidden else "alert.whatsapp.relay", case=case.id
    )
    said = "\n".join(forward.words(session, rows))
    tell_counsellor(session, counsellor, Reply(f"{prefix}\n{said}"), now, case.id)
    _tell_time_is_over(session, case, counsellor, now)


def _silent_since(case: Case) -> datetime:
    return max(one for one in (case.last_word_at, case.acknowledged_at, case.opened_at) if one is not None)


def _tell_time_is_over(session: Session, case: Case, counsellor: Counsellor, now: datetime) -> None:
    """Tell the counsellor once that the time a day that was agreed with this contact is over."""
    if case.level >= Level.AMBER or cases.happened(session, case, TIME_IS_OVER):
        return
    minutes = time_spent.minutes_over(session, case.contact_id, now)
    if minutes is not None:
        cases.record(session, case, TIME_IS_OVER, "bot", now)
        said = reply("alert.whatsapp.time_box", case=case.id, minutes=minutes)
        tell_counsellor(session, counsellor, said, now, case.id)
