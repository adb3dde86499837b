"""The buttons under what a counsellor reads about a case."""

from collections.abc import Callable
from datetime import datetime
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpline import content
from helpline.alerts import answer
from helpline.alerts.alert import Alert, AlertState, by_token
from helpline.alerts.answer import Result
from helpline.alerts.handover import acts, canned, closing
from helpline.alerts.handover.closing import AnswersUnreadable
from helpline.alerts.handover.relay import tell_accepted
from helpline.alerts.roster import Counsellor
from helpline.alerts.tell import reply, tell_counsellor
from helpline.cases import Case, CaseNote, State
from helpline.outbox.reply import Button, Reply
from helpline.text import normalise

# As many buttons as somebody who is tired looks at.
MOST_PRESSED = 3

Press = Callable[[Session, Case, Counsellor, datetime], object]

# Only while they talk with the contact.
_WHILE_HELD: dict[str, Press] = {
    "canned": acts.canned_replies,
    "over": acts.offer_to_hand_over,
    "pass_case": acts.pass_case,
    "back": acts.hand_back,
}


def press(session: Session, counsellor: Counsellor, verb: str, name: str, now: datetime) -> bool:
    """Do what a button says; returns False for a button that is not of a case or an alert.

    A button of a case that is not theirs any more does nothing, and they are told so.
    """
    if verb in ("ack", "pass"):
        _alert(session, counsellor, verb, name, now)
        return True
    if verb not in (*_WHILE_HELD, "take", "resolve", closing.VERB, canned.VERB, "note_out"):
        return False
    if not _case(session, counsellor, verb, name, now):
        tell_counsellor(session, counsellor, reply("alert.whatsapp.no_case"), now)
    return True


def typed(session: Session, counsellor: Counsellor, text: str, now: datetime) -> bool:
    """Answer the words on an alert's button with the button; returns False where they are something else.

    Words take no case (DESIGN.md, invariant 4). But some phones show no buttons, and a tap whose webhook was
    lost comes back from Twilio's list as its title: who believes to have taken a case must be told. Of many
    that wait, about the most urgent: after an outage each of many taps would bring as many answers, and all
    that wait are alerted on.
    """
    offered = content.buttons("alert.whatsapp")
    if normalise(text).strip(" .!") not in {normalise(button.title) for button in offered}:
        return False
    waiting = session.execute(
        select(Case, Alert)
        .join(Alert, Alert.case_id == Case.id)
        .where(Alert.counsellor == counsellor.id, Alert.state == AlertState.SENT, Case.state == State.OPEN)
        .order_by(Case.level.desc(), Case.raised_at, Alert.id)
    )
    latest = {case.id: alert for case, alert in waiting}
    for case_id, alert in islice(latest.items(), MOST_PRESSED):
        buttons = tuple(Button(f"{button.id}{alert.token}", button.title) for button in offered)
        said = content.text("alert.whatsapp.press", case=case_id)
        tell_counsellor(session, counsellor, Reply(said, buttons), now, case_id, once=True)
    return bool(latest)


def _case(session: Session, counsellor: Counsellor, verb: str, name: str, now: datetime) -> bool:
    number, _, rest = name.partition(":")
    kept = session.get(CaseNote, int(number)) if verb == "note_out" and number.isdecimal() else None
    if kept is not None:
        number = str(kept.case_id)
    case = session.get(Case, int(number), with_for_update=True) if number.isdecimal() else None
    if case is None or case.acknowledged_by != counsellor.id or case.state == State.RESOLVED:
        return False
    if verb == "take":
        acts.take_up(session, case, counsellor, now)
        return True
    if verb in ("resolve", closing.VERB):
        try:
            acts.close(session, case, counsellor, rest, now)
        except AnswersUnreadable:
            # The case was raised since: what is asked now is more than these answers answer.
            acts.close(session, case, counsellor, "", now)
        return True
    if case.state != State.ACKNOWLEDGED:
        acts.tell_with_assistant(session, case, counsellor, now)
        return True
    if verb in _WHILE_HELD:
        _WHILE_HELD[verb](session, case, counsellor, now)
        return True
    if verb == canned.VERB and canned.is_known(rest):
        acts.say_canned(session, case, counsellor, rest, now)
        return True
    if kept is not None and kept.author == counsellor.id:
        acts.send_note(session, kept, case, counsellor, now)
        return True
    return False


def _alert(session: Session, counsellor: Counsellor, verb: str, name: str, now: datetime) -> None:
    alert = by_token(session, name)
    if alert is None or alert.counsellor != counsellor.id:
        tell_counsellor(session, counsellor, reply("alert.whatsapp.no_case"), now)
        return
    if verb == "pass":
        answer.pass_on(session, alert, now, via="button")
        tell_counsellor(session, counsellor, reply("alert.whatsapp.passed"), now, alert.case_id)
        return
    result, case = answer.acknowledge(session, alert, now, via="button")
    if result is Result.MINE_ALREADY and case.state == State.HANDED_BACK:
        acts.tell_with_assistant(session, case, counsellor, now)
    elif result in (Result.ACCEPTED, Result.MINE_ALREADY):
        tell_accepted(session, counsellor, case, now)
    else:
        text_id = "alert.whatsapp.taken" if result == Result.TAKEN else "alert.whatsapp.no_case"
        tell_counsellor(session, counsellor, reply(text_id), now, case.id)
