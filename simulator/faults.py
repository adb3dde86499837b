"""Misbehaviour on request: the next N matching requests or webhooks go wrong."""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from typing import Any

# An account that may not ask for something, or a part of Twilio that it has not got.
REFUSALS = {"401": 20003, "403": 20403, "404": 20404}
REST_KINDS = (*REFUSALS, "429", "500", "503", "timeout", "drop_connection", "drop_response", "slow")
WEBHOOK_KINDS = ("lost", "twice", "slow")


@dataclass(slots=True)
class Fault:
    """Describe one fault: what it hits, how, how often, and its delay in seconds."""

    target: str
    kind: str
    count: int
    delay: float


class Faults:
    """Hand out faults, oldest first, each as often as it was asked for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: list[Fault] = []

    def add(self, target: str, kind: str, count: int = 1, delay: float = 0.0) -> Fault:
        """Arm a fault for a target such as ``POST Messages`` or ``webhook message*``; raise ValueError."""
        kinds = WEBHOOK_KINDS if target.startswith("webhook ") else REST_KINDS
        if kind not in kinds:
            raise ValueError(f"kind must be one of {', '.join(kinds)} for {target!r}")
        if count < 1:
            raise ValueError("count must be at least 1")
        fault = Fault(target, kind, count, delay)
        with self._lock:
            self._faults.append(fault)
        return fault

    def take(self, target: str) -> Fault | None:
        """Use up one turn of the oldest fault that matches, if any."""
        if not self._faults:
            return None
        with self._lock:
            for fault in self._faults:
                if fnmatchcase(target, fault.target):
                    fault.count -= 1
                    if fault.count == 0:
                        self._faults.remove(fault)
                    return fault
        return None

    def clear(self) -> None:
        """Disarm every fault."""
        with self._lock:
            self._faults.clear()

    def listed(self) -> list[dict[str, Any]]:
        """Return what is still armed."""
        with self._lock:
            return [asdict(fault) for fault in self._faults]
