"""What is known of a conference, and how callbacks and REST tell it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

from simulator.calls import Call
from simulator.formats import rfc2822

if TYPE_CHECKING:
    from simulator.state import State

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


def announce(state: State, room: Conference, event: str, about: Participant | None) -> None:
    """Tell listeners, and the callback if it asked for this event."""
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
