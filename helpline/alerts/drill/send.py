"""Send one test alert: says from its first words that it is one, and nothing of any contact."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from helpline import content
from helpline.alerts.alert import CounsellorWindow
from helpline.alerts.drill.model import ONCE_A_DAY, VERB, Drill, DrillState
from helpline.alerts.roster import Counsellor
from helpline.alerts.tell import reply
from helpline.alerts.transports import email, push, sms
from helpline.alerts.transports.missing import NotSetUp
from helpline.alerts.whatsapp_window import is_open
from helpline.infra.logs import log
from helpline.infra.settings import settings
from helpline.outbox import Kind, Outbox, enqueue
from helpline.outbox.reply import Button, Reply


class NoTemplate(Exception):
    """WhatsApp takes free text only from whom has written lately, and no template is set."""


def send(
    session: Session, counsellor: Counsellor, transport: str, day: date, why: str, now: datetime
) -> Drill | None:
    """Write a test and what carries it; returns None where the day has its test by this transport already.

    One that cannot even be tried is written down as such; nothing is raised. Its rows are not urgent and wait
    in no lane: nothing in danger is ever behind them.
    """
    drill_id = session.scalar(
        insert(Drill)
        .values(
            counsellor=counsellor.id,
            transport=transport,
            day=day,
            why=why,
            state=DrillState.SENT,
            sent_at=now,
        )
        .on_conflict_do_nothing(index_elements=["counsellor", "transport", "day"], index_where=ONCE_A_DAY)
        .returning(Drill.id)
    )
    if drill_id is None:
        return None
    drill = session.get_one(Drill, drill_id)
    try:
        with session.begin_nested():
            row = _BY[transport](session, drill, counsellor, now)
            drill.outbox_id = row.id
    except NoTemplate:
        # The counsellor's phone has no part in that: it must not count as one that fails.
        log().warning(
            "test_alert_not_sent", counsellor=counsellor.id, transport=transport, state="no template"
        )
        drill.end(DrillState.WITHDRAWN, "no template", now)
    except Exception as error:
        log().error("test_alert_failed", counsellor=counsellor.id, transport=transport, error=error)
        drill.fail(type(error).__name__, now)
    return drill


def _voice(session: Session, drill: Drill, counsellor: Counsellor, now: datetime) -> Outbox:
    return enqueue(session, Kind.CALL, counsellor.phone, {VERB: str(drill.token)}, now=now)


def _whatsapp(session: Session, drill: Drill, counsellor: Counsellor, now: datetime) -> Outbox:
    payload: dict[str, object] = {VERB: str(drill.token)}
    if settings().test_alert_content_sid or settings().environment == "development":
        payload |= {"template": "test", "variables": {"1": str(drill.token)}}
    elif is_open(session.get(CounsellorWindow, counsellor.id), now):
        said = reply("alert.test.whatsapp")
        buttons = tuple(Button(f"{button.id}{drill.token}", button.title) for button in said.buttons)
        payload |= Reply(said.text, buttons).to_json()
    else:
        raise NoTemplate
    return enqueue(session, Kind.WHATSAPP, counsellor.phone, payload, now=now)


def _sms(session: Session, drill: Drill, counsellor: Counsellor, now: datetime) -> Outbox:
    if not sms.ready(counsellor):
        raise NotSetUp
    payload = {VERB: str(drill.token), "text": content.text("alert.test.sms")}
    return enqueue(session, Kind.SMS, counsellor.phone, payload, now=now)


def _email(session: Session, drill: Drill, counsellor: Counsellor, now: datetime) -> Outbox:
    if not email.ready(counsellor):
        raise NotSetUp
    payload = {
        VERB: str(drill.token),
        "subject": content.text("alert.test.email.subject"),
        "text": content.text("alert.test.email"),
    }
    return enqueue(session, Kind.EMAIL, counsellor.email, payload, now=now)


def _push(session: Session, drill: Drill, counsellor: Counsellor, now: datetime) -> Outbox:
    if not push.ready(counsellor):
        raise NotSetUp
    # As it is posted: where an alert says its level and case, this says that it is none.
    payload = {
        VERB: str(drill.token),
        "level": "TEST",
        "text": content.text("alert.test.sms"),
        "counsellor": counsellor.id,
        "alert": str(drill.token),
        "at": now.isoformat(),
    }
    return enqueue(session, Kind.PUSH, counsellor.id, payload, now=now)


_BY: Mapping[str, Callable[[Session, Drill, Counsellor, datetime], Outbox]] = {
    "voice": _voice,
    "whatsapp": _whatsapp,
    "sms": _sms,
    "email": _email,
    "push": _push,
}
TRANSPORTS = tuple(_BY)
