"""Simulated time: how fast a spoken second passes, what time it is, and what happens later."""

from __future__ import annotations

import heapq
import itertools
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

log = logging.getLogger("simulator")

Job = Callable[[], object]


class Clock:
    """Run jobs now, later, or one after another per key, on one small thread pool."""

    def __init__(self, speed: float, threads: int = 48) -> None:
        if speed <= 0:
            raise ValueError("speed must be above 0")
        self.speed = speed
        self._offset = timedelta()
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="simulator")
        self._heap: list[tuple[float, int, Job]] = []
        self._order = itertools.count()
        self._wake = threading.Condition()
        self._lines: dict[Hashable, deque[Job]] = {}
        self._stopped = False
        threading.Thread(target=self._tick, name="simulator-clock", daemon=True).start()

    def now(self) -> datetime:
        """Return the simulator's time: real time plus what ``advance`` has skipped."""
        return datetime.now(UTC) + self._offset

    def advance(self, seconds: float) -> None:
        """Skip ahead, so that the 24-hour window can be closed in a test."""
        self._offset += timedelta(seconds=seconds)

    def reset(self) -> None:
        """Return to real time."""
        self._offset = timedelta()

    def real(self, seconds: float) -> float:
        """Turn simulated seconds into seconds of this machine."""
        return seconds / self.speed

    def after(self, seconds: float, job: Job) -> None:
        """Run a job after some simulated seconds."""
        with self._wake:
            heapq.heappush(self._heap, (time.monotonic() + self.real(seconds), next(self._order), job))
            self._wake.notify()

    def soon(self, job: Job) -> None:
        """Run a job at once on the pool."""
        if not self._stopped:
            self._pool.submit(_guarded, job)

    def in_line(self, key: Hashable, job: Job) -> None:
        """Run a job after every earlier one with the same key has finished."""
        with self._wake:
            line = self._lines.get(key)
            if line is not None:
                line.append(job)
                return
            self._lines[key] = deque([job])
        self.soon(lambda: self._drain(key))

    def stop(self) -> None:
        """Start nothing more."""
        with self._wake:
            self._stopped = True
            self._wake.notify()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _drain(self, key: Hashable) -> None:
        while True:
            with self._wake:
                line = self._lines[key]
                if not line:
                    del self._lines[key]
                    return
                job = line.popleft()
            _guarded(job)

    def _tick(self) -> None:
        while True:
            with self._wake:
                while not self._stopped and (not self._heap or self._heap[0][0] > time.monotonic()):
                    due = self._heap[0][0] - time.monotonic() if self._heap else None
                    self._wake.wait(due)
                if self._stopped:
                    return
                job = heapq.heappop(self._heap)[2]
            self.soon(job)


def _guarded(job: Job) -> None:
    try:
        job()
    except Exception:
        log.exception("a simulator job failed")
