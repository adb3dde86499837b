"""The control API for tests and the page: what people do with WhatsApp, and what goes wrong."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from flask import Blueprint, Response, jsonify, request

from simulator import handoff, inbound, observe, samples
from simulator.errors import RestError, not_found
from simulator.formats import bare
from simulator.inbound import Draft
from simulator.messages import Message
from simulator.state import State
from simulator.webhooks import Delivery

INVALID = 20001
PLACEHOLDERS = {"audio": "audio/ogg", "image": "image/png"}


def blueprint(state: State) -> Blueprint:
    """Build the messaging half of the control API."""
    views = Blueprint("control", __name__, url_prefix="/sim")
    views.before_request(only_json)
    _sending(views, state)
    observe.add_views(views, state)
    _spoiling(views, state)
    return views


def only_json() -> None:
    """Refuse a form from another web page: a browser asks before it sends JSON across origins."""
    if request.method == "POST" and request.content_length and not request.is_json:
        raise RestError(415, INVALID, "send JSON")


def wish() -> dict[str, Any]:
    """Return the request's JSON object; raise RestError."""
    found = request.get_json(silent=True) if request.content_length else {}
    if not isinstance(found, dict):
        raise RestError(400, INVALID, "send a JSON object")
    return found


def _sending(views: Blueprint, state: State) -> None:
    @views.post("/messages")
    def send() -> tuple[Response, int]:
        asked = wish()
        try:
            message = inbound.receive(state, _draft(asked))
        except (KeyError, TypeError, ValueError, binascii.Error) as failure:
            raise RestError(400, INVALID, f"not a message: {failure!r}") from failure
        return _hand_over(state, message, asked)

    @views.post("/messages/<sid>/redeliver")
    def redeliver(sid: str) -> tuple[Response, int]:
        return _hand_over(state, observe.find(state, sid), wish())

    @views.post("/messages/<sid>/tap")
    def tap(sid: str) -> tuple[Response, int]:
        asked = wish()
        return _tap(state, observe.find(state, sid), asked)

    @views.post("/numbers/<number>/tap")
    def tap_latest(number: str) -> tuple[Response, int]:
        for message in state.messages.newest_first():
            if message.phone == number and message.buttons and message.seen:
                return _tap(state, message, wish())
        raise not_found(request.path)


def _draft(asked: dict[str, Any]) -> Draft:
    media = []
    for item in asked.get("media", ()):
        if kind := item.get("placeholder"):
            content = (
                samples.voice_note(float(item.get("seconds", 3))) if kind == "audio" else samples.picture()
            )
            media.append((PLACEHOLDERS[kind], content))
        else:
            media.append((item["content_type"], base64.b64decode(item["content_base64"], validate=True)))
    button, row = asked.get("button"), asked.get("list")
    sender = bare(str(asked["from"]))
    if not sender.startswith("+"):
        raise ValueError("from must be E.164")
    return Draft(
        sender=sender,
        body=str(asked.get("body", "")),
        to=bare(str(asked.get("to", ""))),
        channel=asked.get("channel", "whatsapp"),
        profile_name=asked.get("profile_name", ""),
        button=(button["text"], button["payload"]) if button else None,
        row=(row["title"], row["id"], row.get("description", "")) if row else None,
        media=tuple(media),
        location=asked.get("location") or {},
        reply_to=asked.get("reply_to", ""),
    )


def _tap(state: State, message: Message, asked: dict[str, Any]) -> tuple[Response, int]:
    try:
        answer = inbound.tap(state, message, asked.get("button", 1))
    except ValueError as failure:
        raise RestError(409, INVALID, str(failure)) from failure
    return _hand_over(state, answer, asked)


def _hand_over(state: State, message: Message, asked: dict[str, Any]) -> tuple[Response, int]:
    times = int(asked.get("times", 1))
    if asked.get("wait", True):
        deliveries = handoff.deliver(state, message, times)
        return jsonify(sid=message.sid, deliveries=[_as_json(each) for each in deliveries]), 201
    state.clock.soon(lambda: handoff.deliver(state, message, times))
    return jsonify(sid=message.sid, deliveries=[]), 202


def _as_json(delivery: Delivery) -> dict[str, Any]:
    return {
        "status": delivery.status,
        "elapsed_ms": round(delivery.elapsed * 1000, 2),
        "attempts": delivery.attempts,
        "error": delivery.error,
        "purpose": delivery.purpose,
    }


def _spoiling(views: Blueprint, state: State) -> None:
    @views.get("/faults")
    def faults() -> Response:
        return jsonify(faults=state.faults.listed())

    @views.post("/faults")
    def arm() -> tuple[Response, int]:
        asked = wish()
        try:
            state.faults.add(
                str(asked["target"]),
                str(asked["kind"]),
                int(asked.get("count", 1)),
                float(asked.get("delay", 0)),
            )
        except (KeyError, ValueError) as failure:
            raise RestError(400, INVALID, f"not a fault: {failure}") from failure
        return jsonify(faults=state.faults.listed()), 201

    @views.delete("/faults")
    def disarm() -> tuple[str, int]:
        state.faults.clear()
        return "", 204

    @views.post("/numbers/<number>")
    def behave(number: str) -> Response:
        try:
            habit = state.phones.change(number, wish())
        except ValueError as failure:
            raise RestError(400, INVALID, str(failure)) from failure
        return jsonify({name: getattr(habit, name) for name in habit.__slots__})

    @views.get("/numbers")
    def numbers() -> Response:
        return jsonify(numbers=state.phones.listed())

    @views.post("/clock")
    def clock() -> Response:
        asked = wish()
        state.clock.advance(float(asked.get("advance", 0)))
        if "speed" in asked:
            state.clock.speed = max(0.01, float(asked["speed"]))
        return jsonify(now=state.clock.now().isoformat(), speed=state.clock.speed)

    @views.post("/reset")
    def reset() -> tuple[str, int]:
        state.reset()
        return "", 204
