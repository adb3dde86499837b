"""What is said to a contact, before a channel renders it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from helpline.text import typed_title


@dataclass(frozen=True, slots=True)
class Button:
    """A choice: `id` comes back when it is pressed, `title` is what the contact sees or hears."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One message or one prompt.

    `image` names a picture ("topic:sleep") that a channel which shows pictures sends before the words; on
    the phone there is none. It never carries what the words do not say.
    """

    text: str
    buttons: tuple[Button, ...] = field(default=())
    image: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the outbox payload."""
        payload: dict[str, Any] = {
            "text": self.text,
            "buttons": [{"id": button.id, "title": button.title} for button in self.buttons],
        }
        return payload if self.image is None else payload | {"image": self.image}

    @classmethod
    def from_json(cls, payload: Mapping[str, Any]) -> "Reply":
        """Read an outbox payload."""
        return cls(
            payload["text"],
            tuple(Button(button["id"], button["title"]) for button in payload.get("buttons", ())),
            payload.get("image"),
        )


def chosen(text: str, offered: tuple[Button, ...]) -> Button | None:
    """Return the offered button that a typed text stands for: its number, or its title as people type it."""
    number = text.strip().translate(str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789"))
    if number.isdecimal() and 1 <= int(number) <= len(offered):
        return offered[int(number) - 1]
    place = typed_title(text, [button.title for button in offered])
    return None if place is None else offered[place]
