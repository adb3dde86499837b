"""How to delete this chat, and the list of calls, on the phone itself."""

from helpline.conversation.plan import Plan, Turn
from helpline.conversation.say import say


def start(turn: Turn) -> Plan:
    """Return the steps."""
    return Plan(replies=(say(turn, "delete_chat.chat"), say(turn, "delete_chat.calls")))


def answered(turn: Turn) -> Plan | None:
    """Return None: nothing is asked."""
    return None
