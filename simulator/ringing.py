"""Make telephones ring: calls to the helpline, and calls it places alone or inside a Dial."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from simulator import interpreter, progress
from simulator.call_log import as_seen
from simulator.calls import Call, CallEnded, Redirected, Source
from simulator.formats import new_sid
from simulator.interpreter import Scene

if TYPE_CHECKING:
    from simulator.state import State

log = logging.getLogger("simulator")

# The number Twilio gives a caller who withholds theirs: it spells ANONYMOUS.
WITHHELD = "+266696687"
DETECTION = 3.0
REFUSALS = {"decline": "busy", "busy": "busy", "unreachable": "failed"}


@dataclass(frozen=True, slots=True)
class Detection:
    """Say whether and how answering machines are to be recognised; with a URL, while TwiML runs."""

    mode: str = ""
    url: str = ""
    method: str = "POST"


def new_call(state: State, direction: str, from_: str, to: str) -> Call:
    """Register a call that has not begun."""
    call = Call(new_sid("CA"), direction, from_, to, state.clock.now(), state.clock.speed)

    def heard(on: Call, entry: dict[str, object]) -> None:
        state.events.publish("heard", {"call": on.sid, "phone": on.phone, **entry})

    call.on_change = lambda changed: state.events.publish("call", as_seen(changed))
    call.on_heard = heard
    state.calls.add(call)
    return call


def dial_in(state: State, from_: str, to: str = "") -> Call:
    """Let somebody dial the helpline; the call runs in a thread of its own."""
    call = new_call(state, "inbound", from_, to or state.settings.voice_number)
    call.status_callback = state.settings.voice_status_url
    call.fallback_url = state.settings.voice_fallback_url
    progress.move(state, call, "ringing")
    in_thread(state, call, lambda: interpreter.run(state, call, Source(state.settings.voice_url)))
    return call


def place(state: State, call: Call, source: Source, timeout: float, detection: Detection) -> None:
    """Place a call that the REST API asked for, in a thread of its own."""

    def work() -> None:
        answer = ring(state, call, timeout)
        if answer:
            _answered(state, call, source, detection, answer)

    in_thread(state, call, work)


def _answered(state: State, call: Call, source: Source, detection: Detection, answer: str) -> None:
    verdict = "human"
    if answer == "machine":
        verdict = "machine_end_beep" if detection.mode == "DetectMessageEnd" else "machine_start"
    progress.move(state, call, "in-progress")
    try:
        if detection.mode and not detection.url:
            # Twilio listens first and asks for TwiML only when it has made up its mind.
            call.wait_for(lambda: False, DETECTION)
            call.answered_by = verdict
    except Redirected as redirected:
        source = redirected.source
    except CallEnded:
        return
    if detection.mode and detection.url:
        state.clock.after(DETECTION, lambda: _report(state, call, verdict, detection))
    interpreter.run(state, call, source)


def _report(state: State, call: Call, verdict: str, detection: Detection) -> None:
    call.answered_by = verdict
    params = {
        "AccountSid": state.settings.account_sid,
        "AnsweredBy": verdict,
        "CallSid": call.sid,
        "MachineDetectionDuration": str(round(DETECTION * 1000)),
    }
    state.webhooks.send("amd", detection.url, params, detection.method)


def new_leg(scene: Scene, target: Element, number: str, caller: str) -> Call:
    """Register the leg that a Dial rings."""
    leg = new_call(scene.state, "outbound-dial", caller, number)
    leg.parent_sid = scene.call.sid
    if callback := target.get("statusCallback"):
        leg.status_callback = scene.url(callback)
        leg.status_method = target.get("statusCallbackMethod", "POST").upper()
        leg.status_events = tuple(target.get("statusCallbackEvent", "completed").split())
    return leg


def ring(state: State, call: Call, timeout: float) -> str:
    """Ring a phone; return ``human`` or ``machine`` if it was picked up, else end the call and return ''."""
    progress.move(state, call, "initiated")
    habit = state.phones.get(call.phone)
    if habit.answer == "unreachable":
        progress.move(state, call, "failed")
        return ""
    progress.move(state, call, "ringing")
    if habit.answer != "ring":
        state.clock.after(habit.after, lambda: call.decide(habit.answer))
    decision = call.decision(timeout)
    if decision in ("human", "machine"):
        return decision if call.live else ""
    progress.move(state, call, REFUSALS.get(decision, "no-answer"))
    return ""


def in_thread(state: State, call: Call, work: Callable[[], object]) -> None:
    """Run a call's life in its own thread; a defect of the simulator ends the call as failed."""

    def guarded() -> None:
        try:
            work()
        except Exception:
            log.exception("call %s broke the simulator", call.sid)
            state.warn(0, f"{call.sid}: the simulator itself failed; see its log")
            progress.move(state, call, "failed")

    threading.Thread(target=guarded, name=f"call-{call.sid}", daemon=True).start()
