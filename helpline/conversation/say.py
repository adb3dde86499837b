"""A content text as one contact hears or reads it."""

from typing import Any

from helpline import content
from helpline.contacts.inbox import Channel
from helpline.conversation.plan import Turn
from helpline.outbox.reply import Button, Reply


def say(turn: Turn, text_id: str, **values: Any) -> Reply:
    """Return a content text as a reply, in the contact's form of address and the channel's form."""
    spoken = turn.channel == Channel.VOICE
    values["emergency"] = content.emergency_number(turn.governorate)
    # No synthetic voice speaks Kurdish: its recordings are found where it is said (ivr/prompts.py).
    if not (spoken and turn.language == "ku"):
        text_id = content.in_language(text_id, turn.language)
    text = content.text(text_id, address=turn.address, spoken=spoken, **values)
    return Reply(text, tuple(Button(button.id, button.title) for button in content.buttons(text_id)))
