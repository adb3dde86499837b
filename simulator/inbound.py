"""What a phone sends to the helpline, and the form in which Twilio hands it on."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from simulator.formats import bare, new_sid
from simulator.messages import Medium, Message, as_seen

if TYPE_CHECKING:
    from simulator.state import State


@dataclass(frozen=True, slots=True)
class Draft:
    """Describe what somebody sends; ``sender`` is E.164."""

    sender: str
    body: str = ""
    to: str = ""
    channel: str = "whatsapp"
    profile_name: str = ""
    button: tuple[str, str] | None = None
    row: tuple[str, str, str] | None = None
    media: tuple[tuple[str, bytes], ...] = ()
    location: dict[str, Any] = field(default_factory=dict)
    reply_to: str = ""


def receive(state: State, draft: Draft) -> Message:
    """Store what a phone sends and announce it; the webhook is a step of its own."""
    prefix = "whatsapp:" if draft.channel == "whatsapp" else ""
    now = state.clock.now()
    message = Message(
        sid=new_sid("MM" if draft.media else "SM"),
        direction="inbound",
        from_=prefix + draft.sender,
        to=prefix + (draft.to or state.settings.whatsapp_number),
        body=draft.body,
        status="received",
        created_at=now,
        updated_at=now,
        sent_at=now,
        reply_to=draft.reply_to,
    )
    message.extra["ProfileName"] = draft.profile_name or draft.sender
    for content_type, content in draft.media:
        medium = Medium(new_sid("ME"), message.sid, content_type, content, now)
        state.messages.media[medium.sid] = medium
        message.media.append(medium.sid)
    _describe(message, draft)
    state.messages.add(message)
    state.events.publish("message", as_seen(message))
    return message


def _describe(message: Message, draft: Draft) -> None:
    if draft.button:
        text, payload = draft.button
        message.kind, message.body = "button", text
        message.extra |= {"ButtonText": text, "ButtonPayload": payload}
    elif draft.row:
        title, row_id, description = draft.row
        message.kind, message.body = "interactive", title
        message.extra |= {"ListId": row_id, "ListTitle": title}
        if description:
            message.extra["ListDescription"] = description
    elif draft.location:
        message.kind = "location"
        named = {"latitude": "Latitude", "longitude": "Longitude", "label": "Label", "address": "Address"}
        message.extra |= {named[k]: str(v) for k, v in draft.location.items() if k in named and v != ""}
    elif draft.media:
        message.kind = draft.media[0][0].split("/")[0]


def tap(state: State, message: Message, choice: str | int) -> Message:
    """Answer a message by one of its buttons (payload, title or number from 1); raise ValueError."""
    for number, button in enumerate(message.buttons, 1):
        if choice in (number, button.payload, button.title):
            break
    else:
        raise ValueError(f"no button {choice!r} on {message.sid}")
    is_list = message.kind == "list"
    draft = Draft(
        sender=message.phone,
        to=bare(message.from_),
        button=None if is_list else (button.title, button.payload),
        row=(button.title, button.payload, button.description) if is_list else None,
        reply_to=message.sid,
    )
    return receive(state, draft)


def params_of(state: State, message: Message) -> dict[str, str]:
    """Return the form Twilio posts for an inbound message."""
    account = state.settings.account_sid
    params = {
        "AccountSid": account,
        "ApiVersion": "2010-04-01",
        "Body": message.body,
        "From": message.from_,
        "MessageSid": message.sid,
        "NumMedia": str(len(message.media)),
        "NumSegments": "1",
        "SmsMessageSid": message.sid,
        "SmsSid": message.sid,
        "SmsStatus": "received",
        "To": message.to,
    }
    if message.whatsapp:
        name = message.extra["ProfileName"]
        wa_id = message.phone.removeprefix("+")
        metadata = {"type": "whatsapp", "data": {"context": {"ProfileName": name, "WaId": wa_id}}}
        params |= {
            "ChannelMetadata": json.dumps(metadata, ensure_ascii=False),
            "MessageType": message.kind,
            "ReferralNumMedia": "0",
            "WaId": wa_id,
            **message.extra,
        }
        if message.reply_to:
            params["OriginalRepliedMessageSid"] = message.reply_to
            params["OriginalRepliedMessageSender"] = message.to
    for index, sid in enumerate(message.media):
        path = f"/2010-04-01/Accounts/{account}/Messages/{message.sid}/Media/{sid}"
        params[f"MediaUrl{index}"] = state.settings.api_url + path
        params[f"MediaContentType{index}"] = state.messages.media[sid].content_type
    return params
