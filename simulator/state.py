"""Everything the simulated account holds, in memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from simulator.account import Account
from simulator.call_log import Calls
from simulator.clock import Clock
from simulator.conference import Conferences
from simulator.content import Content
from simulator.events import Events
from simulator.faults import Faults
from simulator.formats import new_sid
from simulator.interpreter import Verb
from simulator.messages import Message, Messages
from simulator.phones import Phones
from simulator.recordings import Recording
from simulator.settings import Settings
from simulator.waiting import Queues
from simulator.webhooks import Webhooks


class State:
    """Hold one simulated account and the means to act on it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.clock = Clock(settings.speed)
        self.events = Events()
        self.faults = Faults()
        self.webhooks = Webhooks(settings, self.faults)
        self.account = Account()
        self.phones = Phones()
        self.messages = Messages()
        self.contents: dict[str, Content] = {}
        self.calls = Calls()
        self.conferences = Conferences()
        self.queues = Queues()
        self.recordings: dict[str, Recording] = {}
        self.verbs: dict[str, Verb] = {}
        self.requests: deque[dict[str, Any]] = deque(maxlen=20_000)
        self.warnings: deque[dict[str, Any]] = deque(maxlen=2_000)
        self.on_delivered: list[Callable[[Message], None]] = []

    def warn(self, code: int, text: str) -> None:
        """Log what Twilio's debugger would show."""
        entry = {"sid": new_sid("NO"), "at": self.clock.now().isoformat(), "code": code, "text": text}
        self.warnings.append(entry)
        self.events.publish("warning", entry)

    def reset(self) -> None:
        """Forget messages, calls, faults and habits; templates stay, as they do in an account."""
        for call in self.calls.newest_first():
            call.set_status("canceled", self.clock.now())
        self.calls.clear()
        self.conferences.clear()
        self.queues.clear()
        self.recordings.clear()
        self.faults.clear()
        self.account = Account()
        self.phones.clear()
        self.messages.clear()
        self.requests.clear()
        self.warnings.clear()
        self.webhooks.sent.clear()
        self.clock.reset()
        self.events.publish("reset", {})
