"""The processes of one copy and how each is started."""

import sys
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from helpline.alerts import roster
from helpline.infra.settings import ROOT, Settings
from processes import embedded


@dataclass(frozen=True, slots=True)
class Program:
    """One supervised process; `wave` 0 starts before the database is migrated, 2 when 1 is well.

    Without those of wave 2 messages are taken and danger is alerted all the same.
    """

    name: str
    command: list[str]
    wave: int = 1
    user: str | None = None
    environment: dict[str, str] = field(default_factory=dict)
    health: str | None = None
    stop_signal: str = "TERM"
    stop_wait: int = 15


def programs(settings: Settings, rasa_model: Path) -> list[Program]:
    """Return every process that this copy needs; servers given by the operator are not started."""
    python = sys.executable
    every: list[Program] = []
    if urlsplit(settings.database_url).port == settings.postgres_port:
        every.append(
            Program(
                "postgres",
                embedded.postgres_command(settings.data_dir / "postgres", settings.postgres_port),
                wave=0,
                user=embedded.account(),
                # INT is PostgreSQL's fast shutdown; TERM would wait for every connection to end.
                stop_signal="INT",
            )
        )
    redis = urlsplit(settings.redis_url)
    if redis.port == settings.redis_port:
        command = embedded.redis_command(
            settings.data_dir / "redis", settings.redis_port, redis.password or ""
        )
        every.append(Program("redis", command, wave=0))
    if settings.simulated and urlsplit(settings.twilio_api_url).port == settings.simulator_port:
        every.append(_simulator(settings, python))
    every.append(
        Program(
            "web",
            [
                *(python, "-m", "gunicorn", "processes.web:create_app()"),
                *("--workers", str(settings.web_processes)),
                *("--threads", str(settings.web_threads), "--bind", f"127.0.0.1:{settings.web_port}"),
                # No access log: it would carry phone numbers in query strings.
                *("--config", "python:processes.gunicorn_hooks"),
                *("--timeout", "30", "--keep-alive", "75", "--log-level", "warning"),
            ],
            health=f"http://127.0.0.1:{settings.web_port}/health",
        )
    )
    every.append(_console(settings, python))
    for number in range(settings.worker_processes):
        every.append(Program(f"worker{number or ''}", [python, "-m", "processes", "worker"]))
    every.append(Program("urgent", [python, "-m", "processes", "urgent"]))
    every.append(Program("watchdog", [python, "-m", "processes", "watchdog"]))
    every.append(
        Program(
            "actions",
            [python, "-m", "processes", "actions"],
            wave=2,
            health=f"http://127.0.0.1:{settings.actions_port}/health",
        )
    )
    every.append(
        Program(
            "rasa",
            [
                *(str(ROOT / ".venv-rasa" / "bin" / "rasa"), "run", "--model", str(rasa_model)),
                *("--endpoints", "endpoints.yml", "--credentials", "credentials.yml"),
                *("-i", "127.0.0.1", "-p", str(settings.rasa_port)),
            ],
            wave=2,
            environment={
                "RASA_TELEMETRY_ENABLED": "false",
                "REDIS_HOST": redis.hostname or "127.0.0.1",
                "REDIS_PORT": str(redis.port or 6379),
                "REDIS_PASSWORD": redis.password or "",
                "REDIS_DB": redis.path.lstrip("/") or "0",
                "ACTIONS_URL": f"http://127.0.0.1:{settings.actions_port}/webhook",
                "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
                # One message is small work; more threads only fight for the cores.
                "OMP_NUM_THREADS": "1",
                "TF_CPP_MIN_LOG_LEVEL": "3",
            },
            health=f"http://127.0.0.1:{settings.rasa_port}/",
        )
    )
    return every


def _console(settings: Settings, python: str) -> Program:
    return Program(
        "console",
        [
            *(python, "-m", "gunicorn", "console.app:create_app()"),
            # One process: what its pages push is made once for all who look.
            *("--worker-class", "gthread", "--threads", str(settings.console_threads)),
            *("--bind", f"127.0.0.1:{settings.console_port}"),
            # No access log: it would say who looked at which case.
            *("--config", "python:processes.console_hooks"),
            *("--timeout", "30", "--keep-alive", "75", "--log-level", "warning"),
            # An open live page ends when it is cut off, never by itself; it then comes back by itself.
            *("--graceful-timeout", "3"),
        ],
        # Counsellors are alerted and answered without it, so nothing waits for it.
        wave=2,
        health=f"http://127.0.0.1:{settings.console_port}/health",
    )


def _simulator(settings: Settings, python: str) -> Program:
    people = ",".join(f"{one.name}={one.phone}" for one in roster.base().counsellors)
    return Program(
        "simulator",
        [python, "-m", "simulator"],
        environment={"SIMULATOR_PORT": str(settings.simulator_port), "SIMULATOR_COUNSELLORS": people},
        health=f"http://127.0.0.1:{settings.simulator_port}/sim/health",
    )
