"""Call the helpline's webhook for a message somebody sent, and send what its TwiML answers."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from typing import TYPE_CHECKING

from simulator import inbound, outbound
from simulator.messages import Message
from simulator.webhooks import Delivery

if TYPE_CHECKING:
    from simulator.state import State

NO_ANSWER = 11200


def deliver(state: State, message: Message, times: int = 1) -> list[Delivery]:
    """Call the inbound webhook, then the fallback if it failed; repeat as asked, same SID each time."""
    settings = state.settings
    deliveries = []
    for _ in range(times):
        params = inbound.params_of(state, message)
        delivery = state.webhooks.send("message", settings.message_url, params)
        deliveries.append(delivery)
        if not delivery.ok and settings.message_fallback_url:
            extra = {"ErrorCode": str(NO_ANSWER), "ErrorUrl": settings.message_url}
            delivery = state.webhooks.send("message-fallback", settings.message_fallback_url, params | extra)
            deliveries.append(delivery)
        if delivery.ok:
            _reply_by_twiml(state, message, delivery)
        else:
            # Twilio drops the message here; it stays in the account's log for whoever reconciles.
            state.warn(NO_ANSWER, f"inbound {message.sid} was not taken: {delivery.status or delivery.error}")
    return deliveries


def _reply_by_twiml(state: State, message: Message, delivery: Delivery) -> None:
    if "xml" not in delivery.content_type or not delivery.body.strip():
        return
    try:
        document = ElementTree.fromstring(delivery.body)  # noqa: S314  the helpline's own TwiML, in development
    except ElementTree.ParseError as failure:
        state.warn(12100, f"messaging TwiML: {failure}")
        return
    for element in document.iter("Message"):
        body = element.findtext("Body") or (element.text or "")
        media = [found.text or "" for found in element.iter("Media")]
        to, sender = element.get("to") or message.from_, element.get("from") or message.to
        reply = outbound.Request(to, sender, body.strip(), media=media, direction="outbound-reply")
        outbound.accept(state, reply)
