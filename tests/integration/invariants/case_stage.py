"""The helpline with everybody around it: a clock that ticks, a Twilio that can break, telephones, a roster.

What is done here is what Twilio and people do; nothing here knows what should come of it.
"""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from sqlalchemy import select

from helpline import cases, content
from helpline.alerts import Alert
from helpline.cases import Case, State
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.outbox import Outbox, Refused
from helpline.outbox.send import Ambiguous, Unavailable
from ivr import call_back
from processes.tasks import TASKS
from simulator.twiml import parse
from tests.integration.conftest import FakeTwilio, Jobs
from tests.integration.ivr.conftest import Caller
from tests.integration.world import AHMED, HUDA, ROSTER, ZAINAB, Clock, World

COUNSELLORS = {"zainab": ZAINAB, "ahmed": AHMED, "huda": HUDA}
NAMES = {"zainab": "زينب", "ahmed": "أحمد", "huda": "هدى"}
BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC)
TICK = timedelta(microseconds=10)
# More jobs than this at one instant are a loop.
MOST_JOBS = 300
PROMPT = timedelta(seconds=1)
# The watchdog's own patience with a message that nobody handles.
UNHANDLED = 16
ERRORS: dict[str, Callable[[], Exception]] = {
    "63016": lambda: Refused("63016"),
    "63024": lambda: Refused("63024"),
    "down": lambda: Unavailable("20500"),
    "unsure": Ambiguous,
}


class Ticking(Clock):
    """A clock that stands still but for a tick each time it is read, so that a run is the same each time."""

    def __init__(self) -> None:
        super().__init__()
        self._at = BEGAN

    def now(self) -> datetime:
        """Return the time, later than it was returned before."""
        self._at += TICK
        return self._at + self.ahead

    def restart(self) -> None:
        """Begin again."""
        self._at, self.ahead = BEGAN, timedelta()


class Queue(Jobs):
    """The job queue, with an end to what may run at one instant."""

    def run(self, only: str | None = None) -> int:
        """Run due jobs until none is left; returns how many ran."""
        for ran in range(MOST_JOBS):
            due = [job for job in self.waiting() if job[3] and only in (None, job[1])]
            if not due:
                return ran
            identity, task, arguments, _ = due[0]
            self._connection.execute("DELETE FROM procrastinate_jobs WHERE id = %s", (identity,))
            TASKS[task](**arguments)
        raise AssertionError(f"{MOST_JOBS} jobs ran and there is no end to them")

    def next_due(self) -> datetime | None:
        """Return when the next waiting job is due."""
        query = "SELECT min(scheduled_at) FROM procrastinate_jobs WHERE status = 'todo'"
        return self._connection.execute(query).fetchone()[0]  # type: ignore[index]

    def truncate(self) -> None:
        """Forget everything there is."""
        (tables,) = self._connection.execute(  # type: ignore[misc]
            "SELECT string_agg(format('%I', tablename), ', ') FROM pg_tables "
            "WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
        ).fetchone()
        # The audit log refuses to be emptied, as it should.
        self._connection.execute(
            f"SET LOCAL session_replication_role = replica; TRUNCATE {tables} RESTART IDENTITY CASCADE"
        )


def states_told() -> dict[str, str]:
    """Return what each text of danger says about the way to a person, by its words."""
    told = {}
    for text_id, text in content.all_texts().items():
        if text_id.startswith("danger.") and text.state in ("calling", "nobody_yet", "accepted"):
            for name in NAMES.values():
                words = content.text(text_id, name=name, emergency=content.emergency_number(None))
                told[words] = text.state
    return told


