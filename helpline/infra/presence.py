"""Who has the same thing open at this moment: a mark in Redis that fades, and nothing else.

Nothing relies on it: without Redis nobody is seen.
"""

from datetime import datetime
from functools import lru_cache
from typing import Any

import redis

from helpline.infra.live import PATIENCE
from helpline.infra.settings import settings

# Seconds: an open page renews its mark well within them.
FADES_AFTER = 30
KEPT_FOR = 3600


def look(what: str, who: str, now: datetime) -> bool:
    """Mark that somebody has something open; returns whether they had not before."""
    client = _client(settings().redis_url)
    if client is None:
        return False
    try:
        before = client.zscore(_key(what), who)
        client.zadd(_key(what), {who: now.timestamp()})
        client.expire(_key(what), KEPT_FOR)
    except redis.RedisError:
        return False
    return before is None or before < now.timestamp() - FADES_AFTER


def others(what: str, who: str, now: datetime) -> list[str]:
    """Return who else has it open, by name."""
    client = _client(settings().redis_url)
    if client is None:
        return []
    try:
        found = client.zrangebyscore(_key(what), now.timestamp() - FADES_AFTER, "+inf")
    except redis.RedisError:
        return []
    return sorted(one.decode() for one in found if one.decode() != who)


def _key(what: str) -> str:
    return f"open:{what}"


@lru_cache(maxsize=2)
def _client(url: str) -> Any:
    if not url:
        return None
    return redis.Redis.from_url(url, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE)
