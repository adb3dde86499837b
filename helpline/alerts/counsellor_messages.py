"""What a counsellor writes or taps on WhatsApp."""

import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from helpline import cases, content
from helpline.alerts import answer, forward, roster
from helpline.alerts.alert import Alert, AlertState, CounsellorMessage, CounsellorWindow, by_token
from helpline.alerts.answer import Result
from helpline.alerts.roster import Counsellor, confirm
from helpline.alerts.tell import reply, say_to_contact, tell_contact, tell_counsellor
from helpline.alerts.whatsapp_window import is_open
from helpline.cases import Case, State
from helpline.contacts import Contact
from helpline.contacts.inbox import Inbox
from helpline.outbox.reply import Button, Reply
from helpline.text import normalise
from helpline.triage import Level, assess

RESOLVE_WORDS = frozenset(normalise(word) for word in ("انتهى", "انتهت", "خلصت الحالة"))
_NAMED_CASE = re.compile(r"\s*#(\d+)\s*")


def first_seen(session: Session, sid: str, counsellor: Counsellor, now: datetime) -> bool:
    """Note a counsellor's message; returns False when it was delivered before."""
    noted = session.execute(
        insert(CounsellorMessage)
        .values(provider_sid=sid, counsellor=counsellor.id, received_at=now)
        .on_conflict_do_nothing(index_elements=["provider_sid"])
        .returning(CounsellorMessage.provider_sid)
    ).scalar()
    return noted is not None


def receive(
    session: Session,
    counsellor: Counsellor,
    text: str,
    payload: str | None,
    now: datetime,
    *,
    has_media: bool = False,
) -> bool:
    """Act on a counsellor's message; returns False when it is theirs as a contact, not as a counsellor.

    1. A button: acknowledge, pass on, resolve, or say that they are there. 2. «موجود» confirms a shift.
    3. «انتهى» resolves the case they hold. 4. Anything else goes to the contact whose case they hold; with
    several, `#12 …` says which. Whatever does not arrive is told to them.
    """
    was_open = is_open(session.get(CounsellorWindow, counsellor.id), now)
    session.execute(
        insert(CounsellorWindow)
        .values(counsellor=counsellor.id, last_whatsapp_at=now)
        .on_conflict_do_update(index_elements=["counsellor"], set_={"last_whatsapp_at": now})
    )
    if payload:
        verb, _, name = payload.partition(":")
        if verb in ("ack", "pass", "resolve"):
            _button(session, counsellor, verb, name, now)
            return True
        if verb == confirm.VERB:
            confirm.by_button(session, counsellor, name, now)
            return True
    held = answer.held_by(session, counsellor)
    # Words of somebody who holds a case go to the contact all the same: «موجود» may well be meant for them.
    confirmed = confirm.by_word(session, counsellor, text, now, holds_case=bool(held))
    if not held:
        return confirmed or _meant_for_a_lost_case(session, counsellor, text, now)
    named = _NAMED_CASE.match(text)
    words = text[named.end() :] if named else text
    if named:
        # Words for one person must never reach another: a number that is not theirs goes to nobody.
        case = next((one for one in held if one.id == int(named[1])), None)
    else:
        case = held[0] if len(held) == 1 else None
    if has_media:
        tell_counsellor(session, counsellor, reply("alert.whatsapp.text_only"), now)
    if case is None and len(held) == 1:
        tell_counsellor(session, counsellor, reply("alert.whatsapp.no_case"), now)
    elif case is None:
        numbers = "، ".join(f"#{one.id}" for one in held)
        tell_counsellor(session, counsellor, reply("alert.whatsapp.which_case", cases=numbers), now)
    elif normalise(words) in RESOLVE_WORDS:
        answer.resolve(session, case, counsellor, now)
    elif words.strip():
        _to_contact(session, case, counsellor, words, now)
        if not was_open:
            # Acknowledged by phone: what the contact said could not be written to them until now.
            tell_accepted(session, counsellor, case, now)
    return True


