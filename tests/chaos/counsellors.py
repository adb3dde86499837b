"""The counsellors' phones: two who take cases while they are at work, one who never does."""

from tests.chaos.twilio import Twilio
from tests.e2e.conftest import AHMED, HUDA, ZAINAB

IDLE = {"answer": "ring", "press": "", "tap": ""}


class Counsellors:
    """Three people; what they do with alerts changes with `at_work` and `away`."""

    def __init__(self, twilio: Twilio) -> None:
        self._twilio = twilio
        twilio.behave(HUDA, **IDLE)
        self.away()

    def say_that_they_are_there(self) -> None:
        """Write once: without it WhatsApp keeps back what follows a case that was taken by phone."""
        for number in (AHMED, ZAINAB):
            self._twilio.http.post("/sim/messages", json={"from": number, "body": "موجود"}).raise_for_status()

    def at_work(self) -> None:
        """Ahmed picks up and presses 1, Zainab taps her button; both finish what they have taken."""
        self._twilio.behave(AHMED, answer="human", after=8.0, press="1", tap="^resolve:", tap_after=16.0)
        self._twilio.behave(ZAINAB, answer="ring", tap="^(ack|resolve):", tap_after=16.0)

    def away(self) -> None:
        """Nobody picks up or taps any more."""
        for number in (AHMED, ZAINAB):
            self._twilio.behave(number, **IDLE)
