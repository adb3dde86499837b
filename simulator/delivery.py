"""What becomes of a message the helpline sends: its statuses, their callbacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator import fetching
from simulator.messages import Message, as_seen

if TYPE_CHECKING:
    from simulator.state import State

OUTSIDE_WINDOW = 63016
REFUSED_BY_CHANNEL = 63013
# Simulated seconds between one status and the next.
STEP_AFTER = {"queued": 0.0, "sent": 0.3, "delivered": 0.5, "read": 1.0, "failed": 0.3, "undelivered": 0.5}


def start(state: State, message: Message, error_code: int | None) -> None:
    """Let a message just accepted run through its statuses in order; what it carries is fetched first."""
    if message.media_urls and not error_code:
        state.clock.soon(lambda: _run(state, message, fetching.fetch(state, message)))
    else:
        _run(state, message, error_code)


def _run(state: State, message: Message, error_code: int | None) -> None:
    if error_code:
        steps = ["queued", "failed"]
    else:
        outcome = state.phones.get(message.phone).messages
        steps = {
            "read": ["queued", "sent", "delivered", "read"],
            "delivered": ["queued", "sent", "delivered"],
            "undelivered": ["queued", "sent", "undelivered"],
            "failed": ["queued", "failed"],
        }[outcome]
        if not message.whatsapp and steps[-1] == "read":
            steps.pop()
        if outcome in ("undelivered", "failed"):
            error_code = state.phones.get(message.phone).error_code
    _step(state, message, steps, error_code)


def _step(state: State, message: Message, steps: list[str], error_code: int | None) -> None:
    status, rest = steps[0], steps[1:]

    def run() -> None:
        message.status = status
        message.updated_at = state.clock.now()
        if status in ("failed", "undelivered"):
            message.error_code = error_code
        elif status == "sent":
            message.sent_at = message.updated_at
        state.events.publish("message", as_seen(message))
        if message.status_callback:
            state.webhooks.send("status", message.status_callback, status_params(state, message))
        if status == "delivered":
            for hook in state.on_delivered:
                hook(message)
        if rest:
            _step(state, message, rest, error_code)

    delay = STEP_AFTER[status]
    if delay:
        state.clock.after(delay, run)
    else:
        state.clock.soon(run)


def status_params(state: State, message: Message) -> dict[str, str]:
    """Return the form a status callback carries."""
    params = {
        "AccountSid": state.settings.account_sid,
        "ApiVersion": "2010-04-01",
        "From": message.from_,
        "MessageSid": message.sid,
        "MessageStatus": message.status,
        "SmsSid": message.sid,
        "SmsStatus": message.status,
        "To": message.to,
    }
    if message.whatsapp:
        params |= {"ChannelPrefix": "whatsapp", "ChannelToAddress": message.to}
        if message.status == "read":
            params["EventType"] = "READ"
    if message.error_code:
        params["ErrorCode"] = str(message.error_code)
    return params
