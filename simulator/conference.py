"""Conferences: several legs in one room, music until it begins."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from simulator import interpreter, twiml
from simulator.calls import Call, Digits, Interrupted, Source, Speech
from simulator.formats import new_sid, rfc2822
from simulator.interpreter import Scene

if TYPE_CHECKING:
    from simulator.state import State

MAX_PARTICIPANTS = 250
LEAST_ROUND = 1.0
EVENTS = {
    "conference-start": "start",
    "conference-end": "end",
    "participant-join": "join",
    "participant-leave": "leave",
    "participant-mute": "mute",
    "participant-unmute": "mute",
    "participant-hold": "hold",
    "participant-unhold": "hold",
}


@dataclass(slots=True)
class Participant:
    """Hold one leg's place in a conference."""

    call: Call
    joined_at: datetime
    starts: bool = True
    ends: bool = False
    muted: bool = False
    hold: bool = False
    hold_url: str = ""
    label: str = ""
    removed: bool = False


@dataclass(slots=True)
class Conference:
    """Hold one conference of a name; a new one begins after it has ended."""

    sid: str
    name: str
    created_at: datetime
    status: str = "init"
    callback: str = ""
    callback_method: str = "POST"
    events: frozenset[str] = frozenset()
    participants: dict[str, Participant] = field(default_factory=dict)
    reason: str | None = None
    ended_by: str | None = None
    sequence: int = 0
    updated_at: datetime | None = None


