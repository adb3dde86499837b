"""Conversations of several turns that the helpline leads itself, and not Rasa: what is private, or is scored.

Each is a module with two pure functions, `start` and `answered`, listed in FLOWS under the name by which the
assistant asks for it ({"helpline": "flow", "name": …}) and a button begins it (`flow:name`). What they write
goes through `Plan.effects`. Danger, the screening and the words for a person and for stopping come before
them (helpline/conversation/turn.py), so nobody is trapped in one.
"""

from dataclasses import replace
from typing import Protocol

from helpline.conversation.flows import (
    check,
    code_word,
    delete_chat,
    erase,
    hide_chat,
    my_plan,
    my_referral,
    phq9,
    referral,
    registration,
    safety_plan,
    who5,
)
from helpline.conversation.plan import Flow, Plan, Turn
from helpline.triage import evidence

BUTTON = "flow:"


class Leads(Protocol):
    """A flow's module."""

    def start(self, turn: Turn) -> Plan:
        """Return the plan that begins it; its `flow` is where it stands."""

    def answered(self, turn: Turn) -> Plan | None:
        """Return what the answer leads to, None to leave the flow: the message is about something else.

        `turn.flow` is where it stands.
        """


FLOWS: dict[str, Leads] = {
    "safety_plan": safety_plan,
    "my_plan": my_plan,
    "code_word": code_word,
    "hide_chat": hide_chat,
    "erase": erase,
    "delete_chat": delete_chat,
    "check": check,
    "phq9": phq9,
    "who5": who5,
    "referral": referral,
    "my_referral": my_referral,
    "registration": registration,
}
# The taught words (helpline/content/taught.py) that begin one.
WORDS: dict[str, str] = {
    "my_plan": "my_plan",
    "safety_plan": "safety_plan",
    "code_word": "code_word",
    "hide_chat": "hide_chat",
    "erase": "erase",
    "delete_chat": "delete_chat",
    "check": "check",
    "my_referral": "my_referral",
    "my_seat": "registration",
}


def start(turn: Turn, name: str) -> Plan:
    """Return the plan that begins a flow. Raises ValueError for a name that is none.

    What stands behind a second colon of a button's id is for the flow itself (`flow:referral:art`).
    """
    begun = name.partition(":")[0]
    if begun not in FLOWS:
        raise ValueError(f"unknown flow {name!r}")
    return FLOWS[begun].start(turn)


def answered(turn: Turn) -> Plan | None:
    """Return what a message leads to that begins a flow by its button, or answers the one under way."""
    if turn.button is not None and turn.button.startswith(BUTTON):
        return start(turn, turn.button.removeprefix(BUTTON))
    if turn.flow is None or turn.flow.name not in FLOWS or _tells_more(turn):
        # What is told beside it, such as violence, is heard; one that no longer exists is forgotten.
        return None
    return FLOWS[turn.flow.name].answered(turn)


def _tells_more(turn: Turn) -> bool:
    """Say whether a rule heard something beside the answer; the letters of an answer alone look like much."""
    found = turn.assessment
    return any(evidence.names_route(found.reasons, route) for route in found.routes)


def alongside(turn: Turn, plan: Plan) -> Plan:
    """Return the plan of a screening with the flow that led into it, which still has a result to tell.

    It waits until the screening is over, and is told where that found nothing: else a person is coming.
    """
    if turn.flow is None or turn.flow.name != "phq9":
        return plan
    if plan.screening is not None:
        return replace(plan, flow=turn.flow)
    if plan.screened and plan.assessment is None and not plan.danger:
        return replace(plan, replies=(*plan.replies, *phq9.after_screening(turn)))
    return plan


def waits(flow: Flow | None) -> bool:
    """Say whether silence is an answer to what a flow is asking: PHQ-9's item on death."""
    return flow is not None and flow.name == "phq9" and phq9.waits(flow)


def worries(flow: Flow | None) -> bool:
    """Say whether an answer in a flow counts as a yes before the screening that it led into."""
    return flow is not None and flow.name == "phq9" and phq9.thoughts(flow)


def silent(turn: Turn) -> Plan:
    """Return what silence leads to. Raises ValueError where it is no answer."""
    if not waits(turn.flow):
        raise ValueError("no question is waiting for an answer")
    return phq9.silent(turn)
