"""Dial: connect a call to phones, to a conference or to whoever waits in a queue."""

from __future__ import annotations

import functools
import threading
from xml.etree.ElementTree import Element

from simulator import conference, interpreter, progress, recordings, ringing, twiml
from simulator.bridge import Bridge
from simulator.calls import Call, CallEnded, Redirected, Source
from simulator.interpreter import ApplicationError, Outcome, Scene, Step

RING_TIMEOUT = 30.0
LONGEST = 14_400.0


class Hunt:
    """Ring several phones for one caller; the first that accepts is connected."""

    def __init__(self, parent: Call) -> None:
        self.parent = parent
        self.legs: list[Call] = []
        self.bridge: Bridge | None = None
        self.winner: Call | None = None
        self.answered: Call | None = None
        self.away: set[str] = set()
        self._lock = threading.Lock()

    def answer(self, leg: Call) -> bool:
        """Claim the call for a leg that has picked up; the others stop ringing."""
        with self._lock:
            if self.answered is not None:
                return False
            self.answered = leg
        return True

    def connect(self, leg: Call) -> Bridge:
        """Bridge the caller with the leg, its whisper being over."""
        self.bridge, self.winner = Bridge(self.parent, leg), leg
        self.parent.poke()
        return self.bridge

    def settled(self) -> bool:
        """Tell whether somebody is connected or nobody can be any more."""
        return self.bridge is not None or not any(leg.live and leg.sid not in self.away for leg in self.legs)

    def part(self) -> None:
        """End the bridge, if there is one."""
        if self.bridge:
            self.bridge.end()


def dial(scene: Scene, element: Element) -> Step:
    """Connect the call, then go to the action with the outcome."""
    children = list(element)
    if children and children[0].tag == "Conference":
        room = conference.attend(scene, children[0])
        results = {"DialCallStatus": "answered", "ConferenceSid": room.sid, "DialBridged": "true"}
        return scene.action(element, results)
    if children and children[0].tag == "Queue":
        return scene.action(element, _from_queue(scene, element, children[0]))
    return _to_phones(scene, element, children)


def _to_phones(scene: Scene, element: Element, children: list[Element]) -> Step:
    state, call = scene.state, scene.call
    targets = children or [element]
    hunt = Hunt(call)
    caller = element.get("callerId") or (call.from_ if call.inbound else call.to)
    timeout = twiml.seconds(element, "timeout", RING_TIMEOUT)
    for target in targets:
        leg = ringing.new_leg(scene, target, twiml.text_of(target), caller)
        hunt.legs.append(leg)
    for target, leg in zip(targets, hunt.legs, strict=True):
        ringing.in_thread(state, leg, functools.partial(_leg, scene, hunt, leg, target, timeout))
    try:
        with call.while_doing("dialling"):
            call.hear("ringing", text="")
            call.wait_for(hunt.settled)
        if hunt.bridge:
            with call.while_doing("talking"):
                star = twiml.flag(element, "hangupOnStar", False)
                hunt.bridge.talk(call, star, twiml.seconds(element, "timeLimit", LONGEST))
    except CallEnded:
        # The caller has gone, and Twilio still tells the action so.
        results = _results(scene, element, hunt)
        scene.report(
            scene.action(element, results if hunt.bridge else results | {"DialCallStatus": "canceled"})
        )
        raise
    finally:
        hunt.part()
        for leg in hunt.legs:
            if leg.sid in hunt.away:
                continue
            progress.move(state, leg, "completed" if leg.answered_at else "canceled")
    return scene.action(element, _results(scene, element, hunt))


def _leg(scene: Scene, hunt: Hunt, leg: Call, target: Element, timeout: float) -> None:
    """Ring one phone, let it hear its whisper, bridge it, and end its leg."""
    state = scene.state
    try:
        if not ringing.ring(state, leg, timeout) or not hunt.answer(leg):
            progress.move(state, leg, "canceled")
            return
        for other in hunt.legs:
            if other is not leg:
                progress.move(state, other, "canceled")
        progress.move(state, leg, "in-progress")
        if url := target.get("url"):
            source = Source(scene.url(url), target.get("method", "POST").upper())
            if interpreter.flow(state, leg, source) is not Outcome.RAN_OUT:
                return
        leg.check()
        with leg.while_doing("talking"):
            hunt.connect(leg).talk(leg)
    except Redirected as redirected:
        hunt.away.add(leg.sid)
        hunt.part()
        hunt.parent.poke()
        interpreter.run(state, leg, redirected.source)
    except CallEnded:
        return
    except ApplicationError as failure:
        state.warn(failure.code, f"{leg.sid}: {failure}")
    finally:
        if hunt.winner is leg:
            hunt.part()
        progress.move(state, leg, "completed" if leg.answered_at else "canceled")
        hunt.parent.poke()


def _results(scene: Scene, element: Element, hunt: Hunt) -> dict[str, str]:
    leg = hunt.winner or hunt.answered or (hunt.legs[-1] if hunt.legs else None)
    if leg is None:
        return {"DialCallStatus": "failed", "DialBridged": "false"}
    # A called party who answered but was never connected counts as no answer.
    unmet = leg.answered_at is not None or leg.status == "canceled"
    status = "completed" if hunt.bridge else "no-answer" if unmet else leg.status
    results = {
        "DialCallSid": leg.sid,
        "DialCallStatus": status,
        "DialBridged": "true" if hunt.bridge else "false",
    }
    if hunt.bridge:
        results["DialCallDuration"] = str(leg.duration or hunt.bridge.seconds)
        if element.get("record", "").startswith(("record", "true")):
            said = [entry["text"] for entry in leg.transcript if entry["kind"] in ("speech", "voice")]
            recording = recordings.keep(scene, element, hunt.bridge.seconds, said)
            results["RecordingUrl"] = recordings.url_of(scene.state, recording)
            results["RecordingSid"] = recording.sid
    return results


def _from_queue(scene: Scene, element: Element, noun: Element) -> dict[str, str]:
    state, call = scene.state, scene.call
    queue = state.queues.named(twiml.text_of(noun), state.clock.now())
    state.queues.expect(call, True)
    try:
        with call.while_doing("dialling"):
            timeout = twiml.seconds(element, "timeout", RING_TIMEOUT)
            call.wait_for(lambda: bool(queue.members), timeout)
    finally:
        state.queues.expect(call, False)
    front = queue.members[0] if queue.members else None
    if front is None:
        return {"DialCallStatus": "no-answer", "DialBridged": "false"}
    bridge = Bridge(call, front.call)
    url = noun.get("url")
    announcement = Source(scene.url(url), noun.get("method", "POST").upper()) if url else None
    if state.queues.take(queue, "bridged", front.call.sid, bridge, announcement) is None:
        return {"DialCallStatus": "no-answer", "DialBridged": "false"}
    try:
        with call.while_doing("talking"):
            bridge.talk(call)
    finally:
        bridge.end()
    return {
        "DialCallSid": front.call.sid,
        "DialCallStatus": "completed",
        "DialBridged": "true",
        "DialCallDuration": str(bridge.seconds),
    }
