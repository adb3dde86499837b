"""The control API for the account: money runs out, WhatsApp pauses a template, a sender goes offline."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from simulator.control import INVALID, only_json, wish
from simulator.errors import RestError, not_found
from simulator.state import State

# WhatsApp's words on a template, as Twilio passes them on.
APPROVALS = ("unsubmitted", "received", "pending", "approved", "rejected", "paused", "disabled")


def blueprint(state: State) -> Blueprint:
    """Build the account's half of the control API."""
    views = Blueprint("control_account", __name__, url_prefix="/sim")
    views.before_request(only_json)

    @views.route("/account", methods=["GET", "POST"])
    def account() -> Response:
        if request.method == "POST":
            try:
                state.account.change(wish())
            except ValueError as failure:
                raise RestError(400, INVALID, str(failure)) from failure
        return jsonify(state.account.shown())

    @views.get("/templates")
    def templates() -> Response:
        return jsonify(
            templates=[
                {"sid": one.sid, "friendly_name": one.friendly_name, "status": one.approval["status"]}
                for one in state.contents.values()
            ]
        )

    @views.post("/templates/<sid>")
    def judge(sid: str) -> Response:
        content = state.contents.get(sid)
        if content is None:
            raise not_found(request.path)
        asked = wish()
        if asked.get("status") not in APPROVALS:
            raise RestError(400, INVALID, f"status must be one of {', '.join(APPROVALS)}")
        content.approval = content.approval | {
            "status": asked["status"],
            "rejection_reason": str(asked.get("rejection_reason", "")),
        }
        return jsonify(sid=sid, whatsapp=content.approval)

    return views
