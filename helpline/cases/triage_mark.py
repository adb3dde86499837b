"""What a counsellor says of triage's verdict about a message: how it should have been, or not to count it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    DateTime,
    ForeignKey,
    Identity,
    Integer,
    String,
    UniqueConstraint,
    false,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from helpline.contacts.inbox import Inbox
from helpline.infra.database import Base
from helpline.triage import Level


class TriageMark(Base):
    """One person's verdict about one message, the last that they gave. Holds no word of anybody's.

    `was_level`, `was_routes`: what triage said. `level`, `routes`: what it should have said; `level` None
    says that the message is not to be counted (a test, a joke, somebody else's phone). `agreed`: the contact
    was asked and lets these words be used, without who they are (docs/decisions/0013). `looked_by` has worked
    through it, and `released` says that they read the words as they would leave and let them go.
    """

    __tablename__ = "triage_marks"
    __table_args__ = (UniqueConstraint("inbox_id", "author", name="one_mark_a_message_and_author"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    inbox_id: Mapped[int] = mapped_column(ForeignKey("inbox.id"))
    author: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    was_level: Mapped[int] = mapped_column(Integer)
    was_routes: Mapped[list[str]] = mapped_column(JSONB)
    level: Mapped[int | None] = mapped_column(Integer)
    routes: Mapped[list[str]] = mapped_column(JSONB)
    agreed: Mapped[bool] = mapped_column(Boolean, server_default=false())
    looked_by: Mapped[str | None] = mapped_column(String(64))
    looked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    released: Mapped[bool] = mapped_column(Boolean, server_default=false())


def mark(
    session: Session,
    case_id: int,
    message: Inbox,
    author: str,
    now: datetime,
    *,
    level: Level | None,
    routes: Sequence[str],
    agreed: bool = False,
) -> None:
    """Keep what triage should have said of a message, in the place of what the author said before.

    It is then to be looked at anew, and what was let go before is not any more.
    """
    values = {
        "case_id": case_id,
        "inbox_id": message.id,
        "author": author,
        "at": now,
        "was_level": message.level,
        "was_routes": list(message.routes),
        "level": None if level is None else int(level),
        "routes": list(routes),
        "agreed": agreed,
        "looked_by": None,
        "looked_at": None,
        "released": False,
    }
    session.execute(
        insert(TriageMark)
        .values(values)
        .on_conflict_do_update(constraint="one_mark_a_message_and_author", set_=values)
    )


def of_messages(session: Session, inbox_ids: Sequence[int], author: str) -> dict[int, TriageMark]:
    """Return an author's marks of some messages, by message."""
    mine = TriageMark.inbox_id.in_(inbox_ids), TriageMark.author == author
    return {one.inbox_id: one for one in session.scalars(select(TriageMark).where(*mine))}
