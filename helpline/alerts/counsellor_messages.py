"""What a counsellor writes or taps on WhatsApp."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from helpline.alerts import answer, roster
from helpline.alerts.alert import Alert, AlertState, CounsellorMessage, CounsellorWindow
from helpline.alerts.drill import outcome as drill
from helpline.alerts.drill.model import VERB
from helpline.alerts.handover import acts, buttons, commands, private
from helpline.alerts.handover.commands import Act, Command
from helpline.alerts.handover.relay import tell_accepted
from helpline.alerts.handover.summary import summary
from helpline.alerts.roster import Counsellor, confirm
from helpline.alerts.tell import reply, tell_counsellor
from helpline.alerts.whatsapp_window import is_open
from helpline.cases import Case, State
from helpline.outbox.reply import Reply
from helpline.triage import Level, assess

# The first key of their locks; a contact's is 1 (helpline.infra.database).
_COUNSELLOR = 2
# So exactly is it known when a counsellor last tapped; a window is open for a day.
NOTED_EVERY = timedelta(minutes=1)
# What can be done with a case whose contact the assistant talks with.
_ALSO_HANDED_BACK = (Act.COMMANDS, Act.SUMMARY, Act.NOTE, Act.CLOSE, Act.OPEN_CHAT)


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

    1. A button does what it says. 2. «موجود» confirms a shift. 3. A word about a case of theirs: «ملخص»,
    «ردود», «سجل …», «حول», «انهي», «اوامر», «افتح المحادثة». 4. Anything else goes to the contact whose
    case they hold; with several, `#12 …` says which. Whatever does not arrive is told to them.
    """
    was_open = _note_window(session, counsellor, now, words=not payload)
    if payload:
        verb, _, name = payload.partition(":")
        if verb == confirm.VERB:
            confirm.by_button(session, counsellor, name, now)
            return True
        if verb == VERB:
            drill.by_button(session, counsellor, name, now)
            return True
        if buttons.press(session, counsellor, verb, name, now):
            return True
    if buttons.typed(session, counsellor, text, now):
        return True
    kept = answer.kept_by(session, counsellor)
    held = [case for case in kept if case.state == State.ACKNOWLEDGED]
    # Words of somebody who holds a case go to the contact all the same: «موجود» may well be meant for them.
    confirmed = confirm.by_word(session, counsellor, text, now, holds_case=bool(held))
    confirmed = drill.by_word(session, counsellor, text, now) or confirmed
    if not kept:
        return confirmed or _meant_for_a_lost_case(session, counsellor, text, now)
    who = roster.current()
    names = {name: one.id for one in who.counsellors for name in (one.name, one.id)}
    command = commands.read(text, names)
    if command.act not in _ALSO_HANDED_BACK and not held:
        return confirmed or _meant_for_somebody_else(session, counsellor, text, kept, now)
    # Words for one person must never reach another: a number that is not theirs goes to nobody.
    case = _meant(kept if command.act in _ALSO_HANDED_BACK else held, command.case)
    if has_media:
        tell_counsellor(session, counsellor, reply("alert.whatsapp.text_only"), now)
    if case is None:
        _tell_which(session, counsellor, kept, held, now)
    else:
        _obey(session, case, counsellor, command, was_open, now)
    return True


def _note_window(session: Session, counsellor: Counsellor, now: datetime, *, words: bool) -> bool:
    """Note that WhatsApp's window is open from now on; returns whether it was.

    Words wait for whatever of theirs came before them, and what comes after waits for them. Taps do not wait
    for each other: somebody who takes case after case would make each wait for all before it.
    """
    lock = func.pg_advisory_xact_lock if words else func.pg_advisory_xact_lock_shared
    session.execute(select(lock(_COUNSELLOR, func.hashtext(counsellor.id))))
    window = session.get(CounsellorWindow, counsellor.id)
    if words or window is None or window.last_whatsapp_at < now - NOTED_EVERY:
        session.execute(
            insert(CounsellorWindow)
            .values(counsellor=counsellor.id, last_whatsapp_at=now)
            .on_conflict_do_update(index_elements=["counsellor"], set_={"last_whatsapp_at": now})
        )
    return is_open(window, now)


def _meant(mine: list[Case], number: int | None) -> Case | None:
    """Return the case that was named, or the only one there is."""
    if number is not None:
        return next((one for one in mine if one.id == number), None)
    return mine[0] if len(mine) == 1 else None


def _tell_which(
    session: Session, counsellor: Counsellor, kept: list[Case], held: list[Case], now: datetime
) -> None:
    if len(kept) > 1:
        numbers = "، ".join(f"#{one.id}" for one in (held if len(held) > 1 else kept))
        tell_counsellor(session, counsellor, reply("alert.whatsapp.which_case", cases=numbers), now)
    else:
        tell_counsellor(session, counsellor, reply("alert.whatsapp.no_case"), now)


def _obey(
    session: Session, case: Case, counsellor: Counsellor, command: Command, was_open: bool, now: datetime
) -> None:
    """Do what a message says with a case, if it is still theirs now that its row is locked."""
    case = session.get_one(Case, case.id, with_for_update=True, populate_existing=True)
    states = [State.ACKNOWLEDGED, *([State.HANDED_BACK] if command.act in _ALSO_HANDED_BACK else [])]
    if case.acknowledged_by != counsellor.id or case.state not in states:
        tell_counsellor(session, counsellor, reply("alert.whatsapp.no_case"), now)
    elif command.act is Act.SAY:
        said = bool(command.words.strip()) and acts.say(session, case, counsellor, Reply(command.words), now)
        if said and not was_open:
            # Acknowledged by phone: what the contact said could not be written to them until now.
            tell_accepted(session, counsellor, case, now)
    elif command.act is Act.COMMANDS:
        acts.commands(session, case, counsellor, now)
    elif command.act is Act.SUMMARY:
        tell_counsellor(session, counsellor, Reply(summary(session, case, now, steps=True)), now, case.id)
    elif command.act is Act.OPEN_CHAT:
        private.open_chat(session, case, counsellor, now)
    elif command.act is Act.NOTE:
        acts.note(session, case, counsellor, command.words, now)
    elif command.act is Act.CLOSE:
        acts.close(session, case, counsellor, "", now)
    elif command.act is Act.CANNED:
        acts.canned_replies(session, case, counsellor, now)
    elif command.words:
        acts.hand_to(session, case, counsellor, roster.current().by_id(command.words), now)
    else:
        acts.offer_to_hand_over(session, case, counsellor, now)


def _meant_for_somebody_else(
    session: Session, counsellor: Counsellor, text: str, kept: list[Case], now: datetime
) -> bool:
    """Tell a counsellor that the assistant talks with the contact now, and how they take the case up again.

    Words that read like their own danger are taken as theirs.
    """
    if assess(text).level >= Level.AMBER:
        return False
    for case in kept:
        acts.tell_with_assistant(session, case, counsellor, now)
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


def latest_alert(session: Session, case: Case, counsellor: Counsellor) -> Alert | None:
    """Return the counsellor's last alert of a case, whose token their buttons carry."""
    return session.scalar(
        select(Alert)
        .where(Alert.case_id == case.id, Alert.counsellor == counsellor.id, Alert.state != AlertState.FAILED)
        .order_by(Alert.id.desc())
        .limit(1)
    )
