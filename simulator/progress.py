"""Tell the helpline how a call progresses: voice parameters and status callbacks."""

from __future__ import annotations

from email.utils import format_datetime
from typing import TYPE_CHECKING

from simulator.calls import LIVE, Call

if TYPE_CHECKING:
    from simulator.state import State

EVENT_OF = {"initiated": "initiated", "ringing": "ringing", "in-progress": "answered"}
SIP_CODES = {"completed": "200", "busy": "486", "no-answer": "487", "canceled": "487", "failed": "404"}


def voice_params(state: State, call: Call) -> dict[str, str]:
    """Return the parameters every voice webhook carries."""
    params = {
        "AccountSid": state.settings.account_sid,
        "ApiVersion": "2010-04-01",
        "CallSid": call.sid,
        "CallStatus": call.status,
        "Called": call.to,
        "Caller": call.from_,
        "Direction": call.direction,
        "From": call.from_,
        "To": call.to,
        **call.extra_params,
    }
    if call.parent_sid:
        params["ParentCallSid"] = call.parent_sid
    if call.answered_by:
        params["AnsweredBy"] = call.answered_by
    return params


def move(state: State, call: Call, status: str) -> bool:
    """Move a call to a status and send the callback that was asked for; tell whether it moved."""
    if not call.set_status(status, state.clock.now()):
        return False
    event = EVENT_OF.get(status, "completed")
    if call.status_callback and event in call.status_events:
        params = voice_params(state, call) | {
            "CallStatus": status,
            "CallbackSource": "call-progress-events",
            "SequenceNumber": str(call.sequence),
            "Timestamp": format_datetime(state.clock.now()),
        }
        if status not in LIVE:
            duration = call.duration or 0
            params |= {"CallDuration": str(duration), "Duration": str(-(-duration // 60))}
            params["SipResponseCode"] = SIP_CODES[status]
        url, method = call.status_callback, call.status_method
        state.clock.in_line(call.sid, lambda: _send(state, url, params, method))
    call.sequence += 1
    return True


def _send(state: State, url: str, params: dict[str, str], method: str) -> None:
    delivery = state.webhooks.send("voice-status", url, params, method)
    if not delivery.ok:
        state.warn(15003, f"status callback to {url}: {delivery.status or delivery.error}")
