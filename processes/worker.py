"""A worker process: `worker` takes messages and their replies, `urgent` alerts, timers and danger."""

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor

import procrastinate
from procrastinate import PsycopgConnector

from helpline.infra import jobs, logs
from helpline.infra.logs import log
from helpline.infra.settings import settings
from processes.tasks import defer_reconcile, register
from processes.warm import warm

# Where the processor is too slow for all, danger and webhooks go first: the rest is in the queue and waits.
YIELDS = 3
# The watchdog takes a worker for dead after 10 s without a heartbeat.
HEARTBEAT_EVERY = 2.0
# LISTEN wakes a worker for new jobs; timers are found by polling alone.
POLL_EVERY = 0.5


def main(kind: str) -> None:
    """Run one worker until it is told to stop; raises when PostgreSQL cannot be reached."""
    logs.configure(kind, settings().log_level)
    if kind != "urgent":
        os.nice(YIELDS)
    warm()
    asyncio.run(_run(kind))


async def _run(kind: str) -> None:
    threads = settings().urgent_threads if kind == "urgent" else settings().worker_threads
    # Jobs run in threads of this pool. The default has a handful, which a few slow calls would fill.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(threads + 4, thread_name_prefix=kind))
    connector = PsycopgConnector(conninfo=settings().database_url, min_size=2, max_size=4)
    app = procrastinate.App(connector=connector)
    register(app)
    async with app.open_async():
        log().info("worker_started", worker=kind)
        if kind == "worker":
            # Twilio gave up on what came while nothing of us ran.
            await asyncio.to_thread(defer_reconcile)
        await app.run_worker_async(
            queues=[jobs.URGENT] if kind == "urgent" else [jobs.NORMAL],
            name=kind,
            concurrency=threads,
            fetch_job_polling_interval=POLL_EVERY,
            update_heartbeat_interval=HEARTBEAT_EVERY,
            # Reviving is the watchdog's, which does it by the same rule for all workers.
            stalled_worker_timeout=3600,
            shutdown_graceful_timeout=10,
            delete_jobs="successful",
        )
