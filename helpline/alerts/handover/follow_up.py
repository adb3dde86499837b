"""A contact is asked how they are after a case: offered at its end, agreed with a safe time, then sent."""

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from helpline import cases
from helpline.alerts import roster
from helpline.alerts.tell import reply, say_to_contact, tell_contact
from helpline.alerts.whatsapp_window import WINDOW
from helpline.cases import Case
from helpline.cases.follow_up import FollowUp, SafeTime, Stage, offered
from helpline.cases.outcome import FollowUpIn
from helpline.contacts import Contact
from helpline.infra import clock, jobs
from helpline.infra.database import lock_contact, transaction
from helpline.infra.settings import settings
from helpline.outbox import Kind, enqueue
from helpline.triage import Assessment, Level

SEND_TASK = "alerts.follow_up"
# An offer that nobody answered is no consent, and what was asked yesterday is not what is meant today.
OFFER_HOLDS_FOR = timedelta(hours=24)
# Later than this it is not the time that was agreed to any more.
LATE_AT_MOST = timedelta(hours=2)
REASON = "follow_up"
# Twilio's codes of what may go well tomorrow: it, or the phone, was away. Any other is a refusal.
TRY_AGAIN = frozenset({"20500", "20503", "20429", "503", "500", "429", "30003", "30008", "63024"})


def offer(session: Session, case: Case, when: FollowUpIn, now: datetime) -> FollowUp | None:
    """Ask the contact of a case that was closed just now whether they want to be asked later.

    Somebody who only ever called is not asked in writing: their counsellor has asked them on the phone, and a
    counsellor is told on that day. Nothing is offered to whoever wants no follow-ups, or cannot be written to
    now: a question that never came would be answered by the next «yes» to anything. Returns None then.
    """
    contact = session.get_one(Contact, case.contact_id)
    assert when.days is not None
    if contact.opted_out or contact.phone is None or contact.disguised_at is not None:
        # A question about themselves has no place in a chat that somebody else reads.
        return None
    end_offers(session, contact.id, now)
    row = FollowUp(
        contact_id=contact.id, case_id=case.id, days=when.days, stage=Stage.ASKED, asked_at=now, due_at=None
    )
    if contact.last_whatsapp_at is None:
        session.add(row)
        _agree(session, row, SafeTime(contact.safe_time or SafeTime.MORNING), now)
        return row
    if now - contact.last_whatsapp_at >= WINDOW:
        return None
    if not tell_contact(session, case, "follow_up.offer", now, when=reply(f"follow_up.{when}", contact).text):
        return None
    session.add(row)
    session.flush()
    return row


def plan(session: Session, case: Case, days: int, part: SafeTime, now: datetime) -> FollowUp | None:
    """Agree on a follow-up that the contact has said yes to, in so many days at their safe time.

    It takes the place of one that was planned or offered before. None where the contact cannot be asked: no
    number, no follow-ups wanted, or a chat that somebody else reads. The caller holds the contact's lock.
    """
    contact = session.get_one(Contact, case.contact_id)
    if contact.opted_out or contact.phone is None or contact.disguised_at is not None:
        return None
    end_offers(session, contact.id, now)
    cancel(session, contact.id, now)
    contact.safe_time = part
    row = FollowUp(contact_id=contact.id, case_id=case.id, days=days, stage=Stage.ASKED, asked_at=now)
    session.add(row)
    _agree(session, row, part, now)
    return row


def planned(session: Session, contact_id: int) -> FollowUp | None:
    """Return the follow-up that is agreed on and still to come."""
    return session.scalar(
        select(FollowUp)
        .where(FollowUp.contact_id == contact_id, FollowUp.stage == Stage.AGREED)
        .order_by(FollowUp.due_at)
        .limit(1)
    )


def cancel(session: Session, contact_id: int, now: datetime) -> None:
    """End what was agreed on and has not been sent."""
    session.execute(
        update(FollowUp)
        .where(FollowUp.contact_id == contact_id, FollowUp.stage == Stage.AGREED)
        .values(stage=Stage.CANCELLED, ended_at=now)
    )


def current(session: Session, contact_id: int, now: datetime) -> FollowUp | None:
    """Return the offer that a contact's next message may answer."""
    row = offered(session, contact_id)
    return row if row is not None and row.asked_at > now - OFFER_HOLDS_FOR else None


def end_offers(session: Session, contact_id: int, now: datetime) -> None:
    """End what was offered and not answered."""
    session.execute(
        update(FollowUp)
        .where(FollowUp.contact_id == contact_id, FollowUp.stage.in_((Stage.ASKED, Stage.WHEN)))
        .values(stage=Stage.DECLINED, ended_at=now)
    )


