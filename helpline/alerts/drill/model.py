"""A test alert's row, and a day's test."""

import enum
import uuid
from datetime import date, datetime

from sqlalchemy import BigInteger, Date, DateTime, ForeignKey, Identity, Index, String, select, text
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import Mapped, Session, mapped_column

from helpline.alerts.alert import NOBODY
from helpline.infra.database import Base

# What a test's key is called in an outbox row's payload, and what its button's id begins with.
VERB = "test"


class Why(enum.StrEnum):
    """What a test was sent for."""

    DAILY = "daily"
    SHIFT = "shift"
    HAND = "hand"


class DrillState(enum.StrEnum):
    """What became of a test; WITHDRAWN says nothing about the way to its counsellor."""

    SENT = "sent"
    ARRIVED = "arrived"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


# Those that a person asked for are not counted: a phone that was mended is tried again.
ONCE_A_DAY = text(f"why <> '{Why.HAND}'")


class Drill(Base):
    """One test alert to one counsellor by one transport, on a day of the roster's time zone.

    `outcome` is what ended it, in a word; `error_code` the provider's, where one was given.
    """

    __tablename__ = "test_alerts"
    __table_args__ = (
        Index(
            "one_test_alert_a_day",
            "counsellor",
            "transport",
            "day",
            unique=True,
            postgresql_where=ONCE_A_DAY,
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    # The only name of it that leaves the server.
    token: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True), default=uuid.uuid4, unique=True)
    counsellor: Mapped[str] = mapped_column(String(64))
    transport: Mapped[str] = mapped_column(String(16))
    day: Mapped[date] = mapped_column(Date)
    why: Mapped[str] = mapped_column(String(16))
    outbox_id: Mapped[int | None] = mapped_column(ForeignKey("outbox.id", ondelete="SET NULL"))
    state: Mapped[str] = mapped_column(String(16), default=DrillState.SENT)
    outcome: Mapped[str | None] = mapped_column(String(64))
    error_code: Mapped[str | None] = mapped_column(String(64))
    sent_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    # Where the provider tells: a message on the phone, a call picked up by whomever.
    delivered_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    # When the supervisors were told that it did not arrive.
    told_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))

    def end(self, state: DrillState, outcome: str, now: datetime, code: str | None = None) -> None:
        """Note what ended it."""
        self.state, self.outcome, self.error_code, self.ended_at = state, outcome, code, now

    def fail(self, code: str, now: datetime) -> None:
        """Note that it reached nobody; `code` is a provider's code or one of an alert's words for it."""
        if code in NOBODY:
            self.end(DrillState.FAILED, code, now)
        else:
            self.end(DrillState.FAILED, "not delivered", now, code)


class DrillDay(Base):
    """A day's test: when it was due, and when it began; without a beginning it did not run."""

    __tablename__ = "test_alert_days"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    due_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    began_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


def locked(session: Session, token: str) -> Drill | None:
    """Return the test of a token that came back from outside, its row locked; None if it is none of ours."""
    try:
        known = uuid.UUID(token)
    except ValueError:
        return None
    return session.scalar(
        select(Drill).where(Drill.token == known).with_for_update().execution_options(populate_existing=True)
    )
