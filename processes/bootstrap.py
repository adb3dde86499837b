"""Make the two environments from their hashed locks; needs nothing but Python 3.9 and a package index.

Run by the Makefile as `python3 processes/bootstrap.py app rasa`. Only the standard library is used here:
nothing is installed yet.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SETUP = ROOT / ".venv-setup"
# An environment that holds more also serves: `make run` after `make test` installs nothing.
CONTAINS = {"app": ("app", "dev"), "dev": ("dev",), "rasa": ("rasa",)}
FOLDERS = {"app": ROOT / ".venv", "dev": ROOT / ".venv", "rasa": ROOT / ".venv-rasa"}
# Rasa 3.6 runs on 3.10 alone; the app on any supported Python from 3.11.
VERSIONS = {"app": ("3.11", "3.12", "3.13"), "dev": ("3.11", "3.12", "3.13"), "rasa": ("3.10",)}


class CannotPrepare(Exception):
    """Something a person must mend; the message says what and how."""


def main(groups: list[str]) -> int:
    """Prepare the named environments; returns the exit status."""
    try:
        for group in groups:
            prepare(group)
    except CannotPrepare as error:
        print(f"Cannot prepare: {error}", file=sys.stderr)
        return 1
    return 0


def prepare(group: str) -> None:
    """Make or update one environment, unless its lock is already what is installed."""
    folder = FOLDERS[group]
    stamp = folder / ".lock"
    known = stamp.read_text() if stamp.exists() else ""
    if (folder / "bin" / "python").exists() and known in [_stamp(name) for name in CONTAINS[group]]:
        return
    uv = find_uv()
    if not _usable(folder / "bin" / "python", VERSIONS[group]):
        python = find_python(uv, VERSIONS[group])
        _run([uv, "venv", "--quiet", "--clear", "--python", python, str(folder)], f"making {folder.name}")
    lock = ROOT / "requirements" / f"{group}.txt"
    size = "about 7 GB, several minutes on a slow line" if group == "rasa" else "about 400 MB"
    _run(
        [
            *(uv, "pip", "sync", "--quiet", "--require-hashes"),
            *("--python", str(folder / "bin" / "python"), str(lock)),
        ],
        f"installing {folder.name} ({size})",
    )
    if group != "rasa":
        _write_command(folder)
    stamp.write_text(_stamp(group))


def _write_command(folder: Path) -> None:
    """Put `helpline` into the environment: it runs the code of this folder, wherever it is called from."""
    script = folder / "bin" / "helpline"
    script.write_text(
        f"#!{folder / 'bin' / 'python'}\nimport sys\n\nsys.path.insert(0, {str(ROOT)!r})\n"
        "from processes.cli import main\n\nsys.exit(main())\n"
    )
    script.chmod(0o755)


def _stamp(group: str) -> str:
    lock = ROOT / "requirements" / f"{group}.txt"
    return f"{group}:{hashlib.sha256(lock.read_bytes()).hexdigest()}"


def find_uv() -> str:
    """Return uv from PATH, else from a private environment, installed there if it is missing."""
    on_path = shutil.which("uv")
    if on_path:
        return on_path
    private = SETUP / "bin" / "uv"
    if private.exists():
        return str(private)
    lock = ROOT / "requirements" / "setup.txt"
    try:
        if not (SETUP / "bin" / "pip").exists():
            _run([sys.executable, "-m", "venv", "--clear", str(SETUP)], "making .venv-setup")
        pip = str(SETUP / "bin" / "pip")
        _run([pip, "install", "--quiet", "--require-hashes", "-r", str(lock)], "installing uv")
    except CannotPrepare as error:
        raise CannotPrepare(
            f"uv is not on PATH and could not be installed ({error}). Install uv, or Python's venv module "
            "(Debian: python3-venv), and try again."
        ) from error
    return str(private)


def find_python(uv: str, versions: tuple[str, ...]) -> str:
    """Return an interpreter of one of the versions: from PATH, pyenv's folder, or uv, which may fetch it."""
    for version in versions:
        for candidate in _candidates(version):
            if _usable(candidate, (version,)):
                return str(candidate)
    for version in versions:
        found = subprocess.run([uv, "python", "find", version], capture_output=True, text=True)
        if found.returncode == 0 and _usable(Path(found.stdout.strip()), (version,)):
            return found.stdout.strip()
    print(f"  No Python {' or '.join(versions)} here; asking uv to fetch one…", flush=True)
    for version in versions[:1]:
        subprocess.run([uv, "python", "install", version], capture_output=True)
        found = subprocess.run([uv, "python", "find", version], capture_output=True, text=True)
        if found.returncode == 0:
            return found.stdout.strip()
    raise CannotPrepare(
        f"Python {' or '.join(versions)} is needed. It is neither on PATH nor among pyenv's versions, "
        f"and uv could not fetch it. Install it (for example `pyenv install {versions[0]}`) and try again."
    )


def _candidates(version: str) -> list[Path]:
    found = []
    on_path = shutil.which(f"python{version}")
    if on_path:
        found.append(Path(on_path))
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found += sorted(pyenv.glob(f"{version}.*/bin/python{version}"), reverse=True)
    found.append(Path(sys.executable))
    return found


def _usable(python: Path, versions: tuple[str, ...]) -> bool:
    """Say whether an interpreter runs and has one of the versions; pyenv's shims exist without running."""
    if not python.exists():
        return False
    question = "import sys, venv, ssl, sqlite3; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run([str(python), "-c", question], capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and answer.stdout.strip() in versions


def _run(command: list[str], what: str) -> None:
    """Run a command, saying every ten seconds that it is still at it; raises CannotPrepare."""
    print(f"{what[0].upper()}{what[1:]}…", flush=True)
    done = threading.Event()
    began = time.monotonic()

    def tell() -> None:
        while not done.wait(10):
            print(f"  … {time.monotonic() - began:.0f} s", flush=True)

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    # A virtual environment of the caller must not be taken for ours.
    env = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONHOME")}
    try:
        ended = subprocess.run(command, cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True)
    except OSError as error:
        raise CannotPrepare(f"{what}: {error}") from error
    finally:
        done.set()
    if ended.returncode != 0:
        raise CannotPrepare(f"{what} failed: {ended.stderr.strip()[-1500:]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
