"""Calls and recordings, as Twilio's REST API answers."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, request

from simulator import progress, recordings, ringing, samples
from simulator.call_log import as_twilio
from simulator.calls import LIVE, Call, Source
from simulator.errors import RestError, not_found
from simulator.formats import parse_when
from simulator.outbound import E164
from simulator.recordings import Recording
from simulator.rest import VERSION, page_of, resource_blueprint
from simulator.ringing import Detection
from simulator.state import State

ROOT = f"/{VERSION}/Accounts/<account>"
RING_TIMEOUT = 60.0
MAX_TWIML = 4000
CALL_EVENTS = frozenset({"initiated", "ringing", "answered", "completed"})


def blueprint(state: State) -> Blueprint:
    """Build the voice resources."""
    views = resource_blueprint("rest_calls", state)
    _calls(views, state)
    _recordings(views, state)
    return views


def _calls(views: Blueprint, state: State) -> None:
    @views.post(f"{ROOT}/Calls.json")
    def create(account: str) -> tuple[Response, int]:
        call = start_call(state, _source())
        return jsonify(as_twilio(call, account) | {"status": "queued"}), 201

    @views.get(f"{ROOT}/Calls.json")
    def listing(account: str) -> Response:
        wanted = _filter()
        found = (call for call in state.calls.newest_first() if wanted(as_twilio(call, account), call))
        return jsonify(page_of(found, "calls", lambda call: as_twilio(call, account)))

    @views.get(f"{ROOT}/Calls/<sid>.json")
    def one(account: str, sid: str) -> Response:
        return jsonify(as_twilio(_find(state, sid), account))

    @views.post(f"{ROOT}/Calls/<sid>.json")
    def change(account: str, sid: str) -> Response:
        call = _find(state, sid)
        _change(state, call)
        return jsonify(as_twilio(call, account))

    @views.delete(f"{ROOT}/Calls/<sid>.json")
    def remove(account: str, sid: str) -> tuple[str, int]:
        if _find(state, sid).live:
            raise RestError(409, 20409, "a live call cannot be deleted")
        state.calls.remove(sid)
        return "", 204


def start_call(state: State, source: Source) -> Call:
    """Place the call that the request's form describes; raise RestError."""
    form = request.form
    to, sender = form.get("To", ""), form.get("From", "")
    if not to:
        raise RestError(400, 21201, "No 'To' number is specified")
    if not sender:
        raise RestError(400, 21213, "No 'From' number is specified")
    if not E164.fullmatch(to):
        raise RestError(400, 21211, f"The phone number you are attempting to call, {to}, is not valid.")
    if sender not in state.settings.numbers:
        raise RestError(400, 21210, f"The source phone number provided, {sender}, is not yet verified.")
    events = tuple(" ".join(form.getlist("StatusCallbackEvent")).split()) or ("completed",)
    if unknown := set(events) - CALL_EVENTS:
        raise RestError(
            400, 21626, f"StatusCallbackEvent {sorted(unknown)} is not one of {sorted(CALL_EVENTS)}"
        )
    call = ringing.new_call(state, "outbound-api", sender, to)
    call.status_callback = form.get("StatusCallback", "")
    call.status_method = form.get("StatusCallbackMethod", "POST").upper()
    call.status_events = events
    call.fallback_url = form.get("FallbackUrl", "")
    asynchronous = form.get("AsyncAmd", "").lower() == "true"
    detection = Detection(
        form.get("MachineDetection", ""),
        form.get("AsyncAmdStatusCallback", "") if asynchronous else "",
        form.get("AsyncAmdStatusCallbackMethod", "POST").upper(),
    )
    ringing.place(state, call, source, float(form.get("Timeout") or RING_TIMEOUT), detection)
    return call


