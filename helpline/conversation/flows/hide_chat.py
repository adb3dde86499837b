"""Making the chat look harmless; its taught word is heard before flows (helpline.conversation.disguise)."""

from helpline.contacts.inbox import Channel
from helpline.conversation import disguise
from helpline.conversation.plan import Plan, Turn
from helpline.conversation.say import say


def start(turn: Turn) -> Plan:
    """Return the plan that disguises the chat, or asks for a code word first."""
    if turn.channel != Channel.WHATSAPP:
        return Plan(replies=(say(turn, "code.written_only"),))
    if turn.private.disguised:
        return Plan(replies=(say(turn, "disguise.on"),))
    return disguise.put_on(turn, None)


def answered(turn: Turn) -> Plan | None:
    """Return None: nothing is asked."""
    return None
