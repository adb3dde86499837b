"""The wall clock, the one place that reads it."""

from datetime import UTC, datetime, timedelta

from helpline.infra.settings import settings


def now() -> datetime:
    """Return the current time in UTC."""
    return datetime.now(UTC)


def scaled(seconds: float) -> timedelta:
    """Return a waiting time, shortened by HELPLINE_TIME_SCALE in drills and tests."""
    return timedelta(seconds=seconds / settings().time_scale)
