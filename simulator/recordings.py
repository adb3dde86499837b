"""Recordings: kept with what was said, heard as a soft tone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from simulator import progress
from simulator.formats import new_sid, rfc2822

if TYPE_CHECKING:
    from simulator.interpreter import Scene
    from simulator.state import State


@dataclass(frozen=True, slots=True)
class Recording:
    """Hold one recording; ``duration`` in seconds."""

    sid: str
    call_sid: str
    duration: float
    words: str
    source: str
    created_at: datetime


def keep(scene: Scene, element: Element, duration: float, said: list[str]) -> Recording:
    """Store a recording and send its status callback."""
    state, call = scene.state, scene.call
    source = "RecordVerb" if element.tag == "Record" else "DialVerb"
    recording = Recording(new_sid("RE"), call.sid, duration, " ".join(said), source, state.clock.now())
    state.recordings[recording.sid] = recording
    state.events.publish("recording", {"sid": recording.sid, "call": call.sid, "words": recording.words})
    if callback := element.get("recordingStatusCallback"):
        params = progress.voice_params(state, call) | {
            "RecordingSid": recording.sid,
            "RecordingUrl": url_of(state, recording),
            "RecordingStatus": "completed",
            "RecordingDuration": str(round(duration)),
            "RecordingChannels": "1",
            "RecordingSource": source,
        }
        url, method = scene.url(callback), element.get("recordingStatusCallbackMethod", "POST")
        state.clock.soon(lambda: state.webhooks.send("recording-status", url, params, method))
    return recording


def url_of(state: State, recording: Recording) -> str:
    """Return a recording's address without its ending, as webhooks carry it."""
    settings = state.settings
    return f"{settings.api_url}/2010-04-01/Accounts/{settings.account_sid}/Recordings/{recording.sid}"


def as_twilio(recording: Recording, account_sid: str) -> dict[str, Any]:
    """Write a recording as ``GET Recordings/{Sid}.json`` does."""
    uri = f"/2010-04-01/Accounts/{account_sid}/Recordings/{recording.sid}"
    return {
        "account_sid": account_sid,
        "api_version": "2010-04-01",
        "call_sid": recording.call_sid,
        "channels": 1,
        "conference_sid": None,
        "date_created": rfc2822(recording.created_at),
        "date_updated": rfc2822(recording.created_at),
        "duration": str(round(recording.duration)),
        "encryption_details": None,
        "error_code": None,
        "price": None,
        "price_unit": "USD",
        "sid": recording.sid,
        "source": recording.source,
        "start_time": rfc2822(recording.created_at),
        "status": "completed",
        "uri": f"{uri}.json",
    }
