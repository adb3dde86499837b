"""The wiring: every deferred task has a function, every kind of row a sender, and the watchdog survives."""

import asyncio
import re

import pytest

from helpline.alerts.watchdog.finding import Finding
from helpline.infra.settings import ROOT
from helpline.outbox import Kind
from processes import watchdog
from processes.tasks import SENDERS, TASKS


def test_every_task_that_any_code_defers_is_registered() -> None:
    named = {
        task
        for room in ("helpline", "whatsapp", "ivr")
        for path in (ROOT / room).rglob("*.py")
        for task in re.findall(
            r'^[A-Z_]+_TASK = "([a-z_.]+)"', path.read_text(encoding="utf-8"), re.MULTILINE
        )
    }

    assert named
    assert named <= set(TASKS)


def test_every_kind_of_effect_has_a_sender() -> None:
    assert set(SENDERS) == set(Kind)


class Stop(BaseException):
    """Ends the endless loop of a test."""


@pytest.mark.parametrize("error", [OSError("x"), RuntimeError("x"), KeyError("x")])
def test_a_look_that_fails_is_itself_a_finding_and_not_the_watchdogs_end(
    environment: pytest.MonkeyPatch, error: Exception
) -> None:
    reported: list[list[Finding]] = []

    class Reporter:
        def report(self, findings: list[Finding], now: object) -> None:
            reported.append(list(findings))
            if len(reported) == 3:
                raise Stop

    def failing(*_: object, **__: object) -> None:
        raise error

    class App:
        def __init__(self, **_: object) -> None:
            self.open_async = failing

    async def at_once(_: float) -> None:
        return None

    environment.setenv("DATABASE_URL", "postgresql://nowhere/wiyak")
    environment.setattr(watchdog, "Reporter", Reporter)
    environment.setattr(watchdog.procrastinate, "App", App)
    environment.setattr(watchdog, "PsycopgConnector", lambda **_: None)
    environment.setattr(watchdog.asyncio, "sleep", at_once)
    with pytest.raises(Stop):
        asyncio.run(watchdog._run())

    assert [len(findings) for findings in reported] == [1, 1, 1]
    assert reported[0][0].key in ("database_unreachable", "look_failed")
