"""An alert: one attempt to reach one counsellor by one transport."""

import enum
import uuid
from datetime import datetime

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Integer, String, select
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import Mapped, Session, mapped_column

from helpline.infra.database import Base

# Transports by which a counsellor learns of an alert and cannot answer it.
ONE_WAY = ("sms", "email", "push")
# Somebody found the case by themselves and took it: their click is its own alert.
CONSOLE = "console"
# Why an alert that was carried as far as it goes reached nobody.
NOBODY = ("busy", "no-answer", "canceled", "no key", "machine")


class AlertState(enum.StrEnum):
    """What became of an alert; only ACKNOWLEDGED means that a human has the case."""

    SENT = "sent"
    FAILED = "failed"
    ACKNOWLEDGED = "acknowledged"
    PASSED = "passed"
    OVER = "over"


class Alert(Base):
    """An alert's row. Its token is the only name of it that leaves the server.

    `outcome` is what ended it, in a word; `error_code` is the provider's, where one was given.
    """

    __tablename__ = "alerts"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    token: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True), default=uuid.uuid4, unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    counsellor: Mapped[str] = mapped_column(String(64), index=True)
    transport: Mapped[str] = mapped_column(String(16))
    step: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(16), default=AlertState.SENT)
    outcome: Mapped[str | None] = mapped_column(String(64))
    error_code: Mapped[str | None] = mapped_column(String(64))
    sent_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    # Where the provider tells: a message on the phone, a call answered, a mail taken by its server.
    delivered_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))

    def fail(self, code: str, now: datetime) -> None:
        """Note that it reached nobody; `code` is a provider's code or one of the words of NOBODY."""
        self.state, self.ended_at = AlertState.FAILED, now
        if code in NOBODY:
            self.outcome = code
        else:
            self.outcome, self.error_code = "not delivered", code


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
