"""Conferences: several legs in one room, music until it begins."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from simulator import interpreter, twiml
from simulator.calls import Digits, Interrupted, Source, Speech
from simulator.conference_log import Conference, Participant, announce
from simulator.formats import new_sid
from simulator.interpreter import Scene

if TYPE_CHECKING:
    from simulator.state import State

MAX_PARTICIPANTS = 250
LEAST_ROUND = 1.0


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
            announce(state, room, "conference-start", participant)
        announce(state, room, "participant-join", participant)
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
        announce(state, room, "participant-leave", participant)
        if over:
            self.end(state, room, participant)

    def end(self, state: State, room: Conference, by: Participant | None = None) -> None:
        """Close a conference; everybody in it goes on with their own TwiML."""
        room.status = "completed"
        room.reason = room.reason or "conference-ended-via-api"
        announce(state, room, "conference-end", by)
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
                announce(state, room, f"participant-{verb if value else 'un' + verb}", participant)
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


def _poke(room: Conference) -> None:
    for participant in list(room.participants.values()):
        participant.call.poke()
