"""The control API for telephones: dial, answer, press, speak, keep silent, hang up."""

from __future__ import annotations

import time
from typing import Any

from flask import Blueprint, Response, jsonify, request

from simulator import progress, ringing
from simulator.call_log import as_seen
from simulator.calls import Call, Digits, Silence, Speech
from simulator.control import INVALID, only_json, wish
from simulator.errors import RestError, not_found
from simulator.formats import bare
from simulator.state import State

# How long, in real seconds, a key waits for somebody to listen before the request gives up.
LISTEN_TIMEOUT = 10.0
POLL = 0.01
# Real seconds for which somebody who types or speaks is not silent, unless they go on.
BREATH = 5.0
LONGEST_BREATH = 30.0


def blueprint(state: State) -> Blueprint:
    """Build the telephone half of the control API."""
    views = Blueprint("control_calls", __name__, url_prefix="/sim")
    views.before_request(only_json)
    _dialling(views, state)
    _talking(views, state)

    @views.get("/calls")
    def calls() -> Response:
        number, live = request.args.get("number"), request.args.get("live")
        found = [c for c in state.calls.newest_first() if number in (None, c.phone) and (not live or c.live)]
        return jsonify(calls=[_shown(call) for call in found[:200][::-1]])

    @views.get("/calls/<sid>")
    def call(sid: str) -> Response:
        return jsonify(_shown(_find(state, sid)))

    return views


def _dialling(views: Blueprint, state: State) -> None:
    @views.post("/calls")
    def dial() -> tuple[Response, int]:
        asked = wish()
        from_ = ringing.WITHHELD if asked.get("withheld") else bare(str(asked.get("from", "")))
        if not from_.startswith("+"):
            raise RestError(400, INVALID, "from must be E.164, or send withheld: true")
        call = ringing.dial_in(state, from_, bare(str(asked.get("to", ""))))
        return jsonify(_shown(call)), 201

    @views.post("/calls/<sid>/<any(answer, decline, voicemail):what>")
    def settle(sid: str, what: str) -> Response:
        return _settle(_find(state, sid), what)

    @views.post("/numbers/<number>/<any(answer, decline, voicemail):what>")
    def settle_ringing(number: str, what: str) -> Response:
        # A test says "the counsellor answers" before the phone has had time to ring.
        limit = time.monotonic() + float(wish().get("timeout", LISTEN_TIMEOUT))
        while time.monotonic() < limit:
            for call in state.calls.newest_first():
                if call.phone == number and call.status == "ringing" and not call.inbound:
                    return _settle(call, what)
            time.sleep(POLL)
        raise RestError(409, INVALID, f"no phone rings at {number}")

    @views.post("/calls/<sid>/hangup")
    def hang_up(sid: str) -> Response:
        call = _find(state, sid)
        over = "completed" if call.answered_at else "no-answer" if call.inbound else "busy"
        call.hear("hangup", text="")
        progress.move(state, call, over)
        return jsonify(_shown(call))


def _settle(call: Call, what: str) -> Response:
    if call.status not in ("queued", "initiated", "ringing") or call.inbound:
        raise RestError(409, INVALID, f"{call.sid} does not ring: {call.status}")
    call.decide({"answer": "human", "decline": "decline", "voicemail": "machine"}[what])
    return jsonify(_shown(call))


def _talking(views: Blueprint, state: State) -> None:
    @views.post("/calls/<sid>/digits")
    def press(sid: str) -> Response:
        call, asked = _find(state, sid), wish()
        keys = str(asked.get("digits", ""))
        if not keys or set(keys) - set("0123456789*#"):
            raise RestError(400, INVALID, "digits must be 0-9, * or #")
        _await_listener(call, asked, "dtmf")
        call.put(*map(Digits, keys))
        return jsonify(_shown(call))

    @views.post("/calls/<sid>/speech")
    def speak(sid: str) -> Response:
        call, asked = _find(state, sid), wish()
        _await_listener(call, asked, "speech")
        call.put(Speech(str(asked["text"]), float(asked.get("confidence", 0.9))))
        return jsonify(_shown(call))

    @views.post("/calls/<sid>/speaking")
    def begin_to_speak(sid: str) -> Response:
        call = _find(state, sid)
        call.speaking(min(float(wish().get("seconds", BREATH)), LONGEST_BREATH))
        return jsonify(_shown(call))

    @views.post("/calls/<sid>/silence")
    def keep_silent(sid: str) -> Response:
        call, asked = _find(state, sid), wish()
        _await_listener(call, asked, "")
        call.put(Silence())
        return jsonify(_shown(call))


def _await_listener(call: Call, asked: dict[str, Any], mode: str) -> None:
    """Wait until the call hears this kind of input; raise RestError (409) if it never does.

    ``{"wait": false}`` gives the input at once, heard or not, as a finger on a keypad does.
    """
    if not asked.get("wait", True):
        return
    limit = time.monotonic() + float(asked.get("timeout", LISTEN_TIMEOUT))
    while time.monotonic() < limit and call.live:
        if call.doing in ("talking", "conference"):
            return
        if call.listening and (mode in call.listening or call.listening == "record"):
            return
        time.sleep(POLL)
    raise RestError(
        409, INVALID, f"{call.sid} does not listen for {mode or 'anything'} ({call.status}, {call.doing})"
    )


def _shown(call: Call) -> dict[str, Any]:
    return as_seen(call) | {"transcript": list(call.transcript)}


def _find(state: State, sid: str) -> Call:
    call = state.calls.get(sid)
    if call is None:
        raise not_found(request.path)
    return call
