"""Messages, their media, the typing indicator and the balance, as Twilio's REST API answers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, Response, jsonify, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from simulator import outbound
from simulator.errors import RestError, not_found
from simulator.formats import bare, parse_when, rfc2822
from simulator.messages import Medium, Message, as_twilio
from simulator.rest import VERSION, page_of, resource_blueprint
from simulator.state import State

ROOT = f"/{VERSION}/Accounts/<account>"


def blueprint(state: State) -> Blueprint:
    """Build the messaging resources."""
    views = resource_blueprint("rest_messages", state)
    _messages(views, state)
    _media(views, state)

    @views.post("/v2/Indicators/Typing.json")
    def typing() -> Response:
        message = state.messages.get(request.form.get("messageId", ""))
        if request.form.get("channel") != "whatsapp" or message is None or not message.inbound:
            raise RestError(400, 20001, "channel must be whatsapp and messageId an inbound message")
        state.events.publish("typing", {"phone": message.phone, "to": message.to})
        return jsonify(success=True)

    return views


def _messages(views: Blueprint, state: State) -> None:
    @views.post(f"{ROOT}/Messages.json")
    def create(account: str) -> tuple[Response, int]:
        form = request.form
        message = outbound.accept(
            state,
            outbound.Request(
                to=form.get("To", ""),
                sender=form.get("From", ""),
                body=form.get("Body", ""),
                content_sid=form.get("ContentSid", ""),
                content_variables=form.get("ContentVariables", ""),
                media=form.getlist("MediaUrl"),
                status_callback=form.get("StatusCallback", ""),
                messaging_service=form.get("MessagingServiceSid", ""),
            ),
        )
        # Twilio answers "queued" even when the first status has already moved on.
        return jsonify(as_twilio(message, account) | {"status": "queued"}), 201

    @views.get(f"{ROOT}/Messages.json")
    def listing(account: str) -> Response:
        wanted = _filter()
        found = (message for message in state.messages.newest_first() if wanted(message))
        return jsonify(page_of(found, "messages", lambda message: as_twilio(message, account)))

    @views.route(f"{ROOT}/Messages/<sid>.json", methods=["GET", "POST"])
    def one(account: str, sid: str) -> Response:
        message = _find(state, sid)
        if request.method == "POST" and request.form.get("Body") == "":
            # An empty Body redacts the stored text.
            message.body = ""
        return jsonify(as_twilio(message, account))

    @views.delete(f"{ROOT}/Messages/<sid>.json")
    def remove(account: str, sid: str) -> tuple[str, int]:
        if not state.messages.remove(sid):
            raise not_found(request.path)
        return "", 204


def _media(views: Blueprint, state: State) -> None:
    @views.get(f"{ROOT}/Messages/<sid>/Media.json")
    def media_listing(account: str, sid: str) -> Response:
        message = _find(state, sid)
        found = [state.messages.media[medium] for medium in message.media if medium in state.messages.media]
        return jsonify(page_of(found, "media_list", lambda medium: _as_twilio(medium, account)))

    @views.get(f"{ROOT}/Messages/<sid>/Media/<medium_sid>.json")
    def medium(account: str, sid: str, medium_sid: str) -> Response:
        return jsonify(_as_twilio(_find_medium(state, sid, medium_sid), account))

    @views.get(f"{ROOT}/Messages/<sid>/Media/<medium_sid>")
    def medium_content(account: str, sid: str, medium_sid: str) -> BaseResponse:
        _find_medium(state, sid, medium_sid)
        # The API itself never holds the bytes: it sends the client on to a store that needs no password.
        return redirect(f"/sim/media/{medium_sid}", 307)

    @views.delete(f"{ROOT}/Messages/<sid>/Media/<medium_sid>.json")
    @views.delete(f"{ROOT}/Messages/<sid>/Media/<medium_sid>")
    def remove_medium(account: str, sid: str, medium_sid: str) -> tuple[str, int]:
        _find_medium(state, sid, medium_sid)
        del state.messages.media[medium_sid]
        return "", 204


def _find(state: State, sid: str) -> Message:
    message = state.messages.get(sid)
    if message is None:
        raise not_found(request.path)
    return message


def _find_medium(state: State, message_sid: str, sid: str) -> Medium:
    medium = state.messages.media.get(sid)
    if medium is None or medium.message_sid != message_sid:
        raise not_found(request.path)
    return medium


def _filter() -> Any:
    to, sender = request.args.get("To"), request.args.get("From")
    try:
        day = _when("DateSent")
        after, before = _when("DateSent>"), _when("DateSent<")
    except ValueError as failure:
        raise RestError(400, 20001, f"DateSent: {failure}") from failure

    def wanted(message: Message) -> bool:
        at = message.sent_at or message.created_at
        return (
            (to is None or _same(message.to, to))
            and (sender is None or _same(message.from_, sender))
            and (day is None or day <= at < day + timedelta(days=1))
            and (after is None or at >= after)
            and (before is None or at <= before)
        )

    return wanted


def _when(name: str) -> datetime | None:
    value = request.args.get(name)
    return parse_when(value) if value else None


def _same(address: str, wanted: str) -> bool:
    # A "+" that a client forgot to escape arrives as a blank.
    wanted = wanted.replace(" ", "+")
    return address == wanted if wanted.startswith("whatsapp:") else bare(address) == wanted


def _as_twilio(medium: Medium, account: str) -> dict[str, Any]:
    return {
        "account_sid": account,
        "content_type": medium.content_type,
        "date_created": rfc2822(medium.created_at),
        "date_updated": rfc2822(medium.created_at),
        "parent_sid": medium.message_sid,
        "sid": medium.sid,
        "uri": f"/{VERSION}/Accounts/{account}/Messages/{medium.message_sid}/Media/{medium.sid}.json",
    }
