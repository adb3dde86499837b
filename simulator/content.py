"""Content templates: what may be created, how one is filled in, what WhatsApp lets through."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from simulator.messages import Button

VARIABLE = re.compile(r"{{\s*(\w+)\s*}}")
KNOWN_TYPES = frozenset(
    {"twilio/text", "twilio/media", "twilio/location", "twilio/quick-reply", "twilio/list-picker"}
)
QUICK_REPLIES_IN_SESSION = 3
QUICK_REPLIES = 10
LIST_ITEMS = 10
# WhatsApp's limits in characters: https://www.twilio.com/docs/content/content-types-overview
INTERACTIVE_BODY = 1024
TEXT_BODY = 1600
QUICK_REPLY_TITLE = 20
ITEM_TITLE = 24
ITEM_DESCRIPTION = 72
LIST_BUTTON = 20
IDENTIFIER = 200


class ContentInvalid(ValueError):
    """Say why a template, its variables or the filled-in message cannot be used."""


@dataclass(slots=True)
class Content:
    """Hold one template; ``approval`` is WhatsApp's decision on its use outside a session."""

    sid: str
    friendly_name: str
    language: str
    variables: dict[str, str]
    types: dict[str, dict[str, Any]]
    created_at: datetime
    updated_at: datetime
    approval: dict[str, Any] = field(default_factory=lambda: {"status": "unsubmitted"})

    @property
    def approved(self) -> bool:
        """Tell whether it may open a conversation."""
        return self.approval.get("status") == "approved"


@dataclass(frozen=True, slots=True)
class Rendered:
    """Hold a template with its variables filled in."""

    kind: str
    body: str
    buttons: tuple[Button, ...] = ()
    list_button: str = ""
    media: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()


def check_types(types: Any) -> None:
    """Raise ContentInvalid unless the template has a usable shape and numbers of buttons and rows."""
    if not isinstance(types, dict) or not types:
        raise ContentInvalid("types is required")
    for name, body in types.items():
        if name not in KNOWN_TYPES:
            raise ContentInvalid(f"{name} is not supported on WhatsApp by this simulator")
        if not isinstance(body, dict):
            raise ContentInvalid(f"{name} must be an object")
        _check_body(name, body)


def _check_body(name: str, body: dict[str, Any]) -> None:
    if name == "twilio/quick-reply":
        actions = body.get("actions")
        if not body.get("body") or not isinstance(actions, list) or not 1 <= len(actions) <= QUICK_REPLIES:
            raise ContentInvalid(f"{name} needs a body and 1 to {QUICK_REPLIES} actions")
        if any(not action.get("title") for action in actions):
            raise ContentInvalid(f"{name}: every action needs a title")
    elif name == "twilio/list-picker":
        items = body.get("items")
        if not body.get("body") or not body.get("button"):
            raise ContentInvalid(f"{name} needs a body and a button")
        if not isinstance(items, list) or not 1 <= len(items) <= LIST_ITEMS:
            raise ContentInvalid(f"{name} needs 1 to {LIST_ITEMS} items")
        if any(not item.get("id") or not item.get("item") for item in items):
            raise ContentInvalid(f"{name}: every item needs an id and an item")
    elif name == "twilio/text" and not body.get("body"):
        raise ContentInvalid(f"{name} needs a body")
    elif name == "twilio/media" and not body.get("media"):
        raise ContentInvalid(f"{name} needs media")


def parse_variables(value: str) -> dict[str, str]:
    """Read ContentVariables; raise ContentInvalid unless it is a JSON object of text."""
    if not value:
        return {}
    try:
        found = json.loads(value)
    except ValueError as failure:
        raise ContentInvalid("ContentVariables is not JSON") from failure
    if not isinstance(found, dict) or any(not isinstance(text, str) for text in found.values()):
        raise ContentInvalid("ContentVariables must be an object of strings")
    return found


def render(content: Content, variables: dict[str, str]) -> Rendered:
    """Fill a template in; a variable without a value takes the template's sample."""
    values = {**content.variables, **variables}

    def fill(text: str) -> str:
        return VARIABLE.sub(lambda found: values.get(found[1], found[0]), text or "")

    types = content.types
    if "twilio/list-picker" in types:
        body = types["twilio/list-picker"]
        rows = tuple(
            Button(fill(item["item"]), fill(item["id"]), fill(item.get("description", "")))
            for item in body["items"]
        )
        return Rendered("list", fill(body["body"]), rows, fill(body["button"]))
    if "twilio/quick-reply" in types:
        body = types["twilio/quick-reply"]
        # Without an id the payload WhatsApp sends back is the title itself.
        buttons = tuple(Button(fill(a["title"]), fill(a.get("id") or a["title"])) for a in body["actions"])
        return Rendered("buttons", fill(body["body"]), buttons)
    if "twilio/media" in types:
        body = types["twilio/media"]
        return Rendered("media", fill(body.get("body", "")), media=tuple(fill(url) for url in body["media"]))
    if "twilio/location" in types:
        body = types["twilio/location"]
        extra = tuple((name, str(body[name])) for name in ("latitude", "longitude", "label") if name in body)
        return Rendered("location", fill(str(body.get("label", ""))), extra=extra)
    return Rendered("text", fill(types["twilio/text"]["body"]))


def refusal(rendered: Rendered, content: Content) -> str:
    """Return why WhatsApp would refuse the filled-in message, or an empty text."""
    body_limit = INTERACTIVE_BODY if rendered.buttons else TEXT_BODY
    if len(rendered.body) > body_limit:
        return f"body above {body_limit} characters"
    leftover = [
        text for text in (rendered.body, *(b.title for b in rendered.buttons)) if VARIABLE.search(text)
    ]
    if leftover:
        return "a variable has no value"
    if rendered.kind == "buttons":
        if len(rendered.buttons) > QUICK_REPLIES_IN_SESSION and not content.approved:
            return f"more than {QUICK_REPLIES_IN_SESSION} quick replies in a session"
        limits = [(b.title, QUICK_REPLY_TITLE) for b in rendered.buttons]
    else:
        limits = [(b.title, ITEM_TITLE) for b in rendered.buttons] + [(rendered.list_button, LIST_BUTTON)]
    limits += [(b.description, ITEM_DESCRIPTION) for b in rendered.buttons]
    limits += [(b.payload, IDENTIFIER) for b in rendered.buttons]
    for text, limit in limits:
        if len(text) > limit:
            return f"{text!r} is above {limit} characters"
    if any(not b.title for b in rendered.buttons):
        return "an empty title"
    if len({b.payload for b in rendered.buttons}) != len(rendered.buttons):
        return "two buttons with the same id"
    return ""


def as_twilio(content: Content, account_sid: str) -> dict[str, Any]:
    """Write a template as ``GET v1/Content/{Sid}`` does."""
    url = f"https://content.twilio.com/v1/Content/{content.sid}"
    return {
        "sid": content.sid,
        "account_sid": account_sid,
        "friendly_name": content.friendly_name,
        "language": content.language,
        "variables": content.variables,
        "types": content.types,
        "date_created": content.created_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "date_updated": content.updated_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "url": url,
        "links": {
            "approval_create": f"{url}/ApprovalRequests/whatsapp",
            "approval_fetch": f"{url}/ApprovalRequests",
        },
    }
