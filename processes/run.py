"""`make run`: prepare everything, start it, say where to go, and stop it all on Ctrl-C."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import psycopg
from alembic import command
from alembic.config import Config
from procrastinate import App, SyncPsycopgConnector

from helpline.alerts import policy, roster
from helpline.alerts.policy import PolicyError
from helpline.alerts.roster import RosterError
from helpline.content.cards import store
from helpline.infra.settings import ROOT, Settings, env_name, settings
from processes import embedded, model
from processes.environment import prepare
from processes.programs import Program, programs
from processes.supervisor import Supervisor, answers, port_in_use, running_already

READY_WITHIN = 180.0


class CannotStart(Exception):
    """Something a person must mend before the helpline can start; the message says what."""


def main() -> int:
    """Run one copy until it is told to stop; returns the exit status."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    copy = Copy()
    try:
        copy.start(say=lambda line: print(line, flush=True))
        copy.print_addresses()
        copy.supervisor.wait()
        print("The supervisor ended by itself; see supervisord.log in the data folder.", file=sys.stderr)
        return 1
    except (CannotStart, model.TrainingFailed, RosterError, PolicyError) as error:
        print(f"Cannot start: {error}", file=sys.stderr)
        return 1
    except Stop:
        print("\nStopping…", flush=True)
        return 0
    finally:
        copy.stop()


class Stop(BaseException):
    """Ctrl-C or a request to end."""


def _stop(number: int, frame: FrameType | None) -> None:
    # Raised, not acted on: waiting for children inside a signal handler would wait for itself. A second
    # Ctrl-C must not break off the stopping.
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, signal.SIG_IGN)
    raise Stop


class Copy:
    """One running copy of the helpline: its environment, its processes."""

    def __init__(self) -> None:
        self.env = prepare(os.environ)
        os.environ.update(self.env)
        settings.cache_clear()
        self.settings: Settings = settings()
        self._supervisor: Supervisor | None = None

    @property
    def supervisor(self) -> Supervisor:
        """The running supervisor; raises CannotStart before `start`."""
        if self._supervisor is None:
            raise CannotStart("it is not started")
        return self._supervisor

    def start(self, say: Callable[[str], None]) -> None:
        """Prepare and start everything, and wait until each part is healthy; raises CannotStart."""
        self.settings.data_dir.mkdir(parents=True, exist_ok=True)
        self._refuse_second_copy()
        # A roster or policy that cannot be read must stop the start, not the first alert.
        roster.base()
        policy.current()
        rasa_model = model.ensure(self.settings.models_dir, say)
        _draw_cards(self.settings.cards_folder, say)
        every = programs(self.settings, rasa_model)
        if any(program.name == "postgres" for program in every):
            say("Preparing the database…")
            password = psycopg.conninfo.conninfo_to_dict(self.settings.database_url)["password"]
            embedded.prepare_postgres(self.settings.data_dir / "postgres", str(password))
        self._supervisor = Supervisor(self.settings.data_dir, every, self.env)
        self._start_all(every, say)

    def _start_all(self, every: list[Program], say: Callable[[str], None]) -> None:
        self._start(every, 0)
        wait_for_database(self.settings.database_url)
        migrate(self.settings.database_url)
        say("Starting the processes…")
        deadline = time.monotonic() + READY_WITHIN
        # Danger's way first: Rasa reads its model for so long that all others would wait for the processors.
        needed = self._start(every, 1)
        if missing := unhealthy(needed, self.supervisor.alive, say, deadline):
            logs = self.settings.data_dir / "logs"
            raise CannotStart(f"{', '.join(missing)} did not become healthy; see {logs}")
        self._wait_for_workers(deadline)
        if late := unhealthy(self._start(every, 2), self.supervisor.alive, say, deadline):
            # Not a reason to stop what answers and alerts without them.
            say(f"  not ready yet: {', '.join(late)}; messages are taken all the same")

    def _start(self, every: list[Program], wave: int) -> list[Program]:
        started = [program for program in every if program.wave == wave]
        for program in started:
            self.supervisor.start(program.name)
        return started

    def _wait_for_workers(self, deadline: float) -> None:
        with psycopg.connect(self.settings.database_url, autocommit=True) as connection:
            while time.monotonic() < deadline:
                row = connection.execute(
                    "SELECT count(*) FROM procrastinate_workers "
                    "WHERE last_heartbeat > now() - interval '10 s'"
                ).fetchone()
                if row is not None and row[0] >= 2:
                    return
                time.sleep(0.2)
        raise CannotStart("the workers did not start; see the logs in the data folder")

    def _refuse_second_copy(self) -> None:
        pid = running_already(self.settings.data_dir)
        if pid is not None:
            raise CannotStart(f"it is running already in {self.settings.data_dir} (process {pid})")
        names = ("web", "console", "simulator", "actions", "rasa", "postgres", "redis")
        for name in names:
            port = getattr(self.settings, f"{name}_port")
            if port_in_use(port):
                raise CannotStart(
                    f"port {port} ({name}) is in use; choose another with {env_name(f'{name}_port')}, "
                    "or move all with HELPLINE_BASE_PORT"
                )

    def stop(self) -> None:
        """Stop everything that was started."""
        if self._supervisor is not None:
            self._supervisor.stop()

    def print_addresses(self) -> None:
        """Say where to go."""
        print("\nوياك · Wiyak is running.")
        if self.settings.simulated:
            print(f"  Try it:     http://127.0.0.1:{self.settings.simulator_port}/")
        print(
            f"  Console:    {self.settings.console_url or f'http://127.0.0.1:{self.settings.console_port}'}"
        )
        print(f"  Webhooks:   {self.settings.public_url}")
        print(f"  Logs:       {self.settings.data_dir / 'logs'}")
        print("  Stop with Ctrl-C.", flush=True)


