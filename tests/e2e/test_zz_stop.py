"""Stopping; last, because it ends the shared copy."""

import time
from pathlib import Path

from tests.e2e.conftest import Stack


def processes_of(stack: Stack) -> list[str]:
    """Return the commands of living processes that belong to the copy's data folder or ports."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal():
            continue
        try:
            environment = (entry / "environ").read_bytes()
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if f"HELPLINE_DATA_DIR={stack.folder}".encode() in environment and command:
            found.append(command)
    return found


def test_ctrl_c_stops_everything_and_leaves_no_orphan(stack: Stack) -> None:
    assert len(processes_of(stack)) > 8
    assert stack.stop() == 0
    deadline = time.monotonic() + 10
    while (left := processes_of(stack)) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert left == []
