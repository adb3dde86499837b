"""Twilio, which stays up when the helpline's server does not: the simulator in a process of its own."""

import os
import secrets
import subprocess
import sys
from contextlib import suppress
from typing import Any

import httpx

from processes.environment import SIMULATED_NUMBERS
from processes.supervisor import answers
from tests.conftest import ROOT, wait_until

# More than any fault is wanted for: a fault ends when it is mended.
ENDLESS = 1_000_000


class Twilio:
    """The simulated account, its phones and what is wrong with it."""

    def __init__(self, port: int, public_url: str, fallback_url: str) -> None:
        self.account = {
            "TWILIO_ACCOUNT_SID": f"AC{secrets.token_hex(16)}",
            "TWILIO_AUTH_TOKEN": secrets.token_hex(16),
            "PUBLIC_URL": public_url,
            **SIMULATED_NUMBERS,
        }
        self.url = f"http://127.0.0.1:{port}"
        self._env = {
            **{name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
            **self.account,
            "SIMULATOR_PORT": str(port),
            # Fast enough to be quick, slow enough that a phone still rings for some seconds.
            "SIMULATOR_SPEED": "8",
            "SIMULATOR_VOICE_FALLBACK_URL": f"{fallback_url}/voice",
            "SIMULATOR_MESSAGE_FALLBACK_URL": f"{fallback_url}/message",
        }
        self.http = httpx.Client(base_url=self.url, timeout=60, trust_env=False)

    def start(self) -> None:
        """Start it and wait until it answers."""
        self._process = subprocess.Popen([sys.executable, "-m", "simulator"], cwd=ROOT, env=self._env)
        wait_until(lambda: answers(f"{self.url}/sim/health"), 30, every=0.2)

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(10)
        self._process.kill()
        self._process.wait(10)

    def break_down(self, target: str, kind: str, count: int = ENDLESS, delay: float = 0) -> None:
        """Have requests fail from now on, e.g. "POST Messages" with "429"."""
        body = {"target": target, "kind": kind, "count": count, "delay": delay}
        self.http.post("/sim/faults", json=body).raise_for_status()

    def mend(self) -> None:
        """Have every request succeed again."""
        self.http.delete("/sim/faults").raise_for_status()

    def faults_left(self) -> int:
        """Return how many requests will still fail."""
        return sum(one["count"] for one in self.http.get("/sim/faults").json()["faults"])

    def behave(self, number: str, **habits: Any) -> None:
        """Give a phone habits (simulator/phones.py)."""
        self.http.post(f"/sim/numbers/{number}", json=habits).raise_for_status()

    def messages(self, direction: str, number: str | None = None) -> list[dict[str, Any]]:
        """Return all "inbound" or "outbound" messages of the account, or a number's, oldest first."""
        asked = {"direction": direction, "limit": "1000000"} | ({"number": number} if number else {})
        return list(self.http.get("/sim/messages", params=asked).json()["messages"])

    def calls(self, number: str) -> list[dict[str, Any]]:
        """Return the calls of a number with what was heard on them, oldest first."""
        return list(self.http.get("/sim/calls", params={"number": number}).json()["calls"])

    def faults_met(self) -> dict[str, int]:
        """Return how many of the requests still remembered met which fault."""
        met: dict[str, int] = {}
        for one in self.http.get("/sim/requests").json()["requests"]:
            if "fault" in one:
                met[one["fault"]] = met.get(one["fault"], 0) + 1
        return met