class WatchedTwilio(FakeTwilio):
    """Compares what is told to a contact with how their case stands at the moment it is sent."""

    def __init__(self, told: dict[str, str]) -> None:
        super().__init__()
        self._told = told
        # Row, what it says, how it stands.
        self.untrue: list[tuple[int, str, str]] = []
        self.legs: set[str] = set()

    def send(self, row: Outbox) -> str:
        """Keep the row; raise what the test wants, and what Twilio says of a call that is over."""
        if row.kind == "call_update" and row.to not in self.legs:
            raise Refused("21220")
        sid = super().send(row)
        told = self._told.get(row.payload.get("text", "")) if row.contact_id is not None else None
        # The conversation's own replies that had to wait are answers to what was said then.
        prompt = row.tells_state or clock.now() - row.created_at < PROMPT
        if told is not None and row.case_id is not None and prompt:
            with transaction() as session:
                state = session.get_one(Case, row.case_id).state
            if (told == "accepted") != (state == State.ACKNOWLEDGED):
                self.untrue.append((row.id, told, state))
        return sid


class Stage:
    """All that can be done to one helpline, and what comes of it by itself."""

    def __init__(
        self, world: World, twilio: WatchedTwilio, time: Ticking, queue: Queue, roster: Path
    ) -> None:
        self.world, self.twilio, self.time, self.queue, self._file = world, twilio, time, queue, roster
        self._written = 0
        self.begin()

    def begin(self) -> None:
        """Begin anew: an empty database, everybody there, everything working."""
        self.queue.truncate()
        self.time.restart()
        self.twilio.__init__(self.twilio._told)  # type: ignore[misc]
        self.world.rasa.__init__()  # type: ignore[misc]
        self.roster = set(COUNSELLORS)
        self.write_roster()
        self.lossy = False
        self.faults = False
        self.call: Caller | None = None
        # Counsellors' lines that are in a caller's room, by their CallSid.
        self.legs: dict[str, Alert] = {}
        self.ringing: list[Outbox] = []
        self._followed = 0
        self._lines = 0

    def write_roster(self) -> None:
        """Write the roster as it stands; with nobody left for the shift it has a gap."""
        lines = [
            line
            for line in ROSTER.splitlines()
            if "{id:" not in line or any(f"{{id: {name}," in line for name in self.roster)
        ]
        on_call = [name for name in ("zainab", "ahmed") if name in self.roster]
        text = "\n".join(lines).replace("[zainab, ahmed]", f"[{', '.join(on_call)}]")
        self._file.write_text(text if on_call else text.split("shifts:")[0] + "shifts: []\n")
        # Two writes within one tick of the file system would look like one.
        self._written += 1
        os.utime(self._file, (self._written, self._written))

    def run(self) -> None:
        """Run what is due, and let Twilio fetch the calls that are to be fetched."""
        for _ in range(10):
            self.queue.run()
            if not self._follow():
                return
        raise AssertionError("the callers are fetched for ever")

    def settle(self, *, look: bool = False) -> None:
        """Run what is due; where jobs were lost the watchdog looks, and what it wakes runs."""
        self.run()
        if look or self.lossy:
            self.world.watchdog()
            with transaction() as session:
                call_back.late_call_backs(session, clock.now())
            self.run()

    def lose(self) -> None:
        """Lose every waiting job."""
        self.queue.lose()
        self.lossy = True

    def passes(self, seconds: float) -> None:
        """Let time pass as it does: what falls due on the way is done then."""
        end = self.time.now() + timedelta(seconds=seconds)
        while (now := self.time.now()) < end:
            stops = [end, self.queue.next_due() or end]
            if self.lossy:
                stops.append(now + timedelta(minutes=1))
            self.time.forward(max((min(stops) - now).total_seconds(), 0))
            self.settle()
        self.settle(look=True)

    def jumps(self, seconds: float) -> None:
        """Let time pass in which nothing runs at all."""
        self.time.forward(seconds)
        self.settle(look=True)

    def breaks(self, whose: str, how: str) -> None:
        """Let what is sent to contacts, to counsellors or to all fail."""

        def fail(row: Outbox) -> Exception | None:
            to_counsellor = row.to in COUNSELLORS.values()
            hit = whose == "all" or (whose == "counsellors") == to_counsellor
            return ERRORS[how]() if hit else None

        self.twilio.fail_with = fail
        self.faults = True

    def recovers(self) -> None:
        """Let Twilio work again."""
        self.twilio.fail_with = lambda row: None

    def dials(self, phone: str) -> None:
        """Call the helpline."""
        self.call = Caller(self.world.client, phone)
        self.twilio.legs.add(self.call.sid)
        self.call.dial()

    def hangs_up(self) -> None:
        """End the contact's call."""
        assert self.call is not None
        call, self.call = self.call, None
        self.twilio.legs.discard(call.sid)
        call.hang_up()

    def answers_call_back(self, row: Outbox, key: str, phone: str) -> None:
        """Answer, or not, the call that calls back: a key, "" for a voicemail, "no-answer"."""
        self.ringing = [one for one in self.ringing if one.id != row.id]
        path = f"/ivr/call-back/{row.payload['call_back']}"
        line = CalledBack(self.world.client, phone, f"{path}/status")
        if key == "no-answer":
            return line.hang_up(key)
        line._go(path)
        if key:
            line._go(f"{path}/key", Digits=key)
        if key == "1":
            self.call = line
            self.twilio.legs.add(line.sid)
            return None
        return line.hang_up()

    def key(
        self, alert: Alert, key: str, path: str = "alert", then: str = "", answers: str = "", **form: str
    ) -> Element | None:
        """Press a key in an alert call or on a counsellor's own line; None where the server failed.

        `then` is another question than the line's first, with the answers before it.
        """
        self._lines += 1
        leg = f"CALEG{self._lines:029d}"
        form = {"CallSid": leg, "CallStatus": "in-progress", "Digits": key, **form}
        what = then or ("key" if "DialCallStatus" not in form else "called")
        what += f"?answers={answers}" if answers else ""
        answer = self.world.client.post_signed(f"/ivr/{path}/{alert.token}/{what}", form)
        if answer.status_code != 200:
            return None
        twiml = fromstring(answer.text)
        if twiml.find("Dial/Conference") is not None:
            self.legs[leg] = alert
            self.twilio.legs.add(leg)
        return twiml

    def between_two(self, first: Callable[[], bool], second: Callable[[], bool]) -> None:
        """Do one acceptance, and another as a whole before the first one's takes hold."""
        accept = cases.acknowledge
        done = []

        def interrupted(*arguments: Any) -> bool:
            if not done:
                done.append(True)
                assert second(), "the server failed"
            return accept(*arguments)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(cases, "acknowledge", interrupted)
            assert first(), "the server failed"

    def leg_ends(self, leg: str) -> None:
        """End a counsellor's line; the room closes for whoever was in it."""
        alert = self.legs.pop(leg)
        self.twilio.legs.discard(leg)
        with transaction() as session:
            token = session.scalar(select(Outbox.token).where(Outbox.alert_id == alert.id))
        form = {"CallSid": leg, "CallStatus": "completed"}
        assert self.world.client.post_signed(f"/ivr/placed/{token}", form).status_code == 204
        if self.call is not None and self.call.room is not None:
            self.call.room_closes()

    def _follow(self) -> bool:
        new, self._followed = self.twilio.sent[self._followed :], len(self.twilio.sent)
        self.ringing += [row for row in new if row.kind == "call" and "call_back" in row.payload]
        updates = [row for row in new if row.kind == "call_update"]
        for row in updates:
            path = row.payload.get("path", "/ivr/wait")
            if self.call is not None and row.to == self.call.sid:
                self.call._go(path)
                if self.call.over:
                    self.hangs_up()
            elif row.to in self.legs:
                form = {"CallSid": row.to, "CallStatus": "in-progress"}
                assert self.world.client.post_signed(path, form).status_code == 200
                self.legs.pop(row.to)
                self.twilio.legs.discard(row.to)
        return bool(updates)


class CalledBack(Caller):
    """The contact's telephone in a call that the helpline placed."""

    def __init__(self, client: Any, phone: str, status: str) -> None:
        super().__init__(client, phone)
        self._status = status
        self.twiml = parse("<Response/>")

    def hang_up(self, status: str = "completed") -> None:
        """End the call, or let it ring out."""
        assert self.post(self._status, CallStatus=status, Direction="outbound-api").status_code == 204
