"""What a contact does on the phone; counsellors see the same case."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from helpline.conversation import step as conversation
from helpline.infra.database import transaction
from helpline.triage import Level
from ivr.steps import QUEUE
from tests.integration.invariants.case_checks import level_heard
from tests.integration.invariants.case_machine import Machine, who
from tests.integration.invariants.case_model import Known
from tests.integration.world import RED, SAD, THANKS, WISH

YES, NO = "اي", "لا"


class Calling(Machine):
    """A call to the helpline, key by key, and the call that calls back."""

    @precondition(lambda self: self.stage.call is None)
    @rule(phone=who)
    def calls(self, phone: str) -> None:
        """The contact calls the helpline."""
        self.stage.dials(phone)
        self._called({phone: self.known[phone]})

    @precondition(lambda self: self._listened())
    @rule(key=st.sampled_from("1111000234579*#"))
    def presses_a_key(self, key: str) -> None:
        """The caller presses a key."""
        call = self.stage.call
        assert call is not None
        before, place = self.known[call.phone], call.place
        question = self._call_asks()
        expected: Known | None = None
        if place in QUEUE:
            expected = None
        elif question is not None and place == "talk":
            if question == "asq.5" and key in "19":
                expected = self._heard(before, Level.RED)
        elif key == "1":
            expected = self._heard(before, Level.RED)
        elif key == "0":
            expected = self._heard(before, Level.BLUE)
        call.press(key)
        self._called({call.phone: expected})

    @precondition(lambda self: self._listened("speech"))
    @rule(words=st.sampled_from((RED, WISH, SAD, THANKS, YES, NO, "ممم")), sure=st.booleans())
    def speaks(self, words: str, sure: bool) -> None:
        """The caller says something, well heard or not."""
        call = self.stage.call
        assert call is not None
        before = self.known[call.phone]
        call.say(words, "0.9" if sure else "0.2")
        level = level_heard(call.phone)
        self._called({call.phone: self._heard(before, level) if level == Level.RED else None})

    @precondition(
        lambda self: self.stage.call is not None and self.stage.call.twiml.find("Redirect") is not None
    )
    @rule(times=st.integers(1, 4))
    def keeps_silent(self, times: int) -> None:
        """The caller says and presses nothing, once or for a while."""
        for _ in range(times):
            call = self.stage.call
            if call is None or call.twiml.find("Redirect") is None:
                return
            before, question, place = self.known[call.phone], self._call_asks(), self._place()
            call.keep_silent()
            acute = question == "asq.5" and place == "talk"
            self._called({call.phone: self._heard(before, Level.RED) if acute else None})

    @precondition(lambda self: self.stage.call is not None)
    @rule()
    def hangs_up(self) -> None:
        """The caller hangs up, wherever they are."""
        call = self.stage.call
        assert call is not None
        expected = self._hung_up(call.phone, call.sid)
        self.stage.hangs_up()
        self.stage.settle()
        self._did({call.phone: expected}, timers=False)

    @precondition(lambda self: bool(self.stage.ringing) and self.stage.call is None)
    @rule(key=st.sampled_from(("1", "2", "3", "", "no-answer")))
    def answers_a_call_back(self, key: str) -> None:
        """The helpline calls back: it is safe, not now, never, a voicemail, nobody."""
        row = self.stage.ringing[-1]
        phone = row.to
        self.stage.answers_call_back(row, key, phone)
        self._called({phone: self.known[phone]})

    def _hung_up(self, phone: str, sid: str) -> Known:
        with transaction() as session:
            waits = conversation.asked(session, sid)
        level = Level.RED if waits.question == "asq.5" else Level.AMBER if waits.positive else Level.GREEN
        return self._heard(self.known[phone], level) if level else self.known[phone]

    def _called(self, expected: dict[str, Known | None]) -> None:
        """After a step of a call: Twilio tells the end of a call that the helpline has ended."""
        if self.stage.call is not None and self.stage.call.over:
            self.stage.hangs_up()
            expected = dict.fromkeys(expected)
        self.stage.settle()
        self._did(expected, timers=False)

    def _listened(self, way: str = "dtmf") -> bool:
        if self.stage.call is None:
            return False
        gather = self.stage.call.twiml.find("Gather")
        return gather is not None and way in gather.attrib["input"]

    def _place(self) -> str | None:
        return self.stage.call.place if self.stage.call is not None and self._listened() else None

    def _call_asks(self) -> str | None:
        assert self.stage.call is not None
        with transaction() as session:
            return conversation.asked(session, self.stage.call.sid).question
