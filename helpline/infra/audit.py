"""Who changed what and when: rows that are only ever added (the database refuses anything else)."""

import re
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Identity, Index, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from helpline.infra.database import Base

# Eight digits and more, however they are spaced; a date or a time of day has fewer in a row.
_NUMBER = re.compile(r"\+?\d(?:[ ]?\d){7,}")


class AuditEntry(Base):
    """One act of a person; `detail` names things by id and holds no number of anybody."""

    __tablename__ = "audit_log"
    __table_args__ = (Index("audit_log_by_time", "at"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    actor: Mapped[str] = mapped_column(String(64))
    action: Mapped[str] = mapped_column(String(64))
    detail: Mapped[dict[str, Any]] = mapped_column(JSONB)


def record(session: Session, actor: str, action: str, now: datetime, **detail: Any) -> None:
    """Add a line in the session's transaction: the act and its trace stand or fall together.

    What looks like a phone number in a text is masked.
    """
    session.add(AuditEntry(at=now, actor=actor, action=action, detail=_masked(detail)))


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return _NUMBER.sub("…", value)
    if isinstance(value, dict):
        return {name: _masked(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_masked(one) for one in value]
    return value
