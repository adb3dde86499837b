"""Conferences and queues, as Twilio's REST API answers."""

from __future__ import annotations

from html import escape

from flask import Blueprint, Response, jsonify, request

from simulator import conference_log, waiting
from simulator.calls import Source
from simulator.conference_log import Conference, Participant
from simulator.errors import RestError, not_found
from simulator.rest import VERSION, page_of, resource_blueprint
from simulator.rest_calls import start_call
from simulator.state import State
from simulator.waiting import Queue

ROOT = f"/{VERSION}/Accounts/<account>"


def blueprint(state: State) -> Blueprint:
    """Build the conference and queue resources."""
    views = resource_blueprint("rest_rooms", state)
    _conferences(views, state)
    _participants(views, state)
    _queues(views, state)
    return views


def _conferences(views: Blueprint, state: State) -> None:
    @views.get(f"{ROOT}/Conferences.json")
    def conferences(account: str) -> Response:
        name, status = request.args.get("FriendlyName"), request.args.get("Status")
        newest = list(state.conferences.by_sid.values())[::-1]
        found = [c for c in newest if name in (None, c.name) and status in (None, c.status)]
        return jsonify(page_of(found, "conferences", lambda room: conference_log.as_twilio(room, account)))

    @views.route(f"{ROOT}/Conferences/<sid>.json", methods=["GET", "POST"])
    def one_conference(account: str, sid: str) -> Response:
        room = _room(state, sid)
        if (
            request.method == "POST"
            and request.form.get("Status") == "completed"
            and room.status != "completed"
        ):
            state.conferences.end(state, room)
        return jsonify(conference_log.as_twilio(room, account))


def _participants(views: Blueprint, state: State) -> None:
    path = f"{ROOT}/Conferences/<sid>/Participants"

    @views.get(f"{path}.json")
    def participants(account: str, sid: str) -> Response:
        room = _room(state, sid, or_named=True)
        found = list(room.participants.values())
        page = page_of(
            found,
            "participants",
            lambda each: conference_log.participant_as_twilio(room, each, account),
            lambda each: str(each.call.sid),
        )
        return jsonify(page)

    @views.post(f"{path}.json")
    def invite(account: str, sid: str) -> tuple[Response, int]:
        form, name = request.form, sid
        if sid in state.conferences.by_sid:
            name = state.conferences.by_sid[sid].name
        attributes = {
            "endConferenceOnExit": form.get("EndConferenceOnExit", "false"),
            "startConferenceOnEnter": form.get("StartConferenceOnEnter", "true"),
            "muted": form.get("Muted", "false"),
        }
        if form.get("Label"):
            attributes["participantLabel"] = form["Label"]
        written = " ".join(f'{key}="{escape(value)}"' for key, value in attributes.items())
        document = f"<Response><Dial><Conference {written}>{escape(name)}</Conference></Dial></Response>"
        call = start_call(state, Source(document=document))
        shown = {"account_sid": account, "call_sid": call.sid, "conference_sid": sid, "status": "queued"}
        return jsonify(shown), 201

    @views.route(f"{path}/<call_sid>.json", methods=["GET", "POST"])
    def participant(account: str, sid: str, call_sid: str) -> Response:
        room = _room(state, sid, or_named=True)
        found = _participant(room, call_sid)
        if request.method == "POST":
            _change(state, room, found)
        return jsonify(conference_log.participant_as_twilio(room, found, account))

    @views.delete(f"{path}/<call_sid>.json")
    def remove(account: str, sid: str, call_sid: str) -> tuple[str, int]:
        room = _room(state, sid, or_named=True)
        state.conferences.change(state, room, _participant(room, call_sid), {"removed": True})
        return "", 204


def _change(state: State, room: Conference, found: Participant) -> None:
    form = request.form
    changes: dict[str, bool | str] = {}
    if "HoldUrl" in form:
        changes["hold_url"] = form["HoldUrl"]
    for name, field in (("Muted", "muted"), ("Hold", "hold"), ("EndConferenceOnExit", "ends")):
        if name in form:
            changes[field] = form[name].lower() == "true"
    state.conferences.change(state, room, found, changes)


def _queues(views: Blueprint, state: State) -> None:
    @views.get(f"{ROOT}/Queues.json")
    def queues(account: str) -> Response:
        found = list(state.queues.by_sid.values())
        return jsonify(page_of(found, "queues", lambda queue: waiting.as_twilio(queue, account)))

    @views.post(f"{ROOT}/Queues.json")
    def create(account: str) -> tuple[Response, int]:
        name = request.form.get("FriendlyName", "")
        if not name or any(queue.name == name for queue in state.queues.by_sid.values()):
            raise RestError(400, 22003, "FriendlyName must be given and new")
        queue = state.queues.named(name, state.clock.now())
        queue.max_size = int(request.form.get("MaxSize") or waiting.DEFAULT_SIZE)
        return jsonify(waiting.as_twilio(queue, account)), 201

    @views.route(f"{ROOT}/Queues/<sid>.json", methods=["GET", "POST"])
    def one_queue(account: str, sid: str) -> Response:
        queue = _queue(state, sid)
        if request.method == "POST":
            queue.name = request.form.get("FriendlyName", queue.name)
            queue.max_size = int(request.form.get("MaxSize") or queue.max_size)
        return jsonify(waiting.as_twilio(queue, account))

    @views.get(f"{ROOT}/Queues/<sid>/Members.json")
    def members(account: str, sid: str) -> Response:
        queue = _queue(state, sid)
        page = page_of(
            list(queue.members),
            "queue_members",
            lambda member: waiting.member_as_twilio(state, queue, member),
            lambda member: str(member.call.sid),
        )
        return jsonify(page)

    @views.route(f"{ROOT}/Queues/<sid>/Members/<call_sid>.json", methods=["GET", "POST"])
    def member(account: str, sid: str, call_sid: str) -> Response:
        queue = _queue(state, sid)
        for found in queue.members:
            if call_sid in ("Front", found.call.sid):
                break
        else:
            raise not_found(request.path)
        if request.method == "POST":
            if not request.form.get("Url"):
                raise RestError(400, 22002, "Url is required")
            found.call.redirect(Source(request.form["Url"], request.form.get("Method", "POST").upper()))
        return jsonify(waiting.member_as_twilio(state, queue, found))


def _room(state: State, sid: str, or_named: bool = False) -> Conference:
    room = state.conferences.by_sid.get(sid)
    if room is None and or_named:
        live = (c for c in state.conferences.by_sid.values() if c.name == sid and c.status != "completed")
        room = next(live, None)
    if room is None:
        raise not_found(request.path)
    return room


def _participant(room: Conference, call_sid: str) -> Participant:
    if call_sid not in room.participants:
        raise not_found(request.path)
    return room.participants[call_sid]


def _queue(state: State, sid: str) -> Queue:
    queue = state.queues.by_sid.get(sid)
    if queue is None:
        raise not_found(request.path)
    return queue
