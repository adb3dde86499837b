"""What becomes of a test alert: a key, a button, or the provider's word. None of it is about a case."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpline import content
from helpline.alerts.alert import ONE_WAY
from helpline.alerts.drill.model import VERB, Drill, DrillState, locked
from helpline.alerts.roster import Counsellor
from helpline.alerts.tell import reply, tell_counsellor
from helpline.infra import clock
from helpline.infra.logs import log
from helpline.outbox import Outbox
from helpline.text import normalise

# Seconds in which an answer or the provider's word is waited for. A later one still counts as arrived.
ANSWERED_WITHIN = 1800


def is_one(row: Outbox) -> bool:
    """Say whether an outbox row carries a test."""
    return VERB in row.payload


def delivered(session: Session, row: Outbox, now: datetime) -> None:
    """Take the provider's word that a test arrived: enough where nothing can be answered."""
    drill = locked(session, row.payload[VERB])
    if drill is None:
        return
    drill.delivered_at = drill.delivered_at or now
    if drill.transport in ONE_WAY:
        _arrived(drill, "delivered", now)


def failed(session: Session, row: Outbox, now: datetime) -> None:
    """Take the provider's word that a test reached nobody. No case goes on because of it."""
    not_arrived(session, row.payload[VERB], row.error_code or "unknown", now)


def not_arrived(session: Session, token: str, why: str, now: datetime) -> None:
    """End a test by a provider's code or an alert's word, unless somebody has answered it."""
    drill = locked(session, token)
    if drill is not None and drill.state == DrillState.SENT:
        drill.fail(why, now)
        log().warning("test_alert_failed", counsellor=drill.counsellor, transport=drill.transport, code=why)


def by_key(session: Session, token: str, now: datetime) -> bool:
    """Take the key of the counsellor who was rung; returns False for a test that is none of ours."""
    drill = locked(session, token)
    if drill is not None:
        _arrived(drill, "key", now)
    return drill is not None


def by_button(session: Session, counsellor: Counsellor, token: str, now: datetime) -> None:
    """Take the button under a test, if it is the counsellor's own, and thank them."""
    drill = locked(session, token)
    if drill is None or drill.counsellor != counsellor.id:
        tell_counsellor(session, counsellor, reply("alert.test.over"), now)
        return
    _arrived(drill, "button", now)
    tell_counsellor(session, counsellor, reply("alert.test.thanks"), now)


def by_word(session: Session, counsellor: Counsellor, text: str, now: datetime) -> bool:
    """Take the button's words, typed or read from the provider's list; returns whether they were an answer.

    They are one only while a test waits for it.
    """
    if normalise(text) not in {normalise(one.title) for one in content.buttons("alert.test.whatsapp")}:
        return False
    drill = session.scalar(
        select(Drill)
        .where(
            Drill.counsellor == counsellor.id,
            Drill.transport == "whatsapp",
            Drill.state == DrillState.SENT,
            Drill.sent_at > now - clock.scaled(ANSWERED_WITHIN),
        )
        .order_by(Drill.id.desc())
        .limit(1)
        .with_for_update()
    )
    if drill is None:
        return False
    _arrived(drill, "button", now)
    tell_counsellor(session, counsellor, reply("alert.test.thanks"), now)
    return True


def _arrived(drill: Drill, how: str, now: datetime) -> None:
    # Late or after a verdict that was wrong: whoever answers was reached.
    if drill.state != DrillState.ARRIVED:
        drill.end(DrillState.ARRIVED, how, now)
