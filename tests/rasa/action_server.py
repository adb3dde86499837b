"""The real action server, in the environment that it runs in, for as long as the tests need it."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import unittest
import urllib.error
import urllib.request
from pathlib import Path

from rasa.utils.endpoints import EndpointConfig

_PYTHON = Path(".venv/bin/python")
_SECONDS_TO_START = 60
# Nobody listens on this port.
NOWHERE = EndpointConfig("http://127.0.0.1:1/webhook")


class ActionServer:
    """Serve bot.actions on a free port until stopped."""

    def __init__(self) -> None:
        if not _PYTHON.exists():
            raise unittest.SkipTest("no .venv: the actions run in it")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self._process = subprocess.Popen(
            [str(_PYTHON), "-c", "from processes.actions import main; main()"],
            env={**os.environ, "ACTIONS_PORT": str(port)},
            stdout=subprocess.DEVNULL,
        )
        self.endpoint = EndpointConfig(f"http://127.0.0.1:{port}/webhook")
        self._wait(f"http://127.0.0.1:{port}/health")

    def stop(self) -> None:
        """End it and wait until it has ended."""
        self._process.terminate()
        self._process.wait(timeout=20)

    def _wait(self, health: str) -> None:
        until = time.monotonic() + _SECONDS_TO_START
        while True:
            try:
                with urllib.request.urlopen(health, timeout=2):
                    return
            except (urllib.error.URLError, ConnectionError):
                if self._process.poll() is not None or time.monotonic() > until:
                    self._process.kill()
                    raise
                time.sleep(0.1)
