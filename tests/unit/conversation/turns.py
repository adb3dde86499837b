"""A turn in which nothing is under way, for tests to change."""

from helpline.contacts.inbox import Channel, Content
from helpline.conversation.plan import Turn
from helpline.triage import Assessment, Level

GREEN = Assessment(Level.GREEN, (), 0.0, (), False)
PLAIN = Turn(
    channel=Channel.WHATSAPP,
    content=Content.TEXT,
    text="هلا",
    button=None,
    assessment=GREEN,
    address="neutral",
    governorate=None,
    language="ar",
    first=False,
    screening=None,
    screened_recently=False,
    asked=None,
    danger_replies=0,
    case=None,
)
