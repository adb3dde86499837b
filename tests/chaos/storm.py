"""People who write, and all that goes wrong meanwhile."""

import asyncio
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bench import messages
from bench.context import DANGER, EVERYDAY, numbers
from bench.load import Phone, Planned, Sent, plan, send_all
from tests.chaos.counsellors import Counsellors
from tests.chaos.dark import Dark, look_around
from tests.chaos.server import Server
from tests.chaos.twilio import Twilio
from tests.conftest import wait_until

RED_EVERY = 20
TOGETHER = ("web", "worker", "urgent", "postgres")
IN_TURN = ("web", "worker", "urgent", "watchdog", "actions", "rasa", "redis", "postgres")
MESSAGES, CALLS = "POST Messages", "POST Calls"
TAKEN = "SELECT count(*) FROM cases WHERE state <> 'open'"
# How Twilio fails: it cannot be reached, it refuses, it breaks, it hangs, it obeys and does not say so.
FAILURES = ("drop_connection", "429", "500", "timeout", "drop_response")
LONGEST = 1500.0
# Messages a second in the long form.
RATE = float(os.environ.get("CHAOS_RATE", "20"))
BACK_WITHIN = 180.0


@dataclass
class Storm:
    """One run: what was sent, what was done to the helpline and when it last was."""

    server: Server
    twilio: Twilio
    counsellors: Counsellors
    events: list[tuple[datetime, str]] = field(default_factory=list)
    # Seconds from a kill until what was killed answered again, by what it was.
    back: dict[str, float] = field(default_factory=dict)
    dark: Dark | None = None
    ready_after: float = 0.0
    _over: threading.Event = field(default_factory=threading.Event)
    _loads: list[Future[list[Sent]]] = field(default_factory=list)
    _people: Iterator[str] = field(default_factory=lambda: numbers(EVERYDAY))
    _endangered: Iterator[str] = field(default_factory=lambda: numbers(DANGER))

    def start(self, *, with_rasa: bool) -> None:
        """Start the server and wait until it takes messages, or until all of it is ready."""
        began = time.monotonic()
        if with_rasa:
            self.server.start()
        else:
            self.server.start_for_messages()
        self.ready_after = time.monotonic() - began
        self.note("takes messages")
        self.counsellors.say_that_they_are_there()

    def note(self, what: str) -> None:
        """Remember that something was done now, and show it where the run breaks off."""
        self.events.append((datetime.now(UTC), what))
        sys.stderr.write(f"{self.events[-1][0]:%H:%M:%S} {what}\n")

    @property
    def last_fault_at(self) -> datetime:
        """When the last thing was done to the helpline, or mended."""
        return self.events[-1][0]

    def write(self, rate: float, people: int, seconds: float = LONGEST) -> None:
        """Let new people write in turn, one message in twenty from somebody in danger; returns at once.

        They write for so many seconds, or until `enough`.
        """
        planned = plan(
            rate,
            seconds,
            [next(self._people) for _ in range(people)],
            messages.everyday(),
            red_every=RED_EVERY,
            red_phones=self._endangered,
            red_texts=messages.danger(),
        )
        over = self._over = threading.Event()
        self._loads.append(in_background(lambda: self._send(planned, over.is_set)))

    def enough(self) -> None:
        """Let those who began last write no more."""
        self._over.set()

    def _send(self, planned: Sequence[Planned], over: Callable[[], bool]) -> list[Sent]:
        return asyncio.run(send_all(planned, Phone(self.twilio.url), over=over))

    def sent(self) -> list[Sent]:
        """Wait until everybody has written and return all that was; the SID is Twilio's."""
        every = [one for load in self._loads for one in load.result(180)]
        return [*every, *([self.dark.written] if self.dark else [])]

    def fail(
        self, kind: str, *, messages: int | None = None, calls: int | None = None, delay: float = 0
    ) -> None:
        """Have Twilio's next so many requests fail, all until it is mended where no number is given."""
        self.note(f"Twilio: {kind}")
        for target, count in ((MESSAGES, messages), (CALLS, calls)):
            self.twilio.break_down(target, kind, **({"count": count} if count else {}), delay=delay)

    def mend(self) -> None:
        """Have Twilio succeed again."""
        self.twilio.mend()
        self.note("Twilio: mended")

    def kill(self, *programs: str) -> float:
        """Kill programs with -9 at once and wait until they are back; returns the seconds that took."""
        name = "+".join(programs)
        self.note(f"killed {name}")
        seconds = self.server.wait_until_back(self.server.kill_all(programs), BACK_WITHIN)
        self.back[name] = max(seconds, self.back.get(name, 0))
        self.note(f"back: {name}")
        return seconds

    def go_dark(self) -> None:
        """Cut the server's power and look around as somebody who writes or calls."""
        self.note("power cut")
        self.server.cut_power()
        self.dark = look_around(self.twilio)

    def power_is_back(self) -> None:
        """Start the server again and wait until it takes messages."""
        self.note("power is back")
        self.back["everything, by the power"] = self.server.start_for_messages(BACK_WITHIN)
        self.note("takes messages again")


def in_background(work: Callable[[], Any]) -> Future[Any]:
    """Run work in a thread of its own; the future holds what it returned or raised."""
    done: Future[Any] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:
            done.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return done


def short(storm: Storm) -> None:
    """Twilio fails in every way, and the four that matter most are killed at once; Rasa is down all the time.

    On two busy cores Rasa's start alone would be longer than all the rest.
    """
    storm.server.do_without("rasa")
    storm.note("stopped rasa")
    storm.counsellors.at_work()
    storm.write(6, people=30, seconds=8)
    wait_until(lambda: storm.server.query(TAKEN) != [(0,)], 60, every=0.3)
    for kind in FAILURES:
        # A request that hangs takes a thread of the few for ten seconds.
        storm.fail(kind, messages=1 if kind == "timeout" else 4, calls=1)
    armed = storm.twilio.faults_left()
    storm.write(6, people=30, seconds=8)
    wait_until(lambda: storm.twilio.faults_left() <= armed // 2, 60, every=0.1)
    # Whoever is in danger from here on is taken by nobody.
    storm.counsellors.away()
    storm.write(6, people=30, seconds=8)
    storm.kill(*TOGETHER)
    wait_until(lambda: storm.twilio.faults_left() == 0, 60, every=0.3)
    storm.mend()
    storm.write(6, people=20, seconds=4)


def long(storm: Storm) -> None:
    """Every program in turn, several and all together, and Twilio in every way that it fails."""
    storm.write(RATE, people=300)
    storm.counsellors.at_work()
    time.sleep(10)
    for program in IN_TURN:
        storm.kill(program)
        time.sleep(6)
    for kind in FAILURES:
        hangs = kind == "timeout"
        storm.fail(kind, messages=12 if hangs else None, calls=4 if hangs else None)
        time.sleep(12)
        storm.mend()
        time.sleep(8)
    for together in (("web", "postgres"), ("worker", "urgent"), TOGETHER, IN_TURN):
        storm.kill(*together)
        time.sleep(10)
    # Twilio obeys without saying so while those who would hear of it are killed.
    storm.fail("drop_response", messages=40, calls=10)
    storm.kill("worker", "urgent")
    storm.mend()
    storm.counsellors.away()
    time.sleep(5)
    storm.go_dark()
    time.sleep(15)
    storm.power_is_back()
    storm.enough()
    storm.write(RATE, people=60, seconds=10)
