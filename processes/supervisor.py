"""Run the processes under supervisord: any exit is restarted, without limit; a stop leaves nothing behind."""

import hashlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import xmlrpc.client
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import httpx
from supervisor.xmlrpc import SupervisorTransport

from helpline.infra.settings import ROOT
from processes.programs import Program

CONFIG = """\
[supervisord]
nodaemon=true
silent=true
logfile={folder}/supervisord.log
pidfile={folder}/supervisord.pid
identifier=wiyak

[unix_http_server]
file={socket}
chmod=0700

[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface

{programs}
"""
# startsecs=0 makes every exit an exit of a running program, which autorestart meets without ever giving up.
PROGRAM = """\
[program:{name}]
command={command}
directory={root}
autostart=false
autorestart=true
startsecs=0
stopsignal={stop_signal}
stopwaitsecs={stop_wait}
stopasgroup=false
killasgroup=true
redirect_stderr=true
stdout_logfile={folder}/logs/{name}.log
stdout_logfile_maxbytes=10MB
stdout_logfile_backups=3
environment={environment}
"""


def write_config(folder: Path, every: Iterable[Program]) -> Path:
    """Write supervisord's configuration; secrets stay in the environment and out of the file."""
    (folder / "logs").mkdir(parents=True, exist_ok=True)
    sections = [_section(folder, program) for program in every]
    path = folder / "supervisord.conf"
    path.write_text(CONFIG.format(folder=folder, socket=socket_path(folder), programs="\n".join(sections)))
    return path


def _section(folder: Path, program: Program) -> str:
    user = ["--user", program.user] if program.user else []
    command = [sys.executable, "-m", "processes.child", *user, *program.command]
    environment = ",".join(
        f'{name}="{_escaped(value)}"' for name, value in program.environment.items() if "PASSWORD" not in name
    )
    return PROGRAM.format(
        name=program.name,
        command=" ".join(_quoted(part) for part in command),
        root=ROOT,
        folder=folder,
        stop_signal=program.stop_signal,
        stop_wait=program.stop_wait,
        environment=environment,
    )


def _escaped(value: str) -> str:
    return value.replace("%", "%%").replace('"', '\\"')


def _quoted(part: str) -> str:
    part = part.replace("%", "%%")
    return f'"{part}"' if any(mark in part for mark in " ()=,;") or not part else part


def socket_path(folder: Path) -> Path:
    """Return the control socket; a long folder's would not fit into a socket's name."""
    path = folder / "supervisor.sock"
    if len(str(path)) < 100:
        return path
    name = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"wiyak-{name}.sock"


class Supervisor:
    """A supervisord of ours, started in the foreground and spoken to over its socket."""

    def __init__(self, folder: Path, every: list[Program], env: Mapping[str, str]) -> None:
        config = write_config(folder, every)
        self.programs = every
        secrets = {
            name: value
            for program in every
            for name, value in program.environment.items()
            if "PASSWORD" in name
        }
        control = socket_path(folder)
        control.unlink(missing_ok=True)
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "processes.child"),
                *(sys.executable, "-m", "supervisor.supervisord", "-c", str(config)),
            ],
            env={**env, **secrets},
            cwd=ROOT,
            # Ctrl-C in a terminal reaches the whole group: only `stop` decides the order.
            start_new_session=True,
        )
        transport = SupervisorTransport(None, None, serverurl=f"unix://{control}")
        self._rpc: Any = xmlrpc.client.ServerProxy("http://127.0.0.1", transport=transport).supervisor
        self._wait_for(control)

    def _wait_for(self, control: Path) -> None:
        for _ in range(100):
            if control.exists():
                return
            if self._process.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError("supervisord did not start; see supervisord.log in the data folder")

    def start(self, name: str) -> None:
        """Start one program."""
        self._rpc.startProcess(name, False)

    def pid(self, name: str) -> int:
        """Return a program's process id, 0 if it is not running."""
        return int(self._rpc.getProcessInfo(name)["pid"])

    def alive(self) -> bool:
        """Say whether supervisord runs."""
        return self._process.poll() is None

    def stop(self) -> None:
        """Stop everything and wait for it."""
        if self.alive():
            self._process.terminate()
        try:
            self._process.wait(60)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def wait(self) -> int:
        """Wait until supervisord ends by itself."""
        return self._process.wait()


def answers(url: str, timeout: float = 2) -> bool:
    """Say whether a health address answers with success."""
    try:
        return httpx.get(url, timeout=timeout, trust_env=False).is_success
    except httpx.HTTPError:
        return False


def port_in_use(port: int) -> bool:
    """Say whether something listens on a loopback port already."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def running_already(folder: Path) -> int | None:
    """Return the process id of a supervisord that serves this data folder, if one lives."""
    try:
        pid = int((folder / "supervisord.pid").read_text())
        os.kill(pid, 0)
        command = Path(f"/proc/{pid}/cmdline")
        if command.exists() and b"supervisor" not in command.read_bytes():
            return None
    except (OSError, ValueError):
        return None
    return pid
