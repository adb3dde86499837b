"""The only door to the assistant: one message in, a list of replies out, over loopback."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any, Awaitable, Callable, Dict, List, Optional, Text, Tuple

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.components import action_results

logger = logging.getLogger(__name__)


class WiyakOutput(CollectingOutputChannel):
    """Collect replies as {text, buttons?} and {custom}; a text stays one message."""

    @classmethod
    def name(cls) -> Text:
        """Return the channel's name in the domain."""
        return "wiyak"

    async def send_text_message(self, recipient_id: Text, text: Text, **kwargs: Any) -> None:
        """Keep the text whole: the renderer of each channel decides where to cut."""
        await self._persist_message(self._message(recipient_id, text=text))

    def replies(self) -> List[Dict[Text, Any]]:
        """Return the replies in the order they were said; a danger signal silences all the rest."""
        found = [
            {key: value for key, value in message.items() if key != "recipient_id"}
            for message in self.messages
        ]
        signals = [reply for reply in found if reply.get("custom", {}).get("helpline") == "raise"]
        return signals[:1] or found


class WiyakInput(InputChannel):
    """POST /webhooks/wiyak/webhook {"sender", "message", "metadata"} -> JSON list of replies.

    POST /webhooks/wiyak/intent {"message"} -> {"intent", "confidence"}, of which nothing is remembered.
    """

    @classmethod
    def name(cls) -> Text:
        """Return the part of the URL that names this channel."""
        return "wiyak"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the routes of this channel; Rasa asks once, as it starts."""
        action_results.install()
        webhook = Blueprint("wiyak_webhook", __name__)

        @webhook.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @webhook.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            status, body = await answer(request.json, on_new_message)
            return response.json(body, status=status)

        @webhook.route("/intent", methods=["POST"])
        async def intent(request: Request) -> HTTPResponse:
            status, body = await understand(request.json, request.app.ctx.agent.parse_message)
            return response.json(body, status=status)

        return webhook


async def answer(body: Any, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Tuple[int, Any]:
    """Handle one request's body and return an HTTP status with what to answer."""
    message = _parse(body)
    if message is None:
        return HTTPStatus.BAD_REQUEST, {"error": "sender and message are needed"}
    try:
        await on_new_message(message)
    except Exception as error:
        # An empty list would look like an assistant with nothing to say. The message itself
        # may sit in the error's text, so that only its kind is logged.
        logger.error("message not handled: %s", type(error).__name__)
        return HTTPStatus.INTERNAL_SERVER_ERROR, {"error": "not handled"}
    return HTTPStatus.OK, message.output_channel.replies()


async def understand(body: Any, parse: Callable[[str], Awaitable[Dict[Text, Any]]]) -> Tuple[int, Any]:
    """Say what a text is taken for and how sure that is; return an HTTP status with it."""
    text = body.get("message") if isinstance(body, dict) else None
    if not isinstance(text, str):
        return HTTPStatus.BAD_REQUEST, {"error": "message is needed"}
    try:
        found = (await parse(text))["intent"]
        return HTTPStatus.OK, {"intent": found["name"] or "", "confidence": float(found["confidence"])}
    except Exception as error:
        logger.error("message not understood: %s", type(error).__name__)
        return HTTPStatus.INTERNAL_SERVER_ERROR, {"error": "not understood"}


def _parse(body: Any) -> Optional[UserMessage]:
    if not isinstance(body, dict):
        return None
    sender, text, metadata = body.get("sender"), body.get("message"), body.get("metadata")
    if not isinstance(sender, str) or not sender or not isinstance(text, str):
        return None
    known = metadata if isinstance(metadata, dict) else {}
    return UserMessage(text, WiyakOutput(), sender, input_channel=WiyakInput.name(), metadata=known)
