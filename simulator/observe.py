"""The looking half of the control API: messages, media, requests, webhooks, events."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, request

from simulator.errors import not_found
from simulator.messages import Message, as_seen
from simulator.ringing import WITHHELD
from simulator.state import State


def add_views(views: Blueprint, state: State) -> None:
    """Add what only looks, changing nothing."""

    @views.get("/messages")
    def messages() -> Response:
        number, since = request.args.get("number"), request.args.get("since", "")
        direction, limit = request.args.get("direction"), int(request.args.get("limit", 200))
        found: list[dict[str, Any]] = []
        for message in state.messages.newest_first():
            if len(found) == limit or message.created_at.isoformat() <= since:
                break
            if number in (None, message.phone) and direction in (
                None,
                "inbound" if message.inbound else "outbound",
            ):
                found.append(as_seen(message))
        return jsonify(messages=found[::-1])

    @views.get("/messages/<sid>")
    def message(sid: str) -> Response:
        return jsonify(as_seen(find(state, sid)))

    @views.get("/media/<sid>")
    def media(sid: str) -> Response:
        medium = state.messages.media.get(sid)
        if medium is None:
            raise not_found(request.path)
        return Response(medium.content, mimetype=medium.content_type, headers={"Cache-Control": "no-store"})

    @views.get("/requests")
    def requests() -> Response:
        return jsonify(requests=list(state.requests))

    @views.get("/webhooks")
    def webhooks() -> Response:
        purpose = request.args.get("purpose")
        return jsonify(webhooks=[w for w in list(state.webhooks.sent) if purpose in (None, w["purpose"])])

    @views.get("/warnings")
    def warnings() -> Response:
        return jsonify(warnings=list(state.warnings))

    @views.get("/state")
    def summary() -> Response:
        settings = state.settings
        return jsonify(
            whatsapp_number=settings.whatsapp_number,
            voice_number=settings.voice_number,
            missed_call_number=settings.missed_call_number,
            withheld_number=WITHHELD,
            counsellors=[{"name": c.name, "number": c.number} for c in settings.counsellors],
            public_url=settings.public_url,
            speed=state.clock.speed,
            now=state.clock.now().isoformat(),
            counts=state.messages.counts(),
            last_event=state.events.last,
        )

    @views.get("/health")
    def health() -> Response:
        return jsonify(ok=True)

    @views.get("/events")
    def events() -> Response:
        last = request.headers.get("Last-Event-ID") or request.args.get("last")
        stream = state.events.stream(int(last) if last else None)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return Response(stream, mimetype="text/event-stream", headers=headers)

    @views.get("/events.json")
    def past_events() -> Response:
        return jsonify(events=state.events.since(int(request.args.get("since", 0))))


def find(state: State, sid: str) -> Message:
    """Return a message; raise RestError when there is none."""
    message = state.messages.get(sid)
    if message is None:
        raise not_found(request.path)
    return message
