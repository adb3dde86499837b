"""What became of a contact's case, as JSON, for the simulator and the scenario player; development only."""

import hmac

from flask import Blueprint, Response, jsonify, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from helpline import contacts
from helpline.alerts import Alert
from helpline.cases import Case, CaseEvent
from helpline.contacts.inbox import Channel, pending
from helpline.infra.database import transaction
from helpline.infra.settings import settings
from helpline.outbox import Outbox, Sending

blueprint = Blueprint("dev", __name__, url_prefix="/dev")


@blueprint.get("/state")
def state() -> Response:
    """Return the latest case of a number, its alerts, and whether an answer to them is on its way.

    Needs the Twilio token as bearer.
    """
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not hmac.compare_digest(given.encode(), settings().twilio_auth_token.encode()):
        return Response("bearer token needed", status=401)
    with transaction() as session:
        contact = contacts.find(session, request.args.get("number", ""))
        busy = contact is not None and _busy(session, contact.id)
        case = _latest(session, contact.id) if contact else None
        if case is None:
            return jsonify(case=None, alerts=[], busy=busy)
        return jsonify(case=_case(session, case), alerts=_alerts(session, case), busy=busy)


def _busy(session: Session, contact_id: int) -> bool:
    """Say whether a message of theirs waits to be handled, or one to them to be sent."""
    unsent = select(Outbox.id).where(
        Outbox.lane == f"contact:{contact_id}", Outbox.state.in_((Sending.QUEUED, Sending.SENDING))
    )
    return bool(pending(session, contact_id, Channel.WHATSAPP)) or bool(
        session.scalar(select(unsent.exists()))
    )


def _latest(session: Session, contact_id: int) -> Case | None:
    return session.scalar(select(Case).where(Case.contact_id == contact_id).order_by(Case.id.desc()).limit(1))


def _case(session: Session, case: Case) -> dict[str, object]:
    history = session.scalars(select(CaseEvent).where(CaseEvent.case_id == case.id).order_by(CaseEvent.id))
    return {
        "id": case.id,
        "level": case.risk.name,
        "state": case.state,
        "routes": case.routes,
        "reason": case.reason,
        "channel": case.channel,
        "acknowledged_by": case.acknowledged_by,
        "timer": case.timer,
        "timer_due_at": case.timer_due_at.isoformat() if case.timer_due_at else None,
        "call_back_due_at": case.call_back_due_at.isoformat() if case.call_back_due_at else None,
        "history": [
            {"kind": event.kind, "actor": event.actor, "at": event.at.isoformat(), **event.detail}
            for event in history
        ],
    }


def _alerts(session: Session, case: Case) -> list[dict[str, object]]:
    rows = session.execute(
        select(Alert, Outbox.provider_sid)
        .outerjoin(Outbox, Outbox.alert_id == Alert.id)
        .where(Alert.case_id == case.id)
        .order_by(Alert.id)
    )
    return [
        {
            "transport": row.transport,
            "to": row.counsellor,
            "at": row.sent_at.isoformat(),
            "state": row.state,
            "outcome": row.outcome,
            "error_code": row.error_code,
            "delivered": row.delivered_at is not None,
            "sid": sid,
        }
        for row, sid in rows
    ]
