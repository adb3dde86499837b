"""What changes, told at once to whoever watches: over Redis, after the commit, by ids alone.

Nothing relies on it. A publish that is lost (Redis away, a process that ends) is made good by the watchers,
who look by themselves every few seconds; and a transaction neither waits for Redis nor fails with it.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from queue import SimpleQueue
from threading import Thread
from typing import Any

import redis
from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction

from helpline.infra.logs import log
from helpline.infra.settings import settings

# Seconds: who cannot be reached within them is away.
PATIENCE = 0.5
_PENDING = "live.pending"


@dataclass(frozen=True, slots=True)
class Event:
    """Something happened to a case; `kind` is a word of its history, or what was done with it."""

    kind: str
    case_id: int


def publish(session: Session, kind: str, case_id: int) -> None:
    """Tell watchers about a case once the session's transaction is committed, and never if it is not."""
    if not settings().redis_url:
        return
    pending: dict[Event, None] | None = session.info.get(_PENDING)
    if pending is None:
        pending = session.info[_PENDING] = {}
        event.listen(session, "after_commit", _committed)
        event.listen(session, "after_soft_rollback", _rolled_back)
    pending[Event(kind, case_id)] = None


def events() -> Iterator[Event | None]:
    """Yield what is published from now on, and None whenever a second passes without; first of all None.

    Raises redis.RedisError when Redis is away.
    """
    with _client().pubsub(ignore_subscribe_messages=True) as subscription:
        subscription.subscribe(_channel())
        # Told to be subscribed: from here on nothing is missed.
        subscription.get_message(ignore_subscribe_messages=False, timeout=PATIENCE)
        yield None
        while True:
            message = subscription.get_message(timeout=1)
            if message is None:
                # A connection that died without a word looks like silence; a ping that fails raises.
                subscription.ping()
                yield None
            elif message["type"] == "message":
                told = json.loads(message["data"])
                yield Event(str(told["kind"]), int(told["case"]))


def _committed(session: Session) -> None:
    # Also heard at the end of a savepoint, which may still be rolled back with the whole.
    if session.in_nested_transaction():
        return
    pending, waiting = session.info[_PENDING], _sender(os.getpid(), settings().redis_url)
    for one in pending:
        waiting.put(one)
    pending.clear()


def _rolled_back(session: Session, ended: SessionTransaction) -> None:
    if ended.parent is None:
        session.info[_PENDING].clear()


@lru_cache(maxsize=4)
def _sender(_process: int, _url: str) -> "SimpleQueue[Event]":
    """Return what this process has to tell, and the thread that tells it: no commit waits for a network."""
    waiting: SimpleQueue[Event] = SimpleQueue()
    Thread(target=_send_all, args=(waiting, _client(), _channel()), name="live", daemon=True).start()
    return waiting


def _send_all(waiting: "SimpleQueue[Event]", client: Any, channel: str) -> None:
    while True:
        one = waiting.get()
        try:
            client.publish(channel, json.dumps({"kind": one.kind, "case": one.case_id}))
        except (redis.RedisError, OSError) as error:
            log().warning("live_not_published", error=error)
            # What waits behind it would be old news by the time that Redis is back.
            while not waiting.empty():
                waiting.get()


def _client() -> Any:
    return redis.Redis.from_url(
        settings().redis_url, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE
    )


def _channel() -> str:
    # Channels are not kept apart by the databases of one Redis.
    return f"live:{settings().redis_url.rpartition('/')[2]}"
