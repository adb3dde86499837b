"""An outbound effect, written before it is tried."""

import enum
import uuid
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    String,
    and_,
    bindparam,
    func,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column
from sqlalchemy.sql.dml import ReturningUpdate

from helpline.infra import jobs
from helpline.infra.crypto import EncryptedJSON, EncryptedText
from helpline.infra.database import Base

SEND_TASK = "outbox.send"


class Kind(enum.StrEnum):
    """Which request carries the effect."""

    WHATSAPP = "whatsapp"
    CALL = "call"
    CALL_UPDATE = "call_update"
    SMS = "sms"
    EMAIL = "email"
    PUSH = "push"


class Sending(enum.StrEnum):
    """What is known of a row; Twilio's later statuses only move it forward."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


class Outbox(Base):
    """A message or call to a contact or a counsellor.

    `lane` keeps order: rows of one lane are sent one after the other, oldest first, and the unique
    index lets only one of them be under way. Rows without a lane (alerts) wait for nothing.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("one_sending_a_lane", "lane", unique=True, postgresql_where="state = 'sending'"),
        Index("outbox_unsent", "lane", "id", postgresql_where="state IN ('queued', 'sending')"),
        Index("outbox_by_sid", "provider_sid"),
        Index("outbox_by_lane", "lane", "id", postgresql_where="lane IS NOT NULL"),
        Index("outbox_by_alert", "alert_id", postgresql_where="alert_id IS NOT NULL"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    # Travels in callback URLs, where a row id would tell how many messages there are.
    token: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True), default=uuid.uuid4, unique=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    alert_id: Mapped[int | None] = mapped_column(ForeignKey("alerts.id"))
    kind: Mapped[str] = mapped_column(String(16))
    to: Mapped[str] = mapped_column(EncryptedText)
    payload: Mapped[dict[str, Any]] = mapped_column(EncryptedJSON)
    lane: Mapped[str | None] = mapped_column(String(64))
    urgent: Mapped[bool] = mapped_column(default=False)
    # Says how a case stands: untrue, and so never to be sent, once the case stands otherwise.
    tells_state: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(16), default=Sending.QUEUED)
    provider_sid: Mapped[str | None] = mapped_column(String(64))
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    error_code: Mapped[str | None] = mapped_column(String(64))
    not_before: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    claimed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    sent_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


def enqueue(
    session: Session,
    kind: Kind,
    to: str,
    payload: dict[str, Any],
    *,
    now: datetime,
    urgent: bool = False,
    lane: str | None = None,
    contact_id: int | None = None,
    case_id: int | None = None,
    alert_id: int | None = None,
    tells_state: bool = False,
    not_before: datetime | None = None,
) -> Outbox:
    """Write a row and the job that sends it, in the session's transaction.

    `to` is a number in E.164, a CallSid for a call's update, a mail address, or for a push the counsellor's
    id; `payload` is what the channel's sender understands. Urgent rows use the urgent queue and a lane of
    their own, so that nothing routine is ever in front of them. `not_before` is the latest time until which
    the row waits for what is before it in its lane to arrive (`let_go`).
    """
    if lane is not None and urgent:
        lane = _urgent(lane)
    row = Outbox(
        contact_id=contact_id,
        case_id=case_id,
        alert_id=alert_id,
        kind=kind,
        to=to,
        payload=payload,
        lane=lane,
        urgent=urgent,
        tells_state=tells_state,
        not_before=not_before,
        created_at=now,
        state=Sending.QUEUED,
        attempts=0,
    )
    session.add(row)
    session.flush()
    defer_send(session, row, not_before)
    return row


def queued(session: Session, lane: str, case_id: int | None) -> Sequence[Outbox]:
    """Return the urgent rows of a lane that are about a case and wait to be sent."""
    return session.scalars(
        select(Outbox).where(
            Outbox.lane == _urgent(lane), Outbox.case_id == case_id, Outbox.state == Sending.QUEUED
        )
    ).all()


def _urgent(lane: str) -> str:
    return f"{lane}:urgent"


def _let_go() -> ReturningUpdate[Outbox]:
    """Return the statement that frees the row behind the one whose token is bound to `arrived`."""
    before, later = aliased(Outbox), aliased(Outbox)
    next_id = (
        select(func.min(later.id))
        .join(before, and_(before.lane == later.lane, before.id < later.id))
        .where(before.token == bindparam("arrived"))
        .scalar_subquery()
    )
    return (
        update(Outbox)
        .where(
            Outbox.id == next_id,
            Outbox.state == Sending.QUEUED,
            # One that was tried waits for its next try, not for this.
            Outbox.attempts == 0,
            Outbox.not_before.is_not(None),
        )
        .values(not_before=None)
        .returning(Outbox)
    )


# Made once: it runs at every status callback, and making it took five milliseconds.
_GO = _let_go()


def let_go(session: Session, token: uuid.UUID) -> None:
    """Let the row that waits behind another one go: that one, named by its token, has arrived or will not."""
    row = session.execute(
        _GO, {"arrived": token}, execution_options={"synchronize_session": False}
    ).scalar_one_or_none()
    if row is not None:
        defer_send(session, row)


def withdraw(session: Session, alert_ids: Collection[int]) -> None:
    """Take back what still waits to be sent for alerts that have lost their reason."""
    session.execute(
        update(Outbox)
        .where(Outbox.alert_id.in_(alert_ids), Outbox.state == Sending.QUEUED)
        .values(state=Sending.FAILED, error_code="withdrawn")
    )


def withdraw_state(session: Session, case_id: int) -> None:
    """Take back what still waits to be sent and tells how a case stood before."""
    session.execute(
        update(Outbox)
        .where(Outbox.case_id == case_id, Outbox.tells_state, Outbox.state == Sending.QUEUED)
        .values(state=Sending.FAILED, error_code="withdrawn")
    )


def priority(urgent: bool, alert_id: int | None, contact_id: int | None) -> jobs.Priority:
    """Return a row's turn: alerts, and what contacts in danger are told, come before other urgent words."""
    if not urgent:
        return jobs.Priority.MESSAGE
    return jobs.Priority.WORDS if alert_id is None and contact_id is None else jobs.Priority.RED


def defer_send(session: Session, row: Outbox, at: datetime | None = None) -> None:
    """Defer the job that sends a row."""
    jobs.defer(
        session,
        SEND_TASK,
        queue=jobs.URGENT if row.urgent else jobs.NORMAL,
        priority=priority(row.urgent, row.alert_id, row.contact_id),
        at=at,
        outbox_id=row.id,
    )
