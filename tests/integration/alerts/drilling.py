"""What tests of the test alert share: the hour, a minute of the worker, and what became of each."""

from datetime import datetime, time, timedelta

import pytest

from helpline.alerts import roster
from helpline.alerts.drill import daily
from helpline.alerts.drill.model import Drill
from helpline.infra.database import transaction
from helpline.infra.settings import settings
from tests.integration.world import Clock, World

AT = "11:00"


def switch_on(environment: pytest.MonkeyPatch) -> None:
    """Have test alerts at eleven."""
    environment.setenv("TEST_ALERT_AT", AT)
    settings.cache_clear()


def go_to(clock: Clock, local: str, days: int = 1) -> datetime:
    """Move on to a local time of the roster's zone so many days ahead."""
    zone = roster.current().timezone
    day = clock.now().astimezone(zone).date() + timedelta(days=days)
    there = datetime.combine(day, time.fromisoformat(local), zone)
    clock.ahead += there - clock.now()
    return there


def minute(world: World) -> None:
    """Let the worker's minute pass."""
    daily.each_minute()
    world.jobs.run()


def drills(counsellor: str = "zainab") -> dict[str, Drill]:
    """Return the latest tests of a counsellor by transport."""
    with transaction() as session:
        found = session.query(Drill).filter(Drill.counsellor == counsellor).order_by(Drill.id)
        return {drill.transport: drill for drill in found}


def outcomes(counsellor: str = "zainab") -> dict[str, tuple[str, str | None]]:
    """Return state and outcome of a counsellor's latest tests by transport."""
    return {name: (drill.state, drill.outcome) for name, drill in drills(counsellor).items()}
