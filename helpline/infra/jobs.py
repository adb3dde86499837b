"""Jobs in PostgreSQL: deferred on the caller's connection, so a row always has its job."""

from datetime import datetime
from enum import IntEnum
from functools import lru_cache
from typing import Any

import procrastinate
from procrastinate import SyncPsycopgConnector
from sqlalchemy import text
from sqlalchemy.orm import Session

URGENT = "urgent"
NORMAL = "normal"


class Priority(IntEnum):
    """Order in which waiting jobs of one queue are taken; higher first."""

    ROUTINE = 0
    MESSAGE = 10
    # What counsellors are told beside alerts, which may be much where they take many cases.
    WORDS = 15
    AMBER = 20
    RED = 30
    # What nobody has read yet may be danger as well, and must not wait behind all that is known.
    UNREAD = 40


@lru_cache(maxsize=1)
def _deferrer() -> procrastinate.App:
    # Never opened: every job is written on the connection of the transaction that needs it.
    return procrastinate.App(connector=SyncPsycopgConnector())


def defer(
    session: Session,
    task: str,
    *,
    queue: str = NORMAL,
    lock: str | None = None,
    queueing_lock: str | None = None,
    priority: Priority = Priority.ROUTINE,
    at: datetime | None = None,
    **ids: int,
) -> None:
    """Write a job in the session's transaction.

    Arguments are database ids only: a job's row is readable by operators. A waiting job with the
    same `queueing_lock` makes a second one needless, so it is left out.
    """
    options: dict[str, Any] = {
        "queue": queue,
        "lock": lock,
        "queueing_lock": queueing_lock,
        "priority": int(priority),
        "schedule_at": at,
    }
    if queueing_lock is None:
        _write(session, task, options, ids)
        return
    # A taken queueing lock is an error to PostgreSQL; the savepoint keeps the caller's transaction.
    try:
        with session.begin_nested():
            _write(session, task, options, ids)
    except procrastinate.exceptions.AlreadyEnqueued:
        return


def waiting(session: Session, task: str, now: datetime, *arguments: str) -> set[tuple[int, ...]]:
    """Return what the jobs of a task are about that could be taken now: the values of these arguments."""
    values = ", ".join(f"(args ->> '{name}')::bigint" for name in arguments)
    rows = session.execute(
        text(
            f"SELECT {values} FROM procrastinate_jobs WHERE status = 'todo' AND task_name = :task "
            "AND (scheduled_at IS NULL OR scheduled_at <= :now)"
        ),
        {"task": task, "now": now},
    )
    return {tuple(row) for row in rows}


def _write(session: Session, task: str, options: dict[str, Any], ids: dict[str, int]) -> None:
    # Asked for here and not earlier: SQLAlchemy sends a savepoint only when its connection is asked for.
    connection = session.connection().connection.driver_connection
    _deferrer().configure_task(task, allow_unknown=True, connection=connection, **options).defer(**ids)
