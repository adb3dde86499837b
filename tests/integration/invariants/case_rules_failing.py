"""What time and failures do."""

from functools import partial

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from helpline.infra import clock
from helpline.triage import Level
from tests.integration.invariants import case_model as model
from tests.integration.invariants.case_checks import asked
from tests.integration.invariants.case_machine import PHONES, Machine, nth, rarely
from tests.integration.invariants.case_model import HANDED, HELD, OPEN, Known


class Failing(Machine):
    """Time, lost jobs, a Twilio that breaks, a silent assistant, and ten quiet minutes."""

    @rule(seconds=st.sampled_from((1, 100, 300)), lost=rarely)
    def time_passes(self, seconds: int, lost: bool) -> None:
        """Time passes and what is due is done, or every job is lost and the watchdog wakes what is late."""
        self._time(partial(self.stage.passes, seconds), lost)

    @rule(seconds=st.sampled_from((100, 300, 3600, 18000)), lost=rarely)
    def nothing_runs_for_a_while(self, seconds: int, lost: bool) -> None:
        """The workers are away, and come back."""
        self._time(partial(self.stage.jumps, seconds), lost)

    def _time(self, passing: partial[None], lost: bool) -> None:
        before = {phone: (self.known[phone], asked(phone).silence_due) for phone in PHONES}
        if lost:
            self.stage.lose()
        passing()
        now = clock.now()
        expected: dict[str, Known | None] = {}
        for phone, (known, silence) in before.items():
            if silence is not None and self._is_over(silence, now):
                uncertain = known.state == HELD or self._is_nearly(silence, now)
                expected[phone] = None if uncertain else self._heard(known, Level.RED)
            else:
                expected[phone] = self._later(known, now)
        self._did(expected, timers=False)

    def _later(self, known: Known, now: object) -> Known | None:
        if known.state in (HELD, HANDED) and (self.stage.faults or self._is_nearly(known.due, now)):
            return None
        return model.later(known, now, self.stage.roster)  # type: ignore[arg-type]

    def _is_nearly(self, due: object, now: object) -> bool:
        """Whether something lost its job so lately that the watchdog may not have woken it yet."""
        return self.stage.lossy and due is not None and 0 <= (now - due).total_seconds() < 6  # type: ignore[operator]

    @staticmethod
    def _is_over(due: object, now: object) -> bool:
        return bool(due <= now)  # type: ignore[operator]

    @precondition(lambda self: bool(self.world.twilio.sent))
    @rule(which=nth, code=st.sampled_from(("63016", "63024", "30008")))
    def a_message_was_not_delivered(self, which: int, code: str) -> None:
        """Twilio tells later that a message reached nobody."""
        rows = [row for row in self.world.twilio.sent if row.kind == "whatsapp"]
        if rows:
            self.stage.faults = True
            row = rows[-1 - which % len(rows)]
            form = {"MessageStatus": "failed", "ErrorCode": code, "MessageSid": "SM1"}
            self.world.client.post_signed(f"/whatsapp/status/{row.token}", form)
            self.stage.settle()
            self._did({}, timers=False)

    @precondition(lambda self: any(row.kind == "call" and row.alert_id for row in self.world.twilio.sent))
    @rule(which=nth, status=st.sampled_from(("no-answer", "busy", "completed", "failed")))
    def an_alert_call_ends(self, which: int, status: str) -> None:
        """A counsellor's phone rang, and nobody pressed a key."""
        rows = [row for row in self.world.twilio.sent if row.kind == "call" and row.alert_id]
        row = rows[-1 - which % len(rows)]
        form = {"CallStatus": status, "CallSid": "CAnone"}
        self.world.client.post_signed(f"/ivr/placed/{row.token}", form)
        self.stage.settle()
        self._did({})

    @rule(
        whose=st.sampled_from(("contacts", "counsellors", "all")),
        how=st.sampled_from(("down", "unsure", "63016", "63024")),
    )
    def twilio_breaks(self, whose: str, how: str) -> None:
        """What is sent fails from now on."""
        self.stage.breaks(whose, how)

    @rule()
    def twilio_works(self) -> None:
        """What is sent arrives again."""
        self.stage.recovers()

    @rule()
    def rasa_changes(self) -> None:
        """The assistant falls silent, or answers again."""
        self.world.rasa.down = not self.world.rasa.down

    @precondition(
        lambda self: any(one.state == OPEN and one.level == Level.RED for one in self.known.values())
    )
    @rule()
    def nobody_does_anything_for_ten_minutes(self) -> None:
        """Invariant 8: an open RED case reaches the supervisor and everybody, again and again."""
        waiting = self._in_danger()
        self.stage.recovers()
        began = clock.now()
        self._time(partial(self.stage.passes, 600), lost=False)
        for phone, case in waiting.items():
            assert (self.known[phone].state, self.known[phone].case) == (OPEN, case)
            since = [
                alert.counsellor
                for alert in self.alerts
                if alert.case_id == case and alert.transport == "voice" and alert.sent_at > began
            ]
            assert since.count("huda") >= 3
            assert set(since) == self.stage.roster

    def _in_danger(self) -> dict[str, int | None]:
        """Return the open RED cases by number."""
        return {
            phone: one.case
            for phone, one in self.known.items()
            if one.state == OPEN and one.level == Level.RED
        }