class Conferences:
    """Keep conferences and let legs join, leave, be held and muted."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.by_sid: dict[str, Conference] = {}

    def join(self, scene: Scene, element: Element, participant: Participant) -> Conference:
        """Enter the live conference of that name, made on first use."""
        state, name = scene.state, twiml.text_of(element)
        with self._lock:
            live = (c for c in self.by_sid.values() if c.name == name and c.status != "completed")
            room = next(live, None)
            if room is None:
                room = Conference(new_sid("CF"), name, state.clock.now())
                self.by_sid[room.sid] = room
            if (callback := element.get("statusCallback")) and not room.callback:
                # The first participant's callback serves the whole conference.
                room.callback = scene.url(callback)
                room.callback_method = element.get("statusCallbackMethod", "POST").upper()
                room.events = frozenset(element.get("statusCallbackEvent", "start end").split())
            room.participants[participant.call.sid] = participant
            starts = room.status == "init" and participant.starts
            if starts:
                room.status = "in-progress"
        if starts:
            _announce(state, room, "conference-start", participant)
        _announce(state, room, "participant-join", participant)
        _poke(room)
        return room

    def leave(self, state: State, room: Conference, participant: Participant) -> None:
        """Take a leg out; the last one, or one that ends it, closes the conference."""
        with self._lock:
            if room.participants.pop(participant.call.sid, None) is None:
                return
            over = room.status != "completed" and (participant.ends or not room.participants)
            if over:
                ending = "participant-with-end-conference-on-exit-left"
                room.reason = ending if participant.ends else "last-participant-left"
                room.ended_by = participant.call.sid
        _announce(state, room, "participant-leave", participant)
        if over:
            self.end(state, room, participant)

    def end(self, state: State, room: Conference, by: Participant | None = None) -> None:
        """Close a conference; everybody in it goes on with their own TwiML."""
        room.status = "completed"
        room.reason = room.reason or "conference-ended-via-api"
        _announce(state, room, "conference-end", by)
        _poke(room)

    def change(
        self, state: State, room: Conference, participant: Participant, changes: dict[str, Any]
    ) -> None:
        """Hold, mute or otherwise change a participant."""
        for name, value in changes.items():
            if getattr(participant, name) == value:
                continue
            setattr(participant, name, value)
            if name in ("muted", "hold"):
                verb = {"muted": "mute", "hold": "hold"}[name]
                _announce(state, room, f"participant-{verb if value else 'un' + verb}", participant)
        participant.call.poke()

    def clear(self) -> None:
        """Forget every conference."""
        with self._lock:
            self.by_sid.clear()


def attend(scene: Scene, element: Element) -> Conference:
    """Stay in a conference until it ends, the leg is removed or the call is over."""
    state, call = scene.state, scene.call
    participant = Participant(
        call,
        state.clock.now(),
        starts=twiml.flag(element, "startConferenceOnEnter", True),
        ends=twiml.flag(element, "endConferenceOnExit", False),
        muted=twiml.flag(element, "muted", False),
        label=element.get("participantLabel", ""),
    )
    room = state.conferences.join(scene, element, participant)
    try:
        while room.status != "completed" and not participant.removed:
            if participant.hold or room.status == "init":
                _wait(scene, element, room, participant)
            else:
                with call.while_doing("conference"):
                    _talk(state, room, participant)
    finally:
        state.conferences.leave(state, room, participant)
    return room


def _talk(state: State, room: Conference, participant: Participant) -> None:
    call = participant.call

    def over() -> bool:
        return room.status == "completed" or participant.removed or participant.hold

    while not over():
        what = call.wait(None, until=over)
        if isinstance(what, Speech):
            call.hear("speech", text=what.text)
            if not participant.muted:
                _spread(room, participant, "voice", what.text)
        elif isinstance(what, Digits):
            call.hear("digits", text=what.key)
            _spread(room, participant, "tones", what.key)


def _spread(room: Conference, speaker: Participant, kind: str, text: str) -> None:
    for other in list(room.participants.values()):
        if other is not speaker and not other.hold:
            other.call.hear(kind, text=text, by=speaker.call.phone)


def _wait(scene: Scene, element: Element, room: Conference, participant: Participant) -> None:
    call, held = participant.call, participant.hold
    url = participant.hold_url if held else element.get("waitUrl")
    method = element.get("waitMethod", "POST").upper()

    def over() -> bool:
        began = not held and room.status != "init"
        return room.status == "completed" or participant.removed or participant.hold != held or began

    with call.while_doing("held" if held else "waiting"):
        try:
            with call.unless(over):
                if url == "":
                    call.wait(None, until=lambda: False)
                while True:
                    if url:
                        interpreter.flow(scene.state, call, Source(scene.url(url), method))
                        call.wait(LEAST_ROUND)
                    else:
                        call.hear("music", text="")
                        call.wait(None, until=lambda: False)
        except Interrupted:
            return


def _announce(state: State, room: Conference, event: str, about: Participant | None) -> None:
    room.sequence += 1
    room.updated_at = state.clock.now()
    params = {
        "AccountSid": state.settings.account_sid,
        "ConferenceSid": room.sid,
        "FriendlyName": room.name,
        "SequenceNumber": str(room.sequence),
        "StatusCallbackEvent": event,
        "Timestamp": format_datetime(state.clock.now()),
    }
    if about and event.startswith("participant"):
        params |= {
            "CallSid": about.call.sid,
            "Muted": str(about.muted).lower(),
            "Hold": str(about.hold).lower(),
            "Coaching": "false",
            "StartConferenceOnEnter": str(about.starts).lower(),
            "EndConferenceOnExit": str(about.ends).lower(),
        }
        if about.label:
            params["ParticipantLabel"] = about.label
    if event == "conference-end":
        params["ReasonConferenceEnded"] = room.reason or ""
        if room.ended_by:
            params["CallSidEndingConference"] = room.ended_by
    state.events.publish("conference", params)
    if room.callback and EVENTS[event] in room.events:
        url, method = room.callback, room.callback_method
        state.clock.in_line(room.sid, lambda: state.webhooks.send("conference", url, params, method))


def _poke(room: Conference) -> None:
    for participant in list(room.participants.values()):
        participant.call.poke()


def as_twilio(room: Conference, account_sid: str) -> dict[str, Any]:
    """Write a conference as ``GET Conferences/{Sid}.json`` does."""
    uri = f"/2010-04-01/Accounts/{account_sid}/Conferences/{room.sid}"
    return {
        "account_sid": account_sid,
        "api_version": "2010-04-01",
        "call_sid_ending_conference": room.ended_by,
        "date_created": rfc2822(room.created_at),
        "date_updated": rfc2822(room.updated_at or room.created_at),
        "friendly_name": room.name,
        "reason_conference_ended": room.reason,
        "region": "us1",
        "sid": room.sid,
        "status": room.status,
        "subresource_uris": {
            "participants": f"{uri}/Participants.json",
            "recordings": f"{uri}/Recordings.json",
        },
        "uri": f"{uri}.json",
    }


def participant_as_twilio(room: Conference, participant: Participant, account_sid: str) -> dict[str, Any]:
    """Write a participant as ``GET Conferences/{Sid}/Participants/{CallSid}.json`` does."""
    sid = participant.call.sid
    return {
        "account_sid": account_sid,
        "call_sid": sid,
        "call_sid_to_coach": None,
        "coaching": False,
        "conference_sid": room.sid,
        "date_created": rfc2822(participant.joined_at),
        "date_updated": rfc2822(participant.joined_at),
        "end_conference_on_exit": participant.ends,
        "hold": participant.hold,
        "label": participant.label or None,
        "muted": participant.muted,
        "queue_time": None,
        "start_conference_on_enter": participant.starts,
        "status": "connected",
        "uri": f"/2010-04-01/Accounts/{account_sid}/Conferences/{room.sid}/Participants/{sid}.json",
    }
