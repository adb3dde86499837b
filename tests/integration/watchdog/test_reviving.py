"""Jobs of dead workers are put back; nothing else does that."""

import asyncio

import procrastinate
from procrastinate import PsycopgConnector
from sqlalchemy import text as sql

from helpline.alerts.watchdog.revive import revive_jobs
from helpline.infra.database import transaction
from processes.tasks import RECONCILE_TASK, defer_reconcile
from tests.integration.world import CONTACT, THANKS, World


def revive(url: str) -> int:
    async def once() -> int:
        app = procrastinate.App(connector=PsycopgConnector(conninfo=url, min_size=1, max_size=2))
        async with app.open_async():
            return await revive_jobs(app)

    return asyncio.run(once())


def take_all(seconds_ago: int) -> None:
    with transaction() as session:
        worker = session.execute(
            sql(
                "INSERT INTO procrastinate_workers (last_heartbeat) "
                "VALUES (now() - make_interval(secs => :ago)) RETURNING id"
            ),
            {"ago": seconds_ago},
        ).scalar_one()
        session.execute(
            sql("UPDATE procrastinate_jobs SET status = 'doing', worker_id = :worker"), {"worker": worker}
        )


def test_the_jobs_of_a_dead_worker_run_again(world: World, database: str) -> None:
    world.writes(THANKS)
    take_all(seconds_ago=11)

    assert revive(database) == 1
    world.jobs.run()
    assert "هلا" in world.twilio.texts(CONTACT)


def test_the_jobs_of_a_living_worker_are_left_alone(world: World, database: str) -> None:
    world.writes(THANKS)
    take_all(seconds_ago=3)

    assert revive(database) == 0
    assert world.jobs.waiting() == []


def next_job() -> str | None:
    """Return the task that a worker of danger would take next."""
    with transaction() as session:
        worker = session.execute(
            sql("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now()) RETURNING id")
        ).scalar_one()
        taken = session.execute(
            sql("SELECT task_name FROM procrastinate_fetch_job_v2(ARRAY['urgent']::varchar[], :worker)"),
            {"worker": worker},
        ).scalar()
        session.rollback()
    return taken


def test_one_look_at_twilios_lists_goes_on_at_a_time(world: World) -> None:
    defer_reconcile()
    assert next_job() == RECONCILE_TASK
    take_all(seconds_ago=0)
    defer_reconcile()
    assert next_job() is None


def test_a_dead_workers_job_whose_work_waits_again_holds_its_lock_no_more(
    world: World, database: str
) -> None:
    defer_reconcile()
    take_all(seconds_ago=11)
    defer_reconcile()

    assert revive(database) == 0
    assert next_job() == RECONCILE_TASK