def _meant_for_a_lost_case(session: Session, counsellor: Counsellor, text: str, now: datetime) -> bool:
    """Tell a counsellor whose case went back into escalation that their words went to nobody.

    Words that read like their own danger are taken as theirs: they too may be in need.
    """
    lost = session.scalar(
        select(Alert.id)
        .join(Case, Case.id == Alert.case_id)
        .where(
            Alert.counsellor == counsellor.id,
            Alert.state == AlertState.ACKNOWLEDGED,
            Case.state != State.RESOLVED,
        )
        .limit(1)
    )
    if lost is None or assess(text).level >= Level.AMBER:
        return False
    tell_counsellor(session, counsellor, reply("alert.whatsapp.no_case"), now)
    return True


def _button(session: Session, counsellor: Counsellor, verb: str, name: str, now: datetime) -> None:
    if verb == "resolve":
        case = session.get(Case, int(name)) if name.isdecimal() else None
        if case is None or not answer.resolve(session, case, counsellor, now):
            tell_counsellor(session, counsellor, reply("alert.whatsapp.no_case"), now)
        return
    alert = by_token(session, name)
    if alert is None or alert.counsellor != counsellor.id:
        tell_counsellor(session, counsellor, reply("alert.whatsapp.no_case"), now)
        return
    if verb == "pass":
        answer.pass_on(session, alert, now, via="button")
        tell_counsellor(session, counsellor, reply("alert.whatsapp.passed"), now, alert.case_id)
        return
    result, case = answer.acknowledge(session, alert, now, via="button")
    if result in (Result.ACCEPTED, Result.MINE_ALREADY):
        tell_accepted(session, counsellor, case, now)
    else:
        text_id = "alert.whatsapp.taken" if result == Result.TAKEN else "alert.whatsapp.no_case"
        tell_counsellor(session, counsellor, reply(text_id), now, case.id)


def tell_accepted(session: Session, counsellor: Counsellor, case: Case, now: datetime) -> None:
    """Write to the counsellor what the contact said and how to answer, and send what is not words."""
    said = reply("alert.whatsapp.accepted", summary=answer.summary(session, case, now), case=case.id)
    buttons = tuple(Button(f"{button.id}{case.id}", button.title) for button in said.buttons)
    tell_counsellor(session, counsellor, Reply(said.text, buttons), now, case.id)
    forward.forward_kept(session, case, counsellor, now)


def _to_contact(session: Session, case: Case, counsellor: Counsellor, words: str, now: datetime) -> None:
    contact = session.get_one(Contact, case.contact_id)
    if contact.phone is None:
        tell_counsellor(session, counsellor, reply("alert.whatsapp.no_number", case=case.id), now, case.id)
        return
    say_to_contact(session, contact, case, Reply(words), now, by=counsellor.id)
    # Triaged like every text; here it only marks the history for a later reader.
    level = assess(words).level
    cases.first_word(session, case, counsellor.id, now, by="whatsapp", level=level.name)


def relay_to_counsellor(session: Session, case: Case, rows: Sequence[Inbox], now: datetime) -> None:
    """Pass a contact's messages to the counsellor who holds the case; one who left the roster holds none.

    A voice note or picture is named here and follows as soon as it has been fetched.
    """
    counsellor = roster.current().find(case.acknowledged_by)
    if counsellor is None:
        cases.expire_acknowledgement(session, case, now, why="not in the roster")
        tell_contact(session, case, "danger.unanswered", now)
        return
    prefix = content.text("alert.whatsapp.relay", case=case.id)
    said = "\n".join(forward.words(session, rows))
    tell_counsellor(session, counsellor, Reply(f"{prefix}\n{said}"), now, case.id)


def latest_alert(session: Session, case: Case, counsellor: Counsellor) -> Alert | None:
    """Return the counsellor's last alert of a case, whose token their buttons carry."""
    return session.scalar(
        select(Alert)
        .where(Alert.case_id == case.id, Alert.counsellor == counsellor.id, Alert.state != AlertState.FAILED)
        .order_by(Alert.id.desc())
        .limit(1)
    )
