"""Conversations of several turns that the helpline leads itself, and not Rasa: what is private, or is scored.

Each is a module with two pure functions, `start` and `answered`, listed in FLOWS under the name by which the
assistant asks for it ({"helpline": "flow", "name": …}) and a button begins it (`flow:name`). What they write
goes through `Plan.effects`. Danger, the screening and the words for a person and for stopping come before
them (helpline/conversation/turn.py), so nobody is trapped in one.
"""

from typing import Protocol

from helpline.conversation.plan import Plan, Turn

BUTTON = "flow:"


class Leads(Protocol):
    """A flow's module."""

    def start(self, turn: Turn) -> Plan:
        """Return the plan that begins it; its `flow` is where it stands."""

    def answered(self, turn: Turn) -> Plan | None:
        """Return what the answer leads to, None to leave the flow: the message is about something else.

        `turn.flow` is where it stands.
        """


FLOWS: dict[str, Leads] = {}


def start(turn: Turn, name: str) -> Plan:
    """Return the plan that begins a flow. Raises ValueError for a name that is none."""
    if name not in FLOWS:
        raise ValueError(f"unknown flow {name!r}")
    return FLOWS[name].start(turn)


def answered(turn: Turn) -> Plan | None:
    """Return what a message leads to that begins a flow by its button, or answers the one under way."""
    if turn.button is not None and turn.button.startswith(BUTTON):
        return start(turn, turn.button.removeprefix(BUTTON))
    if turn.flow is None or turn.flow.name not in FLOWS or turn.assessment.routes:
        # What is told beside it, such as violence, is heard; one that no longer exists is forgotten.
        return None
    return FLOWS[turn.flow.name].answered(turn)
