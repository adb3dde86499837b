"""Content templates as content.twilio.com answers."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, request

from simulator import content as contents
from simulator.content import Content, ContentInvalid
from simulator.errors import RestError, not_found
from simulator.formats import new_sid
from simulator.rest import meta_of, page_of, resource_blueprint
from simulator.state import State

INVALID = 20001
CATEGORIES = ("UTILITY", "MARKETING", "AUTHENTICATION")
# WhatsApp reviews only what may open a conversation; a list exists within a session alone.
NEVER_APPROVED = frozenset({"twilio/list-picker", "twilio/location"})


def blueprint(state: State) -> Blueprint:
    """Build the template resources."""
    views = resource_blueprint("rest_content", state)
    account = state.settings.account_sid

    @views.post("/v1/Content")
    def create() -> tuple[Response, int]:
        content = _parse(state, request.get_json(silent=True))
        state.contents[content.sid] = content
        return jsonify(contents.as_twilio(content, account)), 201

    @views.get("/v1/Content")
    def listing() -> Response:
        newest = list(state.contents.values())[::-1]
        page = page_of(newest, "contents", lambda content: contents.as_twilio(content, account))
        return jsonify(
            contents=page["contents"], meta=meta_of(page, "contents", "https://content.twilio.com")
        )

    @views.get("/v1/ContentAndApprovals")
    def with_approvals() -> Response:
        def write(content: Content) -> dict[str, Any]:
            return contents.as_twilio(content, account) | {"approval_requests": content.approval}

        page = page_of(list(state.contents.values())[::-1], "contents", write)
        return jsonify(
            contents=page["contents"], meta=meta_of(page, "contents", "https://content.twilio.com")
        )

    @views.get("/v1/Content/<sid>")
    def one(sid: str) -> Response:
        return jsonify(contents.as_twilio(_find(state, sid), account))

    @views.delete("/v1/Content/<sid>")
    def remove(sid: str) -> tuple[str, int]:
        del state.contents[_find(state, sid).sid]
        return "", 204

    @views.post("/v1/Content/<sid>/ApprovalRequests/whatsapp")
    def submit(sid: str) -> tuple[Response, int]:
        content, wish = _find(state, sid), request.get_json(silent=True) or {}
        if not wish.get("name") or wish.get("category") not in ("UTILITY", "MARKETING", "AUTHENTICATION"):
            raise RestError(
                400, INVALID, "name and category (UTILITY, MARKETING, AUTHENTICATION) are required"
            )
        refused = NEVER_APPROVED & content.types.keys()
        content.approval = {
            "name": wish["name"],
            "category": wish["category"],
            "content_type": next(iter(content.types)),
            "status": "rejected" if refused else "approved",
            "rejection_reason": f"{min(refused)} is for use in a session" if refused else "",
            "allow_category_change": bool(wish.get("allow_category_change", True)),
        }
        return jsonify(content.approval | {"status": "received"}), 201

    @views.get("/v1/Content/<sid>/ApprovalRequests")
    def approval(sid: str) -> Response:
        content = _find(state, sid)
        url = f"https://content.twilio.com/v1/Content/{sid}/ApprovalRequests"
        return jsonify(sid=sid, account_sid=account, whatsapp=content.approval, url=url)

    return views


def _parse(state: State, wish: Any) -> Content:
    if not isinstance(wish, dict):
        raise RestError(400, INVALID, "send the template as JSON")
    if not wish.get("language"):
        raise RestError(400, INVALID, "language is required")
    types: Any = wish.get("types")
    if isinstance(types, dict):
        # Twilio's own library sends every type it knows, the unused ones as null.
        types = {name: body for name, body in types.items() if body is not None}
    try:
        contents.check_types(types)
    except ContentInvalid as failure:
        raise RestError(400, INVALID, str(failure)) from failure
    now = state.clock.now()
    return Content(
        sid=new_sid("HX"),
        friendly_name=wish.get("friendly_name") or "",
        language=wish["language"],
        variables=dict(wish.get("variables") or {}),
        types=types,
        created_at=now,
        updated_at=now,
    )


def _find(state: State, sid: str) -> Content:
    content = state.contents.get(sid)
    if content is None:
        raise not_found(request.path)
    return content
