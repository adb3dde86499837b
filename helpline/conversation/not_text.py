"""What is said to a voice note, a picture, a place, a sticker or nothing at all; pure."""

from helpline.contacts.inbox import Content
from helpline.conversation.plan import Plan, Turn
from helpline.conversation.say import say
from helpline.triage import Assessment, Level

# What holds no words that could be read.
KINDS = (Content.MEDIA, Content.LOCATION, Content.STICKER, Content.EMPTY)
# A voice note or picture: nobody knows what it says until a person hears or sees it.
UNREAD = Assessment(Level.AMBER, (), 0.0, ("rule:media_unread",), False)


def answer(turn: Turn) -> Plan:
    """Ask whether there is danger where a person has to hear or see it first, and say what else came."""
    if turn.content == Content.MEDIA:
        return Plan(
            replies=(say(turn, "media.danger_question"),),
            asked="danger",
            assessment=UNREAD,
            source="media",
            reason="media",
        )
    return Plan(replies=(say(turn, f"media.{turn.content}"),))
