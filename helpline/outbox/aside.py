"""Requests to servers other than Twilio's, made aside: one that hangs must not keep a phone from ringing."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from typing import TypeVar

from helpline.infra.settings import settings
from helpline.outbox.send import Ambiguous, Unavailable

# Seconds, for a whole request whatever its library allows for each part; below the age of a dead claim.
LIMIT = 10.0
Result = TypeVar("Result")


class Aside:
    """One way out: few requests at a time, each in a thread of its own and waited for at most LIMIT seconds.

    A hanging server holds a quarter of the urgent worker's threads at most. Whoever finds no place is told so
    at once and tries again, as the outbox does with everything that is unavailable.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._under_way = 0

    def run(self, work: Callable[[], Result]) -> Result:
        """Do the work and return its result; raises its exception, Unavailable or, after LIMIT, Ambiguous."""
        with self._lock:
            if self._under_way >= max(1, settings().urgent_threads // 4):
                raise Unavailable("busy")
            self._under_way += 1
        done: Future[Result] = Future()
        # A daemon: a server that never answers must not keep a worker from stopping.
        Thread(target=self._work, args=(work, done), daemon=True).start()
        try:
            return done.result(LIMIT)
        except TimeoutError as error:
            if done.done():
                raise
            raise Ambiguous from error

    def _work(self, work: Callable[[], Result], done: "Future[Result]") -> None:
        try:
            result = work()
        except BaseException as error:
            self._free()
            done.set_exception(error)
        else:
            self._free()
            done.set_result(result)

    def _free(self) -> None:
        with self._lock:
            self._under_way -= 1
