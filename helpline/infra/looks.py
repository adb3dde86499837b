"""How far Twilio's lists have been compared with what is stored; in the database, to outlast a stop."""

from datetime import datetime

from sqlalchemy import DateTime, String
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from helpline.infra.database import Base


class Look(Base):
    """One list and the beginning of the last look that reached its end."""

    __tablename__ = "looks"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    began_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


def last(session: Session, name: str) -> datetime | None:
    """Return when the last whole look at a list began, None before the first."""
    look = session.get(Look, name)
    return look.began_at if look else None


def done(session: Session, name: str, began_at: datetime) -> None:
    """Note that a look which began then has read a list to its end."""
    values = {"name": name, "began_at": began_at}
    session.execute(insert(Look).values(values).on_conflict_do_update(index_elements=["name"], set_=values))
