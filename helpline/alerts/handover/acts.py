"""What a counsellor does with a case of theirs by a word or a button; what does not happen is told them.

`tell` false leaves out what is written to the counsellor: they see it where they have done it.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from helpline import cases
from helpline.alerts import answer
from helpline.alerts.escalate import alert
from helpline.alerts.handover import canned, closing
from helpline.alerts.roster import Counsellor
from helpline.alerts.tell import reply, say_to_contact, tell_contact, tell_counsellor
from helpline.cases import Case, CaseNote, Timer
from helpline.contacts import Contact
from helpline.infra import clock
from helpline.outbox.reply import Button, Reply
from helpline.triage import Level, assess

# Seconds that a counsellor who was named has before the policy goes on without them.
NAMED_ALONE_FOR = 90


def commands(session: Session, case: Case, counsellor: Counsellor, now: datetime) -> None:
    """Write what words there are."""
    tell_counsellor(session, counsellor, reply("alert.whatsapp.commands", case=case.id), now, case.id)


def canned_replies(session: Session, case: Case, counsellor: Counsellor, now: datetime) -> None:
    """Write the list of replies that a tap sends."""
    tell_counsellor(session, counsellor, canned.offer(case.id), now, case.id)


def say(session: Session, case: Case, counsellor: Counsellor, words: Reply, now: datetime) -> bool:
    """Pass a counsellor's words to the contact; returns False, told to them, where there is no way."""
    contact = session.get_one(Contact, case.contact_id)
    if contact.phone is None:
        tell_counsellor(session, counsellor, reply("alert.whatsapp.no_number", case=case.id), now, case.id)
        return False
    say_to_contact(session, contact, case, words, now, by=counsellor.id)
    # Triaged like every text; here it only marks the history for a later reader.
    level = assess(words.text).level
    cases.first_word(session, case, counsellor.id, now, by="whatsapp", level=level.name)
    return True


def say_canned(session: Session, case: Case, counsellor: Counsellor, text_id: str, now: datetime) -> None:
    """Pass a canned reply to the contact and show the counsellor what it was."""
    contact = session.get_one(Contact, case.contact_id)
    words = reply(text_id, contact)
    if say(session, case, counsellor, words, now):
        said = reply("alert.whatsapp.canned_sent", case=case.id, words=words.text)
        tell_counsellor(session, counsellor, said, now, case.id)


def note(session: Session, case: Case, counsellor: Counsellor, words: str, now: datetime) -> None:
    """Keep a note, and offer to send it where it was meant for the contact after all."""
    if not words:
        tell_counsellor(session, counsellor, reply("alert.whatsapp.note_empty"), now, case.id)
        return
    kept = cases.note(session, case, counsellor.id, words, now)
    _tell_with_buttons(session, counsellor, case, "alert.whatsapp.noted", str(kept.id), now)


def send_note(session: Session, kept: CaseNote, case: Case, counsellor: Counsellor, now: datetime) -> None:
    """Send a note's words to the contact: they were meant for them."""
    if say(session, case, counsellor, Reply(kept.text), now):
        tell_counsellor(session, counsellor, reply("alert.whatsapp.note_sent", case=case.id), now, case.id)


def offer_to_hand_over(session: Session, case: Case, counsellor: Counsellor, now: datetime) -> None:
    """Ask whether the case goes to another counsellor or the contact back to the assistant."""
    _tell_with_buttons(session, counsellor, case, "alert.whatsapp.over", str(case.id), now)


def pass_case(
    session: Session, case: Case, counsellor: Counsellor, now: datetime, *, tell: bool = True
) -> None:
    """Let the escalation go on with somebody else."""
    cases.expire_acknowledgement(session, case, now, why="passed on")
    tell_contact(session, case, "danger.passed_on", now)
    if tell:
        tell_counsellor(session, counsellor, reply("alert.whatsapp.passed"), now, case.id)


def hand_to(
    session: Session, case: Case, counsellor: Counsellor, to: Counsellor, now: datetime, *, tell: bool = True
) -> None:
    """Alert a colleague whom the counsellor named; the policy goes on if they do not answer soon."""
    if to.id == counsellor.id:
        offer_to_hand_over(session, case, counsellor, now)
        return
    cases.expire_acknowledgement(session, case, now, why="passed on")
    if alert(session, case, to, case.step, to.transports, now):
        cases.arm(session, case, Timer.ALERT, now + clock.scaled(NAMED_ALONE_FOR))
    tell_contact(session, case, "danger.passed_on", now)
    if tell:
        said = reply("alert.whatsapp.handed_to", case=case.id, name=to.name)
        tell_counsellor(session, counsellor, said, now, case.id)


def hand_back(
    session: Session, case: Case, counsellor: Counsellor, now: datetime, *, tell: bool = True
) -> bool:
    """Let the assistant go on with the contact, who is told so; the case stays the counsellor's.

    Returns False where the last word is the contact's, or they wait on the line.
    """
    handed = cases.hand_back(session, case, counsellor.id, now)
    if handed:
        tell_contact(session, case, "case.back_to_assistant", now, name=counsellor.name)
        if tell:
            _tell_with_buttons(session, counsellor, case, "alert.whatsapp.handed_back", str(case.id), now)
    elif tell:
        said = reply("alert.whatsapp.not_spoken_yet", case=case.id)
        tell_counsellor(session, counsellor, said, now, case.id)
    return handed


def tell_with_assistant(session: Session, case: Case, counsellor: Counsellor, now: datetime) -> None:
    """Tell the counsellor that the contact is with the assistant, and offer to take the case up again."""
    _tell_with_buttons(session, counsellor, case, "alert.whatsapp.with_assistant", str(case.id), now)


def take_up(
    session: Session, case: Case, counsellor: Counsellor, now: datetime, *, tell: bool = True
) -> None:
    """Take up again a case that was handed back to the assistant."""
    if cases.take_up(session, case, counsellor.id, now):
        tell_contact(session, case, "case.accepted", now, name=counsellor.name)
        if tell:
            tell_counsellor(session, counsellor, reply("alert.whatsapp.taken_up", case=case.id), now, case.id)


def close(session: Session, case: Case, counsellor: Counsellor, answers: str, now: datetime) -> None:
    """Ask the next question that closing leaves open, or close; raises closing.AnswersUnreadable."""
    asked = questions(session, case)
    if closing.next_question(asked, answers) is not None:
        tell_counsellor(session, counsellor, closing.ask(case.id, asked, answers), now, case.id)
        return
    answer.resolve(session, case, counsellor, closing.result(asked, answers), now)


def questions(session: Session, case: Case) -> tuple[str, ...]:
    """Return what is asked when this case is closed."""
    reachable = session.get_one(Contact, case.contact_id).phone is not None
    return closing.questions(danger=case.peak == Level.RED, reachable=reachable)


def _tell_with_buttons(
    session: Session, counsellor: Counsellor, case: Case, text_id: str, name: str, now: datetime
) -> None:
    said = reply(text_id, case=case.id)
    buttons = tuple(Button(f"{button.id}{name}", button.title) for button in said.buttons)
    tell_counsellor(session, counsellor, Reply(said.text, buttons), now, case.id)
