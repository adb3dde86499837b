"""What the watchdog found in its last look, kept for whoever wants to see it without being the watchdog."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import DateTime, Integer, String, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from helpline.alerts.watchdog.finding import Finding
from helpline.infra import looks
from helpline.infra.database import Base

LOOK = "watchdog"


class Found(Base):
    """One finding of the last look, and since when it has been found in every one."""

    __tablename__ = "findings"

    name: Mapped[str] = mapped_column(String(300), primary_key=True)
    key: Mapped[str] = mapped_column(String(80))
    about: Mapped[str] = mapped_column(String(200))
    count: Mapped[int] = mapped_column(Integer)
    since: Mapped[datetime] = mapped_column(DateTime(timezone=True))


@dataclass(frozen=True, slots=True)
class Seen:
    """The last look: when it was (None: never) and what it found, the oldest first."""

    at: datetime | None
    findings: tuple[Found, ...]


def keep(session: Session, findings: Sequence[Finding], now: datetime) -> None:
    """Put what was found now in the place of what was found before."""
    session.execute(delete(Found).where(Found.name.not_in([one.name[:300] for one in findings])))
    for one in findings:
        values = {"name": one.name[:300], "key": one.key[:80], "about": one.about[:200], "count": one.count}
        session.execute(
            insert(Found)
            .values(**values, since=now)
            .on_conflict_do_update(index_elements=["name"], set_={"count": one.count})
        )
    looks.done(session, LOOK, now)


def last(session: Session) -> Seen:
    """Return the last look."""
    found = session.scalars(select(Found).order_by(Found.since, Found.name))
    return Seen(looks.last(session, LOOK), tuple(found))
