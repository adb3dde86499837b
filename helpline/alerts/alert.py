"""An alert: one attempt to reach one counsellor by one transport."""

import enum
import uuid
from datetime import datetime

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Integer, String, select
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import Mapped, Session, mapped_column

from helpline.infra.database import Base


class AlertState(enum.StrEnum):
    """What became of an alert; only ACKNOWLEDGED means that a human has the case."""

    SENT = "sent"
    FAILED = "failed"
    ACKNOWLEDGED = "acknowledged"
    PASSED = "passed"
    OVER = "over"


class Alert(Base):
    """An alert's row. Its token is the only name of it that leaves the server."""

    __tablename__ = "alerts"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    token: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True), default=uuid.uuid4, unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    counsellor: Mapped[str] = mapped_column(String(64), index=True)
    transport: Mapped[str] = mapped_column(String(16))
    step: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(16), default=AlertState.SENT)
    outcome: Mapped[str | None] = mapped_column(String(64))
    sent_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class CounsellorWindow(Base):
    """When a counsellor last wrote to the helpline: WhatsApp's window for free text counts from it."""

    __tablename__ = "counsellor_windows"

    counsellor: Mapped[str] = mapped_column(String(64), primary_key=True)
    last_whatsapp_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class CounsellorMessage(Base):
    """A message of a counsellor that was obeyed, by the provider's SID, so that it is obeyed once."""

    __tablename__ = "counsellor_messages"

    provider_sid: Mapped[str] = mapped_column(String(80), primary_key=True)
    counsellor: Mapped[str] = mapped_column(String(64))
    received_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


def by_token(session: Session, token: str) -> Alert | None:
    """Return the alert of a token that came back from outside, None if it is not one of ours."""
    try:
        known = uuid.UUID(token)
    except ValueError:
        return None
    return session.scalar(select(Alert).where(Alert.token == known))
