"""Put the jobs of dead workers back: nothing else does, and a job left "doing" blocks its lock."""

from datetime import UTC, datetime

import procrastinate
from procrastinate import exceptions
from procrastinate.jobs import Status

from helpline.infra.logs import log

DEAD_AFTER = 10.0
# Both kinds must be alive for a message in danger to be answered and alerted.
KINDS = ("worker", "urgent")


async def revive_jobs(app: procrastinate.App) -> int:
    """Make the jobs of workers without a heartbeat waiting again; returns how many."""
    revived = 0
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER):
        try:
            await app.job_manager.retry_job(job, retry_at=datetime.now(UTC))
        except exceptions.UniqueViolation:
            # The same work waits already (its queueing lock is taken). Left as it is, this copy would hold
            # its lock for ever, and what waits with it.
            await app.job_manager.finish_job(job, Status.FAILED, delete_job=True)
            log().warning("job_not_needed", job=job.id, task=job.task_name)
            continue
        except exceptions.ConnectorException as error:
            log().warning("job_not_revived", job=job.id, task=job.task_name, error=error)
            continue
        log().warning("job_revived", job=job.id, task=job.task_name)
        revived += 1
    await app.job_manager.prune_stalled_workers(seconds_since_heartbeat=600)
    return revived
