"""Overrides of the roster: rows in the database, so that every machine sees them at once."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Identity, Index, String, func, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from helpline.alerts.roster.model import Override, RosterError
from helpline.alerts.roster.on_call import Roster
from helpline.alerts.roster.reading import check_names
from helpline.infra import audit
from helpline.infra.database import Base


class RosterOverride(Base):
    """An override as it was made; one that is taken back keeps its row."""

    __tablename__ = "roster_overrides"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="override_has_a_length"),
        Index("roster_overrides_by_end", "ends_at"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    starts_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    ends_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    on_call: Mapped[list[str]] = mapped_column(JSONB)
    reason: Mapped[str] = mapped_column(String(200))
    made_by: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    removed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    removed_by: Mapped[str | None] = mapped_column(String(64))

    def as_value(self) -> Override:
        """Return what it means for the roster: one that was taken back held until then."""
        ends_at = self.ends_at if self.removed_at is None else min(self.ends_at, self.removed_at)
        return Override(
            self.id,
            self.starts_at,
            ends_at,
            tuple(self.on_call),
            self.made_at,
            made_by=self.made_by,
            reason=self.reason,
        )


def since(session: Session, at: datetime) -> tuple[Override, ...]:
    """Return what holds at an instant or later, in the order in which it begins."""
    ended = func.least(RosterOverride.ends_at, RosterOverride.removed_at)
    rows = session.scalars(
        select(RosterOverride)
        .where(ended > at, ended > RosterOverride.starts_at)
        .order_by(RosterOverride.starts_at, RosterOverride.id)
    )
    return tuple(row.as_value() for row in rows)


def add(
    session: Session,
    roster: Roster,
    starts_at: datetime,
    ends_at: datetime,
    on_call: Sequence[str],
    *,
    reason: str,
    by: str,
    now: datetime,
) -> RosterOverride:
    """Put people on call between two aware times; raises RosterError where that cannot be.

    What lies in the past stays as it was: an override holds from now on at the earliest.
    """
    starts_at = max(starts_at, now)
    if ends_at <= starts_at:
        raise RosterError("an override must end after it begins, and after now")
    check_names(on_call, [one.id for one in roster.counsellors], "an override")
    row = RosterOverride(
        starts_at=starts_at,
        ends_at=ends_at,
        on_call=list(on_call),
        reason=_said(reason, "a reason", 200),
        made_by=_said(by, "who makes it", 64),
        made_at=now,
    )
    session.add(row)
    session.flush()
    bounds = {"starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat()}
    audit.record(
        session,
        row.made_by,
        "roster.override_made",
        now,
        override=row.id,
        on_call=list(on_call),
        reason=row.reason,
        **bounds,
    )
    return row


def remove(session: Session, override_id: int, *, by: str, now: datetime) -> RosterOverride:
    """Take an override back from now on; raises RosterError where there is none that holds or will hold."""
    row = session.get(RosterOverride, override_id, with_for_update=True)
    if row is None or row.removed_at is not None or row.ends_at <= now:
        raise RosterError(f"there is no override {override_id} that holds now or later")
    row.removed_at, row.removed_by = now, _said(by, "who takes it back", 64)
    audit.record(session, row.removed_by, "roster.override_removed", now, override=row.id)
    return row


def _said(text: str, what: str, longest: int) -> str:
    text = text.strip()
    if not text or len(text) > longest:
        raise RosterError(f"an override needs {what}, in 1 to {longest} characters")
    return text
