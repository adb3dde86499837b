"""The one way to PostgreSQL: an engine made on first use, and transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import DeclarativeBase, Session

from helpline.infra.settings import settings


class Base(DeclarativeBase):
    """Parent of every table."""


def sqlalchemy_url(url: str) -> str:
    """Return `url` with the psycopg 3 driver named."""
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


@lru_cache(maxsize=1)
def engine() -> Engine:
    """Return this process's engine; raises ValueError when DATABASE_URL is empty."""
    url = settings().database_url
    if not url:
        raise ValueError("DATABASE_URL is empty; `make run` sets it for the embedded server")
    return create_engine(
        sqlalchemy_url(url),
        pool_size=20,
        max_overflow=20,
        # A database restart must cost one failed ping, not one lost message.
        pool_pre_ping=True,
        connect_args={"connect_timeout": 5},
        # An error's message must not quote what was being stored.
        hide_parameters=True,
    )


@contextmanager
def transaction() -> Iterator[Session]:
    """Give a session that commits at the end and rolls back on any exception."""
    with Session(engine(), expire_on_commit=False) as session, session.begin():
        yield session


def try_lock_contact(session: Session, contact_id: int) -> bool:
    """Take the contact's lock if it is free; for whoever holds a case's row and must not wait for it."""
    taken = session.scalar(text("SELECT pg_try_advisory_xact_lock(1, :id)"), {"id": contact_id % 2**31})
    return bool(taken)


def lock_contact(session: Session, contact_id: int) -> None:
    """Serialise what changes one contact's case until the transaction ends."""
    session.execute(text("SELECT pg_advisory_xact_lock(1, :id)"), {"id": contact_id % 2**31})
