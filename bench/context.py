"""What the phases share: the copy under load, its contacts, and what earlier phases found out."""

import asyncio
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

from bench import messages
from bench.figures import NotMeasured, Spread, duration
from bench.ledger import Account, Connect, account, close_cases, settle
from bench.load import Phone, Planned, Sent, Webhook, plan, send_all
from bench.stack import Stack

# Fictitious numbers. Danger comes from a new contact each time: a case is opened, not found.
PREFIX = "+964770000"
EVERYDAY = range(1000, 1400)
CALLERS = range(1500, 1900)
DANGER = range(2000, 10000)
# A generator later than this no longer sends at the rate it claims.
LATE = 0.5


def numbers(which: range) -> Iterator[str]:
    """Yield phone numbers of a range."""
    return (f"{PREFIX}{number:04d}" for number in which)


@dataclass(slots=True)
class Context:
    """One run of the benchmark."""

    stack: Stack | None
    quick: bool = False
    sustained: float | None = None
    callers: Iterator[str] = field(default_factory=lambda: numbers(CALLERS))
    danger: Iterator[str] = field(default_factory=lambda: numbers(DANGER))
    _everyday: list[str] = field(default_factory=list)

    @property
    def running(self) -> Stack:
        """The copy under load; raises NotMeasured without one."""
        if self.stack is None:
            raise NotMeasured("the helpline did not start")
        return self.stack

    @property
    def connect(self) -> Connect:
        """How to reach the copy's database."""
        return self.running.connect

    def seconds(self, full: float, quick: float) -> float:
        """Return how long a phase lasts."""
        return quick if self.quick else full

    def everyday(self) -> list[str]:
        """Return contacts who have written before: their window is open, they have been greeted."""
        if not self._everyday:
            door = Phone(self.running.simulator_url)
            phones = list(numbers(EVERYDAY))[: 40 if self.quick else len(EVERYDAY)]
            say(f"  {len(phones)} contacts write for the first time…")
            first = asyncio.run(send_all(plan(20, len(phones) / 20, phones, messages.everyday()), door))
            settle(self.connect, 60)
            unheard = [one for one in first if not one.taken]
            if len(unheard) > len(first) / 10:
                raise NotMeasured(f"{len(unheard)} of {len(first)} first messages were not taken")
            self._everyday = phones
        return self._everyday

    def planned(self, rate: float, seconds: float, red_every: int = 0) -> list[Planned]:
        """Plan a load; raises NotMeasured when triage reads no text as the load needs it."""
        danger = messages.danger()
        if red_every and not danger:
            raise NotMeasured("triage reads none of the sample's texts of danger as RED")
        return plan(
            rate,
            seconds,
            self.everyday(),
            messages.everyday(),
            red_every=red_every,
            red_phones=self.danger,
            red_texts=danger,
        )

    def load(self, planned: list[Planned], *, patience: float, by_phone: bool = False) -> Account:
        """Send a plan, wait until all that followed from it is done, and read what became of it.

        Messages of danger always come from a simulated phone, so that they can be answered.
        """
        phone = Phone(self.running.simulator_url)
        door = phone if by_phone else Webhook(self.running.settings)
        sent = asyncio.run(send_all(planned, door, red_door=phone))
        settle(self.connect, patience)
        found = account(self.connect, sent)
        close_cases(self.connect)
        return found


def say(text: str) -> None:
    """Tell the person who waits how far it is; the report alone goes to standard output."""
    print(text, file=sys.stderr, flush=True)


def generator(sent: tuple[Sent, ...]) -> str:
    """Return a remark when the load generator could not keep its own times, else nothing."""
    late = Spread.of([one.late for one in sent])
    return f"the load generator itself was late: p99 {duration(late.p99)}" if late.p99 > LATE else ""
