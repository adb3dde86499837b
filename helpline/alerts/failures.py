"""A message or call that could not be delivered is itself a reason to alert."""

from datetime import datetime, timedelta

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import Session

from helpline import cases, content
from helpline.alerts import roster
from helpline.alerts.alert import ONE_WAY, Alert, AlertState
from helpline.alerts.counsellor_messages import latest_alert
from helpline.alerts.drill import outcome as drill
from helpline.alerts.handover import follow_up
from helpline.alerts.ring_again import ring_again
from helpline.alerts.roster import Counsellor
from helpline.alerts.tell import reply, tell_counsellor
from helpline.alerts.transports import whatsapp
from helpline.alerts.whatsapp_window import WINDOW
from helpline.cases import Case, State, Timer
from helpline.contacts import media
from helpline.infra.logs import log
from helpline.outbox import Kind, Outbox, Sending, enqueue
from helpline.outbox.row import defer_send
from helpline.triage import Level

# WhatsApp's refusal of free text outside of the 24-hour window.
OUTSIDE_WINDOW = "63016"
# A second invitation sooner than this would only be noise.
REOPEN_AGAIN_AFTER = timedelta(minutes=1)
# Older words are for a person to decide about; they are in the case.
HELD_AT_MOST = timedelta(days=3)


def on_failure(session: Session, row: Outbox, now: datetime) -> None:
    """Record what failed and, where a case waits on it, go on at once.

    A contact's own words are held back by a closed WhatsApp window: the template invites them, and the
    words follow when they answer (`resend_held`).
    """
    if drill.is_one(row):
        drill.failed(session, row, now)
        return
    if "follow_up" in row.payload:
        follow_up.not_sent(session, row.payload["follow_up"], row.error_code or "unknown", now)
        return
    if row.error_code == OUTSIDE_WINDOW and row.contact_id is not None:
        _invite(session, row, row.contact_id, now)
    case = (
        session.get(Case, row.case_id, with_for_update=True, populate_existing=True) if row.case_id else None
    )
    failed = None
    if row.alert_id is not None:
        # Read anew under the case's lock: a key that was pressed meanwhile wins.
        alert = session.get_one(Alert, row.alert_id, populate_existing=True)
        if alert.state == AlertState.SENT:
            alert.fail(row.error_code or "unknown", now)
            failed = alert
    if case is None:
        return
    cases.record(
        session, case, "not_delivered", "bot", now, what=row.kind, code=row.error_code, alert=row.alert_id
    )
    log().error("not_delivered", case=case.id, outbox=row.id, kind=row.kind, code=row.error_code)
    holder = roster.current().find(case.acknowledged_by)
    to_holder = holder is not None and row.payload.get("counsellor") == holder.id
    if holder is not None and to_holder:
        if row.error_code == OUTSIDE_WINDOW:
            _reopen_counsellor(session, case, holder, now)
        elif "media" in row.payload:
            # WhatsApp takes few kinds of files; what it refuses is opened in a browser.
            name = content.text(f"alert.medium.{row.payload['kind']}")
            link = media.address(row.payload["media"])
            said = reply("alert.whatsapp.media_link", case=case.id, medium=name, link=link)
            tell_counsellor(session, holder, said, now, case.id)
    if case.state == State.OPEN and case.timer == Timer.ALERT and _goes_on(session, case, row, now):
        cases.arm(session, case, Timer.ALERT, now)
    elif case.state == State.ACKNOWLEDGED and row.contact_id is not None:
        # The counsellor believes that their words arrived. The case stays theirs, so that they can ring.
        if holder is not None:
            tell_counsellor(
                session, holder, reply("alert.whatsapp.not_delivered", case=case.id), now, case.id
            )
        if case.level == Level.RED and case.timer == Timer.REVIEW:
            cases.contact_wrote(session, case, now)
    if failed is not None:
        ring_again(session, case, failed, now)


def resend_held(session: Session, contact_id: int, now: datetime) -> int:
    """Send again, in their order, a counsellor's words that a closed window held back; returns how many.

    What the bot had to say then is not sent late: it told a state that is over.
    """
    held = session.scalars(
        select(Outbox)
        .where(
            Outbox.contact_id == contact_id,
            Outbox.state == Sending.FAILED,
            Outbox.error_code == OUTSIDE_WINDOW,
            Outbox.created_at > now - HELD_AT_MOST,
        )
        .order_by(Outbox.id)
        .with_for_update()
    ).all()
    words = [row for row in held if "from" in row.payload]
    for row in words:
        row.state, row.error_code, row.attempts, row.not_before = Sending.QUEUED, None, 0, None
        session.flush()
        defer_send(session, row)
    return len(words)


def _invite(session: Session, row: Outbox, contact_id: int, now: datetime) -> None:
    """Send the template that opens the window, once a day however many messages wait behind it."""
    known = session.scalars(
        select(Outbox).where(
            Outbox.contact_id == contact_id,
            Outbox.kind == Kind.WHATSAPP,
            Outbox.created_at > now - WINDOW,
            Outbox.id != row.id,
        )
    )
    if "template" in row.payload or any(one.payload.get("template") == "reopen" for one in known):
        return
    enqueue(
        session,
        Kind.WHATSAPP,
        row.to,
        {"template": "reopen"},
        now=now,
        urgent=row.urgent,
        contact_id=contact_id,
        case_id=row.case_id,
    )


def _reopen_counsellor(session: Session, case: Case, holder: Counsellor, now: datetime) -> None:
    """Send the template to a counsellor whose WhatsApp window is closed: they acknowledged by phone.

    Their tap opens the window, and brings them the contact's words that could not be written to them. One
    template serves for all that failed within a minute.
    """
    last = latest_alert(session, case, holder)
    if last is None:
        return
    lately = session.scalars(
        select(Outbox).where(Outbox.alert_id == last.id, Outbox.created_at > now - REOPEN_AGAIN_AFTER)
    )
    if not any("template" in row.payload for row in lately):
        whatsapp.send(session, last, case, holder, now)


def _goes_on(session: Session, case: Case, row: Outbox, now: datetime) -> bool:
    """Say whether an open case's next step begins now: nobody is being reached, or the contact is not.

    With a repeated last step an unreachable provider would make this a tight loop: there the policy's
    own interval is kept.
    """
    last = case.policy is not None and case.step >= len(case.policy) - 1
    if case.step == 0 or last:
        return False
    if row.contact_id is not None:
        return case.level == Level.RED
    # A call that is only to follow (`ring_again`) reaches nobody yet.
    to_follow = exists().where(
        Outbox.alert_id == Alert.id,
        Outbox.state == Sending.QUEUED,
        Outbox.attempts == 0,
        Outbox.not_before > now,
    )
    alive = session.scalar(
        select(Alert.id)
        .where(
            Alert.case_id == case.id,
            Alert.state == AlertState.SENT,
            Alert.transport.not_in(ONE_WAY),
            ~and_(Alert.transport == "voice", to_follow),
        )
        .limit(1)
    )
    return alive is None
