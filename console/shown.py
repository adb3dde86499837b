"""How times are shown: the helpline's local time, in digits that every counsellor reads."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from helpline.infra import clock

ZONE = ZoneInfo("Asia/Baghdad")


def clock_time(at: datetime, *, ceil: bool = False) -> str:
    """Return the local time of day of an instant; `ceil`: the next whole minute."""
    if ceil:
        at = (at + timedelta(minutes=1)).replace(second=0, microsecond=0)
    return f"{at.astimezone(ZONE):%H:%M}"


def when(at: datetime) -> str:
    """Return the local time of an instant, with its date if that is not today's."""
    local = at.astimezone(ZONE)
    today = local.date() == clock.now().astimezone(ZONE).date()
    return f"{local:%H:%M}" if today else f"{local:%Y-%m-%d %H:%M}"