def _draw_cards(folder: Path, say: Callable[[str], None]) -> None:
    """Draw the topics' pictures; the helpline answers all the same without them."""
    try:
        store.ensure(folder, say=say)
    except Exception as error:
        say(f"  no cards: {type(error).__name__}: {error}")


def unhealthy(
    started: list[Program], alive: Callable[[], bool], say: Callable[[str], None], deadline: float
) -> list[str]:
    """Wait until programs answer that have a health address; returns those that do not by `deadline`.

    `deadline` is an instant of time.monotonic; raises CannotStart when the supervisor is not `alive` anymore.
    """
    waiting = {program.name: program.health for program in started if program.health}
    while waiting:
        for name, url in list(waiting.items()):
            if answers(url):
                say(f"  {name} is ready")
                del waiting[name]
        if not alive():
            raise CannotStart("the supervisor ended; see supervisord.log in the data folder")
        if waiting and time.monotonic() > deadline:
            break
        time.sleep(0.3 if waiting else 0)
    return list(waiting)


def wait_for_database(url: str, seconds: float = 60) -> None:
    """Wait until PostgreSQL takes connections, and make the database if it is missing."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            with psycopg.connect(url, dbname="postgres", autocommit=True, connect_timeout=3) as connection:
                name = psycopg.conninfo.conninfo_to_dict(url)["dbname"]
                known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone()
                if known is None:
                    connection.execute(
                        psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(str(name)))
                    )
                return
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline:
                raise CannotStart(f"PostgreSQL does not answer: {error}") from error
            time.sleep(0.1)


def migrate(url: str) -> None:
    """Bring the database to the newest schema, the job queue's first."""
    with psycopg.connect(url, autocommit=True) as connection:
        known = connection.execute("SELECT to_regclass('procrastinate_jobs')").fetchone()
    if known is None or known[0] is None:
        with App(connector=SyncPsycopgConnector(conninfo=url)).open() as app:
            app.schema_manager.apply_schema()
    config = Config(str(ROOT / "alembic.ini"))
    config.set_main_option("script_location", str(ROOT / "migrations"))
    command.upgrade(config, "head")
