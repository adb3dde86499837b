"""How to delete this chat, and the list of calls, on the phone itself."""

from helpline.conversation.effects import Forget
from helpline.conversation.plan import Plan, Turn
from helpline.conversation.say import say


def start(turn: Turn) -> Plan:
    """Return the steps; a hello after it shows nothing of what is deleted."""
    return Plan(replies=(say(turn, "delete_chat.chat"), say(turn, "delete_chat.calls")), effects=(Forget(),))


def answered(turn: Turn) -> Plan | None:
    """Return None: nothing is asked."""
    return None
