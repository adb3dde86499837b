"""Accept a message from the helpline: Twilio's immediate refusals, and what WhatsApp refuses later."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from simulator import content as contents
from simulator import delivery
from simulator.content import Content, ContentInvalid, Rendered
from simulator.errors import RestError
from simulator.formats import bare, new_sid
from simulator.messages import Message

if TYPE_CHECKING:
    from simulator.state import State

MAX_BODY = 1600
E164 = re.compile(r"\+[1-9]\d{6,14}")


@dataclass(frozen=True, slots=True)
class Request:
    """Hold what ``POST Messages.json`` asks for."""

    to: str
    sender: str
    body: str = ""
    content_sid: str = ""
    content_variables: str = ""
    media: list[str] = field(default_factory=list)
    status_callback: str = ""
    messaging_service: str = ""
    direction: str = "outbound-api"


def accept(state: State, request: Request) -> Message:
    """Queue a message and start its delivery; raise RestError as Twilio refuses at once."""
    _check(state, request)
    content, rendered = _rendered(state, request)
    now = state.clock.now()
    message = Message(
        sid=new_sid("MM" if request.media or rendered.media else "SM"),
        direction=request.direction,
        # A Messaging Service chooses a sender out of its own.
        from_=request.sender or state.settings.sms_number or state.settings.voice_number,
        to=request.to,
        body=rendered.body,
        status="queued",
        created_at=now,
        updated_at=now,
        media_urls=[*request.media, *rendered.media],
        kind="media" if request.media else rendered.kind,
        buttons=rendered.buttons,
        list_button=rendered.list_button,
        content_sid=request.content_sid,
        messaging_service_sid=request.messaging_service,
        status_callback=request.status_callback,
        extra=dict(rendered.extra),
    )
    error_code = _later_refusal(state, message, content, rendered)
    state.messages.add(message)
    delivery.start(state, message, error_code)
    return message


def _check(state: State, request: Request) -> None:
    if not request.to:
        raise RestError(400, 21604, "A 'To' phone number is required.")
    if not (request.sender or request.messaging_service):
        raise RestError(400, 21603, "A 'From' phone number is required.")
    if not E164.fullmatch(bare(request.to)):
        raise RestError(400, 21211, f"Invalid 'To' Phone Number: {request.to}")
    whatsapp = request.to.startswith("whatsapp:")
    if request.messaging_service:
        _check_service(state, request)
    elif whatsapp != request.sender.startswith("whatsapp:"):
        raise RestError(400, 21910, "Invalid From and To pair. From and To should be of the same channel")
    elif whatsapp and bare(request.sender) != state.settings.whatsapp_number:
        raise RestError(400, 63007, "Twilio could not find a Channel with the specified From address")
    elif not whatsapp and request.sender not in (*state.settings.numbers, state.settings.sms_number):
        raise RestError(400, 21606, f"The From phone number {request.sender} is not one of the account's")
    if not (request.body or request.media or request.content_sid):
        raise RestError(400, 21619, "A text message body or media urls must be specified.")
    if len(request.body) > MAX_BODY:
        raise RestError(400, 21617, "The concatenated message body exceeds the 1600 character limit.")
    if any(not url.startswith(("http://", "https://")) for url in request.media):
        raise RestError(400, 21620, "Invalid media URL(s)")


def _check_service(state: State, request: Request) -> None:
    """Hold a message by a Messaging Service to what this stand-in has: one service, which sends SMS."""
    if request.messaging_service != state.settings.messaging_service_sid:
        raise RestError(404, 20404, f"The Messaging Service {request.messaging_service} was not found")
    if request.sender or request.to.startswith("whatsapp:"):
        raise RestError(400, 20001, "the simulator's Messaging Service chooses the sender of an SMS itself")


def _rendered(state: State, request: Request) -> tuple[Content | None, Rendered]:
    if not request.content_sid:
        return None, Rendered("text", request.body)
    content = state.contents.get(request.content_sid)
    if content is None:
        raise RestError(400, 21655, f"The ContentSid {request.content_sid} is invalid.")
    try:
        return content, contents.render(content, contents.parse_variables(request.content_variables))
    except ContentInvalid as failure:
        raise RestError(400, 21656, f"The Content Variables parameter is invalid: {failure}") from failure


def _later_refusal(state: State, message: Message, content: Content | None, rendered: Rendered) -> int | None:
    if not message.whatsapp:
        return None
    in_session = state.messages.in_session(message.to, message.from_, message.created_at)
    if not in_session and not (content and content.approved):
        return delivery.OUTSIDE_WINDOW
    if content and (reason := contents.refusal(rendered, content)):
        state.warn(delivery.REFUSED_BY_CHANNEL, f"{message.sid}: {reason}")
        return delivery.REFUSED_BY_CHANNEL
    return None
