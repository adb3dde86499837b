"""Reaching a counsellor: roster, escalation, transports, and what counsellors answer."""

from helpline.alerts.alert import Alert, AlertState, by_token
from helpline.alerts.answer import Result, acknowledge, pass_on, resolve
from helpline.alerts.failures import on_failure
from helpline.alerts.handover.relay import relay_to_counsellor, tell_accepted
from helpline.alerts.tell import reply, tell_contact

__all__ = [
    "Alert",
    "AlertState",
    "Result",
    "acknowledge",
    "by_token",
    "on_failure",
    "pass_on",
    "relay_to_counsellor",
    "reply",
    "resolve",
    "tell_accepted",
    "tell_contact",
]
