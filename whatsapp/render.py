"""Turn a reply into what WhatsApp shows: plain text, buttons, a list, or numbered text."""

from dataclasses import dataclass
from typing import Any

from helpline.outbox.reply import Button, Reply

MOST_BUTTONS = 3
MOST_ITEMS = 10
BUTTON_TITLE = 20
ITEM_TITLE = 24
INTERACTIVE_BODY = 1024
BODY = 1600
LIST_BUTTON = "الاختيارات"


@dataclass(frozen=True, slots=True)
class Template:
    """A content template by its fixed part; what changes from message to message are variables."""

    kind: str
    titles: tuple[str, ...]

    @property
    def key(self) -> str:
        """Name it in the table of templates."""
        return "|".join((self.kind, *self.titles))

    def types(self) -> dict[str, Any]:
        """Return the Content API's `types`: the body is variable 1, the ids those after it."""
        if self.kind == "twilio/quick-reply":
            actions = [
                {"title": title, "id": f"{{{{{number}}}}}"} for number, title in enumerate(self.titles, 2)
            ]
            return {self.kind: {"body": "{{1}}", "actions": actions}}
        items = [{"item": title, "id": f"{{{{{number}}}}}"} for number, title in enumerate(self.titles, 2)]
        return {self.kind: {"body": "{{1}}", "button": LIST_BUTTON, "items": items}}


@dataclass(frozen=True, slots=True)
class Rendered:
    """Plain text, or a template and its variables."""

    body: str = ""
    template: Template | None = None
    variables: dict[str, str] | None = None


def render(reply: Reply) -> Rendered:
    """Return the best form that WhatsApp allows; nothing of the text is ever cut."""
    kind = _interactive_kind(reply)
    if kind is None:
        return Rendered(body=numbered(reply))
    titles = tuple(button.title for button in reply.buttons)
    ids = {str(number): button.id for number, button in enumerate(reply.buttons, 2)}
    return Rendered(template=Template(kind, titles), variables={"1": reply.text, **ids})


def _interactive_kind(reply: Reply) -> str | None:
    if not reply.buttons or len(reply.text) > INTERACTIVE_BODY:
        return None
    if len(reply.buttons) <= MOST_BUTTONS and _fit(reply.buttons, BUTTON_TITLE):
        return "twilio/quick-reply"
    if len(reply.buttons) <= MOST_ITEMS and _fit(reply.buttons, ITEM_TITLE):
        return "twilio/list-picker"
    return None


def _fit(buttons: tuple[Button, ...], length: int) -> bool:
    return all(len(button.title) <= length for button in buttons)


def numbered(reply: Reply) -> str:
    """Return the text with its choices numbered, for any phone."""
    lines = [f"{number}. {button.title}" for number, button in enumerate(reply.buttons, 1)]
    return "\n".join([reply.text, *lines])


def split(body: str, limit: int = BODY) -> list[str]:
    """Cut a body that is too long for one message at paragraph, line or word."""
    parts = []
    while len(body) > limit:
        cut = max(body.rfind(mark, 0, limit) for mark in ("\n\n", "\n", " "))
        cut = cut if cut > limit // 2 else limit
        parts.append(body[:cut].rstrip())
        body = body[cut:].lstrip()
    return [*parts, body] if body or not parts else parts
