"""«فحص»: the choice between the two questionnaires."""

from helpline.conversation.plan import Plan, Turn
from helpline.conversation.say import say


def start(turn: Turn) -> Plan:
    """Return the choice; its buttons begin the flows."""
    return Plan(replies=(say(turn, "check.menu"),))


def answered(turn: Turn) -> Plan | None:
    """Return None: the choice is a button's."""
    return None
