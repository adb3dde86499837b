"""The account's balance, its WhatsApp sender and its debugger's alerts, as Twilio's REST APIs answer."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, request

from simulator import account as accounts
from simulator.errors import RestError, not_found
from simulator.rest import VERSION, meta_of, page_of, resource_blueprint
from simulator.state import State

INVALID = 20001


def blueprint(state: State) -> Blueprint:
    """Build the resources that tell of the account."""
    views = resource_blueprint("rest_account", state)

    @views.get(f"/{VERSION}/Accounts/<account>/Balance.json")
    def balance(account: str) -> Response:
        told = state.account
        return jsonify(account_sid=account, balance=told.balance, currency=told.currency)

    _senders(views, state)
    _alerts(views, state)
    return views


def _senders(views: Blueprint, state: State) -> None:
    def listed() -> list[dict[str, Any]]:
        settings = state.settings
        if not state.account.has_sender:
            return []
        return [accounts.sender_as_twilio(state.account, settings.whatsapp_number, settings.message_url)]

    @views.get("/v2/Channels/Senders")
    def senders() -> Response:
        if request.args.get("Channel") != "whatsapp":
            raise RestError(400, INVALID, "Channel is required: whatsapp")
        page = page_of(listed(), "senders", dict, lambda one: str(one["sid"]))
        return jsonify(senders=page["senders"], meta=meta_of(page, "senders", "https://messaging.twilio.com"))

    @views.get("/v2/Channels/Senders/<sid>")
    def one_sender(sid: str) -> Response:
        for sender in listed():
            if sender["sid"] == sid:
                return jsonify(sender)
        raise not_found(request.path)


def _alerts(views: Blueprint, state: State) -> None:
    @views.get("/v1/Alerts")
    def alerts() -> Response:
        asked = request.args
        try:
            found = accounts.alerts_between(
                state.warnings, asked.get("LogLevel"), asked.get("StartDate"), asked.get("EndDate")
            )
        except ValueError as failure:
            raise RestError(400, INVALID, f"not a date: {failure}") from failure
        page = page_of(
            found,
            "alerts",
            lambda entry: accounts.alert_as_twilio(entry, state.settings.account_sid),
            lambda entry: str(entry["sid"]),
        )
        return jsonify(alerts=page["alerts"], meta=meta_of(page, "alerts", "https://monitor.twilio.com"))