def take(session: Session, row: FollowUp, answer: str, now: datetime) -> None:
    """Take the contact's answer: "yes" or "no" to the offer, or a part of the day (SafeTime)."""
    contact = session.get_one(Contact, row.contact_id)
    if answer == "no":
        row.stage, row.ended_at = Stage.DECLINED, now
    elif answer == "yes":
        # The second question is asked now.
        row.stage, row.asked_at = Stage.WHEN, now
    else:
        part = SafeTime(answer)
        contact.safe_time = part
        _agree(session, row, part, now)


def _agree(session: Session, row: FollowUp, part: SafeTime, now: datetime) -> None:
    day = now.astimezone(roster.current().timezone).date() + timedelta(days=row.days)
    row.stage = Stage.AGREED
    row.due_at = datetime.combine(day, part.at, roster.current().timezone)
    session.flush()
    jobs.defer(session, SEND_TASK, at=row.due_at, follow_up_id=row.id)


def send(follow_up_id: int) -> None:
    """Ask the contact how they are, if it is still wanted, safe and needed."""
    now = clock.now()
    with transaction() as session:
        contact_id = session.scalar(select(FollowUp.contact_id).where(FollowUp.id == follow_up_id))
        if contact_id is None:
            return
        lock_contact(session, contact_id)
        row = session.get_one(FollowUp, follow_up_id, with_for_update=True)
        if row.stage != Stage.AGREED or row.due_at is None or row.due_at > now:
            return
        contact = session.get_one(Contact, contact_id)
        in_touch = cases.find_open(session, contact_id) is not None
        if contact.opted_out or in_touch or contact.phone is None:
            # Whoever is in touch with a person needs no message.
            row.stage, row.ended_at = Stage.CANCELLED, now
            return
        if row.due_at < now - LATE_AT_MOST:
            # Nothing ran when it was due. At another hour somebody else may have the phone.
            _another_day(session, row, now)
            return
        row.stage, row.sent_at = Stage.SENT, now
        if contact.last_whatsapp_at is not None and now - contact.last_whatsapp_at < WINDOW:
            more = {"follow_up": row.id, "not_after": _latest(row)}
            say_to_contact(session, contact, None, reply("follow_up.check_in", contact), now, more=more)
        elif contact.last_whatsapp_at is None or not _has_template() or contact.disguised_at is not None:
            _bring_a_counsellor(session, row, now)
        else:
            enqueue(
                session,
                Kind.WHATSAPP,
                contact.phone,
                {"template": "follow_up", "follow_up": row.id, "not_after": _latest(row)},
                now=now,
                lane=f"contact:{contact_id}",
                contact_id=contact_id,
            )


def _latest(row: FollowUp) -> str:
    assert row.due_at is not None
    return (row.due_at + LATE_AT_MOST).isoformat()


def _another_day(session: Session, row: FollowUp, now: datetime) -> None:
    assert row.due_at is not None
    row.stage, row.sent_at = Stage.AGREED, None
    row.due_at += timedelta(days=1 + max((now - row.due_at).days, 0))
    jobs.defer(session, SEND_TASK, at=row.due_at, follow_up_id=row.id)


def not_sent(session: Session, follow_up_id: int, code: str, now: datetime) -> None:
    """Go on where a follow-up did not reach its contact: tomorrow, or by a counsellor where it never will."""
    row = session.get_one(FollowUp, follow_up_id, with_for_update=True, populate_existing=True)
    if row.stage != Stage.SENT:
        return
    if code.isdecimal() and code not in TRY_AGAIN:
        _bring_a_counsellor(session, row, now)
    else:
        _another_day(session, row, now)


def _has_template() -> bool:
    return bool(settings().follow_up_content_sid) or settings().simulated


def _bring_a_counsellor(session: Session, row: FollowUp, now: datetime) -> None:
    """Bring a counsellor to somebody who cannot be written to; their call asks first whether it is safe."""
    wanted = Assessment(Level.BLUE, (), 0.0, ("rule:follow_up",), False)
    case = cases.store_assessment(
        session,
        row.contact_id,
        wanted,
        source="follow_up",
        channel="voice",
        now=now,
        opens=Level.BLUE,
        reason=REASON,
    )
    assert case is not None
    case.known_to = session.get_one(Case, row.case_id).acknowledged_by


def late_follow_ups(session: Session, now: datetime) -> int:
    """Wake follow-ups that are due although no job stands for them; returns how many."""
    rows = session.scalars(
        select(FollowUp.id).where(
            FollowUp.stage == Stage.AGREED, FollowUp.due_at < now - timedelta(seconds=30)
        )
    ).all()
    for row_id in rows:
        jobs.defer(session, SEND_TASK, queueing_lock=f"follow_up:{row_id}", follow_up_id=row_id)
    return len(rows)
