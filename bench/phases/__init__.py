"""The phases, in the order they run: each returns its lines of the report."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bench.context import Context
from bench.figures import Figure
from bench.phases import alerts, calls, console, kills, memory, replies, throughput, triage, webhook


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase: what it measures and whether it needs the running copy."""

    run: Callable[[Context], list[Figure]]
    title: str
    goal: str
    needs_stack: bool = True


# Memory is read after the loads, when the processes have grown to what they need; killing comes last.
PHASES: Mapping[str, Phase] = {
    "triage": Phase(triage.run, triage.TITLE, triage.GOAL, needs_stack=False),
    "webhook": Phase(webhook.run, webhook.TITLE, webhook.GOAL),
    "replies": Phase(replies.run, replies.TITLE, replies.GOAL),
    "throughput": Phase(throughput.run, throughput.TITLE, throughput.GOAL),
    "alerts": Phase(alerts.run, alerts.TITLE, alerts.GOAL),
    "calls": Phase(calls.run, calls.TITLE, calls.GOAL),
    "console": Phase(console.run, console.TITLE, console.GOAL),
    "memory": Phase(memory.run, memory.TITLE, memory.GOAL),
    "kills": Phase(kills.run, kills.TITLE, kills.GOAL),
}
