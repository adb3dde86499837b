"""The watchdog process: apart from the queue, with its own way out."""

import asyncio
from collections.abc import Callable

import httpx
import procrastinate
import psycopg
from procrastinate import PsycopgConnector
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from helpline.alerts.handover import follow_up
from helpline.alerts.watchdog import seen
from helpline.alerts.watchdog.finding import Finding
from helpline.alerts.watchdog.overdue import look
from helpline.alerts.watchdog.report import Reporter, heartbeat
from helpline.alerts.watchdog.revive import DEAD_AFTER, KINDS, revive_jobs
from helpline.alerts.watchdog.twilio_look import InBackground, TwilioLook
from helpline.infra import clock, logs
from helpline.infra.database import transaction
from helpline.infra.logs import log
from helpline.infra.settings import settings
from ivr import call_back
from processes.tasks import defer_reconcile
from whatsapp import templates

LOOK_EVERY = 5.0
HEARTBEAT_EVERY_LOOKS = 12
MORE_CHECKS = (call_back.late_call_backs, call_back.call_back_budget_used, follow_up.late_follow_ups)
# A worker that has just started has had no time for a heartbeat yet.
GRACE_LOOKS = 6


def main() -> None:
    """Look every five seconds until stopped; a look that fails is itself a finding."""
    logs.configure("watchdog", settings().log_level)
    twilio = InBackground(TwilioLook(templates.in_use))
    twilio.start()
    asyncio.run(_run(twilio.findings))


async def _run(found_at_twilio: Callable[[], list[Finding]] = list) -> None:
    reporter = Reporter()
    app = procrastinate.App(
        connector=PsycopgConnector(conninfo=settings().database_url, min_size=1, max_size=2)
    )
    opened = False
    was_away = False
    looks = 0
    log().info("watchdog_started")
    while True:
        findings: list[Finding] = []
        try:
            if not opened:
                await app.open_async()
                opened = True
            await revive_jobs(app)
            findings += await asyncio.to_thread(_look)
            if was_away:
                # While the database was away webhooks failed, and Twilio tries them once.
                await asyncio.to_thread(defer_reconcile)
                was_away = False
            findings += await asyncio.to_thread(silent_workers) if looks > GRACE_LOOKS else []
        except (
            SQLAlchemyError,
            psycopg.Error,
            procrastinate.exceptions.ProcrastinateException,
            OSError,
        ) as error:
            log().error("look_failed", error=error)
            findings.append(Finding("database_unreachable"))
            was_away = True
        except Exception as error:
            # A watchdog that ends with every look tells nobody anything.
            log().error("look_failed", exc_info=error)
            findings.append(Finding("look_failed"))
        if looks > GRACE_LOOKS and not await asyncio.to_thread(rasa_answers):
            findings.append(Finding("rasa_silent"))
        findings += found_at_twilio()
        await asyncio.to_thread(reporter.report, findings, clock.now())
        await asyncio.to_thread(_keep, findings)
        if not any(one.stands for one in findings) and looks % HEARTBEAT_EVERY_LOOKS == 0:
            await asyncio.to_thread(heartbeat)
        looks += 1
        await asyncio.sleep(LOOK_EVERY)


def _look() -> list[Finding]:
    with transaction() as session:
        return list(look(session, clock.now(), MORE_CHECKS))


def _keep(findings: list[Finding]) -> None:
    """Show the supervisors' page what was found; without a database it shows that this look is missing."""
    try:
        with transaction() as session:
            seen.keep(session, findings, clock.now())
    except Exception as error:
        # Only a page misses it; the reports above have gone out.
        log().error("findings_not_kept", error=error)


def silent_workers() -> list[Finding]:
    """Report workers without a heartbeat, and queues whose jobs wait although their time has come."""
    with transaction() as session:
        alive = session.execute(
            text(
                "SELECT count(*) FROM procrastinate_workers "
                "WHERE last_heartbeat > now() - make_interval(secs => :dead)"
            ),
            {"dead": DEAD_AFTER},
        ).scalar_one()
        waiting = session.execute(
            text(
                "SELECT queue_name, count(*) FROM procrastinate_jobs WHERE status = 'todo' "
                "AND coalesce(scheduled_at, now()) < now() - interval '30 seconds' GROUP BY queue_name"
            )
        ).all()
    found = [Finding(f"queue_stalled_{queue}", count) for queue, count in waiting]
    # Each message worker and the urgent one: two of the first kind must not hide that the other is dead.
    expected = len(KINDS) - 1 + settings().worker_processes
    if alive < expected:
        found.append(Finding("worker_silent", expected - alive))
    return found


def rasa_answers() -> bool:
    """Say whether Rasa's server answers at all within two seconds."""
    try:
        return httpx.get(settings().rasa_url, timeout=2, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False