def _source() -> Source:
    form = request.form
    if twiml := form.get("Twiml"):
        if len(twiml) > MAX_TWIML:
            raise RestError(400, 21222, f"Twiml may hold {MAX_TWIML} characters")
        return Source(document=twiml)
    url = form.get("Url", "")
    if not url.startswith(("http://", "https://")):
        raise RestError(400, 21205, "Url parameter is required and must be absolute (or send Twiml)")
    return Source(url, form.get("Method", "POST").upper())


def _change(state: State, call: Call) -> None:
    form = request.form
    if form.get("FallbackUrl"):
        call.fallback_url = form["FallbackUrl"]
    if form.get("StatusCallback"):
        call.status_callback = form["StatusCallback"]
    status = form.get("Status", "")
    if status not in ("", "completed", "canceled"):
        raise RestError(400, 21218, "Status must be completed or canceled")
    if status:
        waiting = call.answered_at is None
        if status == "canceled" and not waiting:
            raise RestError(400, 21220, "Call is in-progress. Cannot cancel.")
        progress.move(state, call, "canceled" if waiting else "completed")
    elif form.get("Url") or form.get("Twiml"):
        if call.status != "in-progress":
            raise RestError(400, 21220, "Call is not in-progress. Cannot redirect.")
        call.redirect(_source())


def _filter() -> Any:
    args = request.args
    for status in args.getlist("Status"):
        if status not in LIVE | {"completed", "busy", "failed", "no-answer", "canceled"}:
            raise RestError(400, 20001, f"unknown Status {status}")
    exact = {"to": args.get("To"), "from": args.get("From"), "status": args.get("Status")}
    exact["parent_call_sid"] = args.get("ParentCallSid")
    try:
        times = {name: parse_when(args[name]) for name in args if name.startswith(("StartTime", "EndTime"))}
    except ValueError as failure:
        raise RestError(400, 20001, f"StartTime or EndTime: {failure}") from failure

    def wanted(shown: dict[str, Any], call: Call) -> bool:
        for name, value in exact.items():
            if value is not None and shown[name] != value.replace(" ", "+"):
                return False
        for name, limit in times.items():
            at = (call.answered_at or call.created_at) if name.startswith("Start") else call.ended_at
            if at is None:
                return False
            if (name[-1] == ">" and at < limit) or (name[-1] == "<" and at > limit):
                return False
            if name[-1] == "e" and at.date() != limit.date():
                return False
        return True

    return wanted


def _find(state: State, sid: str) -> Call:
    call = state.calls.get(sid)
    if call is None:
        raise not_found(request.path)
    return call


def _recordings(views: Blueprint, state: State) -> None:
    @views.get(f"{ROOT}/Recordings.json")
    @views.get(f"{ROOT}/Calls/<call_sid>/Recordings.json")
    def recording_listing(account: str, call_sid: str = "") -> Response:
        newest = list(state.recordings.values())[::-1]
        found = [each for each in newest if call_sid in ("", each.call_sid)]
        return jsonify(page_of(found, "recordings", lambda each: recordings.as_twilio(each, account)))

    @views.get(f"{ROOT}/Recordings/<sid>.json")
    def recording(account: str, sid: str) -> Response:
        return jsonify(recordings.as_twilio(_find_recording(state, sid), account))

    @views.get(f"{ROOT}/Recordings/<sid>")
    @views.get(f"{ROOT}/Recordings/<sid>.<ending>")
    def recording_content(account: str, sid: str, ending: str = "wav") -> Response:
        found = _find_recording(state, sid)
        wav = samples.recording(found.duration)
        if ending == "mp3":
            return Response(samples.as_mp3(wav), mimetype="audio/mpeg")
        return Response(wav, mimetype="audio/x-wav")

    @views.delete(f"{ROOT}/Recordings/<sid>.json")
    def recording_remove(account: str, sid: str) -> tuple[str, int]:
        del state.recordings[_find_recording(state, sid).sid]
        return "", 204


def _find_recording(state: State, sid: str) -> Recording:
    found = state.recordings.get(sid)
    if found is None:
        raise not_found(request.path)
    return found
